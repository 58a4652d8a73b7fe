"""What is known of a person, as plain values, and what a row adds to it: nothing is lost.

A value for an empty field fills it; a different value for a filled one is kept as an alternative.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from kithwork.people.imports.keys import organisation_key, point_key
from kithwork.people.imports.text import shown_name
from kithwork.people.rows import REACHES, ContactRow, PointKind, Role

Value = str | int | float | bool | dt.date | None
RoleKey = tuple[str, str]  # organisation's compared form, title as written

# The person's columns with the row's name for each; the longest text that a column takes.
COLUMNS = {
    "name": "name", "given_name": "given", "family_name": "family", "headline": "headline",
    "location": "location", "industry": "industry", "how_met": "how_known", "notes": "notes",
    "birthday": "birthday", "closeness": "closeness", "connections": "connections",
    "connected_on": "connected_on",
}  # fmt: skip
LONGEST = {
    "name": 300, "given_name": 150, "family_name": 150, "headline": 300, "location": 200,
    "industry": 120, "birthday": 10, "organisation": 300, "title": 300, "point": 500, "label": 60,
    "field": 40,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PointAdded:
    """A contact point in stored form."""

    kind: PointKind
    key: str
    value: str
    label: str = ""


@dataclass(slots=True)
class Span:
    """When a role was held, the organisation's name as written, and from which format we know."""

    organisation: str
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    from_network: bool = False


@dataclass
class Changes:
    """What a row would add to a person."""

    fields: dict[str, Value] = field(default_factory=dict)
    points: list[PointAdded] = field(default_factory=list)
    roles: dict[RoleKey, Span] = field(default_factory=dict)
    alternatives: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.points or self.roles or self.alternatives)


@dataclass
class Known:
    """A person as stored (`pk`), or about to be, with what the rows so far have added."""

    pk: int | None
    values: dict[str, Value] = field(default_factory=dict)
    points: dict[tuple[str, str], str] = field(default_factory=dict)
    roles: dict[RoleKey, Span] = field(default_factory=dict)
    alternatives: set[tuple[str, str]] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    changed_roles: set[RoleKey] = field(default_factory=set)
    new_points: list[tuple[PointAdded, int]] = field(default_factory=list)
    new_roles: dict[RoleKey, int] = field(default_factory=dict)
    new_alternatives: list[tuple[str, str, int]] = field(default_factory=list)
    origin: int = -1
    kinds: set[str] = field(default_factory=set)
    """The formats of files that first told of them."""

    @property
    def name(self) -> str:
        """The name as stored."""
        return str(self.values.get("name") or "")

    @property
    def stored(self) -> int:
        """The key of the stored person; only for somebody who is stored by now."""
        if self.pk is None:
            raise LookupError(f"{self.name} is not stored yet")
        return self.pk

    def keys(self, kind: PointKind) -> set[str]:
        """The compared forms of the contact points of a kind."""
        return {key for found, key in self.points if found == kind}

    @property
    def organisations(self) -> set[str]:
        """The compared names of every employer, past ones too."""
        return {organisation for organisation, _ in self.roles}

    def set(self, column: str, value: Value) -> None:
        """Change a field outright."""
        self.values[column] = value
        self.changed.add(column)

    def keep(self, name: str, value: str, origin: int) -> None:
        """Keep something said of the person for which there is no column."""
        if (name, value) not in self.alternatives:
            self.alternatives.add((name, value))
            self.new_alternatives.append((name, value, origin))

    def apply(self, changes: Changes, origin: int) -> None:
        """Take the changes in, remembering what has to be stored and from which file."""
        self.values |= changes.fields
        self.changed |= set(changes.fields)
        for point in changes.points:
            self.points[point.kind, point.key] = point.label
            self.new_points.append((point, origin))
        for key, span in changes.roles.items():
            if key in self.roles:
                self.changed_roles.add(key)
            else:
                self.new_roles[key] = origin
            self.roles[key] = span
        for name, value in changes.alternatives:
            self.keep(name, value, origin)


@dataclass(frozen=True, slots=True)
class Edition:
    """What has to be known of a file to weigh its word: its format and how new it is.

    `latest` is the newest date in it; `newest` that of the files of its kind taken in before.
    `region` is the country of telephone numbers that name none; `aliases` lead from the compared
    name of an organisation to that of the one it was merged into.
    """

    from_network: bool = False
    latest: dt.date | None = None
    newest: dt.date | None = None
    region: str | None = None
    aliases: dict[str, str] = field(default_factory=dict)
    kind: str = ""

    def employer(self, name: str) -> str:
        """The compared name of an organisation, of the one that it was merged into."""
        key = organisation_key(name)[: LONGEST["organisation"]]
        return self.aliases.get(key, key)

    def employers(self, row: ContactRow) -> set[str]:
        """The compared names of the row's employers."""
        return {key for role in row.roles if (key := self.employer(role.organisation))}

    @property
    def is_old(self) -> bool:
        """True if a newer file of this kind was taken in before."""
        return bool(self.latest and self.newest and self.latest < self.newest)


def row_points(row: ContactRow, region: str | None = None) -> Iterator[PointAdded]:
    """The row's contact points in stored form, each once."""
    seen = set()
    for point in row.points:
        key = point_key(point.kind, point.value, region)
        if key and (point.kind, key) not in seen:
            seen.add((point.kind, key))
            value, label = point.value[: LONGEST["point"]], point.label[: LONGEST["label"]]
            yield PointAdded(point.kind, key, value, label)


