"""Says how two postings' places agree where a text speaks of the town that the other names.

Who takes an opening over may file it under a neighbouring town, the region or the head office;
what it tells stays. A place whose own posting is at hand is nearer still, so that the copy joins
that one: it is the stronger.
"""

from __future__ import annotations

from kithwork.jobs.match.employers import Kin, kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import one_board
from kithwork.jobs.match.telling import agreement, weight_in_common
from kithwork.jobs.match.where import Near, compare

SAME_TOLD, MUCH_TOLD = 0.72, 25
"""The share of what the one that tells less tells, and its weight in words, from which two
postings of one employer tell the same; other branches mostly tell figures of their own."""
ALIKE_NEARBY = 0.8
"""The share that it takes where the places are called differently."""


def near(a: Facts, b: Facts) -> Near:
    """How the places agree; other towns may be one where one text names the other's town and
    tells the same."""
    found = compare(a.where, b.where)
    if found is not Near.APART or not (_names_town(a, b) or _names_town(b, a)):
        return found
    return Near.MAY_BE if same_told(a, b, ALIKE_NEARBY) else found


def same_told(a: Facts, b: Facts, least: float = SAME_TOLD) -> bool:
    """Whether one employer's postings on two sites tell the same, and one of them no figure that
    the other lacks."""
    if kin(a.employer, b.employer, "", "") is not Kin.ONE:
        return False
    return told_alike(a, b, least)


def told_alike(a: Facts, b: Facts, least: float) -> bool:
    """The same, whoever speaks."""
    if one_site(a, b):
        return False
    x, y = ({n for n in f.told.numbers if len(n) > 1} for f in (a, b))
    if not (x <= y or y <= x):
        return False
    return weight_in_common(a.told, b.told) >= MUCH_TOLD and agreement(a.told, b.told) >= least


def one_site(a: Facts, b: Facts) -> bool:
    """Whether both stand on one board, or, where none is named, under links to one site."""
    if a.said.board or b.said.board:
        return one_board(a, b)
    return bool(a.host) and a.host == b.host


def _names_town(a: Facts, b: Facts) -> bool:
    """Whether the text of `a`, or its employer's name, has a town of `b`."""
    said = f" {a.lower} {a.said.employer.casefold()} "
    return any(f" {town} " in said for town in b.where.names)
