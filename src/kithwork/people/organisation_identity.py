"""Tells whether two organisations' names mean one legal entity, one group, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from rapidfuzz import fuzz

from kithwork.boards.names import in_brackets, legal_form, normal_name
from kithwork.people.identity.values import CERTAIN, LIKELY, Evidence, Key

Relation = Literal["entity", "group"]

_PRIOR_BITS = -8.0
_LINKING = frozenset({"and", "of", "the", "for", "de", "du", "des", "und", "fur", "di", "der"})
_GROUP_WORDS = frozenset({"group", "gruppe", "groupe", "holding", "holdings", "grupo", "gruppo"})
_VAGUE_WORDS = """
american british german general first global great international national new north royal
south standard state united university universal western city central bank college hospital
saint health medical data digital smart blue green red black white golden best data advanced
premier pacific atlantic european world care home super union public federal community
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation as one source names it; the website's address may be unknown."""

    key: Key
    name: str
    website: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationMatch:
    """Two names and what they probably are: one `entity`, or entities of one `group`."""

    first: Key
    second: Key
    relation: Relation
    probability: float
    evidence_for: tuple[Evidence, ...]
    evidence_against: tuple[Evidence, ...]

    @property
    def is_certain(self) -> bool:
        """Sure enough to act on without asking: merge an entity, file under a group."""
        return self.probability >= CERTAIN


@dataclass(frozen=True, slots=True)
class _Parts:
    base: str
    places: frozenset[str]
    form: str
    site: str
    country: str


def compare_organisations(first: OrganisationName, second: OrganisationName) -> OrganisationMatch:
    """How probably two names belong to one organisation, and whether to the same entity of it.

    A country in the name or a different legal form tells entities of one group apart; a name
    without either is taken for the group's own and matches an entity as a group only if
    the other names a country.
    """
    a, b = _parts(first), _parts(second)
    found = [e for e in (_names(a.base, b.base), _sites(a, b)) if e]
    telling = list(_entities_apart(a, b))
    relation: Relation = "group" if telling or found[0].about == "part" else "entity"
    bits = _PRIOR_BITS + sum(e.bits for e in found)
    return OrganisationMatch(
        first.key,
        second.key,
        relation,
        1 / (1 + 2**-bits),
        tuple(e for e in found if e.bits > 0),
        (*(e for e in found if e.bits < 0), *telling),
    )


def find_organisation_matches(
    known: Sequence[OrganisationName],
    arriving: Sequence[OrganisationName],
    *,
    least: float = LIKELY,
) -> list[OrganisationMatch]:
    """Pairs of a known and an arriving organisation that belong together, best first.

    Names are compared where they share a distinctive word, their initials, or a website.
    """
    by_key: dict[str, list[OrganisationName]] = {}
    for organisation in known:
        for key in _keys(organisation):
            by_key.setdefault(key, []).append(organisation)
    found = []
    for other in arriving:
        near = {o.key: o for key in _keys(other) for o in by_key.get(key, ())}
        found += [compare_organisations(o, other) for o in near.values()]
    return sorted((m for m in found if m.probability >= least), key=lambda m: -m.probability)


def _keys(organisation: OrganisationName) -> Iterable[str]:
    parts = _parts(organisation)
    words = parts.base.split()
    yield from (word for word in (*words[:1], *words[-1:]) if word not in _VAGUE)
    yield parts.base.replace(" ", "")[:6]
    yield _initials(words) if len(words) > 2 else parts.base
    if len(words) > 1:
        yield " ".join(words[:2])
    if parts.site:
        yield "@" + parts.site


@lru_cache(maxsize=65_536)
def _parts(organisation: OrganisationName) -> _Parts:
    name = organisation.name
    words = [_opened().get(word, word) for word in normal_name(name).split()]
    words = " ".join(words).split()
    beside = " ".join(in_brackets(name)).lower().split()
    places = {word for word in (*words[1:], *beside) if word in _places()}
    core = [w for i, w in enumerate(words) if not i or w not in _places() | _GROUP_WORDS]
    site, country = _site(organisation.website)
    distinct = frozenset(_ONE_PLACE.get(p, p) for p in places) - _NO_PLACE
    return _Parts(" ".join(core), distinct, legal_form(name), site, country)


