"""What can be asked about approaches: draft one, note that it was sent and what was answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from kithwork.campaign import approach as acts
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.conduct import read_letter
from kithwork.campaign.honest import honest_way
from kithwork.campaign.letter import draft_letter
from kithwork.campaign.models import Approach
from kithwork.errors import KithworkError
from kithwork.operations.find import approach_of, person_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner

DESPITE = "network although an opening there matches: why this isn't about it"


@dataclass(frozen=True)
class ApproachShown:
    """One overture as it stands, and what its letter reads as."""

    id: int
    person: str
    technique: str
    channel: str
    state: str
    subject: str
    text: str
    reads_as: str
    findings: tuple[str, ...]
    honest_way: str = ""
    despite_opening: str = ""

    @classmethod
    def of(cls, one: Approach) -> ApproachShown:
        """The stored approach as plain values."""
        reading = read_letter(one) if one.text.strip() else None
        honest = honest_way(one) if one.state == Approach.State.DRAFTED else None
        return cls(
            one.pk,
            one.person.name,
            one.technique,
            one.channel,
            one.state,
            one.subject,
            one.text,
            reading.technique if reading else "",
            tuple(f.message for f in reading.findings) if reading else (),
            "" if one.despite_opening else str(honest or ""),
            one.despite_opening,
        )

    def __str__(self) -> str:
        head = f"Approach {self.id} to {self.person}: {self.technique}, {self.state}"
        told = [f"! {said}" for said in (self.honest_way, *self.findings) if said]
        if self.despite_opening:
            told.insert(0, f"In spite of an opening there: {self.despite_opening}")
        letter = ["", f"Subject: {self.subject}", "", self.text] if self.text else []
        return "\n".join([head, *told, *letter])


@operation("approach draft")
def approach_draft(
    owner: Owner,
    person: str,
    *,
    now: dt.datetime,
    technique: Literal["networking", "direct_contact"] = "networking",
    channel: Annotated[str, "email, linkedin, letter, phone or in_person"] = "",
    despite_opening: Annotated[str, DESPITE] = "",
) -> ApproachShown:
    """Draft a request to PERSON; nothing is sent."""
    if channel and channel not in Approach.Channel.values:
        raise KithworkError(f"A channel is one of {', '.join(Approach.Channel.values)}.")
    campaign = current_campaign(owner, now)
    one = draft_letter(
        campaign,
        person_of(owner, person),
        now,
        technique=technique,
        channel=channel,
        despite_opening=despite_opening,
    )
    return ApproachShown.of(one)


@operation("approach sent")
def approach_sent(
    owner: Owner,
    approach: str,
    *,
    now: dt.datetime,
    as_direct_contact: Annotated[bool, "deliberately, as direct contact"] = False,
    despite_opening: Annotated[str, DESPITE] = "",
) -> ApproachShown:
    """Note that you sent the APPROACH (its number, or the person)."""
    one = approach_of(owner, approach)
    one.despite_opening = despite_opening.strip()[:300] or one.despite_opening
    acts.mark_sent(one, now, as_direct_contact=as_direct_contact)
    return ApproachShown.of(one)


@operation("approach answer")
def approach_answer(
    owner: Owner,
    approach: str,
    answer: Literal["accepted", "declined", "no_answer"],
    *,
    now: dt.datetime,
) -> ApproachShown:
    """Note the ANSWER to an APPROACH (its number, or the person)."""
    return ApproachShown.of(acts.answer(approach_of(owner, approach), answer, now))