def news(known: Known, row: ContactRow, edition: Edition) -> Changes:
    """What the row says of the person that isn't known yet; changes nothing itself."""
    changes = Changes()
    for column, attribute in COLUMNS.items():
        if column == "name":
            _compare_name(known, changes, row, edition.region)
        else:
            _compare(known, changes, column, getattr(row, attribute), row.name)
    _compare_sums(known, changes, row)
    changes.points = [
        point for point in row_points(row, edition.region)
        if (point.kind, point.key) not in known.points
    ]  # fmt: skip
    for point in row.points:
        if len(point.value) > LONGEST["point"]:
            _also(known, changes, point.kind, point.value)
    for role in row.roles:
        _compare_role(known, changes, role, edition)
    if edition.from_network and row.roles and not edition.is_old:
        _close_left_roles(known, changes, row, edition)
    for name, value in row.extras:
        if len(name) > LONGEST["field"]:
            name, value = name[: LONGEST["field"]], f"{name}: {value}"
        _also(known, changes, name, value)
    return changes


def _compare_name(known: Known, changes: Changes, row: ContactRow, region: str | None) -> None:
    """An address stands in for a name that nobody knows: it yields to one, and disputes none."""
    if known.name and row.is_nameless:
        return
    shown = shown_name(row.name)
    if any((kind, point_key(kind, known.name, region)) in known.points for kind in REACHES):
        changes.fields["name"] = shown[: LONGEST["name"]]
    _compare(known, changes, "name", shown, row.name)
    if row.name not in (shown, changes.fields.get("name")):
        _also(known, changes, "name", row.name)


def _compare(known: Known, changes: Changes, column: str, said: Value, name: str) -> None:
    if said is None or said == "":
        return
    current = changes.fields.get(column) or known.values.get(column)
    limit = LONGEST.get(column)
    stored = said[:limit] if isinstance(said, str) else said
    if current is None or current == "":
        changes.fields[column] = stored
        if stored != said:
            _also(known, changes, column, str(said))
    elif current != said and current != stored:
        if column in ("given_name", "family_name") and str(said).casefold() in name.casefold():
            return  # the name as written already says it
        if _also(known, changes, column, _as_text(said)):
            changes.conflicts.append(column)


def _compare_sums(known: Known, changes: Changes, row: ContactRow) -> None:
    """Fields for which two values have one answer: the nearer, the later, the more careful."""
    generation, spoken = known.values.get("generation"), known.values.get("last_spoken_on")
    if row.generation is not None and (
        not isinstance(generation, int) or row.generation < generation
    ):
        changes.fields["generation"] = row.generation
    if row.last_spoken_on and (not isinstance(spoken, dt.date) or row.last_spoken_on > spoken):
        changes.fields["last_spoken_on"] = row.last_spoken_on
    if row.leave_alone and not known.values.get("leave_alone"):
        changes.fields["leave_alone"] = True


def _compare_role(known: Known, changes: Changes, role: Role, edition: Edition) -> None:
    key = edition.employer(role.organisation)
    if not key:
        if role.organisation:
            _also(known, changes, "organisation", role.organisation)
        if role.title:
            _compare(known, changes, "headline", role.title, "")
        return
    if len(role.organisation) > LONGEST["organisation"] or len(role.title) > LONGEST["title"]:
        _also(known, changes, "position", f"{role.organisation}; {role.title}")
    title = role.title[: LONGEST["title"]]
    if not title and any(organisation == key for organisation, _ in known.roles):
        return
    ended = role.ended_on or (edition.latest if edition.is_old else None)
    if ended and role.started_on and ended < role.started_on:
        _also(known, changes, "position", f"{role.organisation}: {role.started_on} to {ended}")
        ended = None
    _place_role(known, changes, role, (key, title), ended, edition)


def _place_role(
    known: Known,
    changes: Changes,
    role: Role,
    key: RoleKey,
    ended: dt.date | None,
    edition: Edition,
) -> None:
    there = known.roles.get(key) or changes.roles.get(key)
    if there is None:
        name = role.organisation[: LONGEST["organisation"]]
        changes.roles[key] = Span(name, role.started_on, ended, edition.from_network)
        return
    returned = edition.from_network and there.ended_on and not edition.is_old
    start = there.started_on or role.started_on
    end = None if returned and not role.ended_on else there.ended_on or role.ended_on
    if start and end and end < start:
        start, end = there.started_on, there.ended_on
    if (start, end) != (there.started_on, there.ended_on):
        changes.roles[key] = Span(there.organisation, start, end, there.from_network)
    if role.started_on and start != role.started_on:
        _also(known, changes, "position", f"{role.organisation}: from {role.started_on}")


def _close_left_roles(known: Known, changes: Changes, row: ContactRow, edition: Edition) -> None:
    """A network states today's employer only: what an older file of it said has ended."""
    said = {(edition.employer(role.organisation), role.title) for role in row.roles}
    at = {organisation for organisation, _ in said}
    for key, span in known.roles.items():
        still = key in said or (key[0] in at and not key[1])
        newer = edition.latest and edition.newest and edition.latest > edition.newest
        if span.from_network and span.ended_on is None and not still and newer:
            if span.started_on and edition.latest and edition.latest < span.started_on:
                continue
            changes.roles[key] = Span(span.organisation, span.started_on, edition.latest, True)


def _also(known: Known, changes: Changes, name: str, value: str) -> bool:
    said = (name, value)
    if said in known.alternatives or said in changes.alternatives or not value:
        return False
    changes.alternatives.append(said)
    return True


def _as_text(value: Value) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
