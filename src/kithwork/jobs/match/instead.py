"""Finds words that stand in one text in the other's stead and name another opening."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithwork.jobs.match.employers import Kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.texts import Swap, swaps
from kithwork.jobs.match.vocabulary import vocabulary

_UNIT = vocabulary("units")
_SMALL = vocabulary("small words")
_DATE = re.compile(
    r"^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-zäé]*$"
    r"|^\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?$|^\d{4}-\d\d-\d\d$|^(?:19|20)\d\d$|^\d{1,2}(?:st|nd|rd|th)$"
)
_PAYISH = re.compile(r"^[$£€]|^(?:usd|eur|gbp|chf|k)$|\d[.,]\d{3}$|\dk$|^\d{5,6}$")
_DIGIT = re.compile(r"\d")
_SHIFTY = vocabulary("shift words")

LEAST_AGAIN = 25
"""Days after which an opening is posted again, with another number."""


def telling(a: Facts, b: Facts, who: Kin) -> Iterator[Swap]:
    """Words in each other's stead that name another team, place, shift or number."""
    if a.words == b.words:
        return
    skip = a.employer.words | b.employer.words | _SMALL | a.title.said | b.title.said
    in_a, in_b = frozenset(a.words), frozenset(b.words)
    places = a.where.words ^ b.where.words
    skip |= a.where.words & b.where.words
    for swap in swaps(a.words, b.words):
        left = [w for w in swap.a if w not in skip and w not in in_b]
        right = [w for w in swap.b if w not in skip and w not in in_a]
        if _forms_of_one(left, right):
            continue
        if left and right and _tells(swap, left, right, a, b, who, places):
            yield Swap(tuple(left), tuple(right), swap.around)


def _forms_of_one(left: list[str], right: list[str]) -> bool:
    """Whether two words are one with other endings ("early", "earlies"; "late shifts", "lates")."""
    left, right = ([w for w in side if w not in ("shift", "shifts")] for side in (left, right))
    if len(left) != 1 or len(right) != 1:
        return False
    least = min(len(left[0]), len(right[0]))
    return least > 3 and left[0].isalpha() and left[0][: least - 1] == right[0][: least - 1]


def _tells(
    swap: Swap,
    left: list[str],
    right: list[str],
    a: Facts,
    b: Facts,
    who: Kin,
    places: frozenset[str],
) -> bool:
    both = (left, right)
    if all(any(w in _SHIFTY for w in side) for side in both):
        return True
    if any(_DATE.match(w) or _PAYISH.search(w) for side in both for w in side):
        return False
    if all(any(_DIGIT.search(w) for w in side) for side in both):
        return who is not Kin.AGENCY and not told_again(a, b)
    if any(w in places for w in left) and any(w in places for w in right):
        return True
    if any(w in _UNIT for w in (*swap.around, *swap.a, *swap.b)):
        return max(len(left), len(right)) <= 2
    if who is Kin.AGENCY:
        return False
    if one_board(a, b) and at_once(a, b) and max(len(left), len(right)) <= 3:
        return True  # nobody states one opening twice on one board in other words
    return any(w in a.names for w in left) and any(w in b.names for w in right)


def one_board(a: Facts, b: Facts) -> bool:
    return bool(a.said.board) and (a.said.system, a.said.board) == (b.said.system, b.said.board)


def days_apart(a: Facts, b: Facts) -> int | None:
    x, y = a.said.posted, b.said.posted
    return abs((x - y).days) if x and y else None


def told_again(a: Facts, b: Facts) -> bool:
    """Whether one comes weeks after the other: pay and other figures may have changed."""
    return (days_apart(a, b) or 0) >= LEAST_AGAIN


def at_once(a: Facts, b: Facts) -> bool:
    return (days_apart(a, b) or 0) <= 7
