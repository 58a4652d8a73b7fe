"""Google Contacts' CSV, with the old header (`E-mail 1 - Type`) and the new (`- Label`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kithwork.people.imports.dates import read_birthday
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import Cells
from kithwork.people.imports.tables import parted, table_of
from kithwork.people.imports.text import REFERRED, clean, one_line
from kithwork.people.rows import ContactRow, LeftAside, Parsed, Point, PointKind, Role, Unreadable

KIND = "google-csv"
_KINDS: dict[str, PointKind] = {
    "e-mail": "email", "phone": "phone", "website": "profile", "im": "profile",
    "address": "address",
}  # fmt: skip
_NUMBERED = re.compile(
    r"^(e-mail|phone|website|im|address|organization) (\d+) - (value|formatted|name|title|"
    r"department|label|type|.*)$"
)
_LABELLED = re.compile(r"^(relation|event|custom field) (\d+) - value$")
_IS_LABELLED = re.compile(r"^(?:relation|event|custom field) \d+ - (?:value|label|type)$")
_NAMES = ("name prefix", "given name", "first name", "additional name", "middle name",
          "family name", "last name", "name suffix")  # fmt: skip
_KNOWN = {
    *_NAMES, "name", "nickname", "file as", "birthday", "notes", "location", "photo",
    "organization name", "organization title", "organization department", "yomi name",
}  # fmt: skip


def is_header(names: Sequence[str]) -> bool:
    """True for either of Google's headers."""
    found = set(names)
    numbered_columns = any(name.startswith(("e-mail 1 - ", "phone 1 - ")) for name in found)
    named = {"given name", "family name"} <= found or {"first name", "last name"} <= found
    return named and (numbered_columns or {"group membership"} <= found or "labels" in found)


def read(source: Source) -> Parsed:
    """Every contact in the file; rows without a name, an address or a number are reported."""
    with table_of(source, is_header, "has no header line of Google's contacts") as table:
        every = list(table.rows())
    pictures = sum(isinstance(cells, Cells) and bool(cells["photo"]) for cells in every)
    found = [_contact(cells, source.name) if isinstance(cells, Cells) else cells for cells in every]
    rows, unreadable = parted(found)
    aside = (
        LeftAside("entries of organisations", found.count(None), "they are not people"),
        LeftAside("pictures", pictures, "a campaign has no use for them"),
    )
    return Parsed(KIND, rows, unreadable, tuple(one for one in aside if one.count), source.name)


def _contact(cells: Cells, file: str) -> ContactRow | Unreadable | None:
    points = tuple(_points(cells))
    built = " ".join(one_line(cells[name]) for name in _NAMES if cells[name])
    roles = tuple(_roles(cells))
    name = one_line(cells["name"] or built or cells["file as"] or cells["nickname"])
    name = name or next((point.value for point in points if point.kind == "email"), "")
    if not name and roles:
        return None
    name = name or next((point.value for point in points if point.kind == "phone"), "")
    if not name:
        return Unreadable(cells.line, "has neither a name nor an address")
    birthday = read_birthday(cells["birthday"])
    titles = [value for key, value in cells.values.items() if key.endswith("title")]
    return ContactRow(
        name=name,
        given=one_line(cells.first("given name", "first name")),
        family=one_line(cells.first("family name", "last name")),
        points=points,
        roles=roles,
        headline="" if roles or not titles else one_line(titles[0]),
        location=one_line(cells["location"]),
        birthday=birthday,
        notes=clean(cells["notes"]),
        referred_by=tuple(value for name, value in _labelled(cells) if name in REFERRED),
        extras=tuple(_extras(cells, bool(birthday))),
        file=file,
        line=cells.line,
    )


def _points(cells: Cells) -> Iterator[Point]:
    for column, text in cells.values.items():
        found = _NUMBERED.match(column)
        if not found or found[1] not in _KINDS or found[3] not in ("value", "formatted"):
            continue
        label = cells.first(f"{found[1]} {found[2]} - label", f"{found[1]} {found[2]} - type")
        label = one_line(label).removeprefix("* ").strip(" *")
        # Several values of one label stand in one cell; an address over lines is one value.
        for value in text.split(" ::: "):
            if one_line(value):
                shown = ", ".join(part.strip() for part in value.split("\n") if part.strip())
                yield Point(_KINDS[found[1]], one_line(shown), label)


def _roles(cells: Cells) -> Iterator[Role]:
    if cells["organization name"]:
        yield Role(one_line(cells["organization name"]), one_line(cells["organization title"]))
    for column, text in cells.values.items():
        found = _NUMBERED.match(column)
        if found and found[1] == "organization" and found[3] == "name":
            titles = cells[f"organization {found[2]} - title"].split(" ::: ")
            for index, organisation in enumerate(text.split(" ::: ")):
                title = titles[index] if index < len(titles) else ""
                if one_line(organisation):
                    yield Role(one_line(organisation), one_line(title))


def _labelled(cells: Cells) -> Iterator[tuple[str, str]]:
    """Relations, events and columns of one's own: the label, and each value under it."""
    for column, text in cells.values.items():
        found = _LABELLED.match(column)
        if found:
            start = f"{found[1]} {found[2]}"
            label = one_line(cells.first(f"{start} - label", f"{start} - type")).strip("* ")
            for value in text.split(" ::: "):
                yield label.casefold() or found[1], clean(value)


def _extras(cells: Cells, birthday_known: bool) -> Iterator[tuple[str, str]]:
    yield from (one for one in _labelled(cells) if one[0] not in REFERRED)
    for column, text in cells.values.items():
        found = _NUMBERED.match(column)
        taken = found and (found[1] in _KINDS or found[3] in ("name", "title", "type", "label"))
        if column == "birthday" and not birthday_known:
            yield "birthday", one_line(text)
        elif column == "nickname" or not (taken or column in _KNOWN or _IS_LABELLED.match(column)):
            yield column, text.replace(" ::: ", "; ")
