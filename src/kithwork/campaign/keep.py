"""Keep what a person has typed into a form until the form is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kithwork.campaign.models import Draft
from kithwork.people.models import Owner

MAXIMUM_CHARACTERS = 200_000


def keep_draft(owner: Owner, form: str, fields: Mapping[str, object], now: dt.datetime) -> None:
    """Store the fields as they stand; very long ones are left out rather than cut."""
    if sum(len(str(value)) for value in fields.values()) <= MAXIMUM_CHARACTERS:
        Draft.objects.update_or_create(
            owner=owner, form=form[:100], defaults={"fields": dict(fields), "kept_at": now}
        )


def kept_draft(owner: Owner, form: str) -> dict[str, object]:
    """The fields that were typed before, or none."""
    found = owner.drafts.filter(form=form[:100]).first()
    return dict(found.fields) if found else {}


def let_go(owner: Owner, form: str) -> None:
    """The form was sent; its draft is no longer needed."""
    owner.drafts.filter(form=form[:100]).delete()
