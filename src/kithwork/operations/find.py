"""Find one record by what a person types: a number, a name, or the beginning of one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kithwork.campaign.models import Approach, FollowUp, Meeting
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.people.models import Owner, Person


def person_of(owner: Owner, who: str) -> Person:
    """The one person meant; KithworkError says who fits when several do, or that none does."""
    people = owner.people.known()
    if (number := row_number(who)) is not None:
        found: Person | None = people.filter(pk=number).first()
        return found or _nobody(who)
    exact = list(people.filter(name__iexact=who.strip())[:5])
    close = exact or list(people.named_like(who)[:5])
    if len(close) == 1:
        return close[0]
    if not close:
        return _nobody(who)
    names = "; ".join(f"{one.pk} {one}" for one in close)
    raise KithworkError(f"Several people fit {who!r}: {names}. Give the number.")


def approach_of(owner: Owner, who: str) -> Approach:
    """The approach meant: by its number, or the latest one to the person meant."""
    found: Approach = _latest(owner.approaches.order_by("-pk"), owner, who, "approach to")
    return found


def meeting_of(owner: Owner, who: str) -> Meeting:
    """The meeting meant: by its number, or the latest one with the person meant."""
    found: Meeting = _latest(owner.meetings.order_by("-pk"), owner, who, "meeting with")
    return found


def follow_up_of(owner: Owner, number: int) -> FollowUp:
    """The promise with this number."""
    found = owner.follow_ups.filter(pk=number).first()
    if found is None:
        raise KithworkError(f"There is no promise {number}; 'kithwork promises' lists them.")
    return found


def _latest(rows: QuerySet[Any], owner: Owner, who: str, what: str) -> Any:
    if (number := row_number(who)) is not None:
        if found := rows.filter(pk=number).first():
            return found
        raise KithworkError(f"There is no {what.split()[0]} with the number {who}.")
    person = person_of(owner, who)
    if found := rows.filter(person=person).first():
        return found
    raise KithworkError(f"There is no {what} {person} yet.")


def _nobody(who: str) -> Person:
    raise KithworkError(f"Nobody here fits {who!r}; 'kithwork people list' shows everybody.")
