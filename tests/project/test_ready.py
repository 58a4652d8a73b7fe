"""An empty file gets at once the tables that the migrations make one by one."""

import re

import pytest
from django.db import connection, connections

from kithwork.project.ready import make_tables


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
    make_tables(empty)
    assert _tables(empty) == _tables(connection)
