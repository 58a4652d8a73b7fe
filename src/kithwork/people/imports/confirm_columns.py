"""What the person says of a table's columns, as `column=field`, put upon what was proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from kithwork.people.imports.mapped_csv import FIELDS, KEEP, KIND, LEAVE, propose
from kithwork.people.imports.read import header_id
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.table import Cells, header_name, read_table
from kithwork.people.imports.tables import lines_of
from kithwork.people.rows import Parsed

CHOICES = (*dict.fromkeys(FIELDS.values()), KEEP, LEAVE)
_ROWS = 200  # rows to look for examples in
_LONGEST = 60  # characters of an example


def confirmed(files: Iterable[Parsed], said: Sequence[str]) -> dict[str, dict[str, str]]:
    """The columns of the tables that `said` names, by their header; the rest as proposed.

    Each of `said` is `column=field` or, for one of several tables, `file:column=field`. Raises
    ImportFailedError for a field that there is none of, or a column that no table has.
    """
    tables = [parsed for parsed in files if parsed.kind == KIND]
    found: dict[str, dict[str, str]] = {}
    for word in said:
        left, _, named = word.rpartition("=")
        field = named.strip().casefold()
        if field not in CHOICES or not left.strip():
            raise ImportFailedError(
                f"{word!r} names no field; write column=field, with one of {', '.join(CHOICES)}."
            )
        places = [(table, column) for table in tables if (column := _column(table, left))]
        if not places:
            raise ImportFailedError(
                f"No table here has a column {left!r}; there are {_columns(tables) or 'none'}."
            )
        for table, column in places:
            key = header_id(dict(table.mapping))
            found.setdefault(key, dict(table.mapping))[column] = field
    return found


def how_to_confirm(table: Parsed) -> str:
    """What is proposed for a table's columns, and how to say that it is right or wrong."""
    guessed = ", ".join(f"{column} = {field}" for column, field in table.mapping)
    first, field = next(iter(table.mapping), ("column", "field"))
    return (
        f"Kithwork only guesses what the columns of {table.file} hold: {guessed}. If that is "
        f"right, confirm it with --map '{first}={field}'; if not, name the wrong ones like that, "
        f"each with one of {', '.join(CHOICES)}. It is asked once for each kind of table."
    )


def examples(source: Source, most: int = 3) -> dict[str, list[str]]:
    """Up to `most` different values of each column, from the first rows, cut to be shown."""
    found: dict[str, list[str]] = {}
    columns = set(propose(source))
    with lines_of(source) as lines:
        table = read_table(lines, lambda names: columns == set(names) - {""})
        for row in islice(table.rows() if table else (), _ROWS):
            for column, text in row.values.items() if isinstance(row, Cells) else ():
                values = found.setdefault(column, [])
                if len(values) < most and (value := text[:_LONGEST]) not in values:
                    values.append(value)
    return found


def _column(table: Parsed, left: str) -> str:
    """The table's column that is meant, or nothing."""
    columns = dict(table.mapping)
    if (name := header_name(left)) in columns:
        return name
    file = f"{table.file}:"
    name = header_name(left.removeprefix(file)) if left.startswith(file) else ""
    return name if name in columns else ""


def _columns(tables: Iterable[Parsed]) -> str:
    return ", ".join(dict.fromkeys(column for table in tables for column, _ in table.mapping))
