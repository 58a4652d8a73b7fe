"""A plain CSV of who knows whom: `person,person,strength`, with or without a header."""

from __future__ import annotations

import io
from itertools import chain, islice

from kithwork.people.imports.lines import numbered
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import PREAMBLE, header_name, header_of, plain_rows
from kithwork.people.imports.tables import lines_of
from kithwork.people.imports.text import excerpt, one_line
from kithwork.people.rows import Parsed, TieRow, Unreadable

KIND = "ties-csv"
WIDTH = 4
_FIRST = {"person", "person 1", "person1", "from", "source", "name", "who", "a"}
_SECOND = {
    "person", "person 2", "person2", "to", "target", "other", "knows", "whom", "b",
    "organisation", "organization", "employer",
}  # fmt: skip
_PLACE = {"organisation", "organization", "employer"}
_STRENGTH = {"strength", "weight", "tie", "closeness", "chance"}


def recognise(head: bytes) -> bool:
    """True for a header of this kind, or for two names and a number from 0 to 1 without one."""
    lines = list(islice(numbered(io.BytesIO(head)), PREAMBLE))
    names = [header_name(name) for name in header_of(lines)[1]]
    if not 3 <= len(names) <= WIDTH:
        return False
    named = names[0] in _FIRST and names[1] in _SECOND and names[2] in _STRENGTH
    two_names = all(any(map(str.isalpha, name)) for name in names[:2])
    return named or (two_names and strength(names[2]) is not None)


def read(source: Source) -> Parsed:
    """Every tie in the file; a row whose strength is no share of 1 is reported."""
    rows: list[TieRow] = []
    unreadable: list[Unreadable] = []
    with lines_of(source) as lines:
        head = list(islice(lines, PREAMBLE))
        separator, names = header_of(head)
        named = [header_name(name) for name in (*names, "", "", "")]
        has_header, place = named[2] in _STRENGTH, named[1] in _PLACE
        records = plain_rows(chain(head, lines), separator, len(names))
        for record in islice(records, 1 if has_header else 0, None):
            found = record if isinstance(record, Unreadable) else _tie(*record, source.name, place)
            if isinstance(found, TieRow):
                rows.append(found)
            elif found:
                unreadable.append(found)
    return Parsed(KIND, tuple(rows), tuple(unreadable), (), source.name)


def strength(text: str) -> float | None:
    """A share of 1: `0.7`, `0,7` or `70 %`; None for anything else."""
    plain = text.strip().replace(",", ".")
    scale = 100.0 if plain.endswith("%") else 1.0
    try:
        value = float(plain.rstrip("% ")) / scale
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _tie(line: int, cells: list[str], file: str, place: bool) -> TieRow | Unreadable | None:
    person, other, said, note = (*(one_line(cell) for cell in cells[:WIDTH]), *[""] * WIDTH)[:WIDTH]
    if not (person or other or said):
        return None
    share = strength(said)
    if not (person and other):
        return Unreadable(line, "names only one of two", excerpt(person or other or said))
    if said and share is None:
        return Unreadable(line, f"{excerpt(said, 20)!r} is no strength from 0 to 1", person)
    return TieRow(person, other, share, note, place, file, line)
