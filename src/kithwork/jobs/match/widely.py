"""Finds pairs in a file more widely than by keys; in a catalogue too many would be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, combinations

from kithwork.jobs.match.employers import Kin, kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.pairs import CROWD
from kithwork.jobs.match.rewritten import levels_differ, may_be_rewritten


def retold_pairs(facts: Mapping[int, Facts]) -> set[tuple[int, int]]:
    """Each posting with those of its town or region whose titles begin a word alike, where one
    may be an agency's or both are one employer's. Only for a file: in a large catalogue too many
    do."""
    places: dict[tuple[str, object], list[int]] = defaultdict(list)
    titles: dict[str, list[int]] = defaultdict(list)
    for number, one in facts.items():
        around = {*one.where.names, *one.where.areas, *((c, r) for _, r, c in one.where.towns if r)}
        around |= {("employer", key) for key in one.employer.keys}
        for begins in {word[:5] for word in one.title.core | one.title.said}:
            titles[begins].append(number)
            for place in around:
                places[begins, place].append(number)
    near = (
        pair for some in places.values() if len(some) <= CROWD for pair in combinations(some, 2)
    )
    vague = (
        pair
        for some in titles.values()
        if len(some) <= CROWD
        for pair in combinations(some, 2)
        if not (facts[pair[0]].where.towns and facts[pair[1]].where.towns)
    )
    return {
        (min(pair), max(pair))
        for pair in chain(near, vague)
        if _may_be(facts[pair[0]], facts[pair[1]])
    }


def _may_be(a: Facts, b: Facts) -> bool:
    if kin(a.employer, b.employer, "", "") is Kin.ONE:
        return not levels_differ(a, b)
    return may_be_rewritten(a, b)
