"""Lets people in where one Kithwork serves many, shuts them out, and removes what is theirs."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from kithwork.errors import KithworkError
from kithwork.people.keyring import Keyring
from kithwork.people.models import EntryToken, Owner

LONGEST = dt.timedelta(days=30)


def admit(name: str, time_zone: str = "UTC") -> Owner:
    """A new owner of this name, with nothing of their own yet. Raises KithworkError."""
    made = Owner(username=name, time_zone=time_zone)
    made.set_unusable_password()
    try:
        made.full_clean()
    except ValidationError as error:
        raise KithworkError(f"{name}: {' '.join(error.messages)}") from error
    made.save()
    return made


def let_in(name: str, now: dt.datetime, lasts: dt.timedelta) -> str:
    """A token that lets this owner in once; whoever was shut out may come again."""
    if not dt.timedelta(0) < lasts <= LONGEST:
        raise KithworkError(f"Let it last between one and {LONGEST.days} days.")
    owner = owner_called(name)
    Owner.objects.filter(pk=owner.pk).update(is_active=True)
    return EntryToken.issue(owner, now, lasts)


def shut_out(name: str) -> None:
    """End this owner's sessions, feeds and tokens; their records stay."""
    owner = owner_called(name)
    Owner.objects.filter(pk=owner.pk).update(is_active=False)
    owner.entry_tokens.all().delete()


def remove(name: str, keyring: Keyring) -> int:
    """Delete an owner with everything of theirs, for good; how many records that was."""
    owner = owner_called(name)
    marks = list(owner.accounts.values_list("mark", flat=True))
    with transaction.atomic():
        gone, _ = owner.delete()
    for mark in marks:
        keyring.drop(mark)
    return gone


def everybody() -> QuerySet[Owner]:
    """All owners, by name."""
    return Owner.objects.order_by("username")


def owner_called(name: str) -> Owner:
    """The owner of this name; KithworkError where there is none."""
    found = Owner.objects.filter(username=name).first()
    if found is None:
        raise KithworkError(f"There is nobody called {name!r}; 'kithwork owners list' shows all.")
    return found
