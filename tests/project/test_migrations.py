"""Every migration goes forwards on this database, and none is missing."""

from django.core.management import call_command
from django.db import connection

from kithwork.people.models import Owner
from kithwork.project.ready import migrate, ready_owner


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_can_be_undone_and_done_again(transactional_db):
    for room in ("campaign", "jobs", "boards"):
        call_command("migrate", room, "zero", verbosity=0, interactive=False)
    assert "campaign_meeting" not in connection.introspection.table_names()
    migrate()
    assert "campaign_meeting" in connection.introspection.table_names()


def test_the_machine_has_one_owner(db):
    assert ready_owner() == ready_owner()
    assert Owner.objects.count() == 1


def test_sqlite_keeps_foreign_keys_and_writes_ahead(tmp_path, monkeypatch):
    import subprocess
    import sys

    asked = (
        "import django; django.setup(); from kithwork.project.ready import migrate; migrate();"
        "from django.db import connection as c; k = c.cursor();"
        "print(k.execute('PRAGMA foreign_keys').fetchone()[0],"
        " k.execute('PRAGMA journal_mode').fetchone()[0])"
    )
    monkeypatch.setenv("KITHWORK_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["1", "wal"]
