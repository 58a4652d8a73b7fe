"""Kithwork's own CSV: opens in any spreadsheet without running anything, reads back whole."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from kithwork.people.imports.dates import read_date
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import Cells
from kithwork.people.imports.tables import parted, table_of
from kithwork.people.imports.vcard_lines import split_escaped
from kithwork.people.rows import ContactRow, Parsed, Point, PointKind, Role, Unreadable

KIND = "kithwork-csv"
_POINTS: dict[str, PointKind] = {
    "e-mails": "email", "phones": "phone", "profiles": "profile", "addresses": "address",
}  # fmt: skip
_TEXTS = {
    "name": "name", "given name": "given", "family name": "family", "headline": "headline",
    "location": "location", "industry": "industry", "birthday": "birthday",
    "how known": "how_known", "notes": "notes",
}  # fmt: skip
_REST = ("introduced by", "connected on", "last spoken on", "closeness", "connections",
         "generation", "known of only", "leave alone", "also")  # fmt: skip
HEADER = (*_TEXTS, "positions (employer;role;from;to)", *_POINTS, *_REST)
# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = re.compile(r"^'*[=+\-@\t\r\n|%＝＋－＠]")


def is_header(names: Sequence[str]) -> bool:
    """True for the header that `write` writes."""
    return {"name", "positions (employer;role;from;to)", "leave alone"} <= set(names)


def write(rows: Iterable[ContactRow]) -> str:
    """A line a person; several values stand one a line in their cell, labels in brackets."""
    out = io.StringIO(newline="")
    out.write("\ufeff")  # without it, Excel takes UTF-8 for something older
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    writer.writerows([safe(cell) for cell in _cells(row)] for row in rows)
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unsafe(cell: str) -> str:
    """The cell without the apostrophe that `safe` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read(source: Source) -> Parsed:
    """Every person in a file that Kithwork wrote, also after a spreadsheet has edited it."""
    with table_of(source, is_header, "is no CSV that Kithwork wrote") as table:
        rows, unreadable = parted(
            _row(cells, source.name) if isinstance(cells, Cells) else cells
            for cells in table.rows()
        )
    return Parsed(KIND, rows, unreadable, (), source.name)


def _cells(row: ContactRow) -> list[str]:
    texts = [str(getattr(row, attribute)) for attribute in _TEXTS.values()]
    positions = "\n".join(
        _joined((role.organisation, role.title, role.started_on, role.ended_on))
        for role in row.roles
    )
    points = [
        "\n".join(_labelled(point) for point in row.points if point.kind == kind)
        for kind in _POINTS.values()
    ]
    rest = [
        "\n".join(row.referred_by),
        *(_text(value) for value in (row.connected_on, row.last_spoken_on, row.closeness)),
        *(_text(value) for value in (row.connections, row.generation)),
        "yes" if row.known_of else "",
        "yes" if row.leave_alone else "",
        "\n".join(_joined(said) for said in row.extras),
    ]
    return [*texts, positions, *points, *rest]


def _row(cells: Cells, file: str) -> ContactRow | Unreadable:
    said = {name: unsafe(text) for name, text in cells.values.items()}
    if not said.get("name"):
        return Unreadable(cells.line, "has no name", said.get("e-mails", "")[:80])
    points = tuple(
        _point(kind, line)
        for column, kind in _POINTS.items()
        for line in _lines(said.get(column, ""))
    )
    closeness = said.get("closeness", "")
    return ContactRow(
        **{attribute: said.get(column, "") for column, attribute in _TEXTS.items()},
        points=points,
        roles=tuple(map(_role, _lines(said.get("positions (employer;role;from;to)", "")))),
        referred_by=tuple(_lines(said.get("introduced by", ""))),
        connected_on=read_date(said.get("connected on", "")),
        last_spoken_on=read_date(said.get("last spoken on", "")),
        closeness=_share(closeness),
        connections=_count(said.get("connections", "")),
        generation=_count(said.get("generation", "")),
        known_of=said.get("known of only", "").lower() == "yes",
        leave_alone=said.get("leave alone", "").lower() == "yes",
        extras=tuple(_pair(line) for line in _lines(said.get("also", ""))),
        file=file,
        line=cells.line,
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _labelled(point: Point) -> str:
    """`bo@example.org [work]`; an empty label is written only where the value looks labelled."""
    labelled = point.label or re.search(r" \[[^\]]*\]$", point.value)
    return f"{point.value} [{point.label.replace(']', ')')}]" if labelled else point.value


def _point(kind: PointKind, line: str) -> Point:
    found = re.match(r"^(.*) \[([^\]]*)\]$", line)
    return Point(kind, found[1], found[2]) if found else Point(kind, line)


def _joined(parts: Iterable[object]) -> str:
    texts = ("" if part is None else str(part) for part in parts)
    return ";".join(re.sub(r"([\\;])", r"\\\1", text).replace("\n", "\\n") for text in texts)


def _role(line: str) -> Role:
    organisation, title, start, end = (*split_escaped(line, ";"), "", "", "", "")[:4]
    return Role(organisation, title, read_date(start), read_date(end))


def _pair(line: str) -> tuple[str, str]:
    name, value = (*split_escaped(line, ";"), "", "")[:2]
    return name, value


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _share(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
