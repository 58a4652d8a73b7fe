"""What was sent by mail from here, and the signs that something came back; never what they say."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class MailQuerySet(models.QuerySet["Mail"]):
    """Questions about many mails."""

    def unsure(self) -> Self:
        """Handed over, or about to be, with nobody here knowing whether they left."""
        return self.filter(state__in=[Mail.State.LEAVING, Mail.State.UNSURE])

    def gone(self) -> Self:
        """Those that left, whether or not they arrived."""
        return self.filter(state__in=[Mail.State.SENT, Mail.State.CAME_BACK])


class Mail(models.Model):
    """One letter on its way by mail: written down before it is sent, so that it leaves once."""

    class State(models.TextChoices):
        LEAVING = "leaving", "being sent"
        SENT = "sent"
        UNSURE = "unsure"
        STAYED = "stayed", "not sent"
        CAME_BACK = "came_back", "did not arrive"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="mails")
    approach = models.ForeignKey(
        "campaign.Approach", models.CASCADE, null=True, blank=True, related_name="mails"
    )
    follow_up = models.ForeignKey(
        "campaign.FollowUp", models.CASCADE, null=True, blank=True, related_name="mails"
    )
    to_address = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField(help_text="As it was sent.")
    technique = models.CharField(max_length=20, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.LEAVING)
    problem = models.CharField(max_length=600, blank=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            # Two clicks at once, or one after a crash: the second finds the place taken.
            models.UniqueConstraint(
                fields=["approach"],
                condition=Q(state__in=["leaving", "unsure", "sent"], follow_up=None),
                name="an_approach_leaves_once",
            ),
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=Q(state__in=["leaving", "unsure", "sent"]),
                name="an_owed_letter_leaves_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "came_back"]) | Q(sent_at__isnull=False),
                name="mail_that_left_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_address}"


class SignQuerySet(models.QuerySet["Sign"]):
    """Questions about many signs."""

    def open(self) -> Self:
        """Replies that wait for the owner's word, where the approach does as well."""
        return self.filter(
            kind=Sign.Kind.REPLY, settled_at=None, approach__state__in=["sent", "no_answer"]
        )


class Sign(models.Model):
    """A message that seems to belong to an approach, told by its header alone."""

    class Kind(models.TextChoices):
        REPLY = "reply"
        AUTOMATIC = "automatic", "automatic answer"
        BOUNCE = "bounce", "did not arrive"

    class Evidence(models.TextChoices):
        THREAD = "thread", "it answers your very letter"
        ADDRESS = "address", "it comes from their address, but may be about something else"

    approach = models.ForeignKey("campaign.Approach", models.CASCADE, related_name="signs")
    mail = models.ForeignKey(Mail, models.CASCADE, null=True, blank=True, related_name="signs")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    evidence = models.CharField(max_length=7, choices=Evidence.choices)
    mark = models.CharField(max_length=64, help_text="The message's, so that it counts once.")
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = SignQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["approach", "mark"], name="a_sign_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.approach.person}"


class MailPlace(models.Model):
    """How far a folder has been looked through for answers."""

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="places")
    folder = models.CharField(max_length=300)
    place = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "folder"], name="a_place_stands_once")
        ]
