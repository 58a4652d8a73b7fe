"""Finds the boards of many directory entries at once, and makes those that are not there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models.functions import Lower

from kithwork.boards.directory import Entry
from kithwork.boards.models import Board
from kithwork.jobs.in_bulk import batched

Name = tuple[str, str]
"""A board's system and its token there, without regard to case."""

_PLAIN = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


def name_of(system: str, token: str) -> Name:
    """What makes a board the same."""
    return system, token.casefold()


def boards_of(entries: Iterable[Entry], now: dt.datetime) -> dict[Name, Board]:
    """The stored board of each entry by its `name_of`, made on first use."""
    wanted = {name_of(entry.ats, entry.token): entry for entry in entries}
    found = _stored(wanted.values())
    missing = [Board.made_from(one, now) for name, one in wanted.items() if name not in found]
    if missing:
        # Another process may have made them a moment ago: then theirs are the ones.
        Board.objects.bulk_create(missing, 500, ignore_conflicts=True)
        found |= _stored(wanted.values())
    return {name: found[name] for name in wanted}


def _stored(entries: Iterable[Entry]) -> dict[Name, Board]:
    tokens: dict[str, set[str]] = defaultdict(set)
    for one in entries:  # SQLite lowers only the letters from A to Z
        tokens[one.ats] |= {one.token.lower(), one.token.translate(_PLAIN)}
    found: dict[Name, Board] = {}
    for ats, lower in tokens.items():
        for some in batched(sorted(lower), 800):
            boards = Board.objects.alias(low=Lower("token")).filter(ats=ats, low__in=some)
            found |= {name_of(board.ats, board.token): board for board in boards}
    return found
