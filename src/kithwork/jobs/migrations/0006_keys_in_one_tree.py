from collections.abc import Iterator
from itertools import chain
from typing import Any

import django.db.models.deletion
import numpy as np
from django.db import migrations, models

from kithwork.jobs.one_tree import CreateOneTree

_POSTINGS = 5_000
"""At once: they have up to two hundred thousand keys."""


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Each key with its posting, in order; and each posting with all of its keys."""
    names = ("OldPostingKey", "PostingKey", "PostingSketch")
    old, new, sketch = (apps.get_model("jobs", name)._meta.db_table for name in names)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {new} (key, posting) SELECT key, posting_id FROM {old}"
            " WHERE true ORDER BY key, posting_id ON CONFLICT DO NOTHING"
        )
        for rows in _sketches(cursor, old):
            cursor.executemany(f"INSERT INTO {sketch} (posting_id, packed) VALUES (%s, %s)", rows)


def _sketches(cursor: Any, old: str) -> Iterator[list[tuple[int, bytes]]]:
    cursor.execute(f"SELECT MIN(posting_id), MAX(posting_id) FROM {old}")
    first, last = cursor.fetchone()
    for start in range(first or 0, (last or -1) + 1, _POSTINGS):
        cursor.execute(
            f"SELECT posting_id, key FROM {old} WHERE posting_id >= %s AND posting_id < %s"
            " ORDER BY posting_id",
            [start, start + _POSTINGS],
        )
        rows = np.fromiter(chain.from_iterable(cursor.fetchall()), "<i8").reshape(-1, 2)
        owners, begins = np.unique(rows[:, 0], return_index=True)
        keys = np.split(rows[:, 1], begins[1:]) if len(owners) else []
        yield [(owner, b"\0" + some.tobytes()) for owner, some in
               zip(owners.tolist(), keys, strict=True)]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0005_what_waits_is_counted_fast"),
    ]

    operations = [
        migrations.RenameModel("PostingKey", "OldPostingKey"),
        CreateOneTree(
            name="PostingKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key",
                        "posting",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("posting", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PostingSketch",
            fields=[
                (
                    "posting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="jobs.posting",
                    ),
                ),
                ("packed", models.BinaryField(help_text="See `jobs.match.keys.Sketch`.")),
            ],
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel("OldPostingKey"),
    ]
