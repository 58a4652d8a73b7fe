"""Reads places as boards state them: city, region, country, coordinates; remote with its region.

Everything is looked up offline, in the towns and countries of GeoNames (CC BY 4.0) that
`kithwork.jobs.towns` carries and a small table of regions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kithwork.jobs.towns import Town, towns

_REGIONS = Path(__file__).with_name("data") / "regions.tsv"
_LONGEST, _MOST_PLACES = 400, 25

_COUNTRY_NAMES = {
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "us": "US", "united states of america": "US",
    "america": "US", "uk": "GB", "u.k.": "GB", "great britain": "GB", "britain": "GB",
    "deutschland": "DE", "österreich": "AT", "schweiz": "CH", "suisse": "CH", "españa": "ES",
    "italia": "IT", "polska": "PL", "nederland": "NL", "the netherlands": "NL", "holland": "NL",
    "belgië": "BE", "belgique": "BE", "brasil": "BR", "méxico": "MX", "czech republic": "CZ",
    "turkey": "TR", "türkiye": "TR", "uae": "AE", "korea": "KR", "south korea": "KR",
    "hong kong": "HK", "ivory coast": "CI", "vietnam": "VN", "republic of ireland": "IE",
}  # fmt: skip
_AREAS = {
    "europe": "Europe", "eu": "EU", "european union": "EU", "emea": "EMEA", "apac": "APAC",
    "latam": "LATAM", "latin america": "LATAM", "americas": "Americas", "asia": "Asia",
    "north america": "North America", "south america": "South America", "africa": "Africa",
    "middle east": "Middle East", "dach": "DACH", "nordics": "Nordics", "benelux": "Benelux",
    "worldwide": "Worldwide", "global": "Worldwide", "oceania": "Oceania",
}  # fmt: skip
_CITY_NAMES = {
    "nyc": "new york", "sf": "san francisco", "la": "los angeles", "dc": "washington",
    "bangalore": "bengaluru", "washington d.c.": "washington", "bay area": "san francisco",
    "san francisco bay": "san francisco", "san francisco bay area": "san francisco",
    "philly": "philadelphia", "københavn": "kobenhavn", "venezia": "venice",
}  # fmt: skip
_SHORT_CITIES = {"la": "CA", "dc": "DC", "sf": "CA", "nyc": "NY"}

_REMOTE = re.compile(
    r"(?:\b(?:100\s?%|fully|full[ -]time)\s+)?"
    r"\b(?:remote(?:ly)?(?:[ -](?:first|friendly|eligible|ok|work|position|job|role))?"
    r"|work from (?:home|anywhere)|wfh|home ?office|telecommut\w+|telework|virtual"
    r"|t[eé]l[eé]travail|teletrabajo|anywhere)\b",
    re.I,
)
_HYBRID = re.compile(r"\bhybrid(?:e|o)?(?:[ -](?:remote|work|role|position))?\b", re.I)
_ON_SITE = re.compile(r"\b(?:on[ -]?site|in[ -]office|in[ -]person|office[ -]based)\b", re.I)
_SEVERAL = re.compile(
    r"\b(?:\d+|multiple|various|several|many|all|other) (?:locations?|sites?|cities|offices)\b"
    r"|\b\d+ more\b|\+\s?\d+\b",
    re.I,
)
_APART = re.compile(r"\s+(?:or|oder|ou|o)\s+|\s*[;|\n•]\s*|\s+[/&]\s+|(?<=[a-z)])/(?=[A-Z])")
_PARTS = re.compile(
    r"\s*[,()\[\]:]\s*|\s+[-–—·@]+\s*|(?<=\b[A-Z]{2})-(?=[A-Z])|(?<=\b[A-Z]{3})-(?=[A-Z])"
)
_AROUND = re.compile(
    r"^(?:greater|downtown|central|metro(?:politan)?|near|in|within|the|from|based|only|must be"
    r"|city of|region|area|located)\s+"
    r"|\s+(?:(?:metro(?:politan)?\s?)?area|metro(?:plex)?|region|county|city|hq|headquarters|office|only"
    r"|campus|based|residents?|time ?zones?)$",
    re.I,
)
_POSTCODE = re.compile(
    r"\b\d{4,6}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"
)
_CITY_FIRST = 500_000
"""A lone name is the city, and not the region or country called the same, from so many people."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of work as stated; "" and None are what was not stated or is not known.

    `country` is an ISO 3166 code, `region` a postal code ("NY") or a name ("Bavaria", "EMEA"),
    coordinates are degrees. `remote` places say where one may live; `hybrid` ones where the
    office is. `said` is the text that this was read from.
    """

    city: str = ""
    region: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    remote: bool = False
    hybrid: bool = False
    said: str = ""


@lru_cache(maxsize=1 << 14)
def places_of(text: str, country: str = "") -> tuple[Place, ...]:
    """Every place that a board's text names, in its order; () when it names none.

    `country` (ISO 3166) is where the employer mostly is: it decides between places of one name.
    "3 Locations" names none; "Remote - US" is remote with its country; "London or Remote" is two.
    Never raises.
    """
    text = _SEVERAL.sub(" ", unicodedata.normalize("NFC", text[:_LONGEST]))
    found: dict[Place, None] = {}
    pieces = [piece for piece in _APART.split(text) if piece and piece.strip(" ,-–()")]
    for piece in pieces[:_MOST_PLACES]:
        place = _place(piece.strip(), country.upper())
        if place != Place(said=place.said):
            found[place] = None
    return tuple(found)


def wider_names(place: Place) -> tuple[str, ...]:
    """What a place's region and country are called in words: "NY" is New York, "DE" Germany."""
    region = _region_words().get((place.country, place.region), ())
    return (*region, *filter(None, (_country_words().get(place.country, ""),)))


