"""When people were last asked for something: by a letter of their own, or by a mailing's."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from kithwork.campaign.models import Approach, Recipient
from kithwork.people.models import Owner, Person


def last_asked(owner: Owner, person: Person | None = None) -> dict[int, dt.datetime]:
    """By each person's key when they were last asked; of one person alone, where one is given."""
    whom = {"person": person} if person else {}
    approaches = Approach.objects.filter(owner=owner, **whom).sent()
    letters = Recipient.objects.filter(mailing__owner=owner, person__isnull=False, **whom).sent()
    latest: dict[int, dt.datetime] = {}
    for rows in (approaches, letters):
        for pk, at in rows.order_by().values_list("person").annotate(Max("sent_at")):
            if at is not None and (pk not in latest or latest[pk] < at):
                latest[pk] = at
    return latest
