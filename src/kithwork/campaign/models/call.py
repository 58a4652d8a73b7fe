"""A headhunter's search: its goal, its source people, its calls and what each call brought.

Calls, names and verdicts are kept as they came, without a rule that one stands once: where two
records of a person become one, nothing confidential has to make room and turn up elsewhere.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Goal(models.Model):
    """What a search is for, and how many qualified people are enough."""

    class Wanted(models.TextChoices):
        POST = "post", "a post to fill"
        FIELD = "field", "a field to enter"

    search = models.OneToOneField("campaign.Campaign", models.CASCADE, related_name="goal")
    wanted = models.CharField(max_length=5, choices=Wanted.choices, default=Wanted.POST)
    target = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target__gte=1, target__lte=100), name="a_search_aims_for_1_to_100"
            )
        ]


class Source(models.Model):
    """Somebody to begin with: no candidate, but well placed to name some."""

    class Kind(models.TextChoices):
        OFFICER = "officer", "association officer"
        TEACHER = "teacher"
        SUPPLIER = "supplier"
        ACCOUNTANT = "accountant"
        JOURNALIST = "journalist"
        OTHER = "other"

    search = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="sources")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="source_in")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["search", "person"], name="a_source_stands_once_in_a_search"
            )
        ]


class Call(models.Model):
    """One person called on one day, reached or not."""

    search = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="calls")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="calls")
    on = models.DateField()
    reached = models.BooleanField(default=True)
    told = models.TextField(blank=True, help_text="What was said, for oneself.")

    class Meta:
        ordering = ["on", "pk"]


class CallName(models.Model):
    """A name that a call brought, and the introduction that it became."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="names")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="named_in_calls")
    introduction = models.ForeignKey(
        "people.Introduction",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="named_in_calls",
    )
    first_heard = models.BooleanField(
        default=True, help_text="The introduction was unknown until this call."
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "name from a call"
        verbose_name_plural = "names from calls"


class Opinion(models.Model):
    """What somebody said of another, in confidence: it leaves by no export, share or command."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="opinions")
    about = models.ForeignKey("people.Person", models.CASCADE, related_name="opinions_about")
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_opinion_says_something")
        ]


class Verdict(models.Model):
    """The owner's own word on somebody who was named; the latest holds."""

    class Word(models.TextChoices):
        QUALIFIED = "qualified"
        NOT_SUITABLE = "not_suitable", "not suitable"

    search = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="verdicts")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="verdicts")
    word = models.CharField(max_length=12, choices=Word.choices)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(word="qualified") | ~Q(reason=""), name="unsuitable_has_a_reason"
            ),
        ]
