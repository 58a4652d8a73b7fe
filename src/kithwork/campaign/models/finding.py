"""What was learnt, what is still wanted to know, and what was caught in passing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Question(models.Model):
    """A specific piece of information that the seeker wants; findings answer it."""

    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="questions")
    text = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["closed_at", "asked_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_question_asks")]

    def __str__(self) -> str:
        return self.text


class Finding(models.Model):
    """A piece of information with who said it, how sure, and what it is about."""

    class Kind(models.TextChoices):
        TREND = "trend"
        EVENT = "event"
        FACT = "fact"
        OPENING = "opening", "opening heard of"
        OPINION = "opinion"

    class Confidence(models.IntegerChoices):
        RUMOUR = 1, "hearsay"
        LIKELY = 2, "likely"
        SURE = 3, "sure"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="findings")
    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="findings")
    outcome = models.ForeignKey(
        "campaign.Outcome", models.CASCADE, null=True, blank=True, related_name="findings"
    )
    said_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    text = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.FACT)
    confidence = models.PositiveSmallIntegerField(
        choices=Confidence.choices, default=Confidence.LIKELY
    )
    confidential = models.BooleanField(default=False)
    about_person = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="findings_about"
    )
    about_organisation = models.ForeignKey(
        "people.Organisation", models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    about_posting = models.ForeignKey(
        "jobs.Posting", models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    answers = models.ForeignKey(
        Question, models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    not_postings = models.JSONField(
        default=list, blank=True, help_text="Postings that are not the opening heard of."
    )
    heard_on = models.DateField()

    class Meta:
        ordering = ["-heard_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_finding_says_something")
        ]

    def __str__(self) -> str:
        return self.text


class TwoFindings(models.Model):
    """The owner's word on two findings: they agree, contradict, or have nothing to do with it."""

    class Word(models.TextChoices):
        AGREE = "agree"
        CONTRADICT = "contradict"
        APART = "apart", "about different things"

    first = models.ForeignKey(Finding, models.CASCADE, related_name="compared_as_first")
    second = models.ForeignKey(Finding, models.CASCADE, related_name="compared_as_second")
    word = models.CharField(max_length=10, choices=Word.choices)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = "word on two findings"
        verbose_name_plural = "words on two findings"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_word_on_two_findings"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="two_findings_in_one_order"
            ),
        ]


class Capture(models.Model):
    """An overheard remark, caught in seconds and sorted later."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="captures")
    text = models.TextField()
    mark = models.CharField(
        max_length=64, blank=True, help_text="Set by the sender, so that a repeat counts once."
    )
    caught_at = models.DateTimeField()
    sorted_as = models.CharField(max_length=20, blank=True)
    sorted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-caught_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_capture_says_something"),
            models.UniqueConstraint(
                fields=["owner", "mark"], condition=~Q(mark=""), name="a_capture_arrives_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
