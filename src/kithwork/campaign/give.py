"""Give as well as take: what contacts look for, who could help them, and help that was given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from kithwork.campaign.models import Campaign, FollowUp, Meeting, Need
from kithwork.campaign.who_knows import who_would_know
from kithwork.campaign.working_days import working_days_from
from kithwork.errors import KithworkError
from kithwork.people.models import Person

LONGEST = 300
HELP_WITHIN = 2  # working days
LOOKED_AT = 5  # needs at once
NOT_THE_NEED = frozenset(
    {"look", "need", "want", "seek", "sear", "find", "help", "some", "good", "new", "know", "like",
     "she", "him", "her", "his", "they", "for", "someone", "somebody"}
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    """Somebody who may have what another looks for: why, and when one last spoke with them."""

    need: Need
    helper: Person
    because: tuple[str, ...]
    spoken_on: dt.date | None


def note_need(person: Person, text: str, now: dt.datetime, meeting: Meeting | None = None) -> Need:
    """Write down in one line what somebody looks for; the same line twice is one need."""
    said = " ".join(text.split())[:LONGEST]
    if not said:
        raise KithworkError(f"Write in a few words what {person} looks for.")
    open_ = Need.objects.open().filter(person=person, text__iexact=said).first()
    return open_ or Need.objects.create(
        owner=person.owner,
        person=person,
        meeting=meeting,
        text=said,
        noted_on=person.owner.today(now),
    )


def need_is_met(need: Need, now: dt.datetime) -> Need:
    """They have found it, or no longer look for it."""
    need.met_on = need.met_on or need.owner.today(now)
    need.save(update_fields=["met_on"])
    need.follow_ups.owed().update(dropped_at=now)
    return need


def who_could_help(campaign: Campaign, need: Need, now: dt.datetime, top: int = 3) -> list[Match]:
    """People one knows whose work, notes or words share something rare with what is looked for.

    Only those whom the owner knows or has spoken with: one puts together whom one can ask.
    """
    words = [word for word in need.text.split() if word.casefold()[:4] not in NOT_THE_NEED]
    found = who_would_know(campaign, " ".join(words), now, top + 10)
    return [
        Match(need, one.person, one.because, one.person.last_spoken_on)
        for one in found
        if one.person != need.person and (one.person.is_kith or one.person.last_spoken_on)
    ][: max(top, 0)]


def suggestions(campaign: Campaign, now: dt.datetime, top: int = 1) -> list[Match]:
    """For the latest open needs who could help, but for those that are being seen to."""
    seen_to = FollowUp.objects.owed().filter(owner=campaign.owner).exclude(need=None)
    open_ = campaign.owner.needs.open().exclude(pk__in=seen_to.values("need"))
    rows = open_.filter(person__absorbed_into=None).select_related("person")[:LOOKED_AT]
    return [match for need in rows for match in who_could_help(campaign, need, now, top)]


@transaction.atomic
def put_together(campaign: Campaign, need: Need, helper: Person, now: dt.datetime) -> FollowUp:
    """Promise to put two people together once both were asked; keeping it meets the need."""
    if helper == need.person or helper.owner_id != need.owner_id:
        raise KithworkError("Name somebody else who could help.")
    due = working_days_from(campaign.owner, now, HELP_WITHIN)
    return FollowUp.objects.get_or_create(
        need=need,
        about=helper,
        done_at=None,
        dropped_at=None,
        defaults={
            "owner": campaign.owner,
            "campaign": campaign,
            "person": need.person,
            "kind": FollowUp.Kind.HELP,
            "due_on": due,
            "created_at": now,
            "note": f"Ask both first, then put them together: {need.text}"[:500],
        },
    )[0]


def note_help(campaign: Campaign, person: Person, text: str, now: dt.datetime) -> FollowUp:
    """Write down help that was given; it stands on the person's page."""
    said = " ".join(text.split())[:500]
    if not said:
        raise KithworkError(f"Write in a few words how you helped {person}.")
    return FollowUp.objects.create(
        owner=campaign.owner,
        campaign=campaign,
        person=person,
        kind=FollowUp.Kind.HELP,
        note=said,
        due_on=campaign.owner.today(now),
        created_at=now,
        done_at=now,
    )
