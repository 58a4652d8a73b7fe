"""Reads a list of addresses from a CSV file, row by row; what can't be used is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kithwork.errors import KithworkError
from kithwork.people.imports.keys import point_key
from kithwork.people.imports.lines import numbered
from kithwork.people.imports.mapped_csv import FIELDS
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import Cells, read_table
from kithwork.people.rows import Unreadable

AT_MOST = 5000
_EMAIL = re.compile(r"[!-;=?-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_AS_FIELD = {"organisation": "employer", "title": "role"}
_PARTS = {
    "postcode": "postcode|post code|postal code|zip|zip code|zipcode|plz|code postal|cap|cp",
    "town": "city|town|ort|stadt|ville|ciudad|città|place|location|locality",
    "state": "state|province|bundesland|county",
    "country": "country|land|pays|país|paese",
}
_PART = {word: part for part, words in _PARTS.items() for word in words.split("|")}


@dataclass(frozen=True)
class Listed:
    """Somebody on a list: how to reach them, and what can be put into the letter's fields."""

    name: str = ""
    email: str = ""
    address: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    person: int | None = None

    @property
    def key(self) -> str:
        """What one recipient is told apart by: the e-mail address, or else name and address."""
        if self.email:
            return point_key("email", self.email)
        return point_key("address", f"{self.name} {self.address}")


def read_list(source: Source) -> list[Listed | Unreadable]:
    """Every row of a CSV with a header, in order.

    Raises KithworkError where no line of the file can be its header.
    """
    with source.open() as stream:
        table = read_table(numbered(stream), _is_header)
        if table is None:
            raise KithworkError(
                f"{source.name} has no header that names an e-mail or a postal address; begin the "
                "file with a line such as: name,employer,email"
            )
        rows: list[Listed | Unreadable] = []
        for cells in table.rows():
            rows.append(_listed(cells) if isinstance(cells, Cells) else cells)
            if len(rows) > AT_MOST:
                raise KithworkError(f"{source.name} has more than {AT_MOST} rows; divide it.")
    return rows


def is_email(text: str) -> bool:
    """Whether mail can be sent to an address like this."""
    return bool(_EMAIL.fullmatch(text))


def _is_header(names: object) -> bool:
    assert isinstance(names, list)
    return bool({_field(name) for name in names} & {"email", "address"})


def _field(column: str) -> str:
    """What a column holds, in the words that a letter uses: employer, role, given, ..."""
    found = FIELDS.get(column, "")
    return _AS_FIELD.get(found, found)


def _listed(cells: Cells) -> Listed | Unreadable:
    said = dict(cells.values)
    for column, value in cells.values.items():
        if name := _field(column):
            said.setdefault(name, value)
    name = said.get("name") or f"{said.get('given', '')} {said.get('family', '')}".strip()
    email = said.get("email", "").removeprefix("mailto:").strip("<> ")
    address = _address(cells.values, said.get("address", ""))
    if email and not is_email(email):
        return Unreadable(cells.line, "has an e-mail address that is none", email[:80])
    if not email and not address:
        return Unreadable(cells.line, "has neither an e-mail nor a postal address", name[:80])
    named = {"name": name, **_names(name), **said, "email": email, "address": address}
    kept = {field: value for field, value in named.items() if value}
    return Listed(name[:300], email[:320], address, kept, cells.line)


def _names(name: str) -> dict[str, str]:
    """The first and the last name, as far as a whole one tells."""
    words = name.split()
    return {"given": words[0], "family": words[-1]} if len(words) > 1 else {}


def _address(cells: Mapping[str, str], street: str) -> str:
    """The address line by line, from one column or from several."""
    part = {_PART[column]: value for column, value in cells.items() if column in _PART}
    lines = [one.strip() for one in re.split(r"\s*(?:\n|:::|;)\s*", street) if one.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and not part.get("town"):
        lines = [one.strip() for one in lines[0].split(",") if one.strip()]
    lines += [_town(part), part.get("country", "")]
    return "\n".join(line for line in lines if line)


def _town(part: Mapping[str, str]) -> str:
    town, state, code = (part.get(name, "") for name in ("town", "state", "postcode"))
    if state:
        return f"{town}, {state} {code}".strip(" ,")
    return f"{code} {town}".strip()
