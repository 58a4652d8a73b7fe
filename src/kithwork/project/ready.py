"""Make the data directory ready for use: migrate the database, know the owner."""

from __future__ import annotations

import os
import time

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kithwork.errors import KithworkError
from kithwork.people.models import Owner
from kithwork.project.home import home


def ready_owner() -> Owner:
    """The owner of this machine, after bringing the database up to date."""
    migrate()
    return Owner.on_this_machine(time_zone=machine_time_zone())


def migrate() -> None:
    """Bring the database up to date; refuses one that a newer Kithwork has written."""
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.graph.nodes)
    ours = {app for app, _ in targets}
    if any(app in ours for app, _ in unknown):
        raise KithworkError(
            f"The data in {home()} was written by a newer Kithwork. Update the program first."
        )
    if executor.migration_plan(targets):
        call_command("migrate", verbosity=0, interactive=False)


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