def also_called(part: str) -> tuple[str, ...]:
    """The names by which places are known here that somebody calls so: "UK" is the United
    Kingdom, "München" Munich."""
    country = _country_words().get(_countries().get(name_key(part), ""), "")
    largest = max(_cities_called(part), key=lambda city: city.people, default=None)
    return tuple(filter(None, (country, largest.name if largest else "")))


def towns_called(name: str) -> list[Place]:
    """Every town of a name that says neither region nor country, the largest first."""
    found = sorted(_cities_called(_trimmed(name)), key=lambda city: -city.people)
    return [_of_city(city) for city in found]


def names_a_region(part: str) -> bool:
    """Whether a part of a place is called like some country's region ("New York", "Cornwall")."""
    return any(region for _country, region in _meanings(part))


def _place(piece: str, near: str) -> Place:
    remote, hybrid = bool(_REMOTE.search(piece)), bool(_HYBRID.search(piece))
    bare = _ON_SITE.sub(" , ", _REMOTE.sub(" , ", _HYBRID.sub(" , ", piece)))
    parts = [part for part in map(_trimmed, _PARTS.split(_POSTCODE.sub(" ", bare))) if part]
    parts = [half for part in parts for half in _halves(part)]
    place = _looked_up(parts[:6], near) if parts else Place()
    return replace(place, remote=remote and not hybrid, hybrid=hybrid, said=piece)


def _trimmed(part: str) -> str:
    part, before = part.strip(" .-–—,/").strip(), ""
    while part != before:
        before, part = part, _AROUND.sub("", part).strip()
    return part


def _halves(part: str) -> list[str]:
    """ "Houston TX" is a city and a region, though nothing stands between them."""
    words = part.split()
    if len(words) < 2 or _meanings(part) or _cities_called(part):
        return [part]
    for size in (1, 2, 3):
        front, back = " ".join(words[:-size]), " ".join(words[-size:])
        if front and _meanings(back) and (_cities_called(front) or _meanings(front)):
            return [front, back]
    return [part]


