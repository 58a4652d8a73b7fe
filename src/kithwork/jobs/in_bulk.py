"""Writes many rows at once, by their columns, and asks for many by their keys.

Django builds each row as an object, writes 999 values in one statement of SQLite and builds each
statement anew; for postings, with their thirty-five columns, that was most of an import's time.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=models.Model)
Key = TypeVar("Key")
BATCH = 500
_AS_THEY_ARE = (models.CharField, models.TextField, models.FloatField, models.BooleanField,
                models.IntegerField, models.ForeignKey, models.BinaryField)  # fmt: skip
ASKED = 900
"""Keys in one question; the smallest limit of the databases' on parameters is 999."""


def create(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> list[int]:
    """Insert rows, given by their columns; their keys. Fields not given have their defaults.

    To be called inside a transaction. Any database error is Django's.
    """
    keys = _new_keys(model, len(next(iter(columns.values()))))
    write(model, {"id": keys, **columns})
    return keys


def write(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """The same where nobody needs to know the keys, or they are given."""
    given: dict[Any, Sequence[Any]] = {
        model._meta.get_field(name): values for name, values in columns.items()
    }
    count = len(next(iter(columns.values())))
    usual = {field: [field.get_default()] * count for field in model._meta.local_concrete_fields
             if field not in given and not field.primary_key and not field.null}  # fmt: skip
    fields = [*given, *usual]
    rows = list(zip(*(_prepared(*one) for one in (given | usual).items()), strict=True))
    if not rows:
        return
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(field.column) for field in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    insert = f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES "
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # prepared once, and no round trips to save
            cursor.executemany(insert + marks, rows)
        else:
            for some in batched(rows, BATCH):
                values = [value for row in some for value in row]
                cursor.execute(insert + ", ".join([marks] * len(some)), values)


def _new_keys(model: type[models.Model], count: int) -> list[int]:
    """Keys that no row has or had. SQLite's one writer is whoever is in this transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return list(range(last + 1, last + 1 + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def update(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Write these fields of rows that are stored already."""
    if not rows:
        return
    model: Any = type(rows[0])
    fields = [model._meta.get_field(name) for name in names]
    quoted = connection.ops.quote_name
    key = quoted(model._meta.pk.column)
    sets = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    columns = [_prepared(field, list(map(attrgetter(field.attname), rows))) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(model._meta.db_table)} SET {sets} WHERE {key} = %s",
            list(zip(*columns, [row.pk for row in rows], strict=True)),
        )


def among(keys: Iterable[int]) -> RawSQL:
    """Any number of whole numbers as one value of a question (`filter(pk__in=among(keys))`);
    as a value each, Django takes longer over them than the database over the answer."""
    asked = list(keys)
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(asked)])
    return RawSQL("SELECT unnest(%s::bigint[])", [asked])


def as_kept(asked: models.QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of a question by `values_list` as the database gives them: Django's conversions
    take longer than the question. For times and lists of words see `utc` and `listed`."""
    sql, values = asked.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def utc(kept: dt.datetime) -> dt.datetime:
    """A time as the database gives it: SQLite knows no zones."""
    return kept if kept.tzinfo else kept.replace(tzinfo=dt.UTC)


@lru_cache(maxsize=1 << 12)
def listed(kept: str) -> tuple[str, ...]:
    """A list of words as the database gives it; the same ones come back."""
    return tuple(json.loads(kept))


def batched(keys: Iterable[Key], size: int = ASKED) -> Iterator[list[Key]]:
    """So many at once."""
    coming = iter(keys)
    while some := list(islice(coming, size)):
        yield some


def _prepared(field: Any, values: Sequence[Any]) -> Sequence[Any]:
    """A field's values as the database takes them."""
    if isinstance(field, _AS_THEY_ARE):
        return values
    if isinstance(
        field, models.JSONField
    ):  # lists of words, mostly the same ones, and dictionaries
        worded = [json.dumps(one) if isinstance(one, dict) else tuple(one) for one in values]
        known = {
            word: field.get_db_prep_save(value, connection)
            for word, value in dict(zip(worded, values, strict=True)).items()
        }
        return [known[word] for word in worded]
    known = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]
