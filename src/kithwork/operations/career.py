"""What can be asked about the owner's own career, which tells who may know them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from kithwork.errors import KithworkError
from kithwork.operations.registry import operation
from kithwork.people import career
from kithwork.people.models import Owner, OwnStation

_DATE = "such as 2015, 2015-03 or 2015-03-01"


@dataclass(frozen=True)
class StationLine:
    """One employer or school of the owner's own."""

    id: int
    kind: str
    organisation: str
    title: str
    started_on: dt.date | None
    ended_on: dt.date | None

    @classmethod
    def of(cls, one: OwnStation) -> StationLine:
        """The line of a stored station."""
        return cls(one.pk, one.kind, one.organisation.name, one.title, one.started_on, one.ended_on)

    def __str__(self) -> str:
        what = f"{self.title}, {self.organisation}" if self.title else self.organisation
        since = f" from {self.started_on:%Y-%m}" if self.started_on else ""
        until = f" until {self.ended_on:%Y-%m}" if self.ended_on else ""
        return f"{self.id:>6}  {self.kind}: {what}{since}{until}"


@dataclass(frozen=True)
class Career:
    """Every employer and school, the latest first."""

    stations: tuple[StationLine, ...]

    def __str__(self) -> str:
        nothing = "Nothing is written down yet; 'kithwork career add' does it."
        return "\n".join(map(str, self.stations)) or nothing


@dataclass(frozen=True)
class StationRemoved:
    """What was taken out of the career."""

    id: int
    organisation: str

    def __str__(self) -> str:
        return f"{self.organisation} is no longer in your career."


@operation("career list")
def career_list(owner: Owner) -> Career:
    """List the employers and schools of your own career."""
    found = owner.stations.select_related("organisation")
    return Career(tuple(StationLine.of(one) for one in found))


@operation("career add")
def career_add(
    owner: Owner,
    organisation: str,
    *,
    kind: Annotated[Literal["employer", "school"], "what you were there for"] = "employer",
    title: Annotated[str, "your role, or the degree"] = "",
    since: Annotated[str, _DATE] = "",
    until: Annotated[str, f"{_DATE}; left out: it still holds"] = "",
    now: dt.datetime,
) -> StationLine:
    """Write down where you worked or learnt: who was at ORGANISATION as well may know you."""
    dates = career.day_of(since), career.day_of(until)
    return StationLine.of(career.write_station(owner, organisation, kind, title, *dates))


@operation("career change")
def career_change(
    owner: Owner,
    station: Annotated[int, "its number in 'kithwork career list'"],
    *,
    organisation: Annotated[str | None, "another name"] = None,
    kind: Annotated[Literal["employer", "school"] | None, "what you were there for"] = None,
    title: Annotated[str | None, "your role, or the degree"] = None,
    since: Annotated[str | None, f"{_DATE}; empty: unknown"] = None,
    until: Annotated[str | None, f"{_DATE}; empty: it still holds"] = None,
    now: dt.datetime,
) -> StationLine:
    """Correct an employer or school of your own; what you leave out stays."""
    one = station_of(owner, station)
    changed = career.write_station(
        owner,
        one.organisation.name if organisation is None else organisation,
        kind or one.kind,
        one.title if title is None else title,
        one.started_on if since is None else career.day_of(since),
        one.ended_on if until is None else career.day_of(until),
        one,
    )
    return StationLine.of(changed)


@operation("career remove")
def career_remove(
    owner: Owner,
    station: Annotated[int, "its number in 'kithwork career list'"],
    *,
    now: dt.datetime,
) -> StationRemoved:
    """Take an employer or school out of your own career."""
    one = station_of(owner, station)
    said = StationRemoved(one.pk, one.organisation.name)
    one.delete()
    return said


def station_of(owner: Owner, number: int) -> OwnStation:
    """The station with this number."""
    found = owner.stations.select_related("organisation").filter(pk=number).first()
    if found is None:
        raise KithworkError(
            f"There is no {number} in your career; 'kithwork career list' lists it."
        )
    return found
