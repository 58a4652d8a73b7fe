"""Writes a stated location in the form that is compared: the town first, codes set aside."""

from __future__ import annotations

import re
from functools import lru_cache

from kithwork.boards.names import name_key
from kithwork.jobs.match.vocabulary import vocabulary
from kithwork.jobs.places import places_of
from kithwork.jobs.towns import towns

_ENGLISH = {"münchen": "Munich", "københavn": "Copenhagen", "venezia": "Venice"}
"""Towns that the table of places doesn't know by their own names."""
_IN_ENGLISH = re.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b", re.I)
_AREA_FIRST = re.compile(r"^\s*([^,;|/]+?)\s+[-–]\s+([^,;|/]+?)\s*$")
_CODES_FIRST = re.compile(r"^\s*([A-Z]{2})[-_ ]+([A-Z]{2,3})[-_ ]+([^\d,;|/]{3,}?)\s*$")
_ABOUT = re.compile(
    r"^\s*(?:raum|gro(?:ß|ss)raum|umkreis|umgebung|regio|région de|nahe|bei)\s+", re.I
)
_FAR = re.compile(r"remote|home|hybrid|virtual|anywhere", re.I)
_CODE = re.compile(
    r"(?:\b[A-Z]{1,2}-)?\b\d{4,6}(?:-\d{4})?\b"
    r"|\b(?!US)[A-Z]{1,2}\d{1,2}[A-Z]?(?: \d[A-Z]{2})?\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\(\d{2,3}\)"
    r"|\b\d{1,2}\s?(?:er|e|[eè]me)\b(?:\s+arr(?:ondissement\b|\.)?)?"
    r"|(?<=\bDublin) \d{1,2}\b|(?<=\bParis) \d{1,2}\b|(?<=\bLyon) \d\b|(?<=\bWien) \d{1,2}\b"
)
"""A postcode, the first half of a British one, a French department's number or a quarter's."""
_STATE_LAST = re.compile(r"^([^,;|/]*[^\W\d_])\s+([A-Z]{2})$")
_HYPHENED = re.compile(r"^([^\W\d_]{3,})-([A-ZÄÖÜ]\w+)$")
_TWO_TOWNS = re.compile(r"^([^\W\d_]{3,})[-/]([^\W\d_]{3,}),\s*([A-Z]{2})$")
_STATES = vocabulary("states")
_SITES = vocabulary("sites")
"""A school or the like may be called after a town far away."""
_PEOPLE_OF_A_CITY = 50_000
"""From so many people on a town has quarters that stand behind its name."""


def town_first(text: str) -> tuple[str, frozenset[str]]:
    """A location with its town first, and the postcodes and the like that it had: of "44000
    Nantes", "US-SC-Greenville", "Australia - Bendigo", "Raum Ulm", "Leeds Briggate"."""
    text = _ABOUT.sub("", _IN_ENGLISH.sub(lambda found: _ENGLISH[found[0].lower()], text))
    if codes := _CODES_FIRST.match(text):
        return f"{codes[3]}, {codes[2]}, {codes[1]}", frozenset()
    aside = frozenset(re.sub(r"\W", "", code).lower() for code in _CODE.findall(text))
    text = " ".join(_CODE.sub(" ", text).split()).strip(" ,") if aside else text.strip()
    found = _AREA_FIRST.match(text)
    if found and is_wide(found[1]) and not _FAR.search(text) and not is_wide(found[2]):
        return f"{found[2]}, {found[1]}", aside
    return _parted(text), aside


def apart(text: str) -> list[str]:
    """ "Boise-Nampa, ID" as the two towns that it names."""
    found = _TWO_TOWNS.match(text)
    if found and is_town(found[1]) and is_town(found[2]) and not is_town(f"{found[1]}-{found[2]}"):
        return [f"{found[1]}, {found[3]}", f"{found[2]}, {found[3]}"]
    return [text]


def is_wide(part: str) -> bool:
    """Whether a part of a location is a region or country."""
    found = places_of(part.strip())
    return bool(found) and not found[0].city


def is_town(part: str) -> bool:
    """Whether some town anywhere is called so."""
    return bool(towns().called(name_key(part)))


@lru_cache(maxsize=1 << 12)
def _parted(text: str) -> str:
    """ "Marlowe TN" and a city with its quarter as two parts."""
    if "," in text or is_town(text):
        return text
    state = _STATE_LAST.match(text)
    if state and state[2] in _STATES:
        return f"{state[1]}, {state[2]}"
    joined = _HYPHENED.match(text)
    if joined and _is_city(joined[1]):
        return f"{joined[1]}, {joined[2]}"
    words = text.split()
    if len(words) > 1 and not places_of(text) and not _FAR.search(text):
        for size in range(len(words) - 1, 0, -1):
            if _is_city(" ".join(words[:size])) and _SITES.isdisjoint(text.casefold().split()):
                return f"{' '.join(words[:size])}, {' '.join(words[size:])}"
    return text


def _is_city(name: str) -> bool:
    return any(town.people >= _PEOPLE_OF_A_CITY for town in towns().called(name_key(name)))
