"""Finds the pairs of records worth comparing, without looking at all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kithwork.people.identity.traits import Traits
from kithwork.people.name_sounds import consonants, sound
from kithwork.people.names import PersonName
from kithwork.people.nicknames import name_groups

Pairs = NDArray[np.int64]
"""Shape (n, 2): positions of first and second record."""

_LARGEST_SURE = 400
_LARGEST_VAGUE = 120
"""Records under one key; a key that more share tells too little to be worth its pairs."""


def candidate_pairs(people: Sequence[Traits], known: int) -> Pairs:
    """Pairs of positions in `people` that share a key; the first of each is the lower position.

    With `known` > 0, only pairs of one of the first `known` people and one of the others;
    with 0, all pairs. A name so common that its block is too large is found through its
    other keys: with employer, birth date, postcode, e-mail, phone or profile.
    """
    found = [
        _pairs_of(people, known, sure=True, largest=_LARGEST_SURE),
        _pairs_of(people, known, sure=False, largest=_LARGEST_VAGUE),
    ]
    codes = np.unique(np.concatenate(found))
    return (
        np.stack([codes // len(people), codes % len(people)], axis=1)
        if len(codes)
        else (np.empty((0, 2), np.int64))
    )


def _pairs_of(people: Sequence[Traits], known: int, *, sure: bool, largest: int) -> Pairs:
    blocks: dict[str, list[int]] = {}
    for position, person in enumerate(people):
        for key in set(_sure_keys(person) if sure else _vague_keys(person)):
            blocks.setdefault(key, []).append(position)
    codes = [_block_codes(b, known, len(people)) for b in blocks.values() if 1 < len(b) <= largest]
    return np.unique(np.concatenate(codes)) if codes else np.empty(0, np.int64)


def _block_codes(block: list[int], known: int, count: int) -> Pairs:
    members = np.asarray(block, dtype=np.int64)
    if known:
        left, right = members[members < known], members[members >= known]
        return (left[:, None] * count + right[None, :]).ravel()
    rows, columns = np.triu_indices(len(members), 1)
    return members[rows] * count + members[columns]


def _sure_keys(person: Traits) -> Iterator[str]:
    """Keys that nearly tell a person: contact points, two parts of a name, a name and a fact."""
    for email in person.emails:
        yield email.address
        if len(email.local) > 4 and not email.shared:
            yield "@" + email.local
    yield from person.phones
    yield from (f"{site}/{handle}" for site, handle in person.profiles)
    for name in person.names:
        codes = _codes(name)
        yield from ("|".join(pair) for pair in combinations(sorted(set().union(*codes)), 2))
        facts = [f"e{e}" for e in person.employers | person.domains]
        facts += [f"p{place.postcode}" for place in person.places if place.postcode]
        facts += [f"s{line}" for place in person.places for line in place.lines]
        facts += [f"b{person.birth[-5:]}"] if person.birth else []
        yield from (f"{code}&{fact}" for code in set().union(*codes) for fact in facts)
    if person.birth:
        yield from (f"{person.birth}{place.postcode[:2]}" for place in person.places)
        yield f"b{person.birth}"
    yield from (f"{p.number}/{p.postcode}/{line}" for p in person.places for line in p.lines)


def _vague_keys(person: Traits) -> Iterator[str]:
    """One part of a name with the other's first letter: finds errors and initials."""
    for name in person.names:
        codes = _codes(name)
        starts = [
            {t[0]} | {c[0] for c in group if c[0].isalpha()}
            for t, group in zip((*name.tokens, *name.others), codes, strict=True)
        ]
        for i, group in enumerate(codes):
            for j, letters in enumerate(starts):
                if i != j:
                    yield from (f"{code}+{letter}" for code in group for letter in letters)
        if name.particles:
            joined = sound("".join((*name.particles, *name.family)))
            yield from (f"{joined}+{letter}" for letter in starts[0])
        if len(name.given) > 1 and name.family:
            yield f"{sound(''.join(name.given))}|{sound(name.family[-1])}"


def _codes(name: PersonName) -> list[set[str]]:
    """For each part its sound, and the groups of names that it may stand for."""
    return [_code(t, name.vowelless) for t in (*name.tokens, *name.others)]


def _code(token: str, vowelless: bool) -> set[str]:
    if len(token) == 1:
        return {token}
    groups = {f"#{g}" for g in name_groups().get(token, ())}
    return groups | {sound(token)} | ({"'" + consonants(token)} if vowelless else set())
