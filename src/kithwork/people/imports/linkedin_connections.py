"""LinkedIn's `Connections.csv`, of every era: with and without preamble and `URL` column."""

from __future__ import annotations

from collections.abc import Sequence

from kithwork.people.imports.dates import day_first_column, read_date
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import Cells
from kithwork.people.imports.tables import parted, table_of
from kithwork.people.imports.text import full_name, one_line, plain_part
from kithwork.people.rows import ContactRow, LeftAside, Parsed, Point, Role, Unreadable

KIND = "linkedin-connections"
_NEEDED = {"first name", "last name", "connected on"}
_KNOWN = frozenset(
    {*_NEEDED, "url", "profile url", "public profile url", "email address", "company", "position"}
)
_HIDDEN = "LinkedIn gives only the date for members who hide their names"


def is_header(names: Sequence[str]) -> bool:
    """True for the header line of this file, in any era."""
    return set(names) >= _NEEDED


def read(source: Source) -> Parsed:
    """Every connection in the file; nameless rows are counted, damaged ones reported."""
    with table_of(source, is_header, "has no header line of LinkedIn's connections") as table:
        cells = list(table.rows())
    day_first = day_first_column([c["connected on"] for c in cells if isinstance(c, Cells)])
    found = [
        _contact(record, source.name, day_first) if isinstance(record, Cells) else record
        for record in cells
    ]
    rows, unreadable = parted(found)
    hidden = found.count(None)
    aside = (LeftAside("hidden members", hidden, _HIDDEN, source.name),) if hidden else ()
    return Parsed(KIND, rows, unreadable, aside, source.name)


def _contact(cells: Cells, file: str, day_first: bool) -> ContactRow | Unreadable | None:
    given, family = one_line(cells["first name"]), one_line(cells["last name"])
    points = _points(cells)
    name = full_name(given, family) or next((point.value for point in points), "")
    if not name:
        employed = cells["company"] or cells["position"]
        return Unreadable(cells.line, "has an employer but no name", employed) if employed else None
    connected = read_date(cells["connected on"], day_first)
    undated = cells["connected on"] and connected is None
    return ContactRow(
        name=name,
        given=plain_part(given),
        family=plain_part(family),
        points=points,
        roles=_roles(cells),
        connected_on=connected,
        extras=cells.others(_KNOWN)
        + ((("connected on", cells["connected on"]),) if undated else ()),
        file=file,
        line=cells.line,
    )


def _points(cells: Cells) -> tuple[Point, ...]:
    profile = cells.first("url", "profile url", "public profile url")
    emails = [part.strip() for part in cells["email address"].replace(";", ",").split(",")]
    found = [Point("profile", one_line(profile))] if profile else []
    return tuple(found + [Point("email", email) for email in emails if email])


def _roles(cells: Cells) -> tuple[Role, ...]:
    company, title = one_line(cells["company"]), one_line(cells["position"])
    return (Role(company, title),) if company or title else ()
