"""One employer's career page: where it is, how its last readings went, who reads it now."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from kithwork.boards.directory import READABLE, Entry
from kithwork.boards.names import normal_name
from kithwork.boards.reading import Cause


class Failure(models.TextChoices):
    """Why a board could not be read, as people see it."""

    NOT_FOUND = Cause.NOT_FOUND, "there is no such board"
    GONE = Cause.GONE, "the board was taken down"
    RATE_LIMITED = Cause.RATE_LIMITED, "the site asks to slow down"
    ROBOTS = Cause.ROBOTS, "the site does not allow programs to read it"
    REFUSED = Cause.REFUSED, "the site refuses access"
    TIMEOUT = Cause.TIMEOUT, "no answer in time"
    UNREACHABLE = Cause.UNREACHABLE, "the site can't be reached"
    SERVER_ERROR = Cause.SERVER_ERROR, "the site has an error of its own"
    BAD_ANSWER = Cause.BAD_ANSWER, "the answer can't be understood"
    MOVED = Cause.MOVED, "the board has moved to a place that may not be read"
    INCOMPLETE = Cause.INCOMPLETE, "only a part could be read"


class BoardQuerySet(models.QuerySet["Board"]):
    """Questions about many boards."""

    def due(self, now: dt.datetime) -> Self:
        """Those to be read now: never read first, then the longest overdue. Boards that stand
        for an imported file can't be read."""
        due = self.filter(Q(next_due_at=None) | Q(next_due_at__lte=now), ats__in=READABLE)
        return due.order_by(F("next_due_at").asc(nulls_first=True), "pk")

    def free(self, now: dt.datetime) -> Self:
        """Those that no worker holds; a claim that ran out holds nothing."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=now))

    def claim(self, pk: int, worker: str, now: dt.datetime, lease: dt.timedelta) -> bool:
        """Take one board for one worker in a single statement; False when another holds it."""
        claimed = self.free(now).filter(pk=pk)
        return bool(claimed.update(claimed_by=worker, claimed_until=now + lease))

    def renew(self, worker: str, until: dt.datetime) -> int:
        """Hold on to everything that a worker has claimed; how many boards that is."""
        return self.filter(claimed_by=worker).update(claimed_until=until)

    def release(self, worker: str) -> int:
        """Let go of everything that a worker has claimed."""
        return self.filter(claimed_by=worker).update(claimed_by="", claimed_until=None)

    def failing(self) -> Self:
        """Those whose last reading did not succeed."""
        return self.exclude(failure="")


class Board(models.Model):
    """An employer's board; common to all owners, for what it says is public."""

    ats = models.CharField("system", max_length=20)
    token = models.CharField(max_length=300, help_text="The board's name on its system.")
    employer = models.CharField(max_length=300)
    normal = models.CharField(max_length=300, help_text="The name in the form that is compared.")
    url = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()

    last_read_at = models.DateTimeField(null=True, blank=True)
    last_good_at = models.DateTimeField(null=True, blank=True)
    last_failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(
        max_length=20, choices=Failure.choices, blank=True,
        help_text="Why the last reading failed or stayed incomplete; empty when it was good.",
    )  # fmt: skip
    failure_message = models.CharField(max_length=500, blank=True)
    failures_in_a_row = models.PositiveIntegerField(default=0)
    openings = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(
        default=0, help_text="Pages of a careers site that are still to be read."
    )
    doubted_at = models.DateTimeField(
        null=True, blank=True,
        help_text="Since when most openings have been missing, unconfirmed by a second reading.",
    )  # fmt: skip

    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Tells the last answer that was recorded whole."
    )

    rhythm = models.DurationField(
        default=dt.timedelta(hours=12), help_text="How long to wait between two readings."
    )
    next_due_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=100, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["employer", "pk"]
        constraints = [
            models.UniqueConstraint("ats", Lower("token"), name="a_board_stands_once"),
            models.CheckConstraint(
                condition=~Q(token="") & ~Q(employer=""), name="a_board_has_a_token_and_an_employer"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by="", claimed_until=None)
                | (~Q(claimed_by="") & Q(claimed_until__isnull=False)),
                name="a_claimed_board_has_a_worker_and_an_end",
            ),
            models.CheckConstraint(
                condition=Q(last_good_at=None) | Q(last_read_at__gte=F("last_good_at")),
                name="a_good_reading_of_a_board_is_a_reading",
            ),
        ]
        indexes = [
            models.Index(fields=["next_due_at"], name="boards_due"),
            models.Index(fields=["normal"], name="boards_by_normal_name"),
            models.Index(
                fields=["claimed_by"], condition=~Q(claimed_by=""), name="boards_by_worker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} ({self.ats})"

    @classmethod
    def made_from(cls, entry: Entry, now: dt.datetime) -> Board:
        """An unsaved board of a directory entry."""
        return cls(
            ats=entry.ats,
            token=entry.token,
            employer=entry.employer[:300],
            normal=normal_name(entry.employer)[:300],
            url=entry.url[:500],
            added_at=now,
        )

    @classmethod
    def of(cls, entry: Entry, now: dt.datetime) -> Board:
        """The stored board of a directory entry, made on first use."""
        found = cls.objects.filter(ats=entry.ats, token__iexact=entry.token).first()
        if found is None:
            found = cls.made_from(entry, now)
            found.save()
        return found

    @property
    def state(self) -> str:
        """In a word: "new", "good", "begun" (a large site), or why the last reading failed."""
        if self.failure:
            return self.get_failure_display()
        if self.waiting and not self.last_good_at:
            return "begun"
        return "good" if self.last_read_at else "new"
