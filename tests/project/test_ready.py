"""An empty file gets at once the tables that the migrations make one by one."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection, connections

from kithwork.project.ready import make_tables

READY = "import django; django.setup(); from kithwork.project.ready import migrate; migrate()"


@pytest.fixture
def empty(tmp_path, db):
    """A second, empty database in a file."""
    other = connection.copy("empty")
    other.settings_dict = {**other.settings_dict, "NAME": tmp_path / "empty.sqlite3"}
    connections["empty"] = other
    yield other
    other.close()
    del connections["empty"]


def _tables(of):
    """Every table and index with what defines it, in no order."""
    with of.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: sorted(_parts(sql)) for name, sql in cursor.fetchall()}


def _parts(sql):
    """What stands between the outermost commas of a CREATE statement."""
    depth, parts = 0, [""]
    for sign in re.sub(r"\s+", " ", sql):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip(" ()") for part in parts]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is always migrated")
def test_a_new_file_has_the_tables_that_the_migrations_make(empty):
    assert make_tables(empty)
    assert _tables(empty) == _tables(connection)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL another test")
def test_who_comes_second_to_an_empty_file_makes_nothing(empty):
    make_tables(empty)
    assert not make_tables(empty)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite another test")
def test_processes_that_start_together_on_an_empty_database_all_come_up(tmp_path):
    server, name = os.environ["DATABASE_URL"].rsplit("/", 1)[0], f"starts_{os.getpid()}"
    _outside_a_transaction(f"CREATE DATABASE {name}")
    try:
        env = {**os.environ, "DATABASE_URL": f"{server}/{name}", "KITHWORK_HOME": str(tmp_path)}
        env["DJANGO_SETTINGS_MODULE"] = "kithwork.project.settings"
        started = [subprocess.Popen([sys.executable, "-c", READY], env=env) for _ in range(3)]
        assert [one.wait(120) for one in started] == [0, 0, 0]
    finally:
        _outside_a_transaction(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _outside_a_transaction(statement):
    """On a connection of its own, because a test's is inside a transaction."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as own:
        own.execute(statement)
