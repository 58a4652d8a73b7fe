"""Who knows whom, how we know, and who gave us whose name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Tie(models.Model):
    """That a person knows another, or people at an organisation; the owner's word stands above.

    The owner's own tie to a person is `Person.closeness` and the evidence without `other`.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ties")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="ties")
    other = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="ties_from_others"
    )
    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, null=True, blank=True, related_name="ties"
    )
    own_word = models.FloatField(
        null=True, blank=True, help_text="The owner's word: chance of passing on, 0 to 1."
    )
    note = models.CharField(max_length=300, blank=True)
    origin = models.ForeignKey("people.Import", models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None) ^ Q(organisation=None),
                name="a_tie_leads_to_a_person_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("person")), name="nobody_ties_to_themselves"
            ),
            models.CheckConstraint(
                condition=Q(own_word=None) | Q(own_word__gte=0, own_word__lte=1),
                name="a_tie_is_between_0_and_1",
            ),
            models.UniqueConstraint(fields=["person", "other"], name="a_tie_stands_once"),
            models.UniqueConstraint(
                fields=["person", "organisation"], name="a_tie_to_an_organisation_stands_once"
            ),
        ]


class Evidence(models.Model):
    """Something observed that speaks for a tie: mail, a meeting, a shared employer, a word.

    Without `other` it is evidence of the owner's own tie to the person.
    """

    class Kind(models.TextChoices):
        MAIL_TO = "mail_to", "mail written to them"
        MAIL_FROM = "mail_from", "mail written by them"
        COPIED = "copied", "copied together"
        MEETING = "meeting", "met"
        SCHOOL = "school", "same school"
        ENDORSED = "endorsed", "endorsed or recommended"
        CONNECTED = "connected", "connected on a network"
        TOLD = "told", "somebody said so"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="evidence")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="evidence")
    other = models.ForeignKey(
        "people.Person", models.CASCADE, null=True, blank=True, related_name="evidence_of_others"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    on = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(default=1, help_text="Messages, or people in the meeting.")
    mark = models.CharField(max_length=64, help_text="Names the observation, so it counts once.")
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(
        max_length=500,
        blank=True,
        help_text="The contact point, in compared form, by which the person was recognised.",
    )
    origin = models.ForeignKey("people.Import", models.CASCADE, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "person"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other", "kind", "mark"], name="an_observation_counts_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "mark"],
                condition=Q(other=None),
                name="an_own_observation_counts_once",
            ),
        ]


class Introduction(models.Model):
    """A person gave us another's name, or passed us to them."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="introductions"
    )
    introducer = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="introductions_given"
    )
    introduced = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="introductions_received"
    )
    may_use_name = models.BooleanField(
        null=True, help_text="Leave to use the introducer's name; empty: not asked yet."
    )
    on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["introducer", "introduced"], name="an_introduction_stands_once"
            ),
            models.CheckConstraint(
                condition=~Q(introducer=F("introduced")), name="nobody_introduces_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introducer} named {self.introduced}"
