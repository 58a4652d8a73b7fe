"""Writes many rows at once: the same statement again and again, prepared a single time.

Django writes 999 values in one statement of SQLite and builds each statement anew; for postings,
with their thirty-five columns, that was most of an import's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Row = TypeVar("Row", bound=models.Model)
Key = TypeVar("Key")
BATCH = 500
_AS_THEY_ARE = (models.CharField, models.TextField, models.FloatField, models.BooleanField,
                models.IntegerField, models.ForeignKey)  # fmt: skip
ASKED = 900
"""Keys in one question; the smallest limit of the databases' on parameters is 999."""


def create(rows: Sequence[Row], keyed: bool = True) -> Sequence[Row]:
    """Insert rows of one model; they have their keys afterwards, unless nobody needs to know.

    To be called inside a transaction. Any database error is Django's.
    """
    if not rows:
        return rows
    model = type(rows[0])
    if connection.vendor != "sqlite":
        return model._default_manager.bulk_create(rows, BATCH)
    fields = [f for f in model._meta.local_concrete_fields if not isinstance(f, models.AutoField)]
    numbered = len(fields) < len(model._meta.local_concrete_fields)
    values = zip(*(_column(field, rows) for field in fields), strict=True)
    with connection.cursor() as cursor:
        if numbered and keyed:
            _one_by_one(cursor, _insert(model, fields), rows, values)
        else:
            cursor.executemany(_insert(model, fields), list(values))
    return rows


def _one_by_one(
    cursor: Any, statement: str, rows: Sequence[models.Model], values: Iterable[Any]
) -> None:
    for row, one in zip(rows, values, strict=True):
        cursor.execute(statement, one)
        row.pk = cursor.lastrowid
        row._state.adding, row._state.db = False, connection.alias


def tell(model: type[models.Model], names: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
    """Insert rows of plain numbers, given by their columns."""
    fields = [model._meta.get_field(name) for name in names]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_insert(model, fields), values)


def update(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Write these fields of rows that are stored already."""
    if not rows:
        return
    model: Any = type(rows[0])
    fields = [model._meta.get_field(name) for name in names]
    quoted = connection.ops.quote_name
    key = quoted(model._meta.pk.column)
    sets = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    columns = [*(_column(field, rows) for field in fields), [row.pk for row in rows]]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(model._meta.db_table)} SET {sets} WHERE {key} = %s",
            list(zip(*columns, strict=True)),
        )


def batched(keys: Iterable[Key], size: int = ASKED) -> Iterator[list[Key]]:
    """So many at once."""
    coming = iter(keys)
    while some := list(islice(coming, size)):
        yield some


def _column(field: Any, rows: Sequence[models.Model]) -> list[Any]:
    """A field's values as the database takes them."""
    values = list(map(attrgetter(field.attname), rows))
    if isinstance(field, _AS_THEY_ARE):
        return values
    database = connections[DEFAULT_DB_ALIAS]
    if isinstance(field, models.DateField):  # dates and times: the same ones come again and again
        known = {value: field.get_db_prep_save(value, database) for value in set(values)}
        return [known[value] for value in values]
    return [field.get_db_prep_save(value, database) for value in values]


def _insert(model: type[models.Model], fields: Sequence[Any]) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({marks})"
