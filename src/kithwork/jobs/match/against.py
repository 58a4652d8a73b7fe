"""What speaks against two postings being one opening: title, level, shift, team, number, pay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithwork.jobs.match.amounts import disagree, pay_disagrees
from kithwork.jobs.match.clock import meet
from kithwork.jobs.match.employers import Kin, named, of_like_names, told_of
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import days_apart, one_board, telling, told_again
from kithwork.jobs.match.nearby import ALIKE_NEARBY, near, one_site, same_told, told_alike
from kithwork.jobs.match.rewritten import levels_differ, nearly_all, retold, same_figures
from kithwork.jobs.match.telling import figure
from kithwork.jobs.match.terms import brief, said_of
from kithwork.jobs.match.texts import ENOUGH, alike, contained, other_lines
from kithwork.jobs.match.titles import by_initials, kindred, unmatched
from kithwork.jobs.match.where import Near, compare, sites_differ
from kithwork.words import counted

LONGEST_APART = 270
"""Days after which the same words are a new opening, not a repost."""

SAME_TEXT = 0.9
"""The share of the shorter text that the other has when they are one text, cut or framed."""

LIKE_ENOUGH = 0.75
"""From this share on what stands in another word's stead may tell an employer's openings apart."""

FEW_WORDS = 0.4
"""Below this share a text was written anew."""

FEW_MORE = 3
"""Words that a title has more where somebody wrote the posting anew."""

OTHER_LINES = 2
"""Sentences of each of two postings on one board that the other lacks: who posts an opening again
changes a line or leaves some out; two of one employer share all but what they are about."""

_CODE = re.compile(r"\w{1,2}|[a-z]{0,3}\d+[a-z]?")
"""A word of a title that only a grade's or a site's code has."""


def against(a: Facts, b: Facts, who: Kin, share: float | None, sure: bool) -> list[str]:
    """Every reason in words, () when none. `sure`: the same requisition or link is known, so
    that only what the work is can still tell them apart."""
    return list(reasons(a, b, who, share, sure))


def reasons(a: Facts, b: Facts, who: Kin, share: float | None, sure: bool) -> Iterator[str]:
    """The same one by one, the cheapest to find first."""
    yield from _of_the_work(a, b, who, share)
    if not sure:
        yield from _of_the_post(a, b, who, share)


def _of_the_work(a: Facts, b: Facts, who: Kin, share: float | None) -> Iterator[str]:
    if other_employers(a, b, who):
        yield f"{Kin.OTHER.value}: {a.said.employer} and {b.said.employer}"
    if levels_differ(a, b) and not _level_said(a, b, who):
        yield f"other levels: {_said(a.title.levels)} and {_said(b.title.levels)}"
    left, right = other_words(a, b)
    if (left or right) and not _explained(left, right, a, b, who, share):
        yield f"other titles: {_said(left)} and {_said(right)}"
    if (a.shifts and b.shifts and not a.shifts & b.shifts) or (
        a.shifts != b.shifts and _both_tell_all(a, b, who) and not nearly_all(a, b)
    ):
        yield f"other shifts: {_said(a.shifts)} and {_said(b.shifts)}"
    if a.clock and b.clock and not meet(a.clock, b.clock):
        yield "other working times"
    if a.hours and b.hours and a.hours != b.hours:
        yield f"other hours: {a.hours} time and {b.hours} time"
    if amounts := disagree(a.amounts, b.amounts):
        yield amounts
    if a.lasts is not b.lasts and None not in (a.lasts, b.lasts):
        yield "only one is permanent"
    if other := _other_terms(a, b, who):
        yield f"other terms: only one is {', '.join(other)}"


def _of_the_post(a: Facts, b: Facts, who: Kin, share: float | None) -> Iterator[str]:
    if _numbers_differ(a, b, who):
        yield f"other requisition numbers: {_said(a.requisitions)} and {_said(b.requisitions)}"
    if who is not Kin.AGENCY and _departments_differ(a, b):
        yield f"other departments: {a.said.department} and {b.said.department}"
    if pay_differs(a, b) or (not told_again(a, b) and _other_pay(a, b, who)):
        yield "pay ranges that don't meet"
    if a.said.posted and b.said.posted:
        days = abs((a.said.posted - b.said.posted).days)
        if days > LONGEST_APART:
            yield f"posted {counted(days, 'day')} apart"
    if who is not Kin.AGENCY and _sites_differ(a, b):
        yield f"other sites: {a.said.location} and {b.said.location}"
    if _beside_each_other(a, b):
        yield "two at once on the employer's own site, in different words"
    if one_board(a, b):
        left, right = other_lines(a.lines, b.lines)
        if min(len(left), len(right)) >= OTHER_LINES:
            yield f"each says what the other doesn't: “{left[0]}” and “{right[0]}”"
    if share is not None and share >= (LIKE_ENOUGH if who is Kin.ONE else 0.4):
        told = next(telling(a, b, who), None)
        if told:
            yield f"the texts differ in “{' '.join(told.a)}” and “{' '.join(told.b)}”"


def beside_the_text(a: Facts, b: Facts, who: Kin | None, sure: bool) -> bool:
    """Whether one of the reasons stands already without the texts. `who` is None where only
    they say how the employers stand to each other."""
    left, right = other_words(a, b)
    x, y = a.title, b.title
    return (
        (who is not None and levels_differ(a, b))
        or (bool(left or right) and one_board(a, b))
        or bool(x.shifts and y.shifts and not x.shifts & y.shifts)
        or bool(a.hours and b.hours and a.hours != b.hours)
        or (not sure and _post_differs(a, b, who))
    )


def _post_differs(a: Facts, b: Facts, who: Kin | None) -> bool:
    return (
        pay_differs(a, b)
        or (days_apart(a, b) or 0) > LONGEST_APART
        or (who is not None and (_departments_differ(a, b) or _sites_differ(a, b)))
    )


def other_words(a: Facts, b: Facts) -> tuple[list[str], list[str]]:
    """The words of each title that the other hasn't anywhere, not even as its employer's name."""
    left, right = unmatched(a.title.core, b.title.core)
    if left or right:
        left = [word for word in left if word not in b.whole and word not in b.employer.words]
        right = [word for word in right if word not in a.whole and word not in a.employer.words]
    if left or right:
        short = by_initials(a.title, b.title)
        left, right = [w for w in left if w not in short], [w for w in right if w not in short]
    return left, right


def _other_terms(a: Facts, b: Facts, who: Kin) -> list[str]:
    """Terms that only one names: the other's text doesn't speak of them either. A shift that few
    work, too: whoever takes an opening over doesn't leave its night out of the title."""
    found = [term for term in sorted(a.terms ^ b.terms)
             if not _said_too(term, b if term in a.terms else a)]  # fmt: skip
    if who is Kin.AGENCY and not a.terms | b.terms and brief(a.text) != brief(b.text):
        found.append("for a time")
    for one, other in ((a, b), (b, a)) if not meet(a.clock, b.clock) else ():
        if one.title.shifts and not other.title.shifts and who is not Kin.AGENCY:
            rare = one.title.shifts & _RARE_SHIFTS
            rare -= {"evening"} if nearly_all(a, b) else set()
            found += sorted(rare - other.shifts) if not one.title.shifts & other.shifts else []
    return found


