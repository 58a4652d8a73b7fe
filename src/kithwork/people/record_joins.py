"""Stores how rows of files became part of people, as merges that can be taken back."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kithwork.people.bulk import insert, reserve_keys
from kithwork.people.imports.decision import Joined, Link
from kithwork.people.imports.known import RoleKey, Value
from kithwork.people.models import Alternative, ContactPoint, Merge, Person, Position
from kithwork.people.record_people import Writing
from kithwork.people.repoint import Step

Keys = dict[tuple[Any, ...], int]


def joins(writing: Writing) -> None:
    """For every row that joined somebody: its own record, out of sight, and the merge.

    Taken back, what the row brought goes to its own record, what both said stands with both, and
    fields that it filled are empty again, unless they were edited since.
    """
    joined = writing.decision.joined
    for one, key in zip(joined, reserve_keys(Person, len(joined)), strict=True):
        one.alone.pk = key
    insert(
        Person,
        [writing.person(j.alone) | {"absorbed_into_id": j.known.stored} for j in joined],
    )
    there = _Stored(writing, {one.known.stored for one in joined})
    insert(Merge, [_merge(writing, one, there) for one in joined])
    writing.recorded.merges = len(joined)


class _Stored:
    """The keys of rows that stand with the people who were joined."""

    def __init__(self, writing: Writing, people: set[int]) -> None:
        told = writing.owner.introductions.values_list("introducer_id", "introduced_id", "pk")
        self.introductions = {(one, other): pk for one, other, pk in told if other in people}
        self.links: dict[int, list[Link]] = defaultdict(list)
        for link in writing.decision.introductions:
            self.links[id(link.row)].append(link)
        self.points = _by_person(ContactPoint, writing, people, "kind", "normal")
        self.roles = _by_person(Position, writing, people, "organisation_id", "title")
        self.alternatives = _by_person(Alternative, writing, people, "field", "digest")


def _by_person(model: Any, writing: Writing, people: set[int], *names: str) -> dict[int, Keys]:
    found: dict[int, Keys] = defaultdict(dict)
    if people:
        rows = model.objects.filter(person__owner=writing.owner)
        for pk, person, *key in rows.values_list("pk", "person_id", *names):
            if person in people:
                found[person][tuple(key)] = pk
    return found


def _merge(writing: Writing, joined: Joined, there: _Stored) -> dict[str, Any]:
    steps = [*_points(writing, joined, there), *_roles(writing, joined, there)]
    steps += _alternatives(writing, joined, there)
    steps += _introductions(writing, joined, there)
    return {
        "owner_id": writing.owner.pk,
        "kept_id": joined.known.stored,
        "absorbed_id": joined.alone.stored,
        "moved": {"steps": steps},
        "before": {
            column: {"was": _plain(was) or _empty(column), "became": _plain(became)}
            for column, (was, became) in joined.before.items()
        },
        "reason": list(joined.reason),
        "made_at": writing.now,
    }


def _points(writing: Writing, joined: Joined, there: _Stored) -> Iterator[Step]:
    brought = {(point.kind, point.key) for point in joined.changes.points}
    stored = there.points[joined.known.stored]
    for point, origin in joined.alone.new_points:
        key = (point.kind, point.key)
        if key in brought and key in stored:
            yield _moved("people.contactpoint", stored[key], joined)
        else:
            yield _apart(
                "people.contactpoint", joined, writing.origin(origin), kind=point.kind,
                normal=point.key, value=point.value, label=point.label,
            )  # fmt: skip


def _roles(writing: Writing, joined: Joined, there: _Stored) -> Iterator[Step]:
    stored = there.roles[joined.known.stored]
    for key, origin in joined.alone.new_roles.items():
        place = _place(writing, key)
        if key in joined.changes.roles and key in joined.known.new_roles and place in stored:
            yield _moved("people.position", stored[place], joined)
        elif place[0]:
            span = joined.alone.roles[key]
            yield _apart(
                "people.position", joined, writing.origin(origin), organisation=place[0],
                title=key[1], started_on=_plain(span.started_on), ended_on=_plain(span.ended_on),
            )  # fmt: skip


def _place(writing: Writing, key: RoleKey) -> tuple[int | None, str]:
    return writing.organisation_keys.get(key[0]), key[1]


def _alternatives(writing: Writing, joined: Joined, there: _Stored) -> Iterator[Step]:
    own = {(name, value) for name, value, _ in joined.alone.new_alternatives}
    stored = there.alternatives[joined.known.stored]
    for name, value in joined.changes.alternatives:
        pk = stored.get((name, Alternative.digest_of(value)))
        if pk is None:
            continue
        if (name, value) in own:
            yield _moved("people.alternative", pk, joined)
        else:  # A value that lost to the person's own is the record's own value, taken apart.
            yield {"do": "add", "model": "people.alternative", "pk": pk}
    for name, value, origin in joined.alone.new_alternatives:
        if (name, value) not in joined.changes.alternatives:
            yield _apart(
                "people.alternative", joined, writing.origin(origin), field=name, value=value,
                digest=Alternative.digest_of(value), said_at=writing.now.isoformat(),
            )  # fmt: skip


def _introductions(writing: Writing, joined: Joined, there: _Stored) -> Iterator[Step]:
    for link in there.links[id(joined.row)]:
        pk = there.introductions.get((link.first.stored, joined.known.stored))
        if pk is None:
            continue
        if id(link) in writing.first_said:
            yield _moved("people.introduction", pk, joined, "introduced_id")
        else:
            yield _again(
                "people.introduction", owner=writing.owner.pk, introducer=link.first.stored,
                introduced=joined.alone.stored, may_use_name=link.may_use_name, note=link.note,
            )  # fmt: skip


def _moved(model: str, pk: int, joined: Joined, column: str = "person_id") -> Step:
    ends = {"from": joined.alone.stored, "to": joined.known.stored}
    return {"do": "move", "model": model, "pk": pk, "field": column, **ends}


def _apart(model: str, joined: Joined, origin: int | None, **said: Any) -> Step:
    """Something that both say: taken apart, the row's own record says it again."""
    return _again(model, person=joined.alone.stored, origin=origin, **said)


def _again(model: str, **said: Any) -> Step:
    return {"do": "remove", "model": model, "pk": None, "row": {"model": model, "fields": said}}


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _empty(column: str) -> Any:
    """What a column holds where nothing is known."""
    return Person._meta.get_field(column).get_default()  # type: ignore[union-attr]
