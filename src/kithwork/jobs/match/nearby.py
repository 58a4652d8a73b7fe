"""Says how two postings' places agree where a text speaks of the town that the other names.

Who takes an opening over may file it under a neighbouring town, the region or the head office;
what it tells stays. A place whose own posting is at hand is nearer still, so that the copy joins
that one: it is the stronger.
"""

from __future__ import annotations

from kithwork.jobs.match.employers import Kin, kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import one_board
from kithwork.jobs.match.telling import agreement, figures, weight
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
    if found in (Near.SAME, Near.MAY_BE):
        return found
    if found is Near.AROUND and a.agent != b.agent:
        return Near.MAY_BE
    if (_names_town(a, b) or _names_town(b, a)) and same_told(a, b, ALIKE_NEARBY):
        return Near.MAY_BE
    return Near.APART


def same_told(a: Facts, b: Facts, least: float = SAME_TOLD) -> bool:
    """Whether one employer's postings on two sites tell the same, and one of them no figure that
    the other lacks."""
    if kin(a.employer, b.employer, "", "") is not Kin.ONE or one_site(a, b):
        return False
    x, y = figures(a.told), figures(b.told)
    if not (x <= y or y <= x):
        return False
    return weight(a.told & b.told) >= MUCH_TOLD and agreement(a.told, b.told) >= least


def one_site(a: Facts, b: Facts) -> bool:
    """Whether both stand on one board, or, where none is named, under links to one site."""
    if a.said.board or b.said.board:
        return one_board(a, b)
    return bool(a.host) and a.host == b.host


def _names_town(a: Facts, b: Facts) -> bool:
    """Whether the text of `a`, or its employer's name, has a town of `b`."""
    said = f" {a.lower} {a.said.employer.casefold()} "
    return any(f" {town} " in said for town in b.where.names)
