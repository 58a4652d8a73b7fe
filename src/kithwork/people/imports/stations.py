"""Decides what files add to the owner's own career: pure, and the owner's own word stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from kithwork.boards.names import normal_name
from kithwork.people.imports.decision import Decision, Entry, Status
from kithwork.people.imports.decision import Station as Known
from kithwork.people.imports.known import LONGEST
from kithwork.people.rows import Parsed, StationRow


def decide_stations(
    decision: Decision,
    files: Sequence[Parsed],
    known: Sequence[Known],
    taken: Collection[str],
    aliases: Mapping[str, str],
) -> None:
    """Add to the decision which stations are new or better known now, and a word on every row.

    A station is known again by its kind, organisation, role and start. A file whose digest is in
    `taken` brings nothing: what the owner has changed or removed since then stays so.
    """
    there, changed = list(known), dict[int, Known]()
    for origin, parsed in enumerate(files):
        for row in parsed.rows:
            if not isinstance(row, StationRow):
                continue
            said = _as_known(row, origin, aliases)
            if not said.organisation:
                decision.entries.append(_entry("unreadable", row, "has no name to compare"))
            elif parsed.digest in taken:
                decision.entries.append(_entry("matched", row, "taken in before"))
            elif (same := next(_same(said, there), None)) is None:
                there.append(said)
                changed[id(said)] = said
                decision.entries.append(_entry("new", row, _told(said)))
            else:
                if learns := _learn(same, said):
                    changed[id(same)] = same
                detail = "adds a date" if learns else "nothing new"
                decision.entries.append(_entry("matched", row, detail))
    decision.stations = list(changed.values())


def _as_known(row: StationRow, origin: int, aliases: Mapping[str, str]) -> Known:
    key = normal_name(row.organisation)[: LONGEST["organisation"]]
    return Known(
        row.kind, aliases.get(key, key), row.title[: LONGEST["title"]],
        row.started_on, row.ended_on, None, row.organisation[: LONGEST["organisation"]], origin,
    )  # fmt: skip


def _same(said: Known, there: Sequence[Known]) -> Iterator[Known]:
    """Those that may be the same one, of the same start first."""
    alike = [one for one in there if _of(one) == _of(said)]
    yield from (one for one in alike if one.started_on == said.started_on)
    yield from (one for one in alike if None in (one.started_on, said.started_on))


def _of(one: Known) -> tuple[str, str, str]:
    return one.kind, one.organisation, one.title.casefold()


def _learn(same: Known, said: Known) -> bool:
    """Fill the dates that were not known; says whether it did."""
    start, end = same.started_on or said.started_on, same.ended_on or said.ended_on
    if (start, end) == (same.started_on, same.ended_on) or (start and end and end < start):
        return False
    same.started_on, same.ended_on, same.origin = start, end, said.origin
    return True


def _told(said: Known) -> str:
    since = f", from {said.started_on:%Y}" if said.started_on else ""
    return f"your own {said.kind}{since}"


def _entry(status: Status, row: StationRow, detail: str) -> Entry:
    return Entry(status, row.file, row.line, row.organisation, detail)
