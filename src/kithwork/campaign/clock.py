"""By whose clock somebody lives: a place in words becomes a time zone, a weekend and holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from kithwork.jobs.places import Place, _region_rows, places_of
from kithwork.jobs.towns import towns
from kithwork.people.models import Owner, Person
from kithwork.planning.dates import Clock


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place as it was said, and what is known of it; `guessed` where its zone is only likely.

    `country` is an ISO 3166 code and `region` the country's own code, as holidays go by them;
    either is empty where unknown.
    """

    said: str
    zone: str
    country: str = ""
    region: str = ""
    guessed: bool = False

    @property
    def city(self) -> str:
        """The town that the zone is named after: its clock is the one meant."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    def clock(self, years: tuple[int, ...]) -> Clock:
        """Zone, weekend and public holidays of these years; none known where the country isn't."""
        days, weekend = _calendar(self.country, self.region, years)
        return Clock(ZoneInfo(self.zone), days, weekend)


def whereabouts(said: str, otherwise: str) -> Whereabouts:
    """What a place in words tells of its clock; `otherwise` is the zone where it tells nothing.

    A town has its own zone. Of a country or region with several zones the largest town's is taken.
    """
    place = next((one for one in places_of(said) if one.country), None)
    if place is None:
        return Whereabouts(said, otherwise, _country_of(otherwise), guessed=bool(said.strip()))
    zone, state = _zone_of(place)
    region = _subdivision(place, state)
    sure = place.latitude is not None or len(_zones_of(place.country)) == 1
    return Whereabouts(said, zone or otherwise, place.country, region, guessed=not sure)


def place_of(person: Person) -> str:
    """Where a person is, in words, as far as is written down."""
    latest = person.dates_proposed.first()
    return str(latest.their_place if latest and latest.their_place else person.location)


def place_of_owner(owner: Owner) -> str:
    """Where the owner said they were when they last offered times."""
    latest = owner.dates_proposed.exclude(my_place="").first()
    return str(latest.my_place) if latest else ""


def clock_of_owner(owner: Owner, now: dt.datetime) -> Clock:
    """The owner's own clock, weekend and holidays: where they said they are, else by their zone."""
    place = whereabouts(place_of_owner(owner), owner.time_zone)
    return replace(place, zone=owner.time_zone).clock(years_from(now))


def years_from(now: dt.datetime) -> tuple[int, ...]:
    """This year and the next: times offered in December lie in both."""
    return (now.year, now.year + 1)


@lru_cache(maxsize=256)
def _calendar(
    country: str, region: str, years: tuple[int, ...]
) -> tuple[frozenset[dt.date], frozenset[int]]:
    import holidays  # takes a second to load, and most pages never need it

    weekend = frozenset({5, 6})
    if not country:
        return frozenset(), weekend
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=years)
    except NotImplementedError:  # a country or region whose holidays the package doesn't know
        return frozenset(), weekend
    return frozenset(found.keys()), frozenset(found.weekend or weekend)


def _zone_of(place: Place) -> tuple[str, str]:
    """The zone of the town, or of the largest town of the region or country; and its region."""
    there = _towns(place.country)
    for latitude, longitude, region, zone in there:
        if (latitude, longitude) == (place.latitude, place.longitude):
            return zone, region
    same = {code for code, names in _names_of_regions(place.country).items()
            if place.region in names}  # fmt: skip
    for _, _, region, zone in there:
        if not place.region or region in same or region == place.region:
            return zone, region if place.region else ""
    return "", ""


@lru_cache(maxsize=8)
def _towns(country: str) -> tuple[tuple[float, float, str, str], ...]:
    """A country's towns, the largest first: latitude, longitude, region, zone."""
    there = sorted((one for one in towns() if one.country == country), key=lambda one: -one.people)
    return tuple((one.latitude, one.longitude, one.region, one.zone) for one in there)


def _zones_of(country: str) -> set[str]:
    return {zone for *_, zone in _towns(country)}


def _names_of_regions(country: str) -> dict[str, set[str]]:
    """By GeoNames' code for a region all names and codes that it goes by."""
    return {
        code: {name, *others} for where, code, name, others in _region_rows() if where == country
    }


def _subdivision(place: Place, state: str) -> str:
    """The region as holidays know it: by its code, or by any of its names."""
    import holidays

    try:
        known = holidays.country_holidays(place.country)
    except NotImplementedError:
        return ""
    names = {place.region, state} | _names_of_regions(place.country).get(state, set())
    for names_of_one in _names_of_regions(place.country).values():
        if place.region and place.region in names_of_one:
            names |= names_of_one
    names.discard("")
    for code in known.subdivisions:
        if code in names:
            return str(code)
    aliases = known.get_subdivision_aliases()
    return next((str(code) for code, also in aliases.items() if names & set(also)), "")


@lru_cache(maxsize=64)
def _country_of(zone: str) -> str:
    """The country that a zone is named for, by the zone table of the tz database."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if len(row) > 2 and row[2] == zone), "")
