"""Refuses pairs by what stands beside their texts, so that most texts are never read."""

from __future__ import annotations

from kithwork.jobs.match.against import (
    LONGEST_APART,
    departments_differ,
    other_words,
    pay_differs,
)
from kithwork.jobs.match.employers import Kin, kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import days_apart, one_board, told_again
from kithwork.jobs.match.places_of_one import may_be_word_for_word
from kithwork.jobs.match.rewritten import levels_differ
from kithwork.jobs.match.titles import kindred
from kithwork.jobs.match.where import Near, compare, sites_differ


def refused_unread(a: Facts, b: Facts, sure: bool, offered: bool) -> bool:
    """Whether two postings are two openings, almost whatever their texts say.

    `sure`: they share a requisition or link. `offered`: the texts may offer their places as a
    choice. Their descriptions may be left out of the facts. A file is told a little more: there a
    text may make one of neighbouring towns, of two departments, sites or pay, or of titles that
    each have other words on one board. A catalogue would have to read every such text.
    """
    # What stands in columns first: places, employers and titles have to be understood.
    if not sure and (days_apart(a, b) or 0) > LONGEST_APART:
        return True
    if not sure and not kindred(a.title, b.title):
        return True
    who = kin(a.employer, b.employer, "", "")
    if not sure and who is Kin.ONE and pay_differs(a, b) and not told_again(a, b):
        return True
    if compare(a.where, b.where) in (Near.APART, Near.AROUND) and not sure:
        remote = a.where.remote and b.where.remote
        if who is not Kin.ONE or not (offered or remote or may_be_word_for_word(a, b)):
            return True
    known = who in (Kin.ONE, Kin.UNSAID)  # the others are told apart by the texts
    return _of_other_work(a, b, known) or (not sure and known and _of_another_post(a, b))


def _of_other_work(a: Facts, b: Facts, known: bool) -> bool:
    x, y = a.title, b.title
    left, right = other_words(a, b)
    return (
        (known and levels_differ(a, b))
        or (bool(left or right) and one_board(a, b) and not told_again(a, b))
        or (bool(left and right) and one_board(a, b))
        or bool(x.shifts and y.shifts and not x.shifts & y.shifts)
        or bool(a.hours and b.hours and a.hours != b.hours)
    )


def _of_another_post(a: Facts, b: Facts) -> bool:
    return departments_differ(a, b) or (
        compare(a.where, b.where) is Near.SAME and sites_differ(a.where, b.where)
    )
