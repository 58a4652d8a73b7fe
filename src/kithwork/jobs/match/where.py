"""Says how the places of two postings stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import cos, hypot, radians

from kithwork.jobs.match.employers import plain_name
from kithwork.jobs.match.location import apart, is_town, is_wide, town_first
from kithwork.jobs.match.vocabulary import vocabulary
from kithwork.jobs.places import Place, names_a_region, places_of

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[,(]| - |\b(?=\d{5}\b)")
_NO_SITE = vocabulary("no sites")
_STATES = vocabulary("states")
_SITES = vocabulary("sites")
_DEPARTMENTS = vocabulary("french departments")


_SIDE = re.compile(
    r"^(?:(?:north|south|east|west)(?:ern|east|west|eastern|western)?|central|mid|upstate)\s+(.+)$",
    re.I,
)
_COUNTY = re.compile(
    r"^(?:(?:(?:north|south)?[ -]?(?:east|west)|north|south|mid|greater|county)\s+)?"
    r"(?:\w{3,}shire|kent|sussex|surrey|essex|"
    r"england|cornwall|devon|dorset|somerset|suffolk|cumbria|merseyside|northumberland|rutland|"
    r"east anglia|midlands|home counties|tyne and wear)(?:,\s*(?:england|uk|united kingdom))?$",
    re.I,
)


_AROUND = re.compile(r"[^,]*(?:\b(?:county|parish|metro|area)\b|\w+[\w-]*kreis\b)[^,]*", re.I)
"""A county or the like, in which the other's town may lie."""
_US_SIDES = re.compile(
    r"^(?:(?:remote|hybrid)\W+)?(?:the )?(?:midwest|northeast|southeast|southwest|mid-atlantic|"
    r"pacific northwest|new england|(?:west|gulf) coast)(?:,? (?:us|usa|united states))?$",
    re.I,
)
"""Parts of the United States, after which towns are called, too ("Midwest City")."""


class Near(Enum):
    """How two postings' places agree."""

    SAME = "same"
    MAY_BE = "may be the same"
    AROUND = "near each other, or one isn't on the map"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Where:
    """A posting's places: its towns, wider areas, what else its location says (a district, a
    site), and its postcodes."""

    towns: frozenset[tuple[str, str, str]]
    areas: frozenset[tuple[str, str]]
    rest: frozenset[str]
    words: frozenset[str]
    remote: bool
    codes: frozenset[str] = frozenset()
    spots: frozenset[tuple[float, float]] = frozenset()
    """Where on the map its towns lie, as far as they are on it."""

    @property
    def names(self) -> frozenset[str]:
        """The towns' names."""
        return frozenset(town for town, _region, _country in self.towns)


@lru_cache(maxsize=1 << 14)
def where_of(location: str, locations: tuple[str, ...], remote: bool | None) -> Where:
    """The places that a posting's location and list of locations name."""
    towns: set[tuple[str, str, str]] = set()
    areas: set[tuple[str, str]] = set()
    known: set[str] = set()
    spots: set[tuple[float, float]] = set()
    said = [town_first(each) for text in (location, *locations) if text for each in apart(text)]
    texts = [text for text, _codes in said]
    codes = frozenset(code for _text, some in said for code in some)
    far = bool(remote)
    for text in texts:
        found = places_of(text)
        far = far or any(place.remote for place in found)
        if _US_SIDES.search(text.strip()):
            areas.add(("US", ""))
            known.update(_words([text]))
            continue
        for place in found:
            town = _town(place)
            if town:
                towns.add(town)
                if town[0] == place.city.casefold() and place.latitude and place.longitude:
                    spots.add((place.latitude, place.longitude))
                known.update(_words([town[0], place.region, place.country]))
            elif place.country or place.region:
                areas.add((place.country, place.region))
        if not found:
            areas |= _vaguely(text)
        around = _AROUND.match(text.strip())
        if around and not any(place.city for place in found):
            behind = text[around.end() :].strip(" ,")
            wide = [("US", behind)] if behind in _STATES else [
                (p.country, p.region) for p in places_of(behind) if p.country]  # fmt: skip
            areas.update(wide)
            known.update(_words([text]))
            towns -= {town for town in towns if town[0] in around[0].casefold()}
        if text.strip().casefold() in _DEPARTMENTS:
            areas.add(("FR", ""))
            known.update(_words([text]))
        known.update(_words(part for part in _PART.split(text)[1:] if _only_wide(part)))
        known.update(_words(_by_other_names(text, towns)))
    words = frozenset(_words(texts))
    rest = words - known - _NO_SITE
    return Where(frozenset(towns), frozenset(areas), frozenset(rest), words, far, codes,
                 frozenset(spots))  # fmt: skip


def _only_wide(part: str) -> bool:
    return is_wide(part) or bool(_COUNTY.match(part.strip()))


def _by_other_names(text: str, towns: set[tuple[str, str, str]]) -> list[str]:
    """The parts of a location that name its town otherwise than the table does ("Zurich")."""
    names = {name for name, _region, _country in towns}
    parts = [part.strip() for part in _PART.split(text)]
    return [
        part
        for part in parts
        if part and any(place.city.casefold() in names for place in places_of(part))
    ]


