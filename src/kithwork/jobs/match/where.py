"""Says how the places of two postings stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kithwork.jobs.match.vocabulary import vocabulary
from kithwork.jobs.places import Place, places_of

_WORD = re.compile(r"[^\W_]+")
_NO_SITE = vocabulary("no sites")


class Near(Enum):
    """How two postings' places agree."""

    SAME = "same"
    MAY_BE = "may be the same"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Where:
    """A posting's places: its towns, wider areas, and what else its location says (a district,
    a site, a postcode)."""

    towns: frozenset[tuple[str, str, str]]
    areas: frozenset[str]
    rest: frozenset[str]
    words: frozenset[str]
    remote: bool

    @property
    def names(self) -> frozenset[str]:
        """The towns' names."""
        return frozenset(town for town, _region, _country in self.towns)


@lru_cache(maxsize=100_000)
def where_of(location: str, locations: tuple[str, ...], remote: bool | None) -> Where:
    """The places that a posting's location and list of locations name."""
    towns: set[tuple[str, str, str]] = set()
    areas: set[str] = set()
    known: set[str] = set()
    texts = [text for text in (location, *locations) if text]
    far = bool(remote)
    for text in texts:
        found = places_of(text)
        far = far or any(place.remote for place in found)
        for place in found:
            town = _town(place)
            if town:
                towns.add(town)
                known.update(_words([town[0], place.region, place.country]))
            elif place.country or place.region:
                areas.add(place.country or place.region)
    words = frozenset(_words(texts))
    rest = words - known - _NO_SITE
    return Where(frozenset(towns), frozenset(areas), frozenset(rest), words, far)


def _town(place: Place) -> tuple[str, str, str] | None:
    """A town by name, with region and country where they were said; small ones, which no
    table has, by what stands before the first comma."""
    parts = [part.strip() for part in re.split(r"[,(]| - ", place.said) if part.strip()]
    if place.city:
        wide = len(parts) > 1
        return place.city.casefold(), place.region if wide else "", place.country if wide else ""
    if len(parts) > 1 and not place.remote and not place.hybrid:
        first = parts[0].casefold()
        if not places_of(first):
            return first, place.region, place.country
    return None


def compare(a: Where, b: Where) -> Near:
    """Same where a town is shared, apart where both name towns and share none."""
    if a.towns and b.towns:
        shared = any(_one(x, y) for x in a.towns for y in b.towns)
        return Near.SAME if shared else Near.APART
    if not a.towns and not b.towns:
        if a.areas and b.areas:
            return Near.SAME if a.areas & b.areas else Near.APART
        if a.rest and b.rest:
            return Near.SAME if a.rest & b.rest else Near.APART
        return Near.SAME if a.remote and b.remote else Near.MAY_BE
    town, area = (a, b) if a.towns else (b, a)
    countries = {country for _, _, country in town.towns} - {""}
    if area.areas and countries and not area.areas & countries and not area.remote:
        return Near.MAY_BE if any(len(one) != 2 for one in area.areas) else Near.APART
    if area.rest and not area.areas and not area.remote:
        return Near.SAME if area.rest & town.words else Near.APART
    return Near.MAY_BE


def sites_differ(a: Where, b: Where) -> bool:
    """Whether both name a site within the town (a district, a street, a postcode), not the same."""
    one = len(a.towns) <= 1 and len(b.towns) <= 1
    return one and bool(a.rest and b.rest) and not a.rest & b.rest


def _one(a: tuple[str, str, str], b: tuple[str, str, str]) -> bool:
    return a[0] == b[0] and all(not x or not y or x == y for x, y in zip(a[1:], b[1:], strict=True))


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text.casefold())]
