"""What can be asked about people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from kithwork.errors import KithworkError
from kithwork.operations.find import person_of
from kithwork.operations.registry import Progress, operation, silent
from kithwork.people import absorb as taking
from kithwork.people import export as exporting
from kithwork.people import share as sharing
from kithwork.people.imports.confirm_columns import confirmed, how_to_confirm
from kithwork.people.imports.decide import Entry
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.introduce import NameGiven, introduce, know, namesakes
from kithwork.people.models import Owner, Person
from kithwork.people.rows import LeftAside
from kithwork.words import counted


@dataclass(frozen=True)
class PersonLine:
    """One person in a list."""

    id: int
    name: str
    headline: str
    employer: str
    generation: int | None
    last_spoken_on: dt.date | None
    hint: str = ""

    @classmethod
    def of(cls, person: Person) -> PersonLine:
        """The line of a stored person."""
        position = person.current_position()
        return cls(
            person.pk,
            person.name,
            (position.title if position else "") or person.headline,
            position.organisation.name if position else "",
            person.generation,
            person.last_spoken_on,
        )

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.headline, self.employer) if part)
        line = f"{self.id:>6}  {self.name}{f' ({where})' if where else ''}"
        return f"{line}\n{self.hint}" if self.hint else line


@dataclass(frozen=True)
class PeopleFound:
    """The people asked for, at most `limit` of `count`."""

    count: int
    people: tuple[PersonLine, ...]

    def __str__(self) -> str:
        shown = "\n".join(map(str, self.people))
        return f"{shown}\n{self.count} in all." if self.people else "Nobody fits."


@operation("people list")
def people_list(
    owner: Owner,
    words: list[str] | None = None,
    *,
    generation: Annotated[int | None, "0 is your own kith"] = None,
    employer: Annotated[str, "who works there now"] = "",
    limit: Annotated[int, "show at most this many"] = 50,
) -> PeopleFound:
    """List the people you know of; WORDS must appear in name, role, employer or notes."""
    from kithwork.boards.names import normal_name

    found = owner.people.known().named_like(" ".join(words or []))
    if generation is not None:
        found = found.filter(generation=generation)
    if employer:
        found = found.at(normal_name(employer))
    rows = found.prefetch_related("positions__organisation")[: max(limit, 0)]
    return PeopleFound(found.count(), tuple(PersonLine.of(person) for person in rows))


@dataclass(frozen=True)
class RowOutcome:
    """What happens to one row of a file."""

    status: str
    file: str
    line: int
    name: str
    detail: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.status}: {f'{self.name} {self.detail}'.strip()}"


@dataclass(frozen=True)
class Taken:
    """What an import did, or (in a preview) would do: counts by status, and each row.

    `unconfirmed` says, for each table whose columns are only guessed, how to confirm them.
    """

    stored: bool
    counts: dict[str, int]
    left_aside: tuple[str, ...]
    rows: tuple[RowOutcome, ...]
    unconfirmed: tuple[str, ...] = ()
    observations: int = 0
    ties: int = 0
    to_review: int = 0
    changed: bool = True

    def __str__(self) -> str:
        counted = ", ".join(f"{n} {status}" for status, n in sorted(self.counts.items()))
        spoken = [row for row in self.rows if row.status not in ("new", "matched")]
        told = [str(row) for row in spoken[:20]]
        if len(spoken) > len(told):
            told.append(f"... and {len(spoken) - len(told)} more; --json lists every row.")
        nothing = "Nobody new" if self.observations or self.ties else "Nothing to take in"
        counted = f"{counted or nothing}. {self._end()}"
        return "\n".join([*told, *self.left_aside, *self.unconfirmed, counted])

    def _end(self) -> str:
        if not self.stored:
            return "Nothing is stored yet; leave out --preview to do it."
        taken = set(self.counts) & {"new", "matched", "conflicting"}
        if taken and not self.changed:
            return "That is known already; nothing was stored."
        told = ((self.ties, "tie"), (self.observations, "sign"))
        brought = " and ".join(counted(count, what) for count, what in told if count)
        if brought:
            return f"Stored, with {brought} of who knows whom.{self._asked()}"
        return f"Stored.{self._asked()}" if taken else "Nothing was stored."

    def _asked(self) -> str:
        if not self.to_review:
            return ""
        pairs = counted(self.to_review, "pair")
        return f" Likely one person: {pairs}, to be decided with `kithwork people review`."


@operation("people import")
def people_import(
    owner: Owner,
    files: list[Path],
    *,
    now: dt.datetime,
    preview: Annotated[bool, "only say what would happen"] = False,
    region: Annotated[str, "country of phone numbers that name none, such as DE"] = "",
    map_: Annotated[list[str] | None, "column=field, of a plain table; repeat it"] = None,
    progress: Progress = silent,
) -> Taken:
    """Take in contacts from FILES: LinkedIn's export, address books, mail, calendars and tables.

    The format is recognised by content; folders and ZIP archives are opened. The same file twice
    changes nothing. What the columns of a plain table hold is confirmed once, and remembered.
    """
    files = [Path(file) for file in files]
    for file in files:
        if not file.exists():
            raise KithworkError(f"There is no file {file}; check the path.")
    chosen = confirmed(taking.read(owner, files), map_) if map_ else None
    if preview:
        seen = taking.preview(owner, files, now, _told(progress), region or None, chosen)
        asked = tuple(map(how_to_confirm, seen.unconfirmed))
        return _taken(False, seen.counts, seen.left_aside, seen.entries, asked)
    parsed = taking.read(owner, files, chosen)
    if asked := tuple(how_to_confirm(table) for table in parsed if not table.confirmed):
        raise ImportFailedError("\n".join(asked))
    done = taking.absorb(owner, parsed, now, _told(progress), region or None)
    _refuse_nothing(done)
    taken = _taken(True, done.counts, done.left_aside, done.entries)
    new = done.recorded
    return replace(
        taken,
        observations=new.evidence,
        ties=new.ties,
        to_review=new.review_pairs,
        changed=bool(new),
    )


def _refuse_nothing(seen: taking.Absorbed) -> None:
    """Files in which nothing at all can be read are an error, and say why."""
    unread = [entry for entry in seen.entries if entry.status == "unreadable"]
    if unread and len(unread) == len(seen.entries) and not seen.left_aside:
        first = unread[0]
        where = "" if first.file in first.detail else f"{first.file}, line {first.line}: "
        raise ImportFailedError(f"Nothing can be read: {where}{first.detail}")


def _told(progress: Progress) -> Callable[[int, int], None]:
    return lambda done, total: progress(done, total, "contacts")


def _taken(
    stored: bool,
    counts: dict[str, int],
    left_aside: Iterable[LeftAside],
    entries: Iterable[Entry],
    asked: tuple[str, ...] = (),
) -> Taken:
    aside = tuple(f"Left aside: {one.count} {one.what}: {one.reason}" for one in left_aside)
    rows = tuple(RowOutcome(e.status, e.file, e.line, e.name, e.detail) for e in entries)
    return Taken(stored, counts, aside, rows, asked)


@dataclass(frozen=True)
class Exported:
    """Everybody written out: the text, or where it was written to."""

    people: int
    file: Path | None
    text: str

    def __str__(self) -> str:
        said = f"{counted(self.people, 'person')} in {self.file}."
        return said if self.file else self.text.rstrip("\r\n")


@operation("people export")
def people_export(
    owner: Owner,
    *,
    format_: Annotated[Literal["vcard", "csv", "json"], "json keeps ties as well"] = "vcard",
    output: Annotated[Path | None, "a new file; left out: the text itself is the answer"] = None,
) -> Exported:
    """Write everybody you know of as vCard 4, CSV or JSON; confidential notes never leave.

    Read back, nothing that was written is lost; no spreadsheet takes a value for a formula.
    """
    text, count = exporting.EXPORTS[format_](owner), owner.people.known().count()
    if output is None:
        return Exported(count, None, text)
    sharing.write(Path(output), text.encode())
    return Exported(count, Path(output), "")


@dataclass(frozen=True)
class PersonCard:
    """What one needs before calling."""

    id: int
    name: str
    headline: str
    employer: str
    generation: int | None
    how_met: str
    notes: str
    last_spoken_on: dt.date | None
    contact: tuple[str, ...]
    introduced_by: tuple[str, ...]
    meetings: tuple[str, ...]
    findings: tuple[str, ...]
    owed: tuple[str, ...]

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.headline, self.employer) if part)
        parts = [
            f"{self.name} ({self.id})",
            where,
            *self.contact,
            self.how_met,
            *(f"Introduced by {one}" for one in self.introduced_by),
            f"Last spoken: {self.last_spoken_on or 'never, as far as you wrote down'}",
            *self.meetings,
            *(f"Said: {one}" for one in self.findings),
            *(f"Owed: {one}" for one in self.owed),
            self.notes,
        ]
        return "\n".join(part for part in parts if part)


@operation("people show")
def people_show(owner: Owner, person: str) -> PersonCard:
    """Show what you need before you call PERSON (a name or number)."""
    one = person_of(owner, person)
    line = PersonLine.of(one)
    received = one.introductions_received.select_related("introducer")
    return PersonCard(
        one.pk,
        one.name,
        line.headline,
        line.employer,
        one.generation,
        one.how_met,
        one.notes,
        one.last_spoken_on,
        tuple(f"{p.kind}: {p.value}" for p in one.contact_points.all()),
        tuple(str(i.introducer) for i in received),
        tuple(f"Meeting {m.pk} ({m.get_state_display()}): {m.purpose}" for m in one.meetings.all()),
        tuple(f.text for f in one.findings.all()),
        tuple(f"{f} by {f.due_on}" for f in one.follow_ups.owed()),
    )


@operation("people add")
def people_add(
    owner: Owner,
    name: str,
    *,
    now: dt.datetime,
    employer: str = "",
    role: str = "",
    email: str = "",
    phone: str = "",
    introduced_by: Annotated[str, "who gave you the name"] = "",
    may_use_name: Annotated[bool | None, "you may use the introducer's name"] = None,
) -> PersonLine:
    """Write down a person: your own kith, or a name that somebody gave you."""
    given = NameGiven(name, employer, role, email, phone, may_use_name)
    there = namesakes(owner, name)
    if introduced_by:
        person = introduce(person_of(owner, introduced_by), given, now).person
    else:
        person = know(owner, given, now)
    return replace(PersonLine.of(person), hint=_hint(person, there))


def _hint(person: Person, there: list[Person]) -> str:
    """What to say where somebody of this name stood here before."""
    if person in there:
        return "They were here already; what you said is added to them."
    others = ", ".join(str(one.pk) for one in there)
    return (
        f"Somebody of this name was here already ({others}); if they are one person, say "
        f"'people merge {there[0].pk} {person.pk}'."
        if there
        else ""
    )
