"""Finds the pairs of records worth comparing, without looking at all pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from kithwork.people.identity.bound import Bound, Codes
from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.traits import Traits
from kithwork.people.name_sounds import consonants, sound
from kithwork.people.names import PersonName
from kithwork.people.nicknames import name_groups

_LARGEST = 400
_LARGEST_VAGUE = 150
"""Records under one key; a key that more share tells too little to be worth its pairs."""
_ALIKE = 78
_SHARED_BY = 5
"""Differently named people on one address or line that still make pairs by it alone."""
_AT_ONCE = 1_000_000


def candidate_pairs(
    people: Sequence[Traits], known: int, counts: Frequencies, least: float
) -> NDArray[np.int64]:
    """Pairs of positions in `people`, shape (pairs, 2), that may reach the probability `least`.

    With `known` > 0, pairs of one of the first `known` people and one of the others; with 0,
    all pairs. A pair shares a fact (an e-mail address, a phone, one part of a name and an
    employer, ...), or two parts of a name that is rare enough, or one part of it and the other
    is a typing error away or an initial.
    """
    count = len(people)
    facts = _pairs_of(people, known, partial(_fact_keys, counts=counts), _LARGEST)
    names = _pairs_of(people, known, _name_keys, _LARGEST)
    at_work = _pairs_of(people, known, _work_keys, _LARGEST)
    sure = _without(_once([names, at_work]), facts)
    vague = _pairs_of(people, known, _vague_keys, _LARGEST_VAGUE)
    vague_at_work = _pairs_of(people, known, _vague_work_keys, _LARGEST_VAGUE)
    unsure = _without(_once([vague, vague_at_work]), _once([sure, facts]))
    bound = Bound(people, counts, least)
    alike = _alike(people, bound.promising(unsure))
    codes = _once([facts, bound.promising(sure), alike])
    return np.stack([codes // count, codes % count], axis=1)


def _pairs_of(
    people: Sequence[Traits],
    known: int,
    keys: Callable[[Traits], Iterable[str]],
    largest: int,
) -> Codes:
    blocks: dict[str, list[int]] = {}
    for position, person in enumerate(people):
        for key in set(keys(person)):
            blocks.setdefault(key, []).append(position)
    codes = [_block(b, known, len(people)) for b in blocks.values() if 1 < len(b) <= largest]
    return _once(codes)


def _once(codes: Sequence[Codes]) -> Codes:
    """All pairs, each once and in order; sorting is much faster here than hashing."""
    if not codes:
        return np.empty(0, np.int64)
    together = np.sort(np.concatenate(codes))
    fresh = np.ones(len(together), dtype=bool)
    fresh[1:] = together[1:] != together[:-1]
    return np.compress(fresh, together)


def _without(codes: Codes, others: Codes) -> Codes:
    """The pairs that are not among the others; both are sorted."""
    at = np.minimum(np.searchsorted(others, codes), max(len(others) - 1, 0))
    return np.compress(others[at] != codes, codes) if len(others) else codes


def _block(block: list[int], known: int, count: int) -> Codes:
    members = np.asarray(block, dtype=np.int64)
    if known:
        left, right = members[members < known], members[members >= known]
        return (left[:, None] * count + right[None, :]).ravel()
    rows, columns = _upper(len(members))
    return members[rows] * count + members[columns]


@lru_cache(maxsize=32)
def _upper(count: int) -> tuple[Codes, Codes]:
    """Rows and columns of every pair of a block of this size."""
    rows, columns = np.triu_indices(count, 1)
    return rows, columns


def _alike(people: Sequence[Traits], codes: Codes) -> Codes:
    """Of pairs that share one part, those whose names are alike as a whole, or hold initials."""
    cores = [_core(person) for person in people]
    short = np.array([_cannot_be_compared(person) for person in people], dtype=bool)
    kept = []
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        first, second = some // len(people), some % len(people)
        ratio = process.cpdist(
            [cores[i] for i in first.tolist()],
            [cores[i] for i in second.tolist()],
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE,
            dtype=np.uint8,
        )
        kept.append(some[(ratio > 0) | short[first] | short[second]])
    return np.concatenate(kept) if kept else codes


def _core(person: Traits) -> str:
    """Sounds of first given and last family name, in one order."""
    if not person.names:
        return ""
    name = person.names[0]
    return " ".join(sorted(sound(t) for t in (*name.given[:1], *name.family[-1:])))


def _cannot_be_compared(person: Traits) -> bool:
    return (
        any(
            name.vowelless
            or name.others
            or any(len(t) == 1 for t in (*name.given[:1], *name.family))
            for name in person.names
        )
        or len(person.names) > 1
    )


def _fact_keys(person: Traits, counts: Frequencies) -> Iterator[str]:
    """Contact points, homes, and one part of a name together with another fact.

    What many share (a switchboard, info@) finds a pair only together with a part of the name.
    """
    points = {e.address for e in person.emails} | person.phones
    points |= {f"{e.local}@" for e in person.emails if len(e.local) > 4 and not e.shared}
    points |= {f"{site}/{handle}" for site, handle in person.profiles}
    shared = {point for point in points if counts.shared[point] > _SHARED_BY}
    yield from points - shared
    facts = [f"p{place.postcode}" for place in person.places if place.postcode]
    facts += [f"s{line}" for place in person.places for line in place.lines]
    facts += [f"n{place.number}" for place in person.places if place.number]
    facts += [f"b{person.birth[-5:]}"] if person.birth else []
    facts += shared
    if facts:
        codes = {code for name in person.names for part in _codes(name) for code in part}
        yield from (f"{code}&{fact}" for code in codes for fact in facts)
    if person.birth:
        yield f"b{person.birth}"
        yield from (f"{person.birth[:4]}{place.postcode}" for place in person.places)
    starts = {"".join(sorted(t[0] for t in name.tokens)) for name in person.names}
    for place in person.places:
        yield from (f"{place.postcode}/{line}" for line in place.lines)
        yield from (f"{place.locality}/{line}" for line in place.lines)
        yield from (f"{place.postcode}/{letters}" for letters in starts)


def _name_keys(person: Traits) -> Iterator[str]:
    """Two parts of a name, in any order."""
    for name in person.names:
        codes = _codes(name)
        for one, other in combinations(codes, 2):
            yield from ("|".join(sorted((a, b))) for a in one for b in other)
        if name.particles:
            joined = sound("".join((*name.particles, *name.family)))
            yield from ("|".join(sorted((a, joined))) for part in codes for a in part)
        if len(name.given) > 1 and name.family:
            given = sound("".join(name.given))
            yield "|".join(sorted((given, sound(name.family[-1]))))


def _work_keys(person: Traits) -> Iterator[str]:
    """Two parts of a name at one employer, where a name may be commoner."""
    places = person.employers | person.domains
    if places:
        keys = set(_name_keys(person))
        yield from (f"{key}&{employer}" for employer in places for key in keys)


def _vague_keys(person: Traits) -> Iterator[str]:
    """One part of a name with the other's first letter: finds errors and initials."""
    for name in person.names:
        codes = _codes(name)
        for i, group in enumerate(codes):
            for j, other in enumerate(codes):
                if i != j:
                    letters = {code[0] for code in other if code[0].isalpha()}
                    yield from (f"{code}+{letter}" for code in group for letter in letters)


def _vague_work_keys(person: Traits) -> Iterator[str]:
    """The same at one employer, where a name may be commoner."""
    places = person.employers | person.domains
    if places:
        keys = set(_vague_keys(person))
        yield from (f"{key}&{employer}" for employer in places for key in keys)


@lru_cache(maxsize=131_072)
def _codes(name: PersonName) -> list[set[str]]:
    """For each part its sound, and the groups of names that it may stand for."""
    return [_code(t, name.vowelless) for t in (*name.tokens, *name.others)]


def _code(token: str, vowelless: bool) -> set[str]:
    if len(token) == 1:
        return {token}
    groups = {f"#{g}" for g in name_groups().get(token, ())}
    return groups | {sound(token)} | ({"'" + consonants(token)} if vowelless else set())
