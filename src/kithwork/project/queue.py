"""Where work waits for a worker: a file on one machine, the database where many share it."""

from __future__ import annotations

from typing import Any

from django.db import connection
from huey import Huey, PostgresHuey, SqliteHuey  # type: ignore[import-untyped]
from huey.storage import PostgresStorage  # type: ignore[import-untyped]

from kithwork.project.home import home

NAME = "kithwork"
_LOCK = 0x6B697468
"""The advisory lock under which the queue's tables are made: two that begin at once would clash."""


class SharedStorage(PostgresStorage):  # type: ignore[misc]
    """The queue in Django's own PostgreSQL; its tables are made with the first connection."""

    def _create_connection(self) -> Any:
        made = self._connect()
        with made.transaction():
            made.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            for statement in self.ddl:
                made.execute(statement)
        return made


class SharedHuey(PostgresHuey):  # type: ignore[misc]
    """A worker takes a task by deleting its row, past rows that others hold: each is done once."""

    storage_class = SharedStorage


def queue() -> Huey:
    """The queue that belongs to the database in use."""
    if connection.vendor == "postgresql":
        return SharedHuey(NAME, connection=_connected, create_tables=False, results=False)
    return SqliteHuey(NAME, filename=str(home() / "work.sqlite3"), results=False, fsync=True)


def _connected() -> Any:
    """A connection beside Django's own: a task is seen by others at once, and waiting for one
    holds no request up."""
    import psycopg

    given = connection.get_connection_params()
    kept = {
        name: value for name, value in given.items() if name not in ("cursor_factory", "context")
    }
    return psycopg.connect(**kept, options="-c client_min_messages=warning")
