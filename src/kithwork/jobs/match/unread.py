"""Refuses pairs by what stands beside their texts, so that most texts are never read."""

from __future__ import annotations

from kithwork.jobs.match.against import LONGEST_APART, beside_the_text, pay_differs
from kithwork.jobs.match.employers import Kin, kin
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.instead import days_apart
from kithwork.jobs.match.places_of_one import may_be_word_for_word
from kithwork.jobs.match.titles import kindred
from kithwork.jobs.match.where import Near, compare


def refused_unread(a: Facts, b: Facts, sure: bool, offered: bool) -> bool:
    """Whether two postings are two openings whatever their texts say.

    `sure`: they share a requisition or link. `offered`: the texts may offer their places as a
    choice. Their descriptions may be left out of the facts. What `weigh` would take for one opening
    is never refused, but for other towns that only a text makes one (`nearby`): those are told
    in a file alone, since a catalogue would have to read every such text.
    """
    # What stands in columns first: places, employers and titles have to be understood.
    if not sure and (pay_differs(a, b) or (days_apart(a, b) or 0) > LONGEST_APART):
        return True
    if not sure and not kindred(a.title, b.title):
        return True
    who = kin(a.employer, b.employer, "", "")
    if compare(a.where, b.where) is Near.APART and not sure:
        remote = a.where.remote and b.where.remote
        if who is not Kin.ONE or not (offered or remote or may_be_word_for_word(a, b)):
            return True
    known = who in (Kin.ONE, Kin.UNSAID)  # the others are told apart by the texts
    return beside_the_text(a, b, who if known else None, sure)
