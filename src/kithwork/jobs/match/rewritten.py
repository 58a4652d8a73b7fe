"""Finds an employer's opening in an agency's own words, by the facts that both texts tell.

Who rewrites a text keeps what the work is done with and how much there is of it: tools, numbers,
places, the names of things. Such words are compared by their beginnings, so that other forms and
kindred languages ("mechatronics", "mechatronica") meet.
"""

from __future__ import annotations

from dataclasses import dataclass

from kithwork.jobs.match.employers import Kin, kin, named, told_of
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.nearby import near, one_site
from kithwork.jobs.match.telling import agreement, weight_in_common
from kithwork.jobs.match.titles import by_initials, kindred
from kithwork.jobs.match.where import Near


@dataclass(frozen=True, slots=True)
class Least:
    """What two texts tell alike at least: words, their weight with that of numbers, and the share
    of what the shorter tells."""

    words: int
    weight: int
    share: float
    numbers: int = 0


KNOWN, NAMED, UNKNOWN = Least(5, 8, 0.29), Least(5, 9, 0.5), Least(12, 16, 0.4, 4)
"""For an agency and an employer; for two names of which one text has the other; for two of which
neither is known as an agency's. Postings of one town and occupation, each in its own words, were
seen to share a quarter."""
_GRADES = frozenset({"1", "2", "3", "4", "5", "6", "7", "associate", "entry"})
OF_ITS_OWN = Least(3, 7, 0.45)
"""For one employer on two sites: what keeps its openings apart is asked for elsewhere."""


def in_other_words(a: Facts, b: Facts) -> float:
    """How much of what one tells the other tells, too (0 to 1); 0 where they can't be an agency
    and an employer at one place, or tell too little of the same."""
    if not may_be_rewritten(a, b):
        return 0.0
    least = KNOWN if agent(a) != agent(b) else NAMED if _names_the_other(a, b) else UNKNOWN
    share = _share(a, b, least)
    if not share:
        return 0.0
    title, other = ({w[:5] for w in f.title.core} for f in (a, b))
    return share + 0.5 * len(title & other) / len(title | other)


def _share(a: Facts, b: Facts, least: Least) -> float:
    x, y = a.told, b.told
    words, weight = len(x.words & y.words), weight_in_common(x, y)
    if words < least.words or weight < max(least.weight, words + least.numbers):
        return 0.0
    share = agreement(x, y)
    figures, others = ({n for n in t.numbers if len(n) > 1} for t in (x, y))
    strange = min(len(figures), len(others)) >= 2 and not figures & others
    return share if share >= least.share + (0.12 if strange else 0.0) else 0.0


def _names_the_other(a: Facts, b: Facts) -> bool:
    return named(a.employer, b.lower) or named(b.employer, a.lower)


def levels_differ(a: Facts, b: Facts) -> bool:
    differ = a.title.levels ^ b.title.levels
    if not one_site(a, b) and not (a.title.levels & _GRADES and b.title.levels & _GRADES):
        differ -= _GRADES  # who takes an opening over may leave its grade out
    return bool(differ) and not differ <= by_initials(a.title, b.title)


def retold(a: Facts, b: Facts) -> float:
    """How much of what one employer's posting tells another site tells, too, in other words (0 to
    1); 0 where that is too little."""
    if one_site(a, b) or levels_differ(a, b):
        return 0.0
    return _share(a, b, OF_ITS_OWN)


def nearly_all(a: Facts, b: Facts) -> bool:
    """Whether one employer's posting on another site tells nearly all that the other tells, and
    enough of it: then what the titles say is weak evidence against them."""
    return (
        not one_site(a, b)
        and weight_in_common(a.told, b.told) >= ENOUGH_TOLD
        and agreement(a.told, b.told) >= NEARLY_ALL
    )


ENOUGH_TOLD, NEARLY_ALL = 15, 0.8


def same_figures(a: Facts, b: Facts) -> bool:
    """Whether one employer's two texts tell two figures or more alike, and the shorter no others:
    pay, hours, sizes."""
    x, y = ({n for n in f.told.numbers if len(n) > 1} for f in (a, b))
    return len(x & y) >= 2 and (x <= y or y <= x) and retold(a, b) >= 0.6


def may_be_rewritten(a: Facts, b: Facts) -> bool:
    """Whether one may be an agency's, the other not, and nothing beside the texts tells them
    apart. Of two unknown names one may be an agency's whose text doesn't say its own."""
    if levels_differ(a, b) or not kindred(a.title, b.title):
        return False
    if agent(a) == agent(b) and (agent(a) or not (_strangers(a, b) or _names_the_other(a, b))):
        return False
    return near(a, b) is not Near.APART


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
