"""What index and alerts have still to take in: written in the transaction of the change."""

from __future__ import annotations

from django.db import models


class IndexChange(models.Model):
    """A posting that was opened, changed, closed or sorted anew since the index saw it last.

    The order of the keys is the order of the changes. No foreign key: a posting that is gone
    has to leave the index, too.
    """

    posting = models.BigIntegerField()
    indexed = models.BooleanField(
        default=False, help_text="The index has it; the alerts have still to look at it."
    )

    class Meta:
        ordering = ["pk"]
        indexes = [  # how many wait is asked with each search
            models.Index(
                fields=["id"], condition=models.Q(indexed=False), name="changes_not_indexed"
            )
        ]

    def __str__(self) -> str:
        return f"posting {self.posting}"
