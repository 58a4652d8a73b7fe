"""Make the data directory ready for use: migrate the database, know the owner."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from kithwork.errors import KithworkError
from kithwork.jobs.one_tree import create_model
from kithwork.people.models import Owner
from kithwork.project.home import home

_LOCK = 0x6B697469
"""The advisory lock under which PostgreSQL's tables are made: processes that start together would
clash."""


def ready_owner() -> Owner:
    """The owner of this machine, after bringing the database up to date."""
    migrate()
    return Owner.on_this_machine(time_zone=machine_time_zone())


def migrate() -> None:
    """Bring the database up to date; refuses one that a newer Kithwork has written."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        if make_tables(connection):
            emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        return
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.graph.nodes)
    ours = {app for app, _ in targets}
    if any(app in ours for app, _ in unknown):
        raise KithworkError(
            f"The data in {home()} was written by a newer Kithwork. Update the program first."
        )
    if executor.migration_plan(targets):
        with _in_turn():
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _in_turn() -> Iterator[None]:
    """Several processes that find the database empty: one fills it, the others wait for that."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def make_tables(empty: BaseDatabaseWrapper) -> bool:
    """Make an empty file's tables from the models, and note every migration as done.

    The migrations come to the same tables, which a test holds, in seventy times the time. False
    where another process that started just now was faster.
    """
    recorder = MigrationRecorder(empty)
    done = MigrationExecutor(empty).loader.graph.nodes
    with empty.schema_editor() as editor:
        if empty.introspection.table_names():
            return False
        editor.create_model(recorder.Migration)
        for model in apps.get_models():
            create_model(editor, model)
        recorder.migration_qs.bulk_create(
            [recorder.Migration(app=app, name=name) for app, name in done]
        )
    return True


def machine_time_zone() -> str:
    """The machine's zone by its tz database name, or UTC where it can't be told."""
    named = os.environ.get("TZ", "").lstrip(":")
    if not named:
        link = os.path.realpath("/etc/localtime")
        named = link.split("zoneinfo/", 1)[1] if "zoneinfo/" in link else time.tzname[0]
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(named)
    except (KeyError, ValueError, OSError):
        return "UTC"
    return named
