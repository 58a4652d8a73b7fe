"""Says whether somebody may have written another's posting anew, in its own words.

Who rewrites a text keeps what the work is done with and how much there is of it: tools, numbers,
places, the names of things. Such words are compared by their beginnings, so that other forms and
kindred languages ("mechatronics", "mechatronica") meet.
"""

from __future__ import annotations

from kithwork.jobs.match.employers import Kin, kin, named, told_of
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.nearby import near, one_site
from kithwork.jobs.match.telling import agreement, weight
from kithwork.jobs.match.titles import by_initials, kindred
from kithwork.jobs.match.where import Near

OF_AN_AGENT, OF_UNKNOWN = (0.29, 8), (0.4, 16)
"""The share of what the shorter text tells that the other tells too, and the weight of that in
words, from which a text may be another's under another name; where neither is known as an
agency's it takes more. Postings of one town and occupation were seen to share a quarter."""
OF_ITS_OWN = (0.45, 7)
"""The same for one employer on two sites."""
_GRADES = frozenset({"1", "2", "3", "4", "5", "6", "7", "associate", "entry"})


def stand(a: Facts, b: Facts) -> Kin:
    """How the employers of two postings stand to each other, by their names and texts."""
    who = kin(a.employer, b.employer, a.lower, b.lower)
    if who is not Kin.OTHER or not may_be_rewritten(a, b):
        return who
    known = a.agent != b.agent
    return Kin.AGENCY if _tell(a, b, OF_AN_AGENT if known else OF_UNKNOWN) else who


def retold(a: Facts, b: Facts) -> bool:
    """Whether one employer's posting on another site tells much of what the other tells."""
    return not one_site(a, b) and _tell(a, b, OF_ITS_OWN)


def _tell(a: Facts, b: Facts, least: tuple[float, int]) -> bool:
    return agreement(a.told, b.told) >= least[0] and weight(a.told & b.told) >= least[1]


def may_be_rewritten(a: Facts, b: Facts) -> bool:
    """Whether one may be an agency's, the other not, and nothing beside the texts tells them
    apart. Of two unknown names one may be an agency's whose text doesn't say its own."""
    if levels_differ(a, b) or not kindred(a.title, b.title):
        return False
    if a.agent == b.agent and (a.agent or not (_strangers(a, b) or _names_the_other(a, b))):
        return False
    return near(a, b) is not Near.APART


def levels_differ(a: Facts, b: Facts) -> bool:
    """Whether the titles name other levels."""
    differ = a.title.levels ^ b.title.levels
    if not one_site(a, b) and not (a.title.levels & _GRADES and b.title.levels & _GRADES):
        differ -= _GRADES  # who takes an opening over may leave its grade out
    return bool(differ) and not differ <= by_initials(a.title, b.title)


def _names_the_other(a: Facts, b: Facts) -> bool:
    return named(a.employer, b.lower) or named(b.employer, a.lower)


def _strangers(a: Facts, b: Facts) -> bool:
    if a.employer.unsaid or b.employer.unsaid or a.employer.rare & b.employer.rare:
        return False
    return not told_of(a.employer, set(a.words)) or not told_of(b.employer, set(b.words))
