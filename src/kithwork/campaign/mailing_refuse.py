"""Who is not written to by a mailing, and why: asked of a list and again before each letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Q

from kithwork.campaign.mailing_list import Listed
from kithwork.campaign.models import Approach, Mail, Mailing, Meeting, Recipient, Technique
from kithwork.campaign.models.mailing import RecipientQuerySet
from kithwork.people.imports.known import Edition
from kithwork.people.load import forgotten
from kithwork.people.models import ContactPoint, Owner, Person
from kithwork.people.rows import ContactRow, Point

NEVER_AGAIN = {
    Recipient.Answer.NO: "They said no to a mailing.",
    Recipient.Answer.BOUNCED: "An earlier letter came back from this address.",
}
RUNNING = (Approach.State.DRAFTED, Approach.State.SENT, Approach.State.ACCEPTED)


def person_at(owner: Owner, listed: Listed) -> Person | None:
    """Whom the owner knows under this e-mail address, or was chosen by hand."""
    known = owner.people.known()
    if listed.person:
        return known.filter(pk=listed.person).first()
    if not listed.email:
        same = list(known.filter(name__iexact=listed.name)[:2]) if listed.name else []
        return same[0] if len(same) == 1 else None
    at = {"contact_points__kind": ContactPoint.Kind.EMAIL, "contact_points__normal": listed.key}
    return known.filter(**at).first()


def refusal(mailing: Mailing, key: str, person: Person | None) -> str:
    """Why this recipient is not written to, in a sentence; empty where they may be."""
    same = Q(key=key) if person is None else Q(key=key) | Q(person=person)
    earlier = Recipient.objects.filter(same, mailing__owner=mailing.owner)
    if reason := _of_answers(earlier) or _came_back(mailing.owner, key) or _rests(mailing, earlier):
        return reason
    if person is None:
        return ""
    return next((reason for reason in (rule(mailing, person) for rule in RULES) if reason), "")


def was_forgotten(owner: Owner) -> Callable[[Listed], bool]:
    """Whether a row is about somebody whom the owner has had forgotten."""
    marks = forgotten(owner)

    def asked(listed: Listed) -> bool:
        points = (Point("email", listed.email),) if listed.email else ()
        row = ContactRow(listed.name or listed.email, points=points)
        return marks.keeps_out(row, Edition())

    return asked


def _of_answers(earlier: RecipientQuerySet) -> str:
    last = earlier.never_again().order_by("-answered_at").first()
    return NEVER_AGAIN[Recipient.Answer(last.answer)] if last else ""


def _came_back(owner: Owner, key: str) -> str:
    gone = Mail.objects.filter(owner=owner, to_address__iexact=key, state=Mail.State.CAME_BACK)
    return NEVER_AGAIN[Recipient.Answer.BOUNCED] if gone.exists() else ""


def _rests(mailing: Mailing, earlier: RecipientQuerySet) -> str:
    """Another mailing wrote to them so lately that it is too soon to ask again."""
    since = mailing.created_at - dt.timedelta(days=mailing.campaign.ask_again_after_days)
    other = earlier.sent().filter(sent_at__gt=since).exclude(mailing=mailing)
    if (one := other.select_related("mailing").order_by("-sent_at").first()) is None:
        return ""
    day = mailing.owner.today(one.sent_at or since)
    return f"The mailing “{one.mailing}” wrote to them on {day.day} {day:%B}; let them rest."


def _left_alone(mailing: Mailing, person: Person) -> str:
    return f"You decided to leave {person} alone." if person.leave_alone else ""


def _said_no(mailing: Mailing, person: Person) -> str:
    no = person.approaches.filter(owner=mailing.owner, state=Approach.State.DECLINED)
    return f"{person} said no before." if no.exists() else ""


def _is_networking(mailing: Mailing, person: Person) -> str:
    """The techniques are never mixed: whoever is asked for advice is not asked for work."""
    asked = person.approaches.filter(
        owner=mailing.owner, technique=Technique.NETWORKING, state__in=RUNNING
    )
    meets = person.meetings.filter(
        owner=mailing.owner, technique=Technique.NETWORKING, state=Meeting.State.PLANNED
    )
    if asked.exists() or meets.exists():
        return f"You are networking with {person}; a mailing would undo that."
    return ""


def _in_process(mailing: Mailing, person: Person) -> str:
    asked = person.approaches.filter(owner=mailing.owner, state__in=RUNNING).exclude(
        technique=Technique.NETWORKING
    )
    if asked.exists():
        return f"You are in touch with {person} about work already."
    return ""


RULES = (_left_alone, _said_no, _is_networking, _in_process)
