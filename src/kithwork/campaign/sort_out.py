"""Sort a caught remark: into a finding, a name, or something owed; or let it go."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kithwork.campaign.models import Campaign, Capture, Finding, FollowUp
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, introduce, know
from kithwork.people.models import Person

KINDS = ("finding", "person", "follow_up", "nothing")


@transaction.atomic
def sort_out(
    campaign: Campaign,
    caught: Capture,
    kind: str,
    now: dt.datetime,
    *,
    text: str = "",
    person: Person | None = None,
    due_on: dt.date | None = None,
) -> Capture:
    """Turn a remark into what it is; `person` is who said it, or to whom it is owed."""
    if kind not in KINDS:
        raise KithworkError(f"A remark becomes one of {', '.join(KINDS)}.")
    said = text.strip() or caught.text
    today = campaign.owner.today(now)
    if kind == "finding":
        Finding.objects.create(
            owner=campaign.owner, campaign=campaign, text=said, said_by=person, heard_on=today
        )
    elif kind == "person":
        given = NameGiven(said[:300])
        if person:
            introduce(person, given, now)
        else:
            know(campaign.owner, given, now)
    elif kind == "follow_up":
        if person is None:
            raise KithworkError("Say to whom it is owed.")
        FollowUp.objects.create(
            owner=campaign.owner, campaign=campaign, person=person, kind=FollowUp.Kind.PROMISE,
            note=said[:500], due_on=due_on or today + dt.timedelta(days=7), created_at=now,
        )  # fmt: skip
    caught.sorted_as, caught.sorted_at = kind, now
    caught.save(update_fields=["sorted_as", "sorted_at"])
    return caught
