"""What makes two postings two openings, each by itself: level, working time, terms, other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithwork.jobs.match.amounts import disagree, pay_disagrees
from kithwork.jobs.match.clock import meet
from kithwork.jobs.match.employers import Kin, named, of_like_names, told_of
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import days_apart, one_board, telling, told_again
from kithwork.jobs.match.nearby import near, one_site, same_told
from kithwork.jobs.match.rewritten import levels_differ
from kithwork.jobs.match.telling import figure
from kithwork.jobs.match.terms import brief, said_of
from kithwork.jobs.match.texts import alike, contained, other_lines
from kithwork.jobs.match.titles import by_initials, unmatched
from kithwork.jobs.match.where import Near
from kithwork.words import counted

LONGEST_APART = 270
"""Days after which the same words are a new opening, not a repost."""

SAME_TEXT = 0.9
"""The share of the shorter text that the other has when they are one text, cut or framed."""

LIKE_ENOUGH, OF_ANOTHER = 0.75, 0.4
"""From this share on what stands in another word's stead tells openings apart: those of one
employer, and those of two, who keep less of each other's words."""

OTHER_LINES = 2
"""Sentences of each of two postings on one board that the other lacks: who posts an opening again
changes a line or leaves some out; two of one employer share all but what they are about."""


def reasons(a: Facts, b: Facts, who: Kin, sure: bool) -> Iterator[str]:
    """Every reason in words, the cheapest to find first. `sure`: the same requisition or link is
    known, so that only what the work is can still tell them apart."""
    yield from _of_the_work(a, b, who)
    if not sure:
        yield from _of_the_post(a, b, who)


def _of_the_work(a: Facts, b: Facts, who: Kin) -> Iterator[str]:
    if other_employers(a, b, who):
        yield f"{Kin.OTHER.value}: {a.said.employer} and {b.said.employer}"
    if levels_differ(a, b) and not _level_said(a, b, who):
        yield f"other levels: {_said(a.title.levels)} and {_said(b.title.levels)}"
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


def _of_the_post(a: Facts, b: Facts, who: Kin) -> Iterator[str]:
    days = days_apart(a, b) or 0
    if days > LONGEST_APART:
        yield f"posted {counted(days, 'day')} apart"
    if who is not Kin.AGENCY and _numbered_apart(a, b):
        yield f"other requisition numbers: {_said(a.requisitions)} and {_said(b.requisitions)}"
    if who is Kin.ONE and not told_again(a, b):
        if pay_differs(a, b) or _pay_told_differs(a, b):
            yield "pay ranges that don't meet"
        left, right = other_words(a, b) if one_board(a, b) else ([], [])
        if left or right:
            yield f"other titles at once on one board: {_said(left)} and {_said(right)}"
    if who is not Kin.AGENCY and departments_differ(a, b):
        yield f"other departments: {a.said.department} and {b.said.department}"
    if _beside_each_other(a, b):
        yield "two at once on the employer's own site, in different words"
    if one_board(a, b):
        left, right = other_lines(a.lines, b.lines)
        if min(len(left), len(right)) >= OTHER_LINES:
            yield f"each says what the other doesn't: “{left[0]}” and “{right[0]}”"
    share = contained(a.shingles, b.shingles)
    if a.shifts != b.shifts and (share or 0.0) >= LIKE_ENOUGH and _both_tell_all(a, b):
        yield f"other shifts: {_said(a.shifts)} and {_said(b.shifts)}"
    if who is Kin.AGENCY and (share or 0.0) >= LIKE_ENOUGH and any(untold_words(a, b)):
        yield "a title names what the other's text, the same otherwise, doesn't tell"
    if share is not None and share >= (LIKE_ENOUGH if who is Kin.ONE else OF_ANOTHER):
        told = next(telling(a, b, who), None)
        if told:
            yield f"the texts differ in “{' '.join(told.a)}” and “{' '.join(told.b)}”"


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


def untold_words(a: Facts, b: Facts) -> tuple[int, int]:
    """How many words of each title the other posting doesn't tell anywhere, in no form."""
    left, right = other_words(a, b)
    return (
        sum(word[:5] not in b.begun for word in left),
        sum(word[:5] not in a.begun for word in right),
    )


def _other_terms(a: Facts, b: Facts, who: Kin) -> list[str]:
    """Terms that only one names: the other's text doesn't speak of them either. A shift that few
    work, too: whoever takes an opening over doesn't leave its night out of the title."""
    found = [term for term in sorted(a.terms ^ b.terms)
             if not _said_too(term, b if term in a.terms else a)]  # fmt: skip
    if a.terms & _NOT_FOR_GOOD and b.terms & _NOT_FOR_GOOD:
        found = [term for term in found if term not in _NOT_FOR_GOOD]
    if who is Kin.AGENCY and not a.terms | b.terms and brief(a.text) != brief(b.text):
        found.append("for a time")
    for one, other in ((a, b), (b, a)) if not meet(a.clock, b.clock) else ():
        alone = len(one.title.shifts) == 1 and not other.title.shifts and who is not Kin.AGENCY
        found += sorted(one.title.shifts & _RARE_SHIFTS - other.shifts) if alone else []
    return found


def _both_tell_all(a: Facts, b: Facts) -> bool:
    """Whether both tell an opening in full, so that what one leaves out isn't so."""
    short, long = sorted((len(a.shingles), len(b.shingles)))
    return short >= 0.7 * long


def _said_too(term: str, facts: Facts) -> bool:
    hours = facts.amounts.hours
    few = term == "part" and bool(hours) and max(hours) <= MOST_OF_PART_TIME
    return few or said_of(term, facts.said.description)


MOST_OF_PART_TIME = 32.0
_RARE_SHIFTS = frozenset({"night", "weekend", "evening"})
_NOT_FOR_GOOD = frozenset({"for a time", "contract", "seasonal", "when needed"})
"""Boards call one and the same opening now this, now that."""


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


def numbers_differ(a: Facts, b: Facts) -> bool:
    """Whether both texts name requisitions, and none that is the same."""
    both = bool(a.requisitions and b.requisitions)
    return both and not a.requisitions & b.requisitions


def same_form(a: Facts, b: Facts) -> bool:
    """Whether the numbers of both are written alike, as one employer's are."""
    x, y = ({re.sub(r"\d", "9", n) for n in f.requisitions} for f in (a, b))
    return bool(x & y)


def _numbered_apart(a: Facts, b: Facts) -> bool:
    """Whether an employer's numbers tell two apart; who posts an opening again after weeks may
    number it anew."""
    return numbers_differ(a, b) and same_form(a, b) and not told_again(a, b)


def departments_differ(a: Facts, b: Facts) -> bool:
    """Whether both name a department, and each has words that the other lacks."""
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


def _pay_told_differs(a: Facts, b: Facts) -> bool:
    """Whether the texts state pay that doesn't meet, and neither the other's amounts elsewhere."""
    for one, other in ((a, b), (b, a)):
        pay = one.amounts.pay
        if pay and {figure(pay.low), figure(pay.high)} & other.told.numbers:
            return False
    return pay_disagrees(a.amounts, b.amounts, exactly=True)


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


def _said(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "none"
