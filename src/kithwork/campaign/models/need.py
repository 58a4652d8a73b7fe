"""What a contact looks for, in one line, so that help can be given in return."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class NeedQuerySet(models.QuerySet["Need"]):
    """Questions about many needs."""

    def open(self) -> Self:
        """Those that nobody has met yet."""
        return self.filter(met_on=None)


class Need(models.Model):
    """Something a person looks for: a supplier, a flat, a speaker, a colleague."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="needs")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="needs")
    meeting = models.ForeignKey(
        "campaign.Meeting", models.SET_NULL, null=True, blank=True, related_name="needs"
    )
    text = models.CharField(max_length=300)
    noted_on = models.DateField()
    met_on = models.DateField(null=True, blank=True, help_text="When it was met, or had passed.")

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["met_on", "-noted_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_need_says_what")]

    def __str__(self) -> str:
        return self.text
