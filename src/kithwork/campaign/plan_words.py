"""Says why somebody is in the plan: the planner's sentence, and what only their record tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Count

from kithwork.people.models import Owner, Person, Position
from kithwork.planning.reasons import Recommendation
from kithwork.words import counted, full_stop

A_WHILE = 14
A_YEAR = 365


def known_beside(owner: Owner, people: Iterable[Person]) -> dict[int, int]:
    """By organisation of these people, how many people the owner knows of there now."""
    places = {place.organisation_id for one in people if (place := one.current_position())}
    known = owner.people.known().filter(leave_alone=False)
    rows = (
        Position.objects.filter(person__in=known, organisation__in=places, ended_on=None)
        .values_list("organisation")
        .annotate(here=Count("person", distinct=True))
    )
    return dict(rows)


def reason(
    one: Recommendation, person: Person, today: dt.date, beside: Mapping[int, int], *, aimed: bool
) -> str:
    """The planner's sentence, when you last spoke, and who else is known where they work.

    Without an aim the planner knows nothing that tells people apart: then their role is said too.
    """
    role = "" if aimed else _role(person)
    parts = [one.sentence, role, _spoken(person, today), _beside(person, beside)]
    return " ".join(part for part in parts if part)


def _role(person: Person) -> str:
    place = person.current_position()
    if place is None:
        return ""
    role = f"{place.title} at" if place.title else "They work at"
    return full_stop(f"{role} {place.organisation}")


def _beside(person: Person, beside: Mapping[int, int]) -> str:
    place = person.current_position()
    others = beside.get(place.organisation_id, 1) - 1 if place else 0
    if not place or others < 1:
        return ""
    more = counted(others, "more person", "more people")
    return full_stop(f"You know {more} at {place.organisation}")


def _spoken(person: Person, today: dt.date) -> str:
    if person.last_spoken_on:
        days = (today - person.last_spoken_on).days
        return f"You last spoke {_ago(days)}." if days > A_WHILE else "You spoke lately."
    if person.connected_on:
        return (
            f"Connected since {person.connected_on.year}; when you last spoke isn't written down."
        )
    return "When you last spoke isn't written down." if person.generation == 0 else ""


def _ago(days: int) -> str:
    if days >= A_YEAR * 0.9:
        years = max(1, round(days / A_YEAR))
        return "a year ago" if years == 1 else f"{years} years ago"
    if days >= 45:
        return f"{round(days / 30)} months ago"
    return f"{round(days / 7)} weeks ago"