def _vaguely(text: str) -> set[tuple[str, str]]:
    """The area that "Southern Arizona" or "North Yorkshire" lies in."""
    if _COUNTY.match(text.strip()):
        return {("GB", "England")}
    side = _SIDE.match(text.strip())
    found = places_of(side[1]) if side else ()
    return {(p.country, p.region) for p in found if p.country and not p.city}


def _town(place: Place) -> tuple[str, str, str] | None:
    """A town by name, with region and country where they were said; small ones, which no
    table has, by what stands before the first comma."""
    parts = [part.strip() for part in _PART.split(place.said) if part.strip()]
    if place.city and not _of_the_area_only(place, parts):
        wide = len(parts) > 1
        return place.city.casefold(), place.region if wide else "", place.country if wide else ""
    if len(parts) > 1 and not place.remote and not place.hybrid:
        first = next(filter(_may_be_a_town, parts), _likeliest(parts))
        if not places_of(first) or _may_be_a_town(first):
            # The last part may be a state or a country ("MO", "IN"), and no town decides.
            state = next((part for part in parts[1:] if part in _STATES), "")
            if place.city or state or re.fullmatch(r"[A-Z]{2}", parts[-1]):
                return first.casefold(), state, ""
            return first.casefold(), place.region, place.country
    return None


def _likeliest(parts: list[str]) -> str:
    """The part that names the town where no table has it: what stands before region and country,
    behind a house or street."""
    state = next((at for at, part in enumerate(parts) if at and part in _STATES), 0)
    near = [part for part in parts[: state or None]
            if not _only_wide(part) and not _CODE.fullmatch(part)
            and not re.search(r"\bcounty$", part, re.I)]  # fmt: skip
    return near[-1] if near else parts[0]


_CODE = re.compile(r"[A-Z]{2,3}|\d+")


def _may_be_a_town(part: str) -> bool:
    """Whether towns are called so, and no region."""
    known = is_town(part) or any(place.city for place in places_of(part))
    return known and not names_a_region(part) and not _COUNTY.match(part)


def _of_the_area_only(place: Place, parts: list[str]) -> bool:
    """Whether the town was found in the name of a state ("Fort Calder, Missouri")."""
    if len(parts) < 2 or places_of(parts[0]):
        return False
    return not set(_words([place.city])) <= set(_words([parts[0]]))


def compare(a: Where, b: Where) -> Near:
    """Same where a town is shared, apart where both name towns and share none."""
    if a.towns and b.towns:
        if any(_one(x, y) for x in a.towns for y in b.towns):
            return Near.SAME
        return Near.AROUND if _around(a, b) else Near.APART
    if not a.towns and not b.towns:
        if a.areas and b.areas:
            return Near.SAME if _overlap(a.areas, b.areas) else Near.APART
        if a.rest and b.rest and not a.rest & b.rest:
            return Near.MAY_BE if (a.rest | b.rest) & _SITES else Near.APART
        if a.rest and b.rest:
            return Near.APART if a.rest & b.rest <= _SITES else Near.SAME
        return Near.SAME if a.remote and b.remote else Near.MAY_BE
    town, area = (a, b) if a.towns else (b, a)
    around = frozenset((country, region) for _, region, country in town.towns if country)
    if area.areas and around and not area.remote and all(country for country, _ in area.areas):
        return Near.MAY_BE if _overlap(around, area.areas) else Near.APART
    if a.codes & b.codes:
        return Near.MAY_BE
    if area.rest and not area.areas and not area.remote:
        if area.rest & town.words:
            return Near.SAME
        return Near.MAY_BE if area.rest & _SITES else Near.APART
    return Near.MAY_BE


def _around(a: Where, b: Where) -> bool:
    """Whether two towns lie near each other, or one of them, which may be a district that is
    called like none ("the Pilbara"), in the other's region."""
    if len(a.spots) == len(a.towns) and len(b.spots) == len(b.towns):
        return any(_apart_km(x, y) <= NEIGHBOURS_KM for x in a.spots for y in b.spots)
    return any(x[1] == y[1] and (x[1] or x[2] == y[2]) and bool(x[1] or x[2])
               for x in a.towns for y in b.towns)  # fmt: skip


def _apart_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two places that lie near each other, as on a plane."""
    north, east = a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0]))
    return 111.2 * hypot(north, east)


NEIGHBOURS_KM = 25


def sites_differ(a: Where, b: Where) -> bool:
    """Whether both name a site within the town (a district, a street, a postcode), not the same."""
    if len(a.towns) != 1 or len(b.towns) != 1:
        return False
    if a.rest and b.rest and not a.rest & b.rest:
        return True
    return bool(a.codes and b.codes) and not any(
        x.startswith(y) or y.startswith(x) for x in a.codes for y in b.codes
    )


def _one(a: tuple[str, str, str], b: tuple[str, str, str]) -> bool:
    return plain_name(a[0]) == plain_name(b[0]) and all(
        not x or not y or x == y for x, y in zip(a[1:], b[1:], strict=True)
    )


def _overlap(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """Whether a country or region of one is, or lies in, one of the other's."""
    return any(x[0] == y[0] and (not x[1] or not y[1] or x[1] == y[1]) for x in a for y in b)


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text.casefold())]