def _looked_up(parts: list[str], near: str) -> Place:
    """The city that most of the other parts agree with; failing one, the region or country."""
    meanings = [_meanings(part) for part in parts]
    best: tuple[tuple[int, bool, int], Town] | None = None
    for at, part in enumerate(parts):
        others = [meaning for i, meaning in enumerate(meanings) if i != at and meaning]
        for city in _cities_called(part):
            agree = sum((city.country, "") in m or (city.country, city.region) in m for m in others)
            if others and not agree:
                continue
            rank = (agree, city.country == near, city.people)
            if best is None or rank > best[0]:
                best = rank, city
    stated = next((part for part, meaning in zip(parts, meanings, strict=True) if meaning), "")
    if best and not (best[0][0] == 0 and _names_more_than_a_city(stated, best[1])):
        return _of_city(best[1])
    return _of_wider(parts, meanings, near)


def _names_more_than_a_city(stated: str, city: Town) -> bool:
    """A lone "Georgia", "Maine" or "US" is the region or country, however many towns share it."""
    return bool(stated) and city.people < _CITY_FIRST


def _of_city(city: Town) -> Place:
    region = _region_names().get((city.country, city.region), "")
    return Place(city.name, region, city.country, city.latitude, city.longitude)


def _of_wider(parts: list[str], meanings: list[frozenset[tuple[str, str]]], near: str) -> Place:
    countries = {c for meaning in meanings for c, region in meaning if not region}
    regions = [pair for meaning in meanings for pair in sorted(meaning) if pair[1]]
    for pair in sorted(regions, key=lambda p: (p[0] not in countries, p[0] != near, p[0] != "US")):
        if pair[0] in countries or not countries or pair[0] == near:
            return Place(region=_region_names()[pair], country=pair[0])
    if countries:
        return Place(country=near if near in countries else min(countries))
    return Place(region=next((_AREAS[name_key(p)] for p in parts if name_key(p) in _AREAS), ""))


@lru_cache(maxsize=1 << 12)
def _meanings(part: str) -> frozenset[tuple[str, str]]:
    """The countries `(code, "")` and regions `(code, region)` that a part of a place may be."""
    key = name_key(part)
    found = set(_regions().get(key, ()))
    country = _countries().get(key)
    if country:
        found.add((country, ""))
    return frozenset(found)


@lru_cache(maxsize=1 << 12)
def _cities_called(part: str) -> list[Town]:
    key = name_key(part)
    # Of large towns only some names are kept; "München" is there as "Munchen".
    found = towns().called(_CITY_NAMES.get(key, key)) or towns().called(without_marks(key))
    region = _SHORT_CITIES.get(key)
    return [city for city in found if city.region == region] if region else found


def name_key(name: str) -> str:
    """A place's name in the form that is compared."""
    return " ".join(name.casefold().replace("saint ", "st ").replace("st. ", "st ").split())


def without_marks(key: str) -> str:
    """A name without its accents."""
    marks = unicodedata.normalize("NFD", key)
    return "".join(char for char in marks if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    rows = towns().countries
    found = {name_key(name): iso for name, iso, _ in rows}
    found.update((iso.casefold(), iso) for _, iso, _ in rows)
    found.update((iso3.casefold(), iso) for _, iso, iso3 in rows)
    return found | _COUNTRY_NAMES


@lru_cache(maxsize=1)
def _country_words() -> dict[str, str]:
    return {iso: name for name, iso, _ in towns().countries}


@lru_cache(maxsize=1)
def _region_words() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(country, shown): (shown, *others) for country, _, shown, others in _region_rows()}


@lru_cache(maxsize=1)
def _region_rows() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return tuple(_read_regions())


def _read_regions() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for code, name in towns().states:
        yield "US", code, code, (name,)
    for line in _REGIONS.read_text("utf-8").splitlines():
        country, code, shown, others = line.split("\t")
        yield country, code, shown, tuple(name for name in others.split("|") if name)


@lru_cache(maxsize=1)
def _regions() -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for country, code, shown, others in _region_rows():
        for name in (shown, *others):
            found[name_key(name)].add((country, code))
            found[without_marks(name_key(name))].add((country, code))
    return dict(found)


@lru_cache(maxsize=1)
def _region_names() -> dict[tuple[str, str], str]:
    return {(country, code): shown for country, code, shown, _ in _region_rows()}
