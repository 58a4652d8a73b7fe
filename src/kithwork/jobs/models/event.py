"""What happened to a posting, and which reading showed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PostingEvent(models.Model):
    """A posting was opened, changed (what), closed or reopened."""

    class Kind(models.TextChoices):
        OPENED = "opened"
        CHANGED = "changed"
        CLOSED = "closed"
        REOPENED = "reopened"

    posting = models.ForeignKey("jobs.Posting", models.CASCADE, related_name="events")
    reading = models.ForeignKey(
        "boards.Reading", models.SET_NULL, null=True, blank=True, related_name="events"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    changes = models.JSONField(
        default=dict, blank=True, help_text="For a change: field to [before, after]."
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["posting", "-at"], name="events_of_a_posting"),
            models.Index(fields=["kind", "at"], name="events_by_kind_and_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="changed") | ~Q(changes={}), name="a_change_says_what_changed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.posting}"

    @property
    def told(self) -> tuple[str, ...]:
        """What changed, in words."""
        return tuple(_told(name, *pair) for name, pair in self.changes.items())


_CALLED = {"url": "link", "posted_on": "posted on", "employment_type": "contract",
           "description": "text", "salary_min": "pay from", "salary_max": "pay up to"}  # fmt: skip


def _told(name: str, before: object, after: object) -> str:
    """One field; of a text only its length is kept."""
    called = _CALLED.get(name, name.replace("_", " "))
    if name == "description":
        return f"{called} rewritten ({before:,} letters before, {after:,} now)"
    return f"{called}: {_shown(before)} became {_shown(after)}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if value not in (None, "") else "nothing"
