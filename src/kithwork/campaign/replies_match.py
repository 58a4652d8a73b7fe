"""Finds the approach that a message belongs to: by the letter it names, else by who wrote it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal

from kithwork.campaign.replies_header import Came

CLOCKS_DIFFER = dt.timedelta(minutes=10)
BOUNCES_WITHIN = dt.timedelta(days=10)  # servers give up after five days, mostly


@dataclass(frozen=True)
class Waiting:
    """One letter that left, or an approach that was sent by hand, and waits for an answer."""

    approach: int | None
    mail: int | None
    sent_at: dt.datetime
    message_id: str = ""
    to: str = ""
    addresses: frozenset[str] = frozenset()  # of the person, in lower case
    recipient: int | None = None  # of a mailing


@dataclass(frozen=True)
class Found:
    """A message that belongs to something that waits, and how one knows."""

    came: Came
    waiting: Waiting
    evidence: Literal["thread", "address"]


@dataclass
class Letters:
    """Everything that waits, by what a message may name it with."""

    by_id: dict[str, Waiting] = field(default_factory=dict)
    by_sender: dict[str, list[Waiting]] = field(default_factory=dict)
    by_receiver: dict[str, list[Waiting]] = field(default_factory=dict)

    @classmethod
    def of(cls, waiting: list[Waiting]) -> Letters:
        """Arranged for looking up."""
        made = cls()
        for one in waiting:
            if one.message_id:
                made.by_id[one.message_id] = one
                made.by_receiver.setdefault(one.to.casefold(), []).append(one)
            for address in one.addresses:
                made.by_sender.setdefault(address, []).append(one)
        return made


def match(came: Came, letters: Letters, own: frozenset[str]) -> Found | None:
    """What the message belongs to, if anything.

    A bounce counts only where a server names an address that it gave up on. What merely comes
    from the same address counts only after the letter, and never where it went to a list.
    """
    if came.kind == "bounce":
        return _bounced(came, letters) if came.failed - own else None
    if came.sender in own:
        return None
    if named := _named(came, letters):
        answer = replace(came, kind="reply") if came.kind == "bulk" else came
        return Found(answer, named, "thread")
    if came.kind == "bulk":
        return None
    later = _after(letters.by_sender.get(came.sender, []), came)
    return Found(came, later, "address") if later else None


def _bounced(came: Came, letters: Letters) -> Found | None:
    if named := _named(came, letters):
        return Found(came, named, "thread")
    same = [one for address in came.failed for one in letters.by_receiver.get(address, [])]
    later = _after(same, came)
    if later and came.at and came.at - later.sent_at > BOUNCES_WITHIN:
        return None
    return Found(came, later, "address") if later else None


def _named(came: Came, letters: Letters) -> Waiting | None:
    return next((letters.by_id[one] for one in sorted(came.answers) if one in letters.by_id), None)


def _after(waiting: list[Waiting], came: Came) -> Waiting | None:
    """The latest of them that was sent before the message; one without a date is none."""
    if came.at is None:
        return None
    earlier = [one for one in waiting if one.sent_at <= came.at + CLOCKS_DIFFER]
    return max(earlier, key=lambda one: one.sent_at, default=None)
