"""The owner writes down, corrects or removes where they worked and learnt."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction

from kithwork.errors import KithworkError
from kithwork.people.imports.dates import read_date
from kithwork.people.introduce import organisation_named
from kithwork.people.models import Owner, OwnStation

_MONTH = re.compile(r"\d{4}-\d{1,2}")
_LONGEST = 300


def day_of(text: str) -> dt.date | None:
    """The day that `2015`, `2015-03`, `March 2015` or `2015-03-01` begins with; None for nothing.

    Raises KithworkError for what is no date.
    """
    said = text.strip()
    if not said:
        return None
    found = read_date(f"{said}-01" if _MONTH.fullmatch(said) else said)
    if found is None:
        raise KithworkError(f"{said!r} is no date; write a year, 2015-03 or March 2015.")
    return found


@transaction.atomic
def write_station(
    owner: Owner,
    organisation: str,
    kind: str = OwnStation.Kind.EMPLOYER,
    title: str = "",
    started_on: dt.date | None = None,
    ended_on: dt.date | None = None,
    station: OwnStation | None = None,
) -> OwnStation:
    """Write a new station down, or correct `station`.

    Raises KithworkError where the name is none, the dates make no sense, or it stands already.
    """
    if kind not in OwnStation.Kind.values:
        raise KithworkError(f"{kind!r} is neither employer nor school.")
    if len(organisation) > _LONGEST or len(title) > _LONGEST:
        raise KithworkError(f"A name or a role has at most {_LONGEST} letters.")
    if started_on and ended_on and ended_on < started_on:
        raise KithworkError("That ends before it starts; check the dates.")
    place = organisation_named(owner, organisation)
    said = {"kind": kind, "organisation": place, "title": " ".join(title.split())}
    twins = owner.stations.filter(**said, started_on=started_on)
    if any(twin != station for twin in twins):
        raise KithworkError(f"{place} stands in your career already, with that role and start.")
    one = station or OwnStation(owner=owner)
    for name, value in {**said, "started_on": started_on, "ended_on": ended_on}.items():
        setattr(one, name, value)
    one.save()
    return one
