"""Finds boards for employers, and keeps the owner's yes and no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from kithwork.boards.directory import READABLE, Entry, entries, find_by_name
from kithwork.boards.likely import Match, matches
from kithwork.boards.models import Board, Watch
from kithwork.boards.names import name_key
from kithwork.boards.source import boards_at
from kithwork.errors import KithworkError

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Certainty = Watch.Certainty


@dataclass
class Found:
    """What a search for boards brought: new watches, and employers without a board."""

    sure: list[Watch] = field(default_factory=list)
    waiting: list[Watch] = field(default_factory=list)
    already: int = 0
    without: list[str] = field(default_factory=list)


def matches_for(employers: Iterable[tuple[str, str]]) -> tuple[list[Match], list[str]]:
    """The boards of (employer, why it matters) pairs, and the employers that have none.

    Nothing is stored. An employer named twice is looked up once.
    """
    found: list[Match] = []
    without: list[str] = []
    for name, reason in {name_key(name): (name, why) for name, why in employers}.values():
        entries = find_by_name(name)
        if not entries:
            without.append(name)
        for match in matches(name, entries):
            why = f"{reason} {match.why}".strip()
            found.append(Match(name, match.entry, match.sure, why))
    return found, without


def find_boards(
    owner: AbstractUser, employers: Iterable[tuple[str, str]], now: dt.datetime
) -> Found:
    """Watch the boards of these (employer, why it matters) pairs: sure ones at once, the
    others after a yes. What the owner has decided before stays as it is."""
    found, without = matches_for(employers)
    result = Found(without=without)
    with transaction.atomic():
        known = set(
            Watch.objects.filter(owner_id=owner.pk).values_list("board__ats", "board__token")
        )
        for match in found:
            if (match.entry.ats, match.entry.token) in known:
                result.already += 1
                continue
            certainty = Certainty.SURE if match.sure else Certainty.WAITING
            watch = _watch(owner, match.entry, match.employer, certainty, match.why, now)
            (result.sure if match.sure else result.waiting).append(watch)
    return result


def confirm(watch: Watch, now: dt.datetime) -> Watch:
    """The owner says that this is the employer's board: it is read from now on."""
    return _decide(watch, Certainty.SURE, now)


def refuse(watch: Watch, now: dt.datetime) -> Watch:
    """The owner says that this is not the employer's board, and is not asked again."""
    return _decide(watch, Certainty.REFUSED, now)


def watch_address(
    owner: AbstractUser,
    address: str,
    now: dt.datetime,
    employer: str = "",
    boards_at: Callable[[str], list[Entry]] = boards_at,
) -> list[Watch]:
    """Watch the boards behind a pasted careers address; asking for it is a yes.

    Raises KithworkError when the text is no address or no board is there.
    """
    found = boards_at(address)
    if not found:
        raise KithworkError(
            f"No openings that can be read were found at {address[:200]}: it shows no board of a"
            " known system, is no feed, and its sitemap lists no pages that state openings for"
            " search engines. If they stand at another address of the employer, paste that one."
        )
    with transaction.atomic():
        return [
            confirm(
                _watch(owner, e, employer or e.employer, Certainty.SURE, "You pasted it.", now), now
            )
            for e in found
        ]


def watch_directory(owner: AbstractUser, now: dt.datetime) -> int:
    """Watch every board of the directory, for one who reads them all; how many were new.

    What the owner said of a board stays as it is.
    """
    with transaction.atomic():
        Board.objects.bulk_create(
            (Board.made_from(entry, now) for entry in entries()), 1000, ignore_conflicts=True
        )
        new = Board.objects.filter(ats__in=READABLE).exclude(watches__owner_id=owner.pk)
        return len(
            Watch.objects.bulk_create(
                (
                    Watch(
                        owner_id=owner.pk,
                        board=board,
                        employer=board.employer,
                        certainty=Certainty.SURE,
                        why="You asked for the whole directory.",
                        added_at=now,
                    )
                    for board in new
                ),
                1000,
            )
        )


def _watch(
    owner: AbstractUser,
    entry: Entry,
    employer: str,
    certainty: Watch.Certainty,
    why: str,
    now: dt.datetime,
) -> Watch:
    return Watch.objects.get_or_create(
        owner_id=owner.pk,
        board=Board.of(entry, now),
        defaults={
            "employer": employer[:300],
            "certainty": certainty,
            "why": why[:500],
            "added_at": now,
        },
    )[0]


def _decide(watch: Watch, certainty: Watch.Certainty, now: dt.datetime) -> Watch:
    watch.certainty, watch.decided_at = certainty, now
    watch.save(update_fields=["certainty", "decided_at"])
    return watch
