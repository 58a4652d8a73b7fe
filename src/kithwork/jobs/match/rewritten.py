"""Finds an employer's opening in an agency's own words, by the facts that both texts tell.

Who rewrites a text keeps what the work is done with and how much there is of it: tools, numbers,
places, the names of things. Such words are compared by their beginnings, so that other forms and
kindred languages ("mechatronics", "mechatronica") meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from kithwork.jobs.match.employers import Kin, kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.pairs import CROWD
from kithwork.jobs.match.where import Near, compare

LEAST_SHARED, LEAST_SHARE = 7, 0.28
"""Words that both tell, and their share of the shorter text's: the least that is one opening.
Postings of one town and occupation, each in its own words, were seen to share up to five."""
LEAST_WEIGHT = 10
"""The same with the numbers, of which those with several figures count thrice."""


def in_other_words(a: Facts, b: Facts) -> float:
    """How much of what one tells the other tells, too (0 to 1); 0 where they aren't an agency
    and an employer at one place, or tell too little of the same."""
    if not may_be_rewritten(a, b):
        return 0.0
    x, y = a.told, b.told
    words, numbers = x.words & y.words, x.numbers & y.numbers
    share = len(words) / max(min(len(x.words), len(y.words)), 1)
    weight = len(words) + sum(3 if len(number) > 1 else 1 for number in numbers)
    if len(words) < LEAST_SHARED or share < LEAST_SHARE or weight < LEAST_WEIGHT:
        return 0.0
    title, other = ({w[:5] for w in f.title.core} for f in (a, b))
    return share + 0.5 * len(title & other) / len(title | other)


def may_be_rewritten(a: Facts, b: Facts) -> bool:
    """Whether one is an agency's, the other not, and nothing beside the texts tells them apart."""
    return (
        agent(a) != agent(b)
        and bool(a.title.core & b.title.core)
        and a.title.levels == b.title.levels
        and compare(a.where, b.where) is not Near.APART
    )


def agent(facts: Facts) -> bool:
    """Whether an agency speaks, by its name or because it hides whom it speaks for."""
    return facts.employer.agency or facts.veiled


def stand(a: Facts, b: Facts) -> Kin:
    """How the employers of two postings stand to each other."""
    who = kin(a.employer, b.employer, a.lower, b.lower)
    return Kin.AGENCY if who is Kin.OTHER and in_other_words(a, b) else who


def agents_pairs(facts: Mapping[int, Facts]) -> set[tuple[int, int]]:
    """Each agency's posting with those of its town or region whose titles share a word. Only for
    a file: in a large catalogue too many do."""
    places: dict[tuple[str, object], list[int]] = defaultdict(list)
    agents = {number for number, one in facts.items() if agent(one)}
    for number, one in facts.items():
        around = {*one.where.names, *one.where.areas, *((c, r) for _, r, c in one.where.towns if r)}
        for word in one.title.core if agents else ():
            for place in around:
                places[word, place].append(number)
    few = (some for some in places.values() if len(some) <= CROWD)
    return {
        (min(pair), max(pair))
        for some in few
        for pair in combinations(some, 2)
        if (pair[0] in agents) != (pair[1] in agents)
    }
