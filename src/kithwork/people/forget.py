"""Removes a person everywhere, and leaves only salted marks that keep later imports from them."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model, Q
from django.db.models.deletion import Collector

from kithwork.people.blot import Blot
from kithwork.people.imports.keys import forget_keys, mark, point_key
from kithwork.people.models import ForgottenMark, Merge, Owner, Person


@dataclass(frozen=True)
class Gone:
    """What goes, or went, with a person: rows by what they are, texts changed, files deleted."""

    name: str
    rows: dict[str, int]
    texts: int = 0
    files: int = 0


def would_go(person: Person) -> Gone:
    """What would be removed; nothing is removed yet."""
    return Gone(person.name, _counted(_records(person)))


@transaction.atomic
def forget(person: Person, now: dt.datetime, incoming: Path | None = None) -> Gone:
    """Remove a person with every record that is part of theirs; this can't be undone.

    Every row about them goes: meetings and what they brought, letters, ties, promises, merges.
    Where other texts name them, "somebody" stands then. `incoming` is the folder of files that were
    handed in and not taken in yet: those that may name them are deleted.
    """
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA secure_delete = ON")
        transaction.on_commit(_empty_the_log)
    owner, records = person.owner, _records(person)
    blot = Blot.of(records, _namesakes(owner, records))
    _mark(owner, records, now)
    gone = _counted(records)
    keys = {record.pk for record in records}
    Person.objects.filter(pk__in=keys).delete()
    _scrub_merges(owner, keys)
    texts = blot.out_of_everything(owner)
    return Gone(person.name, gone, texts, _delete_files(incoming, blot))


def _records(person: Person) -> list[Person]:
    """The record and all that were taken into it."""
    found, layer = [person], [person]
    while layer:
        layer = list(Person.objects.filter(absorbed_into__in=layer))
        found += layer
    return found


def _namesakes(owner: Owner, records: list[Person]) -> bool:
    """Whether somebody else has the same name, so that a text may mean either."""
    same = Q()
    for record in records:
        same |= Q(name__iexact=record.name)
    return owner.people.filter(same).exclude(pk__in=[r.pk for r in records]).exists()


def _mark(owner: Owner, records: Iterable[Person], now: dt.datetime) -> None:
    """Marks by which imports know them again; one salt an owner, so that looking stays quick."""
    there = ForgottenMark.objects.filter(owner=owner).values_list("salt", flat=True).first()
    salt = there or secrets.token_hex(16)
    keys = frozenset[str]().union(*map(_keys, records))
    ForgottenMark.objects.bulk_create(
        [
            ForgottenMark(owner=owner, salt=salt, digest=mark(salt, key), made_on=owner.today(now))
            for key in sorted(keys)
        ],
        ignore_conflicts=True,
    )


def _keys(record: Person) -> frozenset[str]:
    points = {(point.kind, point.normal) for point in record.contact_points.all()}
    points |= {
        (point.kind, point_key(point.kind, point.value)) for point in record.contact_points.all()
    }
    places = {name for role in record.positions.all() for name in _names(role.organisation)}
    also = record.alternatives.filter(field="name").values_list("value", flat=True)
    return frozenset[str]().union(
        *(forget_keys(name, points, places, record.connected_on) for name in {record.name, *also})
    )


def _names(organisation: Model) -> set[str]:
    return {organisation.normal, *organisation.absorbed.values_list("normal", flat=True)}  # type: ignore[attr-defined]


def _counted(records: list[Person]) -> dict[str, int]:
    """How many rows of each kind go with the records, as the database will delete them."""
    collector = Collector(using=connection.alias)
    collector.collect(records)
    found: Counter[type[Model]] = Counter()
    for model, rows in collector.data.items():
        found[model] += len(rows)
    for queryset in collector.fast_deletes:
        found[queryset.model] += queryset.count()
    named = {_called(model, count): count for model, count in found.items() if count}
    return dict(sorted(named.items()))


def _called(model: type[Model], count: int) -> str:
    if model is Person:
        return "record of them" if count == 1 else "records of them"
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)


def _scrub_merges(owner: Owner, keys: set[int]) -> None:
    """Merges of others keep no row that was about the forgotten."""
    for done in Merge.objects.filter(owner=owner):
        steps = done.moved.get("steps", [])
        kept = [step for step in steps if not _is_about(step, keys)]
        if len(kept) < len(steps):
            done.moved = {"steps": kept}
            done.save(update_fields=["moved"])


def _is_about(step: dict[str, object], keys: set[int]) -> bool:
    row = step.get("row")
    said = row.get("fields", {}) if isinstance(row, dict) else {}
    ends = ("person", "other", "introducer", "introduced", "about", "said_by", "about_person")
    return any(said.get(end) in keys for end in ends)


def _delete_files(incoming: Path | None, blot: Blot) -> int:
    """Delete handed-in files that may name them; in a packed file one can't see, so it goes too."""
    if incoming is None or not incoming.is_dir():
        return 0
    count = 0
    for folder in incoming.iterdir():
        if folder.is_dir() and any(blot.may_be_in(file) for file in folder.rglob("*")):
            shutil.rmtree(folder, ignore_errors=True)
            count += 1
    return count


def _empty_the_log() -> None:
    """What was deleted must not stay in the write-ahead log."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
