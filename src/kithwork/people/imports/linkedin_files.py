"""LinkedIn's other files: messages, invitations, one's own career, endorsements, applications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kithwork.people.imports.dates import read_birthday, read_date
from kithwork.people.imports.linkedin_messages import message
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.table import Cells
from kithwork.people.imports.tables import table_of
from kithwork.people.imports.text import clean, excerpt, full_name, one_line
from kithwork.people.rows import (
    ContactRow,
    FactKind,
    FactRow,
    LeftAside,
    Parsed,
    Party,
    Point,
    PointKind,
    Role,
    Row,
    SignKind,
    SignRow,
    StationKind,
    StationRow,
    Unreadable,
)

KIND = "linkedin-files"
# A reason to leave a row aside stands as plain text.
Found = Row | Unreadable | str
Reader = Callable[[Cells, str], Found]


@dataclass(frozen=True)
class _File:
    kind: str
    needed: frozenset[str]
    read: Reader


_BOOK: dict[PointKind, str] = {"email": "emails", "phone": "phonenumbers", "profile": "sites"}
_NONE_OF_THESE = "is no file of LinkedIn's that is read here"


def is_header(names: Sequence[str]) -> bool:
    """True for the header of any file of LinkedIn's export that is read here."""
    return _file_of(names) is not None


def read(source: Source) -> Parsed:
    """The rows of one such file, whichever it is."""
    rows: list[Row] = []
    unreadable: list[Unreadable] = []
    aside: Counter[str] = Counter()
    with table_of(source, is_header, _NONE_OF_THESE) as table:
        kind = _file_of(table.header)
        if kind is None:
            raise ImportFailedError(f"{source.name} {_NONE_OF_THESE}.")
        for cells in table.rows():
            found = kind.read(cells, source.name) if isinstance(cells, Cells) else cells
            if isinstance(found, Unreadable):
                unreadable.append(found)
            elif isinstance(found, str):
                aside[found] += 1
            else:
                rows.append(found)
    left = tuple(LeftAside(kind.kind, count, why, source.name) for why, count in aside.items())
    return Parsed(kind.kind, tuple(rows), tuple(unreadable), left, source.name)


def _file_of(names: Sequence[str]) -> _File | None:
    found = set(names)
    return next((file for file in _FILES if file.needed <= found), None)


def _invitation(cells: Cells, file: str) -> Found:
    received = cells["direction"].upper().startswith("IN")
    inviter, invitee = one_line(cells["inviterprofileurl"]), one_line(cells["inviteeprofileurl"])
    who, other, own = ("from", inviter, invitee) if received else ("to", invitee, inviter)
    party = Party(one_line(cells[who]), profile=other)
    found = _sign("invited", party, received, cells, cells["sent at"], file)
    return replace(found, own=own) if isinstance(found, SignRow) else found


def _endorsement(role: str) -> Reader:
    """`role` is the other one's: an endorser has endorsed the owner, an endorsee was endorsed."""

    def read_row(cells: Cells, file: str) -> Found:
        if cells["endorsement status"].upper() == "REJECTED":
            return "rejected endorsements"
        given, family = (one_line(cells[f"{role} {part} name"]) for part in ("first", "last"))
        party = Party(full_name(given, family), profile=one_line(cells[f"{role} public url"]))
        note = one_line(cells["skill name"])
        day = cells["endorsement date"]
        return _sign("endorsed", party, role == "endorser", cells, day, file, note)

    return read_row


def _recommendation(cells: Cells, file: str) -> Found:
    # The two files have the same columns: only their names tell who wrote about whom.
    received = "given" not in file.lower()
    party = Party(full_name(one_line(cells["first name"]), one_line(cells["last name"])))
    note = ", ".join(filter(None, (one_line(cells["job title"]), one_line(cells["company"]))))
    return _sign("recommended", party, received, cells, cells["creation date"], file, note)


def _sign(
    kind: SignKind, party: Party, received: bool, cells: Cells, day: str, file: str, note: str = ""
) -> Found:
    if not (party.name or party.profile):
        return Unreadable(cells.line, "names nobody", excerpt(note or day))
    return SignRow(kind, party, received, read_date(day), note, file, cells.line)


