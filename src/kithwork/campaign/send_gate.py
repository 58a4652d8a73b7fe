"""What stops a letter from being sent from here: asked before one leaves, and shown beforehand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import quote

from kithwork.campaign.conduct import (
    asked_lately,
    letter_of,
    permitted_names,
    read_letter,
    refuse_disguise,
    refuse_pretext,
)
from kithwork.campaign.letter_facts import refuse_unsigned
from kithwork.campaign.models import Approach, FollowUp, Mail, Technique
from kithwork.errors import KithworkError
from kithwork.people.models import Owner, Person
from kithwork.wording.check import check

UNPERMITTED = "unpermitted_name"
_ACTS = (
    "suggested|gave|told|said|mentioned|thought|thinks|recommended|recommends|referred|introduced|"
    "pointed|passed|spoke|kindly"
)
JOB_SEEKING = ("disguised", "direct_contact")


@dataclass(frozen=True)
class Deliberately:
    """What the owner has said yes to for this one letter."""

    as_direct_contact: bool = False
    ask_again: bool = False


def refuse_sample(owner: Owner) -> None:
    """Raise KithworkError where nobody in the records exists."""
    if owner.sample:
        raise KithworkError(
            "These people are invented, and nothing is sent to them. Clear the sample first."
        )


def refuse_approach(approach: Approach, said: Deliberately, today: dt.date) -> None:
    """Raise KithworkError, a sentence that says what to do, where this letter should not leave.

    `said.as_direct_contact` makes the approach one of direct contact; no other word changes it.
    """
    refuse_sample(approach.owner)
    if approach.state != Approach.State.DRAFTED:
        raise KithworkError(f"This request is {approach.get_state_display().lower()} already.")
    if approach.channel != Approach.Channel.EMAIL:
        raise KithworkError(
            f"This is meant as {approach.get_channel_display()}; only e-mail is sent from here."
        )
    if not approach.text.strip() or not approach.subject.strip():
        raise KithworkError("A letter needs a subject and a text before it is sent.")
    refuse_unsigned(approach.text)
    refuse_leave_alone(approach.person)
    if said.as_direct_contact:
        approach.technique = Technique.DIRECT_CONTACT
    refuse_pretext(approach)
    refuse_disguise(approach)
    codes = {finding.code for finding in read_letter(approach).findings}
    _refuse_name(codes, approach.person, letter_of(approach))
    day = asked_lately(approach.person, approach.campaign, today)
    if day and not said.ask_again:
        raise KithworkError(
            f"You asked {approach.person} on {day:%d %B}; let them rest a while, or say "
            "deliberately that you ask again."
        )


def refuse_owed(owed: FollowUp, subject: str, text: str) -> None:
    """Raise KithworkError where thanks, a report or a reminder should not leave as it stands."""
    refuse_sample(owed.owner)
    if owed.done_at or owed.dropped_at:
        raise KithworkError("This is done or dropped already.")
    if not text.strip() or not subject.strip():
        raise KithworkError("A letter needs a subject and a text before it is sent.")
    refuse_unsigned(text)
    refuse_leave_alone(owed.person)
    names = permitted_names(owed.person)
    letter = f"{subject}\n\n{text}"
    reading = check(letter, permitted_names=names)
    _refuse_name({finding.code for finding in reading.findings}, owed.person, letter)
    if _technique(owed) == Technique.NETWORKING and reading.technique in JOB_SEEKING:
        raise KithworkError(
            "This letter asks for a job, and what it follows was networking. Reword it; to ask for "
            "a job openly, draft a request of direct contact."
        )


def refuse_leave_alone(person: Person) -> None:
    """Raise KithworkError where the owner has decided to leave somebody alone."""
    if person.leave_alone:
        raise KithworkError(
            f"You decided to leave {person} alone; if that has changed, say so on their page first."
        )


def address_for(person: Person) -> str:
    """Where a letter goes: the first e-mail address that sent nothing back; or nothing."""
    dead = {
        address.casefold()
        for address in Mail.objects.filter(
            owner=person.owner, state=Mail.State.CAME_BACK
        ).values_list("to_address", flat=True)
    }
    known = (point.value for point in person.contact_points.all() if point.kind == "email")
    return next((one for one in known if one.casefold() not in dead), "")


def mailto(address: str, subject: str, text: str) -> str:
    """The link that opens a letter in one's own mail program; nothing where no address is known."""
    if not address:
        return ""
    return f"mailto:{quote(address)}?subject={quote(subject)}&body={quote(text)}"


def expect_address(person: Person) -> str:
    """The same, or KithworkError that says what to do where there is none."""
    if address := address_for(person):
        return address
    if known := person.email():
        raise KithworkError(
            f"A letter to {known} did not arrive. Write another address on {person}'s page."
        )
    raise KithworkError(f"No e-mail address of {person} is known; write it on their page.")


def _technique(owed: FollowUp) -> str:
    about = owed.approach or owed.meeting
    return about.technique if about else Technique.NETWORKING


def _refuse_name(codes: set[str], person: Person, letter: str) -> None:
    whose = _without_leave(person, letter) or ("somebody" if UNPERMITTED in codes else "")
    if whose:
        raise KithworkError(
            f"This letter uses the name of {whose} without leave. Ask for it and tick it on "
            f"{person}'s page, or take the name out."
        )


def _without_leave(person: Person, letter: str) -> str:
    """Who gave this person's name, has given no leave to be named, and is named all the same."""
    permitted = permitted_names(person)
    for given in person.introductions_received.select_related("introducer"):
        introducer = given.introducer
        if introducer.name not in permitted and _names(introducer, letter):
            return introducer.name
    return ""


def _names(person: Person, letter: str) -> bool:
    """By the full name anywhere; by a given name, which may be any word, where it acts as one."""
    if re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", letter, re.I):
        return True
    given = re.escape(person.given_name or person.name.split()[0])
    return bool(re.search(rf"(?<=[a-z,] ){given}(?!\w)|(?<!\w){given} (?:{_ACTS})\b", letter))
