"""Weighs two postings: do they state one opening? With every reason for and against in words."""

from __future__ import annotations

from dataclasses import dataclass

from kithwork.jobs.match.against import against, other_employers, reasons
from kithwork.jobs.match.employers import Kin, named
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.nearby import near as places
from kithwork.jobs.match.places_of_one import LEAST_IN_TWO_PLACES, said_to_be_one, why_several
from kithwork.jobs.match.rewritten import in_other_words, retold, stand
from kithwork.jobs.match.telling import agreement
from kithwork.jobs.match.texts import alike, contained
from kithwork.jobs.match.titles import kindred
from kithwork.jobs.match.where import Near

SURELY_RETOLD = 0.6
"""How much two postings tell alike at least where it isn't sure that they are of one place."""

LEAST = 0.4
"""The share of the shorter text that the other has at least, whoever speaks."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two postings are one opening, how strongly, and why.

    `several` is what says that one opening is stated once for each of its places; "" when the
    two don't stand at different places or nothing says so.
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
    who = stand(a, b)
    near = places(a, b)
    share = contained(a.shingles, b.shingles)
    number = bool(a.marks & b.marks) and who is not Kin.OTHER
    link = bool(a.link) and a.link == b.link
    cons = against(a, b, who, share, number or link or said_to_be_one(a, b))
    several = ""
    if near is Near.APART:
        several = why_several(a, b, share, number, link)
        if not several:
            cons = [*cons, f"other places: {_place(a)} and {_place(b)}"]
    enough = link or _enough(a, b, who, near, share, number)
    if not enough:
        cons = [*cons, _too_little(who, share)]
    pros = _pros(a, b, who, near, share, number, link)
    pros = [*pros, several] if several else pros
    strength = _strength(a, b, who, near, share, number, link)
    return Verdict(enough and not cons, strength, tuple(pros), tuple(cons), several)


def same_board(a: Facts, b: Facts) -> bool:
    """Whether both stand on one board."""
    x, y = a.said, b.said
    return bool(x.board) and (x.system, x.board.casefold()) == (y.system, y.board.casefold())


def _enough(a: Facts, b: Facts, who: Kin, near: Near, share: float | None, number: bool) -> bool:
    """Whether the words that both share suffice; how much does depends on who speaks where."""
    if share is None:
        return _without_text(a, b, who, near, number)
    if number and (share >= LEAST or _same_in_other_words(a, b, who, near)):
        return True
    unsure = 0.1 if near is Near.MAY_BE else 0.0
    if who is Kin.ONE:
        if share >= (0.8 if same_board(a, b) else 0.55) + unsure:
            return True
        return retold(a, b) > (0.0 if near is not Near.MAY_BE else SURELY_RETOLD)
    if who is Kin.AGENCY:
        return share >= _least_of_an_agency(a, b) + unsure or in_other_words(a, b) > 0.0
    return share >= 0.6 + unsure


def _same_in_other_words(a: Facts, b: Facts, who: Kin, near: Near) -> bool:
    """Whether nothing but the text differs between two postings of one number: a translation."""
    return who is Kin.ONE and near is Near.SAME and a.title.key == b.title.key


def _least_of_an_agency(a: Facts, b: Facts) -> float:
    """The share of words that an agency has to have from the employer, whom it may name."""
    if a.employer.agency and b.employer.agency:
        return 0.75
    return 0.4 if named(a.employer, b.lower) or named(b.employer, a.lower) else 0.6


def may_be_one(a: Facts, b: Facts) -> bool:
    """A cheap look that is never wrong to say no: whether `judge` could find one opening."""
    who = stand(a, b)
    if other_employers(a, b, who):  # before the numbers, whose search through the texts is dear
        return False
    sure = bool(a.marks & b.marks) or (bool(a.link) and a.link == b.link)
    if not sure and not kindred(a.title, b.title):
        return False
    apart = places(a, b) is Near.APART
    if apart and who is not Kin.ONE and not sure:
        return False
    share = contained(a.shingles, b.shingles)
    least = LEAST_IN_TWO_PLACES if apart else LEAST
    if not sure and least > (1.0 if share is None else share):
        told = retold(a, b) if who is Kin.ONE else in_other_words(a, b)
        if not told:
            return False
    return next(reasons(a, b, who, share, sure or said_to_be_one(a, b)), None) is None


def _without_text(a: Facts, b: Facts, who: Kin, near: Near, number: bool) -> bool:
    """One says too little: then title and place have to be the same, and on one board the
    second has to come later, for two at once are two openings."""
    if who is not Kin.ONE or a.title.key != b.title.key:
        return False
    if number:
        return True
    if near is not Near.SAME:
        return False
    return not same_board(a, b) or (_days_between(a, b) or 0) >= 7


def _days_between(a: Facts, b: Facts) -> int | None:
    x, y = a.said.posted, b.said.posted
    return abs((x - y).days) if x and y else None


def _strength(
    a: Facts, b: Facts, who: Kin, near: Near, share: float | None, number: bool, link: bool
) -> float:
    days = _days_between(a, b)
    return (
        4.0 * (share if share is not None else 0.4)
        + alike(a.shingles, b.shingles)
        + (in_other_words(a, b) if who is Kin.AGENCY else 0.0)
        + _fit(a, b)
        + 2.0 * number
        + 3.0 * link
        + {Kin.ONE: 1.0, Kin.AGENCY: 0.5, Kin.UNSAID: 0.3, Kin.OTHER: 0.6}[who]
        + {Near.SAME: 1.0, Near.MAY_BE: 0.4, Near.APART: 0.0}[near]
        + 0.6 * (a.title.key == b.title.key)
        + 0.3 * (a.title.said == b.title.said)
        + 0.3 * (bool(a.department) and a.department == b.department)
        + 0.3 * (a.said.salary_min is not None and a.said.salary_min == b.said.salary_min)
        + 0.2 * (bool(a.shifts) and a.shifts == b.shifts)
        + (0.0 if days is None else 0.4 / (1 + days / 7))
    )


def _fit(a: Facts, b: Facts) -> float:
    """How well the facts and titles of two postings agree, whatever their words: what decides
    which of an employer's openings somebody wrote anew."""
    title, other = ({w[:5] for w in f.title.core} for f in (a, b))
    said = sum(w in b.begun for w in title) / max(len(title), 1)
    said += sum(w in a.begun for w in other) / max(len(other), 1)
    return 2.0 * agreement(a.told, b.told) + said


def _pros(
    a: Facts, b: Facts, who: Kin, near: Near, share: float | None, number: bool, link: bool
) -> list[str]:
    found = [who.value] if who is not Kin.OTHER else []
    if a.title.key == b.title.key:
        found.append("the same title")
    if near is Near.SAME:
        found.append("the same place")
    if share is not None and share >= 0.5:
        found.append(f"{share:.0%} of the shorter text stands in the other")
    told = in_other_words if who is Kin.AGENCY else retold if who is Kin.ONE else None
    if told and (share or 0.0) < LEAST and told(a, b):
        found.append("the same facts in other words")
    if number:
        found.append(f"the same requisition number {min(a.marks & b.marks)}")
    if link:
        found.append("the same link")
    return found


def _too_little(who: Kin, share: float | None) -> str:
    if share is None:
        return "too little text to tell"
    return f"only {share:.0%} of the shorter text stands in the other ({who.value})"


def _place(facts: Facts) -> str:
    return facts.said.location or "; ".join(facts.said.locations) or "?"
