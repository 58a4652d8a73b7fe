"""What came back from mailings, and what each technique brought, counted apart."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from kithwork.campaign.conduct import contact_kind
from kithwork.campaign.models import Approach, Campaign, Mailing, Recipient, Technique
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, know
from kithwork.people.models import Person
from kithwork.words import counted

Answer = Recipient.Answer


@transaction.atomic
def answer(
    recipient: Recipient, said: str, now: dt.datetime, *, interview: bool = False
) -> Recipient:
    """Note a yes, a no, or that the letter came back; a yes becomes an approach of its own.

    With `interview` the employer has asked one to an interview: that is what it became. Whoever
    said no, and an address that does not work, is never written to by a mailing again.
    """
    if said not in Answer.values:
        raise KithworkError("An answer is 'yes', 'no' or 'bounced'.")
    if recipient.state not in (Recipient.State.SENT, Recipient.State.UNSURE):
        raise KithworkError(f"The letter to {recipient} did not go, so nothing came back.")
    recipient.answer, recipient.answered_at = said, now
    if said == Answer.YES and recipient.became is None:
        recipient.became = _became(recipient, now, interview)
    if recipient.state == Recipient.State.UNSURE:
        recipient.state, recipient.sent_at = Recipient.State.SENT, recipient.claimed_at or now
    recipient.save()
    return recipient


def _became(one: Recipient, now: dt.datetime, interview: bool) -> Approach:
    """The approach that a yes turns into, to the person, who is known from now on."""
    campaign = one.mailing.campaign
    if one.person is None:
        one.person = _stranger(one, now)
    return Approach.objects.create(
        owner=one.mailing.owner,
        campaign=campaign,
        person=one.person,
        technique=Technique.INTERVIEW if interview else Technique.DIRECT_CONTACT,
        channel=one.mailing.channel,
        situation="mass_mailing",
        purpose="They said yes to a mailing.",
        subject=one.subject,
        text=one.text,
        state=Approach.State.ACCEPTED,
        kind_of_contact=contact_kind(one.person),
        drafted_at=one.mailing.created_at,
        sent_at=one.sent_at or now,
        answered_at=now,
    )


def _stranger(one: Recipient, now: dt.datetime) -> Person:
    """The person behind an address; an answer makes nobody one's kith."""
    owner, said = one.mailing.owner, one.fields
    given = NameGiven(
        one.name or one.email, said.get("employer", ""), said.get("role", ""), one.email
    )
    stood = dict(owner.people.filter(name__iexact=given.name).values_list("pk", "generation"))
    person = know(owner, given, now)
    person.generation = stood.get(person.pk)
    person.save(update_fields=["generation"])
    return person


@dataclass(frozen=True)
class Counts:
    """How far a mailing is, and what came of it."""

    waiting: int
    sent: int
    left_out: int
    unsure: int
    not_sent: int
    yes: int
    no: int
    bounced: int

    @property
    def silent(self) -> int:
        """Letters that left and brought nothing yet."""
        return self.sent - self.yes - self.no - self.bounced

    @property
    def sentence(self) -> str:
        """All of it in a sentence."""
        wait = f"{letters(self.waiting)} to go"
        if not self.sent:
            return f"{wait}, {self.left_out} left out." if self.left_out else f"{wait}."
        share = f"{100 * self.yes / self.sent:.0f}%"
        return (
            f"{letters(self.sent)} gone, {self.waiting} to go: {self.yes} said yes ({share}), "
            f"{self.no} said no, {self.bounced} came back, {self.silent} brought no answer."
        )


def letters(number: int) -> str:
    """A number of letters, in words."""
    return counted(number, "letter")


def counts(mailing: Mailing) -> Counts:
    """How far a mailing is."""
    states, answers = Counter[str](), Counter[str]()
    for state, said in mailing.recipients.values_list("state", "answer"):
        states[state] += 1
        answers[said] += 1
    of = Recipient.State
    return Counts(
        states[of.WAITING] + states[of.SENDING], states[of.SENT], states[of.LEFT_OUT],
        states[of.UNSURE], states[of.NOT_SENT], answers[Answer.YES], answers[Answer.NO],
        answers[Answer.BOUNCED],
    )  # fmt: skip


@dataclass(frozen=True)
class Brought:
    """What one technique brought: overtures that left, and the answers to them."""

    technique: str
    sent: int
    yes: int
    no: int


def by_technique(campaign: Campaign) -> list[Brought]:
    """Networking, direct contact letter by letter, mailings and the rest: never added together."""
    state = Approach.State
    rows = (
        campaign.approaches.sent()
        .filter(from_mailing=None)
        .values("technique")
        .annotate(
            sent=Count("pk"),
            yes=Count("pk", filter=Q(state=state.ACCEPTED)),
            no=Count("pk", filter=Q(state=state.DECLINED)),
        )
        .order_by("technique")
    )
    labels = dict(Technique.choices)
    found = [Brought(labels[r["technique"]], r["sent"], r["yes"], r["no"]) for r in rows]
    mailed = Recipient.objects.filter(mailing__campaign=campaign).sent()
    yes, no = (mailed.filter(answer=word).count() for word in (Answer.YES, Answer.NO))
    if sent := mailed.count():
        found.append(Brought("direct contact by mailing", sent, yes, no))
    return found
