"""Writes people as vCard 4.0 that address books read, and that Kithwork reads back whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithwork.people.rows import ContactRow, Point

_PROPERTY = {"email": "EMAIL", "phone": "TEL", "profile": "URL", "address": "ADR"}
_TYPES = frozenset({"work", "home", "cell", "mobile", "fax", "pager", "main"})
_WIDTH = 73  # octets of a line before it is folded


def write(rows: Iterable[ContactRow]) -> str:
    """One card a person. What the standard has no word for stands in `X-KITHWORK-` properties."""
    return "".join(f"{_folded(line)}\r\n" for row in rows for line in _lines(row))


def _lines(row: ContactRow) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"FN:{_escaped(row.name)}"
    yield f"N:{_escaped(row.family)};{_escaped(row.given)};;;"
    for number, point in enumerate(row.points, start=1):
        yield from _point(point, number)
    if row.roles:
        yield f"ORG:{_escaped(row.organisation)}"
        yield f"TITLE:{_escaped(row.title)}"
    for role in row.roles:
        start, end = role.started_on or "", role.ended_on or ""
        parts = (role.organisation, role.title, str(start), str(end))
        yield f"X-KITHWORK-POSITION:{';'.join(map(_escaped, parts))}"
    if row.birthday:
        yield f"BDAY:{re.sub(r'(?<=[0-9])-', '', row.birthday)}"
    if row.notes:
        yield f"NOTE:{_escaped(row.notes)}"
    for name, value in _own(row):
        yield f"X-KITHWORK-{name}:{_escaped(value)}"
    for name, value in row.extras:
        yield f"X-KITHWORK-ALSO:{_escaped(name)};{_escaped(value)}"
    yield "END:VCARD"


def _point(point: Point, number: int) -> Iterator[str]:
    name = _PROPERTY[point.kind]
    value = f";;{_escaped(point.value)};;;;" if point.kind == "address" else _escaped(point.value)
    if not point.label or point.label in _TYPES:
        yield f"{name}{f';TYPE={point.label}' if point.label else ''}:{value}"
    else:
        yield f"item{number}.{name}:{value}"
        yield f"item{number}.X-ABLabel:{_escaped(point.label)}"


def _own(row: ContactRow) -> Iterator[tuple[str, str]]:
    said = {
        "HEADLINE": row.headline,
        "LOCATION": row.location,
        "INDUSTRY": row.industry,
        "HOW-KNOWN": row.how_known,
        "CONNECTED-ON": row.connected_on,
        "LAST-SPOKEN-ON": row.last_spoken_on,
        "CLOSENESS": row.closeness,
        "CONNECTIONS": row.connections,
        "GENERATION": row.generation,
        "KNOWN-OF": "yes" if row.known_of else None,
        "LEAVE-ALONE": "yes" if row.leave_alone else None,
    }
    yield from ((name, str(value)) for name, value in said.items() if value not in (None, ""))
    yield from (("REFERRED-BY", name) for name in row.referred_by)


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never broken within a letter."""
    if len(line.encode()) <= _WIDTH:
        return line
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _WIDTH:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + letter, size + octets
    return "\r\n ".join([*pieces, piece])
