"""A person one knows of, how to reach them, and what several sources say of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

if TYPE_CHECKING:
    from kithwork.people.models.organisation import Position


_NAMES = ("name", "nickname", "given_name", "family_name")


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many people."""

    def known(self) -> Self:
        """Everybody who stands for themselves: not absorbed into another record."""
        return self.filter(absorbed_into=None)

    def at(self, organisation: str) -> Self:
        """People who work at the organisation of this normalised name today."""
        return self.filter(
            positions__organisation__normal=organisation, positions__ended_on=None
        ).distinct()

    def named_like(self, words: str) -> Self:
        """People whose name, employer, role or note contains every one of the words.

        A name as a source wrote it (with degrees, in another script, a former one) counts too.
        """
        found = self
        for word in words.split():
            also = Alternative.objects.filter(field__in=_NAMES, value__icontains=word)
            found = found.filter(
                Q(name__icontains=word)
                | Q(pk__in=also.values("person"))
                | Q(headline__icontains=word)
                | Q(notes__icontains=word)
                | Q(positions__organisation__name__icontains=word)
            )
        return found.distinct()


class Person(models.Model):
    """Somebody whom the owner knows or knows of."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="people")
    name = models.CharField(max_length=300)
    given_name = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=150, blank=True)
    headline = models.CharField(max_length=300, blank=True, help_text="What they do, in a line.")
    location = models.CharField(max_length=200, blank=True)
    industry = models.CharField(max_length=120, blank=True)
    how_met = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    confidential_notes = models.TextField(
        blank=True, help_text="Left out of every export and share."
    )
    birthday = models.CharField(max_length=10, blank=True, help_text="1980-03-07 or --03-07.")
    closeness = models.FloatField(
        null=True, blank=True, help_text="The owner's own word: how well known, 0 to 1."
    )
    connections = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many people they visibly know, where known."
    )
    generation = models.PositiveSmallIntegerField(
        null=True, help_text="0: own kith; then introductions counted; empty: known of only."
    )
    last_spoken_on = models.DateField(null=True, blank=True)
    connected_on = models.DateField(null=True, blank=True)
    leave_alone = models.BooleanField(default=False, help_text="Never plan to ask this person.")
    origin = models.ForeignKey(
        "people.Import", models.SET_NULL, null=True, blank=True, related_name="people"
    )
    absorbed_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="absorbed"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["owner", "name"]),
            models.Index(fields=["owner", "generation"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_person_has_a_name"),
            models.CheckConstraint(
                condition=Q(closeness=None) | Q(closeness__gte=0, closeness__lte=1),
                name="closeness_is_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=Q(absorbed_into=None) | ~Q(absorbed_into=models.F("pk")),
                name="nobody_is_absorbed_into_themselves",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("person", args=[self.pk])

    @property
    def is_kith(self) -> bool:
        """Known to the owner before the campaign began."""
        return self.generation == 0

    def current_position(self) -> Position | None:
        """Where they work today, as far as known; the latest start first."""
        current = [p for p in self.positions.all() if p.ended_on is None]
        return max(current, key=lambda p: (p.started_on or dt.date.min, p.pk), default=None)

    def email(self) -> str:
        """The first e-mail address known, or nothing."""
        return next((c.value for c in self.contact_points.all() if c.kind == "email"), "")


class ContactPoint(models.Model):
    """One way to reach a person."""

    class Kind(models.TextChoices):
        EMAIL = "email"
        PHONE = "phone"
        PROFILE = "profile"
        ADDRESS = "address"

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=500, help_text="As the source states it.")
    normal = models.CharField(max_length=500, help_text="In the form that is compared.")
    label = models.CharField(max_length=60, blank=True, help_text="work, home, ...")
    origin = models.ForeignKey("people.Import", models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        indexes = [models.Index(fields=["kind", "normal"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "normal"], name="a_contact_point_stands_once"
            )
        ]

    def __str__(self) -> str:
        return self.value


class Alternative(models.Model):
    """A value that a source gives for a field where another value stands: kept, not dropped."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="alternatives")
    field = models.CharField(max_length=40)
    value = models.TextField()
    # A note may be longer than what an index can hold; its digest never is.
    digest = models.CharField(max_length=64, editable=False)
    origin = models.ForeignKey("people.Import", models.SET_NULL, null=True, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field", "digest"], name="an_alternative_stands_once"
            )
        ]

    @staticmethod
    def digest_of(value: str) -> str:
        """What a value is told apart by."""
        return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the digest in step with the value."""
        self.digest = self.digest_of(self.value)
        super().save(*args, **kwargs)
