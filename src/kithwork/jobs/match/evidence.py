"""Takes out of two postings what is weighed for and against their being one opening.

Everything here is a number of 0 or more under a name; `data/match_weights.tsv` says for each name
what it weighs, and `learn.py` how that was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import log1p

from kithwork.jobs.match.against import (
    LIKE_ENOUGH,
    OF_ANOTHER,
    numbers_differ,
    other_words,
    pay_differs,
    untold_words,
)
from kithwork.jobs.match.amounts import pay_disagrees
from kithwork.jobs.match.clock import meet
from kithwork.jobs.match.employers import Kin, kin, named
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import days_apart, one_board, telling
from kithwork.jobs.match.nearby import one_site
from kithwork.jobs.match.places_of_one import offers
from kithwork.jobs.match.telling import figure, figures, weight
from kithwork.jobs.match.texts import contained, other_lines
from kithwork.jobs.match.titles import kindred
from kithwork.jobs.match.where import Near, compare, sites_differ

ONE_TEXT = 0.7
"""The share of the shorter text from which two are one text, cut or framed."""
Named = Iterator[tuple[str, float]]


def evidence(a: Facts, b: Facts, near: Near) -> dict[str, float]:
    """What two postings tell for and against one opening, by name; what is 0 is left out."""
    share = contained(a.shingles, b.shingles)
    who = kin(a.employer, b.employer, a.lower, b.lower)
    own = who is Kin.ONE
    found = chain(
        _of_employers(a, b, who), _of_titles(a, b, share or 0.0), _of_texts(a, b, own),
        _of_one_site(a, b, own, share), _of_places(a, b, near), _of_shifts(a, b), _of_pay(a, b),
        _of_numbers(a, b, who), _without_text(a, b, own, near, share),
    )  # fmt: skip
    return {name: value for name, value in found if value > 0.0}


def _of_employers(a: Facts, b: Facts, who: Kin) -> Named:
    yield "one employer", float(who is Kin.ONE)
    yield "different employers", float(who is Kin.OTHER)
    yield "one text names both", float(named(a.employer, b.lower) or named(b.employer, a.lower))


def _of_titles(a: Facts, b: Facts, share: float) -> Named:
    x, y = a.title, b.title
    yield "the same title", float(x.key == y.key)
    yield "the title to the letter", float(x.said == y.said)
    yield "kindred titles", float(kindred(x, y))
    yield "another level", float(x.levels != y.levels)
    left, right = other_words(a, b)
    yield "each title has other words", min(len(left), len(right), 2)
    untold = sorted(untold_words(a, b))
    yield "untold words of each title", min(untold[0], 2)
    yield "untold words of a title", min(untold[1], 3)
    if share >= ONE_TEXT:
        yield "untold words of a title above one text", min(untold[1], 1)
    if one_site(a, b):
        yield "another title on one site", min(max(len(left), len(right)), 2)


def _of_texts(a: Facts, b: Facts, own: bool) -> Named:
    both = a.told & b.told
    common = weight(both)
    yield "many facts in common (one employer)" if own else "many facts in common", log1p(common)
    whole = weight(a.told) + weight(b.told) - common
    share = common / whole if whole else 0.0
    yield "the same facts (one employer)" if own else "the same facts", share
    x, y = figures(a.told), figures(b.told)
    yield "figures that both have", min(len(x & y), 5)
    yield "figures that each has alone", min(len(x - y), len(y - x), 5)
    yield "capitals that both have", log1p(len(both.capitals))


def _of_one_site(a: Facts, b: Facts, own: bool, share: float | None) -> Named:
    """On one site nobody states an opening twice in other words, but under one number."""
    if a.marks & b.marks:
        return
    if own and OF_ANOTHER <= (share or 0.0) < LIKE_ENOUGH:
        swapped = next(telling(a, b, Kin.ONE), None) is not None
        yield "words in each other's stead", float(swapped)
    if not one_site(a, b):
        return
    share = 1.0 if share is None else share
    yield "unlike texts on one site", 1.0 - share
    yield "at once on one site", float((days_apart(a, b) or 0) <= 7)
    if share > 0.3:
        left, right = other_lines(a.lines, b.lines)
        yield "sentences of their own on one site", min(len(left), len(right), 2)


def _of_places(a: Facts, b: Facts, near: Near) -> Named:
    yield (
        "other sites in the town",
        float(compare(a.where, b.where) is Near.SAME and sites_differ(a.where, b.where)),
    )
    if near is Near.APART:
        yield "the text offers the other's town", float(offers(a, b) or offers(b, a))
        yield "remote work", float(a.where.remote and b.where.remote)


def _of_shifts(a: Facts, b: Facts) -> Named:
    yield "other shifts", float(bool(a.shifts and b.shifts) and not a.shifts & b.shifts)
    x, y = a.title.shifts, b.title.shifts
    yield "other shifts in the titles", float(bool(x and y) and not x & y)
    yield "a shift that only one names", float(bool(a.shifts) != bool(b.shifts))
    yield "the same working time", float(meet(a.clock, b.clock))


def _of_pay(a: Facts, b: Facts) -> Named:
    x, y = a.amounts, b.amounts
    if x.pay and y.pay:
        told = [{figure(pay.low), figure(pay.high)} - {""} for pay in (x.pay, y.pay)]
        yield "the same pay in the texts", float(bool(told[0] & told[1]))
        yield "other pay in the texts", float(pay_disagrees(x, y, exactly=False))
    low = a.said.salary_min
    yield "the same pay", float(low is not None and low == b.said.salary_min)
    yield "other pay", float(pay_differs(a, b))


def _of_numbers(a: Facts, b: Facts, who: Kin) -> Named:
    yield "the same number", float(who is not Kin.OTHER and bool(a.marks & b.marks))
    yield (
        "the number in the text",
        float(bool(a.marks & b.told.numbers) or bool(b.marks & a.told.numbers)),
    )
    yield "other numbers", float(numbers_differ(a, b))
    yield "the same link", float(bool(a.link) and a.link == b.link)


def _without_text(a: Facts, b: Facts, own: bool, near: Near, share: float | None) -> Named:
    """One says too little: then title and place have to be the same, and on one board the
    second has to come later, for two at once are two openings."""
    if share is None and own and near is Near.SAME and a.title.key == b.title.key:
        later = not one_board(a, b) or (days_apart(a, b) or 0) >= 7
        yield "too little text, all else the same", float(later)
