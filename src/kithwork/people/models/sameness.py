"""What was decided about two records being one person, and about people to forget."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ReviewPair(models.Model):
    """Two records that are likely one person, waiting for the owner's word."""

    class Decision(models.TextChoices):
        SAME = "same"
        DIFFERENT = "different"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_pairs")
    first = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    second = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    probability = models.FloatField()
    evidence = models.JSONField(default=list, help_text="Each piece, for or against, in words.")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    put_off_until = models.DateField(null=True, blank=True, help_text="Ask again then.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_asked_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="a_pair_is_written_in_order"
            ),
        ]


class Merge(models.Model):
    """One record taken into another: what moved, so that it can be undone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="merges")
    kept = models.ForeignKey("people.Person", models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    moved = models.JSONField(default=dict, help_text="Model to the keys of the rows that moved.")
    before = models.JSONField(default=dict, help_text="Fields of the kept record as they were.")
    reason = models.JSONField(default=list)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)


class OrganisationMerge(models.Model):
    """One organisation's record taken into another, kept in the same way."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="organisation_merges"
    )
    kept = models.ForeignKey("people.Organisation", models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    reason = models.JSONField(default=list)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)


class OrganisationsApart(models.Model):
    """The owner's word that two organisations are neither one nor of one group."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="organisations_apart"
    )
    first = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    second = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_is_said_once"),
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="nothing_is_apart_from_itself"
            ),
        ]


class ForgottenMark(models.Model):
    """A salted mark of somebody forgotten: it keeps them out and tells nothing of them."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="forgotten_marks"
    )
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest"], name="a_mark_stands_once")
        ]
