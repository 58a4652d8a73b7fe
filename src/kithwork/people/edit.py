"""Changes the same thing of many people at once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kithwork.errors import KithworkError
from kithwork.people.models.person import PersonQuerySet

UNSAID = -1.0
"""As closeness: take the owner's word back."""


@transaction.atomic
def edit(
    people: PersonQuerySet,
    now: dt.datetime,
    *,
    closeness: float | None = None,
    leave_alone: bool | None = None,
    known: bool | None = None,
) -> int:
    """Change those of the three that are given; returns how many people it concerned.

    `known` makes people one's own kith, or (False) people that one only knows of; somebody who was
    introduced keeps their generation. Raises KithworkError if nothing is to change.
    """
    if closeness is known is leave_alone is None:
        raise KithworkError("Say what to change.")
    if closeness is not None and closeness != UNSAID and not 0 <= closeness <= 1:
        raise KithworkError("Closeness lies between 0 and 1.")
    chosen = people.model._default_manager.filter(pk__in=list(people.values_list("pk", flat=True)))
    changes: dict[str, object] = {"updated_at": now}
    if closeness is not None:
        changes["closeness"] = None if closeness == UNSAID else closeness
    if leave_alone is not None:
        changes["leave_alone"] = leave_alone
    if known:
        changes["generation"] = 0
    count = chosen.update(**changes)
    if known is False:
        chosen.filter(generation=0).update(generation=None)
    return count
