"""Writes many rows at once, several times faster than building a model object for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

_PLAIN = (str, int, float)
_CHUNK = 10_000


def insert(
    model: type[models.Model], rows: Iterable[Mapping[str, Any]], skip_existing: bool = False
) -> int:
    """Insert rows given by column (`person_id`, not `person`); the rest takes its default.

    Only for tables whose saving has no side effect of its own. With `skip_existing` a row that
    breaks a uniqueness rule is passed over. Returns the number of rows given.
    """
    rows = list(rows)
    if not rows:
        return 0
    connection = connections[DEFAULT_DB_ALIAS]
    key = model._meta.pk
    columns = [
        field
        for field in model._meta.concrete_fields
        if field is not key or field.attname in rows[0]
    ]
    ready = {field.attname: _preparation(field, connection) for field in columns}
    defaults = {name: prepare(None, missing=True) for name, prepare in ready.items()}
    values = (
        [ready[name](row[name]) if name in row else default for name, default in defaults.items()]
        for row in rows
    )
    statement = _statement(model, columns, connection, skip_existing)
    with connection.cursor() as cursor:
        for chunk in _chunks(values):
            cursor.executemany(statement, chunk)
    return len(rows)


def update(model: type[models.Model], changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Change rows by primary key; each may change other columns (by attribute name)."""
    connection = connections[DEFAULT_DB_ALIAS]
    quote = connection.ops.quote_name
    by_columns: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    concrete = model._meta.concrete_fields
    ready = {field.attname: _preparation(field, connection) for field in concrete}
    column = {field.attname: quote(str(field.column)) for field in concrete}
    for key, values in changes.items():
        names = tuple(sorted(values))
        by_columns[names].append([*(ready[name](values[name]) for name in names), key])
    with connection.cursor() as cursor:
        for names, rows in by_columns.items():
            sets = ", ".join(f"{column[name]} = %s" for name in names)
            table = quote(model._meta.db_table)
            cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", rows)


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for rows to be inserted in this transaction, so that others can point to them.

    The caller must hold a write transaction: SQLite has no sequence to take them from.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # Never the key of a row that was deleted: other records may still remember it.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        used = (cursor.fetchone() or (0,))[0]
    return list(range(used + 1, used + 1 + count))


def _statement(
    model: type[models.Model], columns: Sequence[Any], connection: Any, skip_existing: bool
) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in columns)
    marks = ", ".join(["%s"] * len(columns))
    end = " ON CONFLICT DO NOTHING" if skip_existing else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks}){end}"


def _preparation(field: Any, connection: Any) -> Callable[..., Any]:
    """A function from a value to what the database stores; texts and numbers go straight in."""
    plain = not isinstance(field, models.JSONField | models.DateField | models.BooleanField)
    seen: dict[Any, Any] = {}

    def prepare(value: Any, missing: bool = False) -> Any:
        if missing:
            value = field.get_default()
            if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
                value = field.pre_save(field.model(), add=True)
        elif plain and isinstance(value, _PLAIN):
            return value
        if value is None or isinstance(value, list | dict):
            return field.get_db_prep_save(value, connection)
        if value not in seen:
            seen[value] = field.get_db_prep_save(value, connection)
        return seen[value]

    return prepare


def _chunks(values: Iterable[list[Any]]) -> Iterable[list[list[Any]]]:
    chunk: list[list[Any]] = []
    for row in values:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
