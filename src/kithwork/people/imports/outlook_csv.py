"""Outlook's contacts CSV, in English and in the header languages that are met most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kithwork.people.imports.dates import day_first_column, read_birthday, read_date
from kithwork.people.imports.outlook_headers import ENGLISH
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import Cells, Table
from kithwork.people.imports.tables import parted, table_of
from kithwork.people.imports.text import clean, one_line
from kithwork.people.rows import ContactRow, LeftAside, Parsed, Point, PointKind, Role, Unreadable

KIND = "outlook-csv"
_POINTS: dict[str, tuple[PointKind, str]] = {
    "e-mail address": ("email", ""), "e-mail 2 address": ("email", ""),
    "e-mail 3 address": ("email", ""), "business phone": ("phone", "work"),
    "business phone 2": ("phone", "work"), "company main phone": ("phone", "work"),
    "home phone": ("phone", "home"), "home phone 2": ("phone", "home"),
    "mobile phone": ("phone", "mobile"), "other phone": ("phone", ""),
    "primary phone": ("phone", ""), "car phone": ("phone", "car"),
    "assistant's phone": ("phone", "assistant"), "web page": ("profile", ""),
    "personal web page": ("profile", "home"),
}  # fmt: skip
_STREETS = {"business": "work", "home": "home", "other": ""}
_PARTS = ("street", "street 2", "street 3", "city", "state", "postal code", "country/region")
_NAMES = ("title", "first name", "middle name", "last name", "suffix")
_SALUTATIONS = {
    "mr", "mrs", "ms", "miss", "herr", "frau", "hr", "fr", "m", "mme", "mlle", "sr", "sra", "srta",
    "sig", "sig.ra", "dhr", "mevr", "mw",
}  # fmt: skip
_NEVER = {"0/0/00", "0.0.00", "00.00.00", "00/00/0000", "0/0/0000", "0.0.0000"}
# Outlook fills these in by itself; they say nothing of the person.
_SILENT = {
    "priority", "private", "sensitivity", "gender", "initials", "e-mail type",
    "e-mail 2 type", "e-mail 3 type", "e-mail display name", "e-mail 2 display name",
    "e-mail 3 display name",
}  # fmt: skip
_KNOWN = {
    *_NAMES, *_POINTS, *_SILENT, "company", "job title", "birthday", "notes", "referred by",
    *(f"{place} {part}" for place in _STREETS for part in _PARTS),
}  # fmt: skip


def is_header(names: Sequence[str]) -> bool:
    """True if the columns are Outlook's in a language known here."""
    found = {english(name) for name in names}
    return {"first name", "last name"} <= found and bool(
        found & {"e-mail address", "business phone", "mobile phone"}
    ) and "connected on" not in found  # fmt: skip


def english(name: str) -> str:
    """Outlook's English name of a column, or the name itself."""
    plain = re.sub(r"[\s_]+", " ", name.replace("’", "'")).strip()
    found = ENGLISH.get(plain)
    if found is None and (second := re.match(r"^(.+) ([23])$", plain)) and second[1] in ENGLISH:
        found = f"{ENGLISH[second[1]]} {second[2]}"
    return found or plain


def read(source: Source) -> Parsed:
    """Every contact in the file; `Referred By` is kept as who introduced them."""
    with table_of(source, is_header, "has no header line of Outlook's contacts") as table:
        every = [_in_english(cells) for cells in table.rows()]
    day_first = _is_day_first(table, every)
    found = [
        _contact(cells, source.name, day_first) if isinstance(cells, Cells) else cells
        for cells in every
    ]
    rows, unreadable = parted(found)
    places = LeftAside("entries of organisations", found.count(None), "they are not people")
    return Parsed(KIND, rows, unreadable, (places,) if places.count else (), source.name)


def _in_english(cells: Cells | Unreadable) -> Cells | Unreadable:
    if isinstance(cells, Unreadable):
        return cells
    named = {english(name): text for name, text in cells.values.items() if text not in _NEVER}
    return Cells(cells.line, _without_salutation(named))


def _without_salutation(named: dict[str, str]) -> dict[str, str]:
    """French writes `Titre` over salutation and job; a salutation alone is no part of a name."""
    salutation, both, job = named.get("title", "").partition(" ::: ")
    if both and not named.get("job title"):
        named["job title"] = job
    if both or salutation.casefold().rstrip(".") in _SALUTATIONS:
        named["title"] = "" if salutation.casefold().rstrip(".") in _SALUTATIONS else salutation
    return {name: text for name, text in named.items() if text}


def _is_day_first(table: Table, every: list[Cells | Unreadable]) -> bool:
    """Outside America the day stands first: told by the header's language, else by the dates."""
    days = [cells["birthday"] for cells in every if isinstance(cells, Cells)]
    foreign = not {"first name", "last name"} <= set(table.header)
    return foreign or day_first_column(days)


def _contact(cells: Cells, file: str, day_first: bool) -> ContactRow | Unreadable | None:
    points = tuple(_points(cells))
    emails = [point.value for point in points if point.kind == "email"]
    shown = cells.first("e-mail display name")
    name = " ".join(one_line(cells[part]) for part in _NAMES if cells[part])
    name = name or one_line(re.sub(r"\(.*@.*\)", "", shown)) or next(iter(emails), "")
    company, title = one_line(cells["company"]), one_line(cells["job title"])
    if not name and company:
        return None
    name = name or next((point.value for point in points if point.kind == "phone"), "")
    if not name:
        return Unreadable(cells.line, "has neither a name nor an address", title)
    born = read_date(cells["birthday"], day_first)
    birthday = read_birthday(born.isoformat()) if born else ""
    undated = (("birthday", cells["birthday"]),) if cells["birthday"] and not birthday else ()
    return ContactRow(
        name=name,
        given=one_line(cells["first name"]),
        family=one_line(cells["last name"]),
        points=points,
        roles=(Role(company, title),) if company else (),
        headline="" if company else title,
        birthday=birthday,
        notes=clean(cells["notes"]),
        referred_by=_people(cells["referred by"]),
        extras=(*_said(cells), *undated),
        file=file,
        line=cells.line,
    )


def _said(cells: Cells) -> Iterator[tuple[str, str]]:
    """The other columns, without the kind of mail system, whatever its column is called here."""
    return (one for one in cells.others(_KNOWN) if one[1] not in ("SMTP", "EX"))


def _people(text: str) -> tuple[str, ...]:
    return tuple(name for part in re.split(r"[;\n]", text) if (name := one_line(part)))


def _points(cells: Cells) -> Iterator[Point]:
    for column, (kind, label) in _POINTS.items():
        value = one_line(cells[column])
        # Exchange writes addresses of its own directory, which reach nobody outside it.
        if value and not (kind == "email" and "@" not in value):
            yield Point(kind, value, label)
    for place, label in _STREETS.items():
        parts = (one_line(cells[f"{place} {part}"]) for part in _PARTS)
        if address := ", ".join(part for part in parts if part):
            yield Point("address", address, label)
