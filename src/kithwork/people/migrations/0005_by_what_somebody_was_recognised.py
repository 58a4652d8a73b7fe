"""An observation remembers the contact point by which its person was recognised."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_when_a_mailbox_was_looked_through"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="by",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The contact point, in compared form, by which the person was"
                " recognised.",
                max_length=500,
            ),
            preserve_default=False,
        ),
    ]
