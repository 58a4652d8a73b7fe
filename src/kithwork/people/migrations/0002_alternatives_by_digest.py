"""Tells alternatives apart by a digest: a long note is more than an index of PostgreSQL holds."""

import hashlib

from django.db import migrations, models


def fill(apps, schema_editor):
    """The digests of what is stored already."""
    alternatives = apps.get_model("people", "Alternative").objects
    for found in alternatives.filter(digest="").iterator():
        found.digest = hashlib.sha256(found.value.encode("utf-8", "replace")).hexdigest()
        found.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="alternative", name="an_alternative_stands_once"),
        migrations.AddField(
            model_name="alternative",
            name="digest",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="alternative",
            constraint=models.UniqueConstraint(
                fields=["person", "field", "digest"], name="an_alternative_stands_once"
            ),
        ),
    ]
