"""Stores what was decided about files of contacts, in bulk; the caller holds the transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kithwork.people import record_joins, record_links
from kithwork.people.imports.decide import Decision
from kithwork.people.load import latest_date, remembered_place
from kithwork.people.models import Import, Owner
from kithwork.people.record_people import Recorded, Writing
from kithwork.people.rows import Parsed

__all__ = ["Recorded", "record"]


def record(owner: Owner, decision: Decision, files: Sequence[Parsed], now: dt.datetime) -> Recorded:
    """Write the decision. Nothing is written, and no import noted, where nothing changes."""
    writing = Writing(owner, files, now, decision)
    writing.people()
    writing.organisations()
    writing.points_and_alternatives()
    writing.positions()
    record_links.introductions(writing)
    record_joins.joins(writing)
    record_links.ties(writing)
    record_links.evidence(writing)
    record_links.stations(writing)
    record_links.review(writing)
    _note_places(writing)
    _note_imports(writing)
    return writing.recorded


def _note_places(writing: Writing) -> None:
    """An account that was read further is noted even where it brought nothing."""
    for index, parsed in enumerate(writing.files):
        if parsed.place and parsed.place != remembered_place(writing.owner, parsed.file):
            writing.origin(index)


def _note_imports(writing: Writing) -> None:
    """Write into the notes of the files what each brought."""
    for index, noted in writing.imports.items():
        parsed = writing.files[index]
        noted.counts = writing.decision.counts_of(parsed.file)
        if parsed.place:
            noted.counts["place"] = parsed.place
        if latest := latest_date(parsed):
            noted.counts["latest"] = latest.isoformat()
    Import.objects.bulk_update(writing.imports.values(), ["counts"])
    writing.recorded.imports = [noted.pk for noted in writing.imports.values()]
