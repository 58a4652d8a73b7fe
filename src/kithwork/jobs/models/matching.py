"""By what postings find their like, who waits to be folded, what people said about two of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class PostingKey(models.Model):
    """One key of a posting (see `jobs.match.keys`): who shares one is compared.

    Thirty rows a posting, each in another place: there is nothing beside the key itself (see
    `jobs.one_tree`). No foreign key, which would want an index by postings: `PostingSketch`
    says which rows a posting has.
    """

    pk = models.CompositePrimaryKey("key", "posting")
    key = models.BigIntegerField()
    posting = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.posting}"


class PostingSketch(models.Model):
    """What a posting that was folded is found by now, so that it can be taken out again."""

    posting = models.OneToOneField(
        "jobs.Posting", models.CASCADE, primary_key=True, related_name="sketch"
    )
    packed = models.BinaryField(help_text="See `jobs.match.keys.Sketch`.")

    def __str__(self) -> str:
        return f"posting {self.posting_id}"


class FoldDue(models.Model):
    """A posting that was stated or changed since it was folded last: a queue, oldest first.

    No foreign key: a posting may be gone before its turn comes.
    """

    posting = models.BigIntegerField()
    sketch = models.BinaryField(
        null=True,
        help_text="What finds its like (see `jobs.match.keys.Sketch`), if whoever stated it knew.",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"posting {self.posting}"


class FoldTurn(models.Model):
    """One row, which a worker that folds holds locked, so that no two decide at once.

    The lock is the database's and ends with the transaction: nothing is left behind by a
    worker that dies.
    """

    def __str__(self) -> str:
        return "the turn to fold"


class SaidOfTwo(models.Model):
    """A person's word that two postings are one opening, or two: it outweighs all evidence."""

    first = models.ForeignKey("jobs.Posting", models.CASCADE, related_name="+")
    second = models.ForeignKey("jobs.Posting", models.CASCADE, related_name="+")
    one = models.BooleanField(help_text="They are one opening; otherwise they are two.")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_word_on_two_postings"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="two_postings_in_one_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {'one' if self.one else 'two'}"
