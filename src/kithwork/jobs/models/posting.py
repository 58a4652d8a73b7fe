"""One vacancy as one board states it, and the job behind all that state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self

from django.db import connection, models
from django.db.models import F, Q
from django.urls import reverse

_PAIRS = 400
"""Of board and id in one question; the databases' smallest limit is 999 parameters."""


class Level(models.TextChoices):
    """How much experience a job asks for."""

    ENTRY = "entry", "entry"
    EXPERIENCED = "experienced", "experienced"
    MANAGER = "manager", "manager"
    EXECUTIVE = "executive", "executive"


class Job(models.Model):
    """One opening, behind all postings of it."""

    title = models.CharField(max_length=500)
    employer = models.CharField(max_length=300)
    first_seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"


class PostingQuerySet(models.QuerySet["Posting"]):
    """Questions about many postings."""

    def open(self) -> Self:
        """Those that their board still shows."""
        return self.filter(closed_at=None)

    def of(self, *board_pks: int) -> Self:
        """Those of these boards."""
        return self.filter(board__in=board_pks)

    def keys_of(self, pairs: Sequence[tuple[int, str]]) -> Iterator[int]:
        """The keys of those that have one of these boards with one of its ids."""
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            asked = ", ".join(["(CAST(%s AS bigint), %s)"] * len(some))
            with connection.cursor() as cursor:
                cursor.execute(
                    f"WITH asked(board, id) AS (VALUES {asked}) SELECT p.id FROM asked"
                    " JOIN jobs_posting p ON p.board_id = asked.board AND p.posting_id = asked.id",
                    [value for pair in some for value in pair],
                )
                yield from [key for (key,) in cursor.fetchall()]


class Posting(models.Model):
    """A vacancy on a board. Its system and the id it has there are its identity.

    Four dates differ: `posted_on` is the board's own; first and last seen are ours;
    `updated_at` is when we saw the text change, which never makes an old opening new.
    """

    board = models.ForeignKey("boards.Board", models.CASCADE, related_name="postings")
    posting_id = models.CharField(max_length=250, help_text="The id on the board's system.")
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="postings"
    )  # fmt: skip
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    employer = models.CharField(max_length=300)
    normal = models.CharField(max_length=300, help_text="The employer in the compared form.")
    department = models.CharField(max_length=300, blank=True)
    employment_type = models.CharField(max_length=200, blank=True)
    location = models.CharField(max_length=500, blank=True)
    locations = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=120, blank=True)
    remote = models.BooleanField(null=True, blank=True)
    workplace = models.CharField(max_length=10, blank=True)
    compensation = models.CharField(max_length=300, blank=True)
    salary_min = models.FloatField(null=True, blank=True)
    salary_max = models.FloatField(null=True, blank=True)
    salary_currency = models.CharField(max_length=3, blank=True)
    salary_period = models.CharField(max_length=5, blank=True)
    deadline = models.DateField(null=True, blank=True)
    detailed = models.BooleanField(
        default=True, help_text="The posting's own page was read, not only the board's list."
    )

    soc = models.CharField("occupation", max_length=10, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    types = models.JSONField("job types", default=list, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)

    posted_on = models.DateField(null=True, blank=True)
    first_seen_at = models.DateTimeField()
    new_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When it was new: when it first appeared between two readings, or, for those"
        " found by a board's first reading, when the board says it was posted. Empty: unknown.",
    )
    last_seen_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-first_seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "posting_id"], name="a_posting_stands_once"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(posting_id=""), name="a_posting_has_an_id_and_a_title"
            ),
            models.CheckConstraint(
                condition=Q(last_seen_at__gte=F("first_seen_at")),
                name="a_posting_is_seen_last_after_first",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("last_seen_at")),
                name="a_posting_closes_after_it_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
                name="a_postings_confidence_is_a_share",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-first_seen_at", "-id"], condition=Q(closed_at=None), name="open_newest"
            ),
            models.Index(fields=["-new_at"], condition=Q(closed_at=None), name="open_by_newness"),
            models.Index(
                fields=["board", "-first_seen_at"],
                condition=Q(closed_at=None),
                name="open_of_board",
            ),
            models.Index(fields=["normal"], condition=Q(closed_at=None), name="open_by_employer"),
            models.Index(
                fields=["country", "region", "city"],
                condition=Q(closed_at=None),
                name="open_by_place",
            ),
            models.Index(fields=["closed_at"], name="postings_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"

    def get_absolute_url(self) -> str:
        """The opening's page."""
        return reverse("opening", args=[self.pk])

    @property
    def description(self) -> str:
        """The text of the posting; "" where none was read."""
        try:
            return self.text.description
        except PostingText.DoesNotExist:
            return ""


class PostingText(models.Model):
    """A posting's long text, apart, so that lists and counts never read through it."""

    posting = models.OneToOneField(
        Posting, models.CASCADE, primary_key=True, related_name="text"
    )  # fmt: skip
    description = models.TextField()

    def __str__(self) -> str:
        return self.description[:80]
