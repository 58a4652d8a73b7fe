"""Weighs two postings: do they state one opening? With every reason for and against in words."""

from __future__ import annotations

from dataclasses import dataclass

from kithwork.jobs.match.against import other_employers, reasons
from kithwork.jobs.match.employers import Kin
from kithwork.jobs.match.evidence import evidence
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.nearby import near as places
from kithwork.jobs.match.places_of_one import said_to_be_one, why_several
from kithwork.jobs.match.rewritten import stand
from kithwork.jobs.match.texts import alike, contained
from kithwork.jobs.match.weights import weights
from kithwork.jobs.match.where import Near

WORTH_SAYING = 0.5
"""What a piece of evidence weighs at least (in log-odds) to be named as a reason."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two postings are one opening, how strongly, and why.

    `strength` says which of several is the likeliest; `several` is what says that one opening is
    stated once for each of its places; "" when the two don't stand at different places or nothing
    says so.
    """

    one: bool
    strength: float
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    several: str = ""

    def __str__(self) -> str:
        told = "one opening" if self.one else "two openings"
        pros = f"for: {'; '.join(self.reasons_for)}" if self.reasons_for else ""
        cons = f"against: {'; '.join(self.reasons_against)}" if self.reasons_against else ""
        return f"{told} ({'. '.join(filter(None, (pros, cons)))})"


def judge(a: Facts, b: Facts) -> Verdict:
    """Weigh two postings; the same answer whichever comes first."""
    near = places(a, b)
    pros, cons, odds = _weighed(a, b, near)
    who = stand(a, b)
    against = list(reasons(a, b, who, sure(a, b)))
    several = ""
    if near is Near.APART:
        several = several_places(a, b, who)
        pros += [several] if several else []
        if not several:
            against.append(f"other places: {_place(a)} and {_place(b)}")
    one = not against and (odds > 0.0 or _one_link(a, b))
    return Verdict(one, odds + _same_words(a, b), tuple(pros), tuple(against + cons), several)


def log_odds(a: Facts, b: Facts, near: Near) -> float:
    """The logarithm of the odds that two postings are one opening, by all that is weighed."""
    table = weights()
    each = table.each
    return table.bias + sum(each[name] * value for name, value in evidence(a, b, near).items())


def weighed(a: Facts, b: Facts) -> Verdict | None:
    """The same as `judge` without its reasons, for a pair that is one opening; None for one that
    isn't. What is cheap to find is asked first."""
    who, near = stand(a, b), places(a, b)
    if other_employers(a, b, who):
        return None
    several = several_places(a, b, who) if near is Near.APART else ""
    if near is Near.APART and not several:
        return None
    odds = log_odds(a, b, near)
    if odds <= 0.0 and not _one_link(a, b):
        return None
    if next(reasons(a, b, who, sure(a, b)), None) is not None:
        return None
    return Verdict(True, odds + _same_words(a, b), (), (), several)


def contradicted(a: Facts, b: Facts) -> bool:
    """Whether anything but their places says that two postings are two openings."""
    return next(reasons(a, b, stand(a, b), sure(a, b)), None) is not None


def sure(a: Facts, b: Facts) -> bool:
    """Whether a requisition, a link or both texts say that the two are one, so that only what
    the work is can still tell them apart."""
    return bool(a.marks & b.marks) or _one_link(a, b) or said_to_be_one(a, b)


def _weighed(a: Facts, b: Facts, near: Near) -> tuple[list[str], list[str], float]:
    """What speaks for and what against, in words, the heaviest first, and the log-odds."""
    table = weights()
    share = {name: table.each[name] * value for name, value in evidence(a, b, near).items()}
    heavy = sorted((name for name in share if abs(share[name]) >= WORTH_SAYING),
                   key=lambda name: (-abs(share[name]), name))  # fmt: skip
    pros = [name for name in heavy if share[name] > 0]
    cons = [name for name in heavy if share[name] < 0]
    return pros, cons, table.bias + sum(share.values())


def _same_words(a: Facts, b: Facts) -> float:
    """How far two texts are the same word for word: of two openings that a posting may be of,
    it is the one whose words it has."""
    return 4.0 * (contained(a.shingles, b.shingles) or 0.0) + alike(a.shingles, b.shingles)


def several_places(a: Facts, b: Facts, who: Kin) -> str:
    """What says that one opening is stated for each of two places; "" where nothing does.
    Who takes an opening over doesn't choose its towns."""
    number = bool(a.marks & b.marks) and who is not Kin.OTHER
    if who is not Kin.ONE and not number and not _one_link(a, b):
        return ""
    return why_several(a, b, contained(a.shingles, b.shingles), number, _one_link(a, b))


def _one_link(a: Facts, b: Facts) -> bool:
    return bool(a.link) and a.link == b.link


def _place(facts: Facts) -> str:
    return facts.said.location or "; ".join(facts.said.locations) or "?"
