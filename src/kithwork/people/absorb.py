"""Takes files of contacts in: load what is known, decide in pure code, record all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from kithwork.people.imports.decide import Decision, Entry, Progress, decide
from kithwork.people.imports.read import read_files
from kithwork.people.imports.source import Source
from kithwork.people.load import editions, forgotten, known_people
from kithwork.people.models import Owner
from kithwork.people.record import Recorded, record
from kithwork.people.rows import FactRow, LeftAside, Parsed


@dataclass(frozen=True)
class Preview:
    """What taking the files in would do, row by row; nothing is stored yet."""

    files: tuple[Parsed, ...]
    entries: tuple[Entry, ...]
    counts: dict[str, int]

    @property
    def left_aside(self) -> tuple[LeftAside, ...]:
        """What was understood and will not be taken, and why."""
        return tuple(aside for parsed in self.files for aside in parsed.left_aside)


@dataclass(frozen=True)
class Absorbed:
    """What taking the files in has done, and what they say of the owner's own career."""

    entries: tuple[Entry, ...]
    counts: dict[str, int]
    recorded: Recorded
    left_aside: tuple[LeftAside, ...]
    facts: tuple[FactRow, ...]


def preview(
    owner: Owner,
    files: Sequence[Path | Source],
    now: dt.datetime,
    progress: Progress | None = None,
    region: str | None = None,
) -> Preview:
    """Read the files and say what each row would do: new, matched, conflicting, unreadable.

    `region` is the country (such as "DE") of telephone numbers that name none.
    """
    parsed = read_files(files)
    decision = _decide(owner, parsed, now, progress, region)
    return Preview(tuple(parsed), tuple(decision.entries), decision.counts)


@transaction.atomic
def absorb(
    owner: Owner,
    files: Preview | Sequence[Parsed],
    now: dt.datetime,
    progress: Progress | None = None,
    region: str | None = None,
) -> Absorbed:
    """Store what the files bring: all of it or, if anything fails or `progress` raises, nothing.

    The same files a second time change nothing. Decided afresh on what is known by now, so a
    preview may be old.
    """
    parsed = list(files.files if isinstance(files, Preview) else files)
    # Two imports at once would each make the same people: the second waits here.
    Owner.objects.select_for_update().get(pk=owner.pk)
    decision = _decide(owner, parsed, now, progress, region)
    recorded = record(owner, decision, parsed, now)
    return Absorbed(
        tuple(decision.entries),
        decision.counts,
        recorded,
        tuple(aside for file in parsed for aside in file.left_aside),
        tuple(row for file in parsed for row in file.rows if isinstance(row, FactRow)),
    )


def _decide(
    owner: Owner,
    parsed: Sequence[Parsed],
    now: dt.datetime,
    progress: Progress | None,
    region: str | None,
) -> Decision:
    return decide(
        parsed,
        editions(owner, parsed, region),
        known_people(owner),
        forgotten(owner),
        owner.today(now),
        own_addresses(owner, parsed),
        progress,
    )


def own_addresses(owner: Owner, parsed: Sequence[Parsed]) -> frozenset[str]:
    """The owner's own e-mail addresses and profiles, as far as known."""
    facts = [row for file in parsed for row in file.rows if isinstance(row, FactRow)]
    said = {row.get("email address") for row in facts if row.kind == "own-email"}
    said |= {row.get("profile address") for row in facts if row.kind == "profile"}
    return frozenset({owner.email, *said} - {""})
