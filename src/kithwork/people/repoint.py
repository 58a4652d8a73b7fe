"""Moves all that points at one row to another, step by step, so that each step can be undone.

It asks Django which relations there are, so that records of later rooms move too. Nothing is
dropped: where two rows would say the same, one takes in what the other knows, and the whole of the
other stays in the journal.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import ForeignKey, Model

Step = dict[str, Any]
EMPTY: tuple[object, ...] = (None, "")
_BOOKKEEPING = frozenset({"created_at", "made_at", "said_at", "updated_at"})
_PAIRS = frozenset({"people.tie", "people.evidence", "people.introduction"})


@dataclass
class Journal:
    """What was done, in order; and lost values, as (field, value, origin, person)."""

    steps: list[Step] = field(default_factory=list)
    lost: list[tuple[str, str, int | None, int | None]] = field(default_factory=list)

    def moved(self, row: Model, name: str, was: object) -> None:
        """A row points elsewhere now."""
        now = getattr(row, name)
        self.steps.append({"do": "move", **_named(row), "field": name, "from": was, "to": now})

    def changed(self, row: Model, was: dict[str, object]) -> None:
        """A row has other values now."""
        became = {name: _plain(getattr(row, name)) for name in was}
        plain = {name: _plain(value) for name, value in was.items()}
        self.steps.append({"do": "change", **_named(row), "was": plain, "became": became})

    def removed(self, row: Model) -> None:
        """A row is gone; all that it said is kept here."""
        kept = json.loads(serializers.serialize("json", [row]))[0]
        self.steps.append({"do": "remove", **_named(row), "row": kept})


def _named(row: Model) -> Step:
    return {"model": row._meta.label_lower, "pk": row.pk}


def references(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """Every foreign key of any model that points at `model`, in a steady order."""
    found = [
        key
        for other in apps.get_models(include_auto_created=True)
        for key in other._meta.concrete_fields
        if isinstance(key, ForeignKey) and key.related_model is model
    ]
    yield from sorted(found, key=lambda key: (key.model._meta.label_lower, key.name))


def repoint(old: Model, new: Model, journal: Journal, leave: Collection[str] = frozenset()) -> None:
    """Let everything that points at `old` point at `new`; `leave` names models to pass over."""
    for key in references(type(old)):
        if key.model._meta.label_lower in leave:
            continue
        rows = key.model._base_manager.filter(**{key.name: old}).order_by("pk")
        for row in list(rows):
            _move(row, key, new, journal)


def _move(row: Model, key: ForeignKey[Any, Any], new: Model, journal: Journal) -> None:
    was = getattr(row, key.attname)
    setattr(row, key.name, new)
    if _speaks_of_itself(row):
        setattr(row, key.attname, was)
        _set_aside(row, journal)
        return
    try:
        with transaction.atomic():
            row.save(update_fields=[key.name])
    except IntegrityError:
        twin = _twin(row)
        setattr(row, key.attname, was)
        if twin is not None:
            _unite(row, twin, journal)
        else:
            _set_aside(row, journal)
    else:
        journal.moved(row, key.attname, was)


def _speaks_of_itself(row: Model) -> bool:
    """A tie, introduction or observation whose two ends have become one."""
    if row._meta.label_lower not in _PAIRS:
        return False
    ends = [
        getattr(row, key.attname)
        for key in row._meta.concrete_fields
        if isinstance(key, ForeignKey) and key.related_model._meta.label_lower == "people.person"
    ]
    return len(ends) == 2 and ends[0] == ends[1]


def _twin(row: Model) -> Model | None:
    """The row that stands where this one wants to go."""
    manager = type(row)._base_manager
    for names, condition in _unique(type(row)):
        values = {name: getattr(row, name) for name in names}
        if any(value is None for value in values.values()):
            continue
        found = manager.exclude(pk=row.pk).filter(condition, **values).first()
        if found is not None:
            return found
    return None


def _unique(model: type[Model]) -> Iterator[tuple[list[str], models.Q]]:
    attribute = {key.name: key.attname for key in model._meta.concrete_fields}
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield [attribute[name] for name in rule.fields], rule.condition or models.Q()
    for together in model._meta.unique_together:
        yield [attribute[name] for name in together], models.Q()
    for key in model._meta.concrete_fields:
        if key.unique and not key.primary_key:
            yield [key.attname], models.Q()


def _unite(row: Model, twin: Model, journal: Journal) -> None:
    """Let the twin know all that the row knows; the later word stands, the other is kept."""
    repoint(row, twin, journal)
    was: dict[str, object] = {}
    for key in _values(row):
        mine, there = getattr(row, key.attname), getattr(twin, key.attname)
        if mine in EMPTY or mine == there:
            continue
        loser = mine
        if there in EMPTY or _later(row, twin):
            was[key.attname], loser = there, there
            setattr(twin, key.attname, mine)
        if loser not in EMPTY:
            _lose(row, key.name, loser, journal)
    _save_changed(twin, was, journal)
    journal.removed(row)
    row.delete()


def _lose(row: Model, name: str, value: object, journal: Journal) -> None:
    said = f"{row._meta.verbose_name} {name.replace('_', ' ')}"
    origin, person = getattr(row, "origin_id", None), getattr(row, "person_id", None)
    journal.lost.append((said, str(value), origin, person))


def _save_changed(row: Model, was: dict[str, object], journal: Journal) -> None:
    """Save united values; where together they break a rule, the twin stays as it was."""
    if not was:
        return
    try:
        with transaction.atomic():
            row.save(update_fields=list(was))
    except IntegrityError:
        for name, value in was.items():
            _lose(row, name, getattr(row, name), journal)
            setattr(row, name, value)
    else:
        journal.changed(row, was)


def _values(row: Model) -> list[models.Field[Any, Any]]:
    """What a row says, apart from what it points at."""
    return [
        key
        for key in row._meta.concrete_fields
        if not (key.is_relation or key.primary_key or key.name in _BOOKKEEPING)
    ]


def _later(row: Model, twin: Model) -> bool:
    for name in ("made_at", "created_at"):
        if hasattr(row, name):
            return bool(getattr(row, name) > getattr(twin, name))
    return False


def _set_aside(row: Model, journal: Journal) -> None:
    """Take a row out that can't stand, and what can't stand without it; the journal has all."""
    for key in references(type(row)):
        for child in list(key.model._base_manager.filter(**{key.name: row})):
            if key.null:
                was = getattr(child, key.attname)
                setattr(child, key.name, None)
                child.save(update_fields=[key.name])
                journal.moved(child, key.attname, was)
            else:
                _set_aside(child, journal)
    journal.removed(row)
    row.delete()


def undo(steps: list[Step], stands_for: dict[str, int]) -> list[str]:
    """Take the steps back, the last first; what was edited since stays as it was edited.

    `stands_for` gives, for a row named `model:pk`, the row that it is part of by now. Returns what
    could not be put back, in words.
    """
    return [said for step in reversed(steps) if (said := _UNDO[step["do"]](step, stands_for))]


def _undo_move(step: Step, stands_for: dict[str, int]) -> str:
    row = _row(step)
    if row is None:
        return ""
    target = row._meta.get_field(step["field"].removesuffix("_id")).related_model
    label = target._meta.label_lower  # type: ignore[union-attr]
    to = stands_for.get(f"{label}:{step['to']}", step["to"])
    if getattr(row, step["field"]) not in (to, step["to"]):
        return ""
    if step["from"] and not target._base_manager.filter(pk=step["from"]).exists():  # type: ignore[union-attr]
        return f"{row._meta.verbose_name} {row.pk}: what it pointed at is gone"
    setattr(row, step["field"], step["from"])
    return _saved(row, step["field"])


def _undo_change(step: Step, _: dict[str, int]) -> str:
    row = _row(step)
    if row is None:
        return ""
    names = [n for n, value in step["became"].items() if _plain(getattr(row, n)) == _plain(value)]
    for name in names:
        kind = row._meta.get_field(name)
        setattr(row, name, kind.to_python(step["was"][name]))  # type: ignore[union-attr]
    return _saved(row, *names) if names else ""


def _undo_remove(step: Step, _: dict[str, int]) -> str:
    restored = next(serializers.deserialize("json", json.dumps([step["row"]])))
    row = restored.object
    for key in row._meta.concrete_fields:
        value = getattr(row, key.attname)
        if isinstance(key, ForeignKey) and value is not None:
            if key.related_model._base_manager.filter(pk=value).exists():
                continue
            if not key.null:
                return f"{row._meta.verbose_name} {row.pk}: what it pointed at is gone"
            setattr(row, key.attname, None)
    try:
        with transaction.atomic():
            restored.save()
    except IntegrityError:
        return f"{row._meta.verbose_name} {row.pk}: another says the same by now"
    return ""


def _undo_add(step: Step, _: dict[str, int]) -> str:
    if (row := _row(step)) is not None:
        row.delete()
    return ""


_UNDO = {"add": _undo_add, "move": _undo_move, "change": _undo_change, "remove": _undo_remove}


def _row(step: Step) -> Model | None:
    model: type[Model] = apps.get_model(step["model"])
    return model._base_manager.filter(pk=step["pk"]).first()


def _saved(row: Model, *names: str) -> str:
    try:
        with transaction.atomic():
            row.save(update_fields=list(names))
    except IntegrityError:
        return f"{row._meta.verbose_name} {row.pk}: another says the same by now"
    return ""


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