def _said_too(term: str, facts: Facts) -> bool:
    hours = facts.amounts.hours
    few = term == "part" and bool(hours) and max(hours) <= MOST_OF_PART_TIME
    return few or said_of(term, facts.said.description)


MOST_OF_PART_TIME = 32.0
_RARE_SHIFTS = frozenset({"night", "weekend", "evening"})


def _both_tell_all(a: Facts, b: Facts, who: Kin) -> bool:
    """Whether both tell an opening in full, so that what one leaves out isn't so."""
    short, long = sorted((len(a.shingles), len(b.shingles)))
    if who is Kin.AGENCY and (contained(a.shingles, b.shingles) or 0.0) < FEW_WORDS:
        return False
    return who in (Kin.ONE, Kin.AGENCY) and short >= 0.7 * long and short >= ENOUGH


def _level_said(a: Facts, b: Facts, who: Kin) -> bool:
    """An agency may leave the level to the text; where one employer's postings tell the same, a
    word that is a level in one title and the work in another tells nothing."""
    if same_told(a, b):
        return a.title.levels ^ b.title.levels <= _WEAK_LEVELS
    left, right = a.title.levels - b.title.levels, b.title.levels - a.title.levels
    if who is not Kin.AGENCY or (left and right):
        return False
    return left <= set(b.words) and right <= set(a.words)


_WEAK_LEVELS = frozenset({"assistant", "associate", "graduate", "entry", "1"})


def _explained(
    left: list[str], right: list[str], a: Facts, b: Facts, who: Kin, share: float | None
) -> bool:
    """Whether what one title says more, the other posting says elsewhere: in its text or
    department. On one board titles are taken at their word."""
    if one_board(a, b):
        return False
    if same_told(a, b) or (who is Kin.AGENCY and told_alike(a, b, ALIKE_NEARBY)):
        return True
    if who is Kin.AGENCY and (share or 0.0) < FEW_WORDS and kindred(a.title, b.title):
        return True  # who rewrites a text calls the work as it likes; the texts have to tell
    anew = who is Kin.ONE and (share or 0.0) < SAME_TEXT and retold(a, b) > 0.0
    if left and right:
        one, other = _told_in(left, b), _told_in(right, a)
        if not kindred(a.title, b.title):
            return False
        if anew:
            return one or other or same_figures(a, b) or nearly_all(a, b)
        return who is not Kin.ONE and (one or other if (share or 0.0) >= 0.7 else one and other)
    elsewhere = who is Kin.ONE and not one_site(a, b) and (share or 0.0) >= SAME_TEXT
    if (anew or elsewhere) and (len(left or right) <= FEW_MORE or nearly_all(a, b)):
        return True
    if (share or 0.0) >= SAME_TEXT and all(map(_CODE.fullmatch, left or right)):
        return True
    return _told_in(left, b) and _told_in(right, a)


