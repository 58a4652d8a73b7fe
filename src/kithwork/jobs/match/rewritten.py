"""Finds an employer's opening in an agency's own words, by the facts that both texts tell.

Who rewrites a text keeps what the work is done with and how much there is of it: tools, numbers,
places, the names of things. Such words are compared by their beginnings, so that other forms and
kindred languages ("mechatronics", "mechatronica") meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from kithwork.jobs.match.employers import Kin, kin, told_of
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.pairs import CROWD
from kithwork.jobs.match.titles import kindred
from kithwork.jobs.match.where import Near, compare


@dataclass(frozen=True, slots=True)
class Least:
    """What two texts tell alike at least: words, their share of the shorter text's, and numbers,
    of which those with several figures count thrice."""

    words: int
    share: float
    numbers: int


KNOWN, UNKNOWN = Least(7, 0.28, 0), Least(12, 0.36, 4)
"""For a known agency, and for two names of which neither is known as one's. Postings of one town
and occupation, each in its own words, were seen to share up to five."""
LEAST_WEIGHT = 10
"""Words and numbers together."""


def in_other_words(a: Facts, b: Facts) -> float:
    """How much of what one tells the other tells, too (0 to 1); 0 where they can't be an agency
    and an employer at one place, or tell too little of the same."""
    if not may_be_rewritten(a, b):
        return 0.0
    x, y = a.told, b.told
    words, numbers = x.words & y.words, x.numbers & y.numbers
    share = len(words) / max(min(len(x.words), len(y.words)), 1)
    counted = sum(3 if len(number) > 1 else 1 for number in numbers)
    least = KNOWN if agent(a) != agent(b) else UNKNOWN
    if len(words) < least.words or share < least.share:
        return 0.0
    if counted < least.numbers or len(words) + counted < LEAST_WEIGHT:
        return 0.0
    title, other = ({w[:5] for w in f.title.core} for f in (a, b))
    return share + 0.5 * len(title & other) / len(title | other)


def may_be_rewritten(a: Facts, b: Facts) -> bool:
    """Whether one may be an agency's, the other not, and nothing beside the texts tells them
    apart. Of two unknown names one may be an agency's whose text doesn't say its own."""
    if a.title.levels != b.title.levels or not kindred(a.title, b.title):
        return False
    if agent(a) == agent(b) and (agent(a) or not _strangers(a, b)):
        return False
    return compare(a.where, b.where) is not Near.APART


def _strangers(a: Facts, b: Facts) -> bool:
    if a.employer.unsaid or b.employer.unsaid or a.employer.rare & b.employer.rare:
        return False
    return not told_of(a.employer, set(a.words)) or not told_of(b.employer, set(b.words))


def agent(facts: Facts) -> bool:
    """Whether an agency speaks, by its name or because it hides whom it speaks for."""
    return facts.employer.agency or facts.veiled


def stand(a: Facts, b: Facts) -> Kin:
    """How the employers of two postings stand to each other."""
    who = kin(a.employer, b.employer, a.lower, b.lower)
    return Kin.AGENCY if who is Kin.OTHER and in_other_words(a, b) else who


def agents_pairs(facts: Mapping[int, Facts]) -> set[tuple[int, int]]:
    """Each posting that may be an agency's with those of its town or region whose titles begin a
    word alike. Only for a file: in a large catalogue too many do."""
    places: dict[tuple[str, object], list[int]] = defaultdict(list)
    for number, one in facts.items():
        around = {*one.where.names, *one.where.areas, *((c, r) for _, r, c in one.where.towns if r)}
        for begins in {word[:5] for word in one.title.core | one.title.said}:
            for place in around:
                places[begins, place].append(number)
    few = (some for some in places.values() if len(some) <= CROWD)
    return {
        (min(pair), max(pair))
        for some in few
        for pair in combinations(some, 2)
        if may_be_rewritten(facts[pair[0]], facts[pair[1]])
    }
