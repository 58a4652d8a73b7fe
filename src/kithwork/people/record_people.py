"""Stores people, where they work and how to reach them, in bulk; the first part of recording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from kithwork.boards.names import normal_name
from kithwork.people.bulk import insert, reserve_keys, update
from kithwork.people.imports.decision import Decision, Link
from kithwork.people.imports.known import COLUMNS, LONGEST, Known, RoleKey, Span
from kithwork.people.models import (
    Alternative,
    ContactPoint,
    Import,
    Organisation,
    Owner,
    Person,
    Position,
)
from kithwork.people.rows import Parsed

_COLUMNS = (*COLUMNS, "generation", "last_spoken_on", "leave_alone")


@dataclass
class Recorded:
    """How many rows of each kind were written."""

    people_added: int = 0
    people_changed: int = 0
    contact_points: int = 0
    positions: int = 0
    organisations: int = 0
    alternatives: int = 0
    introductions: int = 0
    ties: int = 0
    evidence: int = 0
    review_pairs: int = 0
    merges: int = 0
    stations: int = 0
    imports: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, found.name) for found in fields(self))


class Writing:
    """The pieces of one recording; people first, then all that points at them."""

    def __init__(
        self, owner: Owner, files: Sequence[Parsed], now: dt.datetime, decision: Decision
    ) -> None:
        self.owner, self.files, self.now, self.decision = owner, files, now, decision
        self.recorded = Recorded()
        self.imports: dict[int, Import] = {}
        self.organisation_keys: dict[str, int] = {}
        self.first_said: set[int] = set()
        """Introductions (by `id`) that nobody had told of before."""

    def origin(self, index: int) -> int | None:
        """The note of the file from which something came, made on first use."""
        if not 0 <= index < len(self.files):
            return None
        if index not in self.imports:
            parsed = self.files[index]
            self.imports[index] = Import.objects.create(
                owner=self.owner,
                label=parsed.file[:300],
                kind=parsed.kind[:60],
                mapping=dict(parsed.mapping),
                digest=parsed.digest,
                created_at=self.now,
            )
        return self.imports[index].pk

    def people(self) -> None:
        """New people, and changed fields of known ones."""
        new = [known for known in self.decision.people if known.pk is None]
        for known, key in zip(new, reserve_keys(Person, len(new)), strict=True):
            known.pk = key
        insert(Person, map(self.person, new))
        self.recorded.people_added = len(new)
        fresh = {id(known) for known in new}
        changed = [k for k in self.decision.people if k.changed and id(k) not in fresh]
        self._change(changed)
        self.recorded.people_changed = len(changed)

    def person(self, known: Known) -> dict[str, Any]:
        """A person's row."""
        said = {name: known.values[name] for name in _COLUMNS if name in known.values}
        return said | {
            "id": known.stored,
            "owner_id": self.owner.pk,
            "origin_id": self.origin(known.origin),
            "created_at": self.now,
        }

    def _change(self, changed: list[Known]) -> None:
        update(
            Person,
            {
                known.stored: {name: known.values[name] for name in known.changed}
                | {"updated_at": self.now}
                for known in changed
            },
        )

    def organisations(self) -> None:
        """The organisations of new positions, ties and stations, by their compared names."""
        names: dict[str, str] = {}
        for known in self.decision.people:
            for key in known.new_roles:
                names.setdefault(key[0], known.roles[key].organisation)
        for link in self.decision.ties:
            if link.organisation:
                names.setdefault(organisation_key(link), link.organisation)
        for station in self.decision.stations:
            if station.pk is None:
                names.setdefault(station.organisation, station.name)
        self._find_organisations()
        missing = {key: name for key, name in names.items() if key not in self.organisation_keys}
        insert(
            Organisation,
            [
                {"owner_id": self.owner.pk, "normal": key, "name": name[: LONGEST["organisation"]]}
                for key, name in missing.items()
                if key
            ],
        )
        self.recorded.organisations = len(missing)
        self._find_organisations()

    def _find_organisations(self) -> None:
        for pk, key, other in Organisation.objects.filter(owner=self.owner).values_list(
            "pk", "normal", "absorbed_into_id"
        ):
            self.organisation_keys[key] = other or pk

    def points_and_alternatives(self) -> None:
        """New ways to reach people, and values that differ from the ones that stand."""
        points = [
            {
                "person_id": known.stored,
                "kind": point.kind,
                "normal": point.key,
                "value": point.value,
                "label": point.label,
                "origin_id": self.origin(origin),
            }
            for known in self.decision.people
            for point, origin in known.new_points
        ]
        also = [
            {
                "person_id": known.stored,
                "field": name,
                "value": value,
                "digest": Alternative.digest_of(value),
                "origin_id": self.origin(origin),
                "said_at": self.now,
            }
            for known in self.decision.people
            for name, value, origin in known.new_alternatives
        ]
        insert(ContactPoint, points)
        insert(Alternative, also)
        self.recorded.contact_points, self.recorded.alternatives = len(points), len(also)

    def positions(self) -> None:
        """New positions, and the ends of those that were left."""
        new = [
            {
                "person_id": known.stored,
                "organisation_id": self.organisation_keys[key[0]],
                "title": key[1],
                "started_on": known.roles[key].started_on,
                "ended_on": known.roles[key].ended_on,
                "origin_id": self.origin(origin),
            }
            for known in self.decision.people
            for key, origin in known.new_roles.items()
        ]
        insert(Position, new, skip_existing=True)
        self.recorded.positions = len(new)
        spans = {
            (known.stored, key): known.roles[key]
            for known in self.decision.people
            for key in known.changed_roles
            if key not in known.new_roles
        }
        self._change_positions(spans)

    def _change_positions(self, spans: dict[tuple[int, RoleKey], Span]) -> None:
        if not spans:
            return
        changed: dict[int, dict[str, Any]] = {}
        mine = Position.objects.filter(person__owner=self.owner)
        for pk, person, key, title in mine.values_list(
            "pk", "person_id", "organisation__normal", "title"
        ):
            if span := spans.get((person, (key, title))):
                changed[pk] = {"started_on": span.started_on, "ended_on": span.ended_on}
        update(Position, changed)
        self.recorded.positions += len(changed)


def organisation_key(link: Link) -> str:
    """The compared name of the organisation that a tie leads to."""
    return normal_name(link.organisation)[: LONGEST["organisation"]]
