"""Stores what was decided about files of contacts, in bulk; the caller holds the transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from kithwork.boards.names import normal_name
from kithwork.people.imports.decide import Decision, Link
from kithwork.people.imports.known import COLUMNS, LONGEST, Known, RoleKey, Span
from kithwork.people.load import latest_date
from kithwork.people.models import (
    Alternative,
    ContactPoint,
    Evidence,
    Import,
    Introduction,
    Organisation,
    Owner,
    Person,
    Position,
    ReviewPair,
    Tie,
)
from kithwork.people.rows import Parsed

BATCH = 1_000
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
    imports: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, found.name) for found in fields(self))


def record(owner: Owner, decision: Decision, files: Sequence[Parsed], now: dt.datetime) -> Recorded:
    """Write the decision. Nothing is written, and no import noted, where nothing changes."""
    writing = _Writing(owner, files, now, decision)
    writing.people()
    writing.organisations()
    writing.points_and_alternatives()
    writing.positions()
    writing.introductions()
    writing.ties()
    writing.evidence()
    writing.review()
    writing.note_imports()
    return writing.recorded


class _Writing:
    """The pieces of one recording; people first, then all that points at them."""

    def __init__(
        self, owner: Owner, files: Sequence[Parsed], now: dt.datetime, decision: Decision
    ) -> None:
        self.owner, self.files, self.now, self.decision = owner, files, now, decision
        self.recorded = Recorded()
        self._imports: dict[int, Import] = {}
        self._organisations: dict[str, int] = {}

    def origin(self, index: int) -> Import | None:
        """The note of the file from which something came, made on first use."""
        if not 0 <= index < len(self.files):
            return None
        if index not in self._imports:
            parsed = self.files[index]
            self._imports[index] = Import.objects.create(
                owner=self.owner,
                label=parsed.file[:300],
                kind=parsed.kind[:60],
                digest=parsed.digest,
                created_at=self.now,
            )
        return self._imports[index]

    def people(self) -> None:
        """New people, and changed fields of known ones."""
        new = [known for known in self.decision.people if known.pk is None]
        made = Person.objects.bulk_create(
            [
                Person(
                    owner=self.owner,
                    origin=self.origin(known.origin),
                    created_at=self.now,
                    **{name: known.values[name] for name in _COLUMNS if name in known.values},
                )
                for known in new
            ],
            batch_size=BATCH,
        )
        for known, person in zip(new, made, strict=True):
            known.pk = person.pk
        self.recorded.people_added = len(new)
        fresh = {id(known) for known in new}
        changed = [k for k in self.decision.people if k.changed and id(k) not in fresh]
        self._change(changed)
        self.recorded.people_changed = len(changed)

    def _change(self, changed: list[Known]) -> None:
        columns = sorted({name for known in changed for name in known.changed})
        people = Person.objects.in_bulk([known.pk for known in changed])
        for known in changed:
            person = people[known.pk]
            person.updated_at = self.now
            for name in known.changed:
                setattr(person, name, known.values[name])
        if columns:
            Person.objects.bulk_update(people.values(), [*columns, "updated_at"], batch_size=200)

    def organisations(self) -> None:
        """The organisations of new positions and ties, by their compared names."""
        names: dict[str, str] = {}
        for known in self.decision.people:
            for key in known.new_roles:
                names.setdefault(key[0], known.roles[key].organisation)
        for link in self.decision.ties:
            if link.organisation:
                names.setdefault(organisation_key(link), link.organisation)
        self._find_organisations()
        missing = {key: name for key, name in names.items() if key not in self._organisations}
        Organisation.objects.bulk_create(
            [
                Organisation(owner=self.owner, normal=key, name=name[: LONGEST["organisation"]])
                for key, name in missing.items()
                if key
            ],
            batch_size=BATCH,
        )
        self.recorded.organisations = len(missing)
        self._find_organisations()

    def _find_organisations(self) -> None:
        for pk, key, other in Organisation.objects.filter(owner=self.owner).values_list(
            "pk", "normal", "absorbed_into_id"
        ):
            self._organisations[key] = other or pk

    def points_and_alternatives(self) -> None:
        """New ways to reach people, and values that differ from the ones that stand."""
        points = [
            ContactPoint(
                person_id=known.stored,
                kind=point.kind,
                normal=point.key,
                value=point.value,
                label=point.label,
                origin=self.origin(origin),
            )
            for known in self.decision.people
            for point, origin in known.new_points
        ]
        also = [
            Alternative(
                person_id=known.stored,
                field=name,
                value=value,
                origin=self.origin(origin),
                said_at=self.now,
            )
            for known in self.decision.people
            for name, value, origin in known.new_alternatives
        ]
        ContactPoint.objects.bulk_create(points, batch_size=BATCH)
        Alternative.objects.bulk_create(also, batch_size=BATCH)
        self.recorded.contact_points, self.recorded.alternatives = len(points), len(also)

    def positions(self) -> None:
        """New positions, and the ends of those that were left."""
        new = [
            Position(
                person_id=known.stored,
                organisation_id=self._organisations[key[0]],
                title=key[1],
                started_on=known.roles[key].started_on,
                ended_on=known.roles[key].ended_on,
                origin=self.origin(origin),
            )
            for known in self.decision.people
            for key, origin in known.new_roles.items()
        ]
        Position.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
        self.recorded.positions = len(new)
        spans = {
            (known.stored, key): known.roles[key]
            for known in self.decision.people
            for key in known.changed_roles
            if key not in known.new_roles
        }
        self._change_positions(spans)

    def _change_positions(self, spans: dict[tuple[int, RoleKey], Span]) -> None:
        found = Position.objects.filter(
            person__in={pk for pk, _ in spans}, person__owner=self.owner
        ).select_related("organisation")
        changed = []
        for position in found:
            key = (position.person_id, (position.organisation.normal, position.title))
            if span := spans.get(key):
                position.started_on = span.started_on
                position.ended_on = span.ended_on
                changed.append(position)
        Position.objects.bulk_update(changed, ["started_on", "ended_on"], batch_size=BATCH)
        self.recorded.positions += len(changed)

    def introductions(self) -> None:
        """Who introduced whom, each once."""
        there = set(
            Introduction.objects.filter(owner=self.owner).values_list(
                "introducer_id", "introduced_id"
            )
        )
        new = {
            (link.first.stored, link.second.stored)
            for link in self.decision.introductions
            if link.second and link.first is not link.second
        } - there
        Introduction.objects.bulk_create(
            Introduction(owner=self.owner, introducer_id=first, introduced_id=second)
            for first, second in sorted(new)
        )
        self.recorded.introductions = len(new)

    def ties(self) -> None:
        """Ties that a file states; the owner's own earlier word stands."""
        there: set[tuple[int, int | None, int | None]] = set(
            Tie.objects.filter(owner=self.owner).values_list(
                "person_id", "other_id", "organisation_id"
            )
        )
        new = []
        for link in self.decision.ties:
            other = link.second.stored if link.second else None
            place = self._organisations.get(organisation_key(link)) if other is None else None
            key = (link.first.stored, other, place)
            if key in there or (other is None and place is None):
                continue
            there.add(key)
            new.append(
                Tie(
                    owner=self.owner,
                    person_id=link.first.stored,
                    other_id=other,
                    organisation_id=place,
                    own_word=link.strength,
                    note=link.note[:300],
                    origin=self.origin(link.origin),
                    created_at=self.now,
                )
            )
        Tie.objects.bulk_create(new, batch_size=BATCH)
        self.recorded.ties = len(new)

    def evidence(self) -> None:
        """Observations that are new; a pair is written with the earlier record first."""
        there: set[tuple[int, int | None, str, str]] = set(
            Evidence.objects.filter(owner=self.owner).values_list(
                "person_id", "other_id", "kind", "mark"
            )
        )
        new = []
        for seen in self.decision.evidence:
            first, second = seen.person.stored, seen.other.stored if seen.other else None
            if second is not None and second < first:
                first, second = second, first
            key = (first, second, str(seen.kind), seen.mark[:64])
            if key in there or first == second:
                continue
            there.add(key)
            new.append(
                Evidence(
                    owner=self.owner,
                    person_id=first,
                    other_id=second,
                    kind=seen.kind,
                    on=seen.on,
                    count=seen.count,
                    mark=seen.mark[:64],
                    note=seen.note[:300],
                    origin=self.origin(seen.origin),
                )
            )
        Evidence.objects.bulk_create(new, batch_size=BATCH)
        self.recorded.evidence = len(new)

    def review(self) -> None:
        """Pairs that are likely one person, for the owner to decide; asked once only."""
        there = set(ReviewPair.objects.filter(owner=self.owner).values_list("first", "second"))
        new = []
        for known, likely in self.decision.likely:
            one, other = known.stored, likely.known.stored
            pair = (min(one, other), max(one, other))
            if pair in there or one == other:
                continue
            there.add(pair)
            new.append(
                ReviewPair(
                    owner=self.owner,
                    first_id=pair[0],
                    second_id=pair[1],
                    probability=likely.probability,
                    evidence=list(likely.evidence),
                    created_at=self.now,
                )
            )
        ReviewPair.objects.bulk_create(new, batch_size=BATCH)
        self.recorded.review_pairs = len(new)

    def note_imports(self) -> None:
        """Write into the notes of the files what each brought."""
        for index, noted in self._imports.items():
            file = self.files[index].file
            latest = latest_date(self.files[index])
            noted.counts = self.decision.counts_of(file)
            if latest:
                noted.counts["latest"] = latest.isoformat()
        Import.objects.bulk_update(self._imports.values(), ["counts"])
        self.recorded.imports = [noted.pk for noted in self._imports.values()]


def organisation_key(link: Link) -> str:
    """The compared name of the organisation that a tie leads to."""
    return normal_name(link.organisation)[: LONGEST["organisation"]]
