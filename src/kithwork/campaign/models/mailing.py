"""A mass mailing: one open request for work to many, one letter each, sent slowly."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Mailing(models.Model):
    """One letter with {fields} to many recipients; its technique is always direct contact."""

    class State(models.TextChoices):
        DRAFTED = "drafted"
        CONFIRMED = "confirmed"
        RUNNING = "running"
        STOPPED = "stopped"
        DONE = "done"

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"
        LETTER = "letter", "letter on paper"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailings")
    campaign = models.ForeignKey("campaign.Campaign", models.CASCADE, related_name="mailings")
    name = models.CharField(max_length=200)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.EMAIL)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    an_hour = models.PositiveSmallIntegerField(default=10, help_text="So many letters an hour.")
    from_hour = models.PositiveSmallIntegerField(default=9, help_text="By the owner's clock.")
    until_hour = models.PositiveSmallIntegerField(default=17)
    not_before = models.DateTimeField(null=True, blank=True, help_text="When the next may go.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row; a letter resets.")
    why_stopped = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_mailing_has_a_name"),
            models.CheckConstraint(
                condition=Q(an_hour__gte=1, an_hour__lte=60), name="a_mailing_sends_1_to_60_an_hour"
            ),
            models.CheckConstraint(
                condition=Q(until_hour__lte=24, from_hour__lt=F("until_hour")),
                name="a_mailing_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(state="drafted") | Q(confirmed_at__isnull=False),
                name="what_runs_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The mailing's page."""
        return reverse("mailing", args=[self.pk])

    @property
    def is_drafted(self) -> bool:
        """Whether its words and recipients can still be changed."""
        return self.state == self.State.DRAFTED

    @property
    def on_paper(self) -> bool:
        """Whether it is printed and posted rather than sent by mail."""
        return self.channel == self.Channel.LETTER


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """Questions about many recipients."""

    def to_go(self) -> Self:
        """Those whose letter is still to leave."""
        return self.filter(state=Recipient.State.WAITING)

    def sent(self) -> Self:
        """Those whose letter left."""
        return self.filter(state=Recipient.State.SENT)

    def on_paper(self) -> Self:
        """Those whose letter lies on the printer: it is to go, or it went."""
        return self.filter(state__in=[Recipient.State.WAITING, Recipient.State.SENT])

    def replied(self) -> Self:
        """Those that seem to be answered and wait for the owner's word on what it said."""
        return self.sent().filter(answer="", replied_at__isnull=False)

    def never_again(self) -> Self:
        """Those who said no, or whose address does not work."""
        return self.filter(answer__in=[Recipient.Answer.NO, Recipient.Answer.BOUNCED])


class Recipient(models.Model):
    """One letter of a mailing, to whom it goes, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        LEFT_OUT = "left_out", "left out"
        SENDING = "sending", "being sent"
        SENT = "sent"
        UNSURE = "unsure", "may have left"
        NOT_SENT = "not_sent", "could not be sent"

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        BOUNCED = "bounced", "came back"

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="recipients")
    person = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="mailed"
    )
    line = models.PositiveIntegerField(null=True, blank=True, help_text="In the file it came from.")
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=320, blank=True)
    address = models.TextField(blank=True, help_text="The postal address, line by line.")
    fields = models.JSONField(default=dict, help_text="What the letter's {fields} become.")
    key = models.CharField(max_length=500, help_text="What one recipient is told apart by.")
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was not sent.")
    looked_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    replied_at = models.DateTimeField(
        null=True, blank=True, help_text="When a message came that seems to answer it."
    )
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey(
        "campaign.Approach", models.SET_NULL, null=True, blank=True, related_name="from_mailing"
    )

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "letter of a mailing"
        verbose_name_plural = "letters of mailings"
        indexes = [models.Index(fields=["mailing", "state"]), models.Index(fields=["key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "key"], name="nobody_is_written_to_twice_by_a_mailing"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="what_left_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False),
                name="a_mailing_answer_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.address.partition("\n")[0]
