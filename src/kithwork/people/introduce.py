"""Take in a name that somebody gave: the person, the introduction and the generation."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from textwrap import shorten

from django.db import transaction

from kithwork.boards.names import normal_name
from kithwork.errors import KithworkError
from kithwork.people.imports.keys import name_key, point_key
from kithwork.people.models import ContactPoint, Introduction, Organisation, Person, Position
from kithwork.people.models.owner import Owner

LONGEST = 300  # characters that a name, a role or an employer may have in the records
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")


@dataclass(frozen=True)
class NameGiven:
    """A name as one hears it in a meeting; only the name itself is needed."""

    name: str
    employer: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    may_use_name: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Introduced:
    """The person whom the name belongs to, and whether they were unknown until now."""

    person: Person
    introduction: Introduction
    was_new: bool


def organisation_named(owner: Owner, name: str) -> Organisation:
    """The owner's organisation of this name, made where it is new."""
    normal = normal_name(name)
    if not normal:
        raise KithworkError(f"{name!r} is no name for an employer; write it out.")
    found = Organisation.objects.get_or_create(
        owner=owner, normal=normal, defaults={"name": name.strip()}
    )[0]
    return found.absorbed_into or found


@transaction.atomic
def introduce(
    introducer: Person, given: NameGiven, now: dt.datetime, on: dt.date | None = None
) -> Introduced:
    """Record that `introducer` gave a name; somebody already known is found, not doubled.

    A new person stands one generation further from the owner's kith than the introducer.
    Raises KithworkError for what is no name, or one's own.
    """
    name = _name_of(given)
    owner = introducer.owner
    known = _known(owner, name, given)
    if known == introducer:
        raise KithworkError(f"{introducer} can't be introduced by themselves.")
    person = known or Person.objects.create(owner=owner, name=name, created_at=now)
    _fill(person, given)
    introduction, _ = Introduction.objects.update_or_create(
        introducer=introducer,
        introduced=person,
        defaults=_said(owner, given, on or owner.today(now)),
    )
    _place_in_generation(person, introducer)
    return Introduced(person, introduction, was_new=known is None)


def _name_of(given: NameGiven) -> str:
    """The name on one line; raises KithworkError where something given can't be what it is for."""
    name = " ".join(given.name.split())
    if not name:
        raise KithworkError("Write the name of the person.")
    if not any(sign.isalpha() for sign in name):
        raise KithworkError(f"{shorten(name, 40)!r} is no name: it has no letters.")
    for what, said in (("name", name), ("role", given.role), ("employer", given.employer)):
        if len(said) > LONGEST:
            raise KithworkError(f"This {what} is longer than {LONGEST} characters.")
    if given.email.strip() and not _ADDRESS.fullmatch(given.email.strip()):
        raise KithworkError(f"{shorten(given.email, 60)!r} is no e-mail address.")
    return name


def _known(owner: Owner, name: str, given: NameGiven) -> Person | None:
    """Somebody known by the same address, or by the same name where nothing speaks against it."""
    if given.email:
        at = owner.people.known().filter(
            contact_points__kind=ContactPoint.Kind.EMAIL,
            contact_points__normal=point_key("email", given.email),
        )
        if found := at.first():
            return found
    namesakes = list(owner.people.known().filter(name__iexact=name)[:3])
    if len(namesakes) != 1:
        return None
    only = namesakes[0]
    where = only.current_position()
    if given.employer and where and where.organisation.normal != normal_name(given.employer):
        return None
    return only


def _fill(person: Person, given: NameGiven) -> None:
    if given.role and not person.headline:
        person.headline = given.role
        person.save(update_fields=["headline"])
    if given.employer.strip():
        organisation = organisation_named(person.owner, given.employer)
        if not person.positions.filter(organisation=organisation).exists():
            Position.objects.create(person=person, organisation=organisation, title=given.role)
    for kind, value in (("email", given.email), ("phone", given.phone)):
        if key := point_key(kind, value):
            person.contact_points.get_or_create(
                kind=kind, normal=key, defaults={"value": value.strip()}
            )


def _said(owner: Owner, given: NameGiven, on: dt.date) -> dict[str, object]:
    said: dict[str, object] = {"owner": owner, "on": on}
    if given.may_use_name is not None:
        said["may_use_name"] = given.may_use_name
    if given.note:
        said["note"] = given.note
    return said


def _place_in_generation(person: Person, introducer: Person) -> None:
    """One step further out than the introducer, unless already nearer."""
    further = (introducer.generation or 0) + 1
    if person.generation is None or person.generation > further:
        person.generation = further
        person.save(update_fields=["generation"])


@transaction.atomic
def know(owner: Owner, given: NameGiven, now: dt.datetime) -> Person:
    """Write down somebody whom the owner knows without anybody's introduction: own kith."""
    name = _name_of(given)
    person = _known(owner, name, given) or Person.objects.create(
        owner=owner, name=name, created_at=now
    )
    person.generation = 0
    person.save(update_fields=["generation"])
    _fill(person, given)
    return person


def namesakes(owner: Owner, name: str) -> list[Person]:
    """People of this name, its words in any order, without degrees; the earliest first."""
    key = name_key(name)
    longest = max(name.replace(",", " ").split(), key=len, default="")
    if not key or not longest:
        return []
    near = owner.people.known().filter(name__icontains=longest).order_by("pk")
    return [person for person in near if name_key(person.name) == key]
