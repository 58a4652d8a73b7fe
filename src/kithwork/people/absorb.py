"""Takes files of contacts in: load what is known, decide in pure code, record all or nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from kithwork.people.imports import mapped_csv
from kithwork.people.imports.decide import Decision, Entry, Progress, decide
from kithwork.people.imports.read import Mappings, header_id, read_files
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.stations import decide_stations
from kithwork.people.load import (
    aliases,
    editions,
    forgotten,
    known_people,
    known_stations,
    taken_before,
)
from kithwork.people.models import Import, Owner
from kithwork.people.record import Recorded, record
from kithwork.people.rows import FactRow, LeftAside, Parsed
from kithwork.people.uncollected import uncollected

_OWN = {
    "follow": "employers that you follow",
    "application": "applications of yours",
    "saved-job": "openings that you saved",
}


@dataclass(frozen=True)
class Preview:
    """What taking the files in would do, row by row; nothing is stored yet."""

    files: tuple[Parsed, ...]
    entries: tuple[Entry, ...]
    counts: dict[str, int]

    @property
    def unconfirmed(self) -> tuple[Parsed, ...]:
        """Tables whose columns are proposed (`Parsed.mapping`) and wait to be confirmed."""
        return tuple(parsed for parsed in self.files if not parsed.confirmed)

    @property
    def left_aside(self) -> tuple[LeftAside, ...]:
        """What was understood and will not be taken, and why."""
        return left_aside(self.files)


@dataclass(frozen=True)
class Absorbed:
    """What taking the files in has done, and why some of it was left aside."""

    entries: tuple[Entry, ...]
    counts: dict[str, int]
    recorded: Recorded
    left_aside: tuple[LeftAside, ...]


def preview(
    owner: Owner,
    files: Sequence[Path | Source],
    now: dt.datetime,
    progress: Progress | None = None,
    region: str | None = None,
    mappings: Mappings | None = None,
) -> Preview:
    """Read the files and say what each row would do: new, matched, conflicting, unreadable.

    `region` is the country (such as "DE") of telephone numbers that name none. `mappings` are
    the confirmed meanings of the columns of plain tables, by file name; those confirmed for an
    earlier file with the same columns are remembered.
    """
    parsed = read(owner, files, mappings)
    with uncollected():
        decision = _decide(owner, parsed, now, progress, region)
    return Preview(tuple(parsed), tuple(decision.entries), decision.counts)


def read(
    owner: Owner, files: Sequence[Path | Source], mappings: Mappings | None = None
) -> list[Parsed]:
    """What the files say, before anything is decided; tables by what was confirmed of them."""
    with uncollected():
        return read_files(files, {**remembered_mappings(owner), **(mappings or {})})


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
    preview may be old. Raises ImportFailedError if the columns of a table are not confirmed.
    """
    parsed = list(files.files if isinstance(files, Preview) else files)
    for file in parsed:
        if not file.confirmed:
            raise ImportFailedError(
                f"{file.file} has columns that nobody has named yet; confirm what they hold first."
            )
    # Two imports at once would each make the same people: the second waits here.
    Owner.objects.select_for_update().get(pk=owner.pk)
    with uncollected():
        decision = _decide(owner, parsed, now, progress, region)
        recorded = record(owner, decision, parsed, now)
    return Absorbed(
        tuple(decision.entries),
        decision.counts,
        recorded,
        left_aside(parsed),
    )


def left_aside(files: Sequence[Parsed]) -> tuple[LeftAside, ...]:
    """What was understood and is not taken, and why; the owner's own search last."""
    own = Counter(
        _OWN[row.kind]
        for parsed in files
        for row in parsed.rows
        if isinstance(row, FactRow) and row.kind in _OWN
    )
    return (
        *(aside for parsed in files for aside in parsed.left_aside),
        *(LeftAside(what, count, "about you, not your contacts") for what, count in own.items()),
    )


def remembered_mappings(owner: Owner) -> dict[str, dict[str, str]]:
    """What the owner confirmed of the columns of earlier tables; the latest word counts."""
    found = Import.objects.filter(owner=owner, kind=mapped_csv.KIND).order_by("created_at", "pk")
    return {header_id(mapping): mapping for mapping in found.values_list("mapping", flat=True)}


def _decide(
    owner: Owner,
    parsed: Sequence[Parsed],
    now: dt.datetime,
    progress: Progress | None,
    region: str | None,
) -> Decision:
    decision = decide(
        parsed,
        editions(owner, parsed, region),
        known_people(owner),
        forgotten(owner),
        owner.today(now),
        own_addresses(owner, parsed),
        progress,
    )
    decide_stations(
        decision, parsed, known_stations(owner), taken_before(owner, parsed), aliases(owner)
    )
    return decision


def own_addresses(owner: Owner, parsed: Sequence[Parsed]) -> frozenset[str]:
    """The owner's own e-mail addresses and profiles, as far as known."""
    facts = [row for file in parsed for row in file.rows if isinstance(row, FactRow)]
    said = {row.get("email address") for row in facts if row.kind == "own-email"}
    said |= {row.get("profile address") for row in facts if row.kind == "profile"}
    return frozenset({owner.email, *said} - {""})