def _note(cells: Cells, file: str) -> Found:
    name = one_line(cells.first("name", "full name", "member name"))
    name = name or full_name(one_line(cells["first name"]), one_line(cells["last name"]))
    url = one_line(cells.first("profile url", "url", "member url"))
    if not (name or url):
        return Unreadable(cells.line, "a note about nobody", excerpt(cells["note"]))
    points = (Point("profile", url),) if url else ()
    text = clean(cells.first("note", "notes", "content"))
    return ContactRow(name or url, points=points, notes=text, file=file, line=cells.line)


def _imported(cells: Cells, file: str) -> Found:
    """An address book that the network was once allowed to read; several values by commas."""
    given, family = one_line(cells["firstname"]), one_line(cells["lastname"])
    points = tuple(
        Point(kind, one_line(value))
        for kind, column in _BOOK.items()
        for value in cells[column].split(",")
        if one_line(value)
    )
    name = one_line(cells["fullname"]) or full_name(given, family)
    name = name or next((point.value for point in points), "")
    if not name:
        return Unreadable(cells.line, "names nobody", excerpt(cells["companies"]))
    company, title = one_line(cells["companies"]), one_line(cells["title"])
    return ContactRow(
        name, given, family, points, (Role(company, title),) if company else (),
        headline="" if company else title, location=one_line(cells["location"]),
        birthday=read_birthday(cells["birthday"]), file=file, line=cells.line,
    )  # fmt: skip


def _station(kind: StationKind, name: str, title: str, start: str, end: str) -> Reader:
    """A row of the owner's career; the last four are the columns that hold it."""

    def read_row(cells: Cells, file: str) -> Found:
        where, role = one_line(cells[name]), one_line(cells[title])
        began, ended = read_date(cells[start]), read_date(cells[end])
        if not where:
            return Unreadable(cells.line, f"names no {kind}", excerpt(role))
        if cells[end].strip() and ended is None:
            return Unreadable(cells.line, f"{excerpt(cells[end])!r} is no date", excerpt(where))
        if began and ended and ended < began:
            return Unreadable(cells.line, "ends before it starts", excerpt(where))
        return StationRow(where, kind, role, began, ended, file, cells.line)

    return read_row


def _fact(kind: FactKind, day: str) -> Reader:
    def read_row(cells: Cells, file: str) -> Found:
        values = tuple((name, clean(text)) for name, text in cells.values.items())
        return FactRow(kind, values, read_date(cells[day]), file, cells.line)

    return read_row


_FILES = (
    _File("linkedin-messages", frozenset({"from", "to", "date", "content"}), message),
    _File("linkedin-invitations", frozenset({"from", "to", "sent at", "direction"}), _invitation),
    _File(
        "linkedin-endorsements",
        frozenset({"endorser first name", "endorser last name", "skill name"}),
        _endorsement("endorser"),
    ),
    _File(
        "linkedin-endorsements",
        frozenset({"endorsee first name", "endorsee last name", "skill name"}),
        _endorsement("endorsee"),
    ),
    _File(
        "linkedin-recommendations",
        frozenset({"first name", "last name", "text", "creation date"}),
        _recommendation,
    ),
    _File(
        "linkedin-positions",
        frozenset({"company name", "title", "started on", "finished on"}),
        _station("employer", "company name", "title", "started on", "finished on"),
    ),
    _File(
        "linkedin-education",
        frozenset({"school name", "start date", "end date"}),
        _station("school", "school name", "degree name", "start date", "end date"),
    ),
    _File(
        "linkedin-profile",
        frozenset({"first name", "last name", "headline", "summary"}),
        _fact("profile", "birth date"),
    ),
    _File(
        "linkedin-follows",
        frozenset({"organization", "followed on"}),
        _fact("follow", "followed on"),
    ),
    _File(
        "linkedin-applications",
        frozenset({"application date", "company name", "job title"}),
        _fact("application", "application date"),
    ),
    _File(
        "linkedin-saved-jobs",
        frozenset({"saved date", "company name", "job title"}),
        _fact("saved-job", "saved date"),
    ),
    _File(
        "linkedin-e-mail",
        frozenset({"email address", "confirmed", "primary"}),
        _fact("own-email", "updated on"),
    ),
    _File(
        "linkedin-address-book",
        frozenset({"firstname", "lastname", "emails", "phonenumbers"}),
        _imported,
    ),
    _File("linkedin-notes", frozenset({"profile url", "note"}), _note),
    _File("linkedin-notes", frozenset({"first name", "last name", "note"}), _note),
)  # fmt: skip
