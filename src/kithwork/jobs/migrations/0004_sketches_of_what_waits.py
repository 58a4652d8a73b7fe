from typing import Any

from django.db import migrations, models


def forget_keys(apps: Any, schema_editor: Any) -> None:
    """Requisitions and links have keys of another kind now: postings without any are folded anew."""
    apps.get_model("jobs", "PostingKey").objects.all()._raw_delete(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0003_turns_to_fold"),
    ]

    operations = [
        migrations.AddField(
            model_name="folddue",
            name="sketch",
            field=models.BinaryField(
                help_text="What finds its like (see `jobs.match.keys.Sketch`), if whoever stated"
                " it knew.",
                null=True,
            ),
        ),
        migrations.RunPython(forget_keys, migrations.RunPython.noop),
    ]