def _names(a: str, b: str) -> Evidence:
    """What the names alone say; the first evidence of every match."""
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return Evidence("name", f"the same name, {a}", 10.0 if set(a.split()) <= _VAGUE else 16.0)
    short, long = sorted((a, b), key=len)
    words, inner = long.split(), short.split()
    if " " not in short and len(words) > 1 and short == _initials(words):
        bits = 8.0 + max(len(short) - 3, 0) * 2
        return Evidence("name", f"{short} may stand for {long}", bits)
    if inner in (words[: len(inner)], words[-len(inner) :]) and not set(inner) <= _VAGUE:
        return Evidence("part", f"{short} is part of {long}", 9.5 if len(inner) > 1 else 8.5)
    ratio = fuzz.ratio(a, b)
    if ratio >= 92 and len(short) > 6:
        return Evidence("name", f"names a typing error apart: {a}, {b}", 9.5)
    if fuzz.token_sort_ratio(a, b) >= 95:
        return Evidence("name", f"the same words in another order: {a}, {b}", 10.0)
    return Evidence("name", f"different names: {a}, {b}", -6.0)


def _sites(a: _Parts, b: _Parts) -> Evidence | None:
    if not a.site or not b.site:
        return None
    if a.site == b.site:
        return Evidence("website", f"the same website, {a.site}", 10.0)
    return Evidence("website", f"different websites: {a.site}, {b.site}", -3.0)


def _entities_apart(a: _Parts, b: _Parts) -> Iterable[Evidence]:
    """Reasons to take two names of one group for two of its entities."""
    if a.places != b.places:
        mine, theirs = (", ".join(sorted(p)) or "no country" for p in (a.places, b.places))
        yield Evidence("entity", f"one names {mine}, the other {theirs}", 0.0)
    if a.form and b.form and _LEGAL_KIN.get(a.form, a.form) != _LEGAL_KIN.get(b.form, b.form):
        yield Evidence("entity", f"different legal forms: {a.form}, {b.form}", 0.0)
    if a.site and a.site == b.site and a.country != b.country:
        yield Evidence("entity", f"websites of .{a.country} and .{b.country}", 0.0)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in _LINKING)


def _site(website: str) -> tuple[str, str]:
    """(name, ending) of a website: careers.ibm.co.uk is ("ibm", "co.uk")."""
    host = re.sub(r"^[a-z]+://", "", website.strip().lower()).split("/")[0].split(":")[0]
    labels = host.split(".")
    if len(labels) < 2:
        return "", ""
    two = len(labels) > 2 and labels[-2] in {"co", "com", "org", "ac", "net", "gov"}
    at = -3 if two else -2
    return labels[at], ".".join(labels[at + 1 :])


_NO_PLACE = frozenset({"international", "global", "worldwide"})
_ONE_PLACE = {
    "deutschland": "germany", "osterreich": "austria", "schweiz": "switzerland",
    "suisse": "switzerland", "svizzera": "switzerland", "frankreich": "france",
    "italia": "italy", "italien": "italy", "espana": "spain", "spanien": "spain",
    "nederland": "netherlands", "belgie": "belgium", "belgique": "belgium", "gb": "uk",
    "britain": "uk", "usa": "us", "america": "us", "brasil": "brazil", "polska": "poland",
    "cesko": "czech", "magyarorszag": "hungary", "turkiye": "turkey", "sverige": "sweden",
    "norge": "norway", "danmark": "denmark", "suomi": "finland", "europa": "europe",
}  # fmt: skip
_LEGAL_KIN = {
    "incorporated": "inc", "corporation": "inc", "corp": "inc", "company": "inc", "co": "inc",
    "limited": "ltd", "limited liability company": "llc", "public limited company": "plc",
    "pvt ltd": "private limited", "pty limited": "pty ltd", "pte limited": "pte ltd",
}  # fmt: skip


@cache
def _opened() -> dict[str, str]:
    lines = _lines("organisation_words.txt")
    return {short: long.strip() for short, _, long in (line.partition(":") for line in lines)}


@cache
def _places() -> frozenset[str]:
    return frozenset(word for line in _lines("organisation_places.txt") for word in line.split())


def _lines(file: str) -> list[str]:
    text = (files("kithwork.people") / "data" / file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