def _told_in(words: list[str], facts: Facts) -> bool:
    """Whether a posting's text or department has all these words, in some form."""
    return all(word[:5] in facts.begun for word in words)


def other_employers(a: Facts, b: Facts, who: Kin) -> bool:
    """Whether two employers speak, and not somebody who took the other's words and its name
    out of them. Texts that name nobody have to be long, for short ones are alike by chance."""
    if who is not Kin.OTHER:
        return False
    names = named(a.employer, a.lower) + named(b.employer, b.lower)
    least, long = ((0.95, 100), (0.85, 30), (2.0, 0))[names]
    if alike(a.shingles, b.shingles) >= least and len(a.shingles) >= long:
        return False
    return not _taken_over(a, b)


def _taken_over(a: Facts, b: Facts) -> bool:
    """Whether one text stands in the other, under names that are alike, or that the text says
    both of: a house and who runs it."""
    share = contained(a.shingles, b.shingles)
    if share is None or share < SAME_TEXT or all(other_words(a, b)):
        return False
    if (a.cut or b.cut) and told_again(a, b):
        return False
    told = all(
        told_of(e, w) for e in (a.employer, b.employer) for w in (set(a.words), set(b.words))
    )
    return of_like_names(a.employer, b.employer) or told


def _numbers_differ(a: Facts, b: Facts, who: Kin) -> bool:
    """An agency has numbers of its own; the same employer's tell openings apart."""
    ours = who in (Kin.ONE, Kin.UNSAID) or one_board(a, b)
    if not one_site(a, b) and retold(a, b) and not _same_form(a, b):
        return False  # a site's own number
    both = bool(a.requisitions and b.requisitions)
    return ours and both and not a.requisitions & b.requisitions and not _posted_again(a, b)


def _posted_again(a: Facts, b: Facts) -> bool:
    """Whether the same words come again weeks later, when an opening may have a new number."""
    again = told_again(a, b) and a.title.key == b.title.key
    return again and alike(a.shingles, b.shingles) >= (0.85 if not one_board(a, b) else 0.75)


def _same_form(a: Facts, b: Facts) -> bool:
    """Whether the numbers of both are written alike, as one employer's are."""
    x, y = ({re.sub(r"\d", "9", n) for n in f.requisitions} for f in (a, b))
    return bool(x & y)


def _sites_differ(a: Facts, b: Facts) -> bool:
    return compare(a.where, b.where) is Near.SAME and sites_differ(a.where, b.where)


def _departments_differ(a: Facts, b: Facts) -> bool:
    if not a.department or not b.department:
        return False
    left, right = unmatched(a.department, b.department)
    return bool(left and right)


def pay_differs(a: Facts, b: Facts) -> bool:
    """Whether the pay that one states, beside its words, ends below the other's."""
    x, y = a.said, b.said
    if x.salary_min is None or y.salary_min is None or x.salary_period != y.salary_period:
        return False
    if x.salary_currency != y.salary_currency:
        return False
    top_x, top_y = x.salary_max or x.salary_min, y.salary_max or y.salary_min
    return x.salary_min > top_y or y.salary_min > top_x


def _other_pay(a: Facts, b: Facts, who: Kin) -> bool:
    for one, other in ((a, b), (b, a)):
        pay = one.amounts.pay
        said = {figure(pay.low), figure(pay.high)} if pay else set()
        if said & other.told.numbers:
            return False
    return pay_disagrees(a.amounts, b.amounts, exactly=who is Kin.ONE)


def _beside_each_other(a: Facts, b: Facts) -> bool:
    """Whether an employer's own site, known by its name in both links, shows both at once."""
    if a.said.board or b.said.board or not a.link or a.link == b.link or told_again(a, b):
        return False
    if near(a, b) is Near.APART:
        return False
    x, y = set(a.words), set(b.words)
    if a.where.remote and b.where.remote and (x <= y or y <= x):
        return False
    own = a.employer.rare & b.employer.rare
    return one_site(a, b) and any(len(w) > 3 and w in a.host for w in own) and a.words != b.words


def _said(words: object) -> str:
    listed = sorted(words) if isinstance(words, frozenset | list) else []
    return ", ".join(listed) or "none"
