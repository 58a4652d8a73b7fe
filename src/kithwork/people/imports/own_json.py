"""Kithwork's own JSON: everything that is stored of people but what is confidential, both ways."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.text import clean, excerpt
from kithwork.people.rows import (
    ContactRow,
    IntroductionRow,
    Parsed,
    Point,
    Role,
    Row,
    SeenRow,
    StationRow,
    TieRow,
    Unreadable,
)

KIND = "kithwork-json"
VERSION = 1
LARGEST = 400_000_000  # bytes
_SECTIONS: dict[str, type[Any]] = {
    "people": ContactRow,
    "introductions": IntroductionRow,
    "ties": TieRow,
    "evidence": SeenRow,
    "career": StationRow,
}
_PLACE = {"file", "line"}


def write(rows: Iterable[Row]) -> str:
    """One object: `kithwork` (the version) and a list for each of `_SECTIONS`."""
    sections: dict[str, list[dict[str, Any]]] = {name: [] for name in _SECTIONS}
    by_type = {kind: name for name, kind in _SECTIONS.items()}
    for row in rows:
        if type(row) in by_type:
            sections[by_type[type(row)]].append(_plain(row))
    return json.dumps({"kithwork": VERSION, **sections}, ensure_ascii=False, indent=1)


def read(source: Source) -> Parsed:
    """Every row of a file that Kithwork wrote; an entry with a wrong value is reported."""
    content = source.head(LARGEST + 1)
    if len(content) > LARGEST:
        raise ImportFailedError(f"{source.name} is larger than any export of Kithwork.")
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ImportFailedError(f"{source.name} is damaged or cut off: {error}.") from error
    if not isinstance(whole, dict) or whole.get("kithwork") != VERSION:
        raise ImportFailedError(f"{source.name} is of a version that this Kithwork can't read.")
    rows: list[Row] = []
    unreadable: list[Unreadable] = []
    for section, kind in _SECTIONS.items():
        entries = whole.get(section)
        for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
            try:
                rows.append(_row(kind, entry, source.name, number))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                text = excerpt(str(entry)[:200])
                unreadable.append(Unreadable(number, f"{section}: {error}", text, source.name))
    return Parsed(KIND, tuple(rows), tuple(unreadable), (), source.name)


def _plain(row: Any) -> dict[str, Any]:
    """The fields that are not at their default, dates as ISO text."""
    found = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in _PLACE and value != field.default:
            found[field.name] = _json(value)
    return found


def _json(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    return _plain(value) if isinstance(value, Point | Role) else value


def _row(kind: type[Any], entry: Any, file: str, number: int) -> Any:
    values = _values(kind, entry)
    row = kind(**values, file=file, line=number)
    if isinstance(row, ContactRow) and not row.name:
        raise ValueError("a person without a name")
    if isinstance(row, StationRow):
        _check_station(row)
    return row


def _check_station(row: StationRow) -> None:
    if row.kind not in ("employer", "school"):
        raise ValueError(f"{row.kind!r} is neither employer nor school")
    if row.started_on and row.ended_on and row.ended_on < row.started_on:
        raise ValueError("ends before it starts")


def _values(kind: type[Any], entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping):
        raise ValueError("is no object")
    known = {field.name: str(field.type) for field in fields(kind) if field.name not in _PLACE}
    return {name: _value(known[name], entry[name], name) for name in known if name in entry}


def _value(kind: str, value: Any, name: str) -> Any:
    if name == "points":
        return tuple(_point(part) for part in value)
    if name == "roles":
        return tuple(Role(**_values(Role, part)) for part in value)
    if name == "extras":
        return tuple((_text(first), _text(second)) for first, second in value)
    if name == "referred_by":
        return tuple(map(_text, value))
    for word, reader in _READERS.items():
        if re.search(rf"\b{word}\b", kind):
            return None if value is None else reader(value)
    return _text(value)


def _point(entry: Any) -> Point:
    point = Point(**_values(Point, entry))
    if point.kind not in ("email", "phone", "profile", "address"):
        raise ValueError(f"{point.kind!r} is no kind of contact point")
    return point


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return clean(value)


def _date(value: Any) -> dt.date:
    return dt.date.fromisoformat(_text(value))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{value!r} is no share of 1")
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise ValueError(f"{value!r} is no count")
    return value


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "dt.date": _date, "bool": _yes, "float": _number, "int": _whole,
}  # fmt: skip
