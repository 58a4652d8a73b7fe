"""Where the owner worked and learnt: who was there at the same time may know them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class OwnStation(models.Model):
    """One employer or school of the owner's own; a start without an end means that it still holds.

    A month or a year alone stands as its first day, as in a `Position`.
    """

    class Kind(models.TextChoices):
        """What the owner was there for."""

        EMPLOYER = "employer"
        SCHOOL = "school"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stations")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EMPLOYER)
    organisation = models.ForeignKey(
        "people.Organisation", models.CASCADE, related_name="own_stations"
    )
    title = models.CharField(max_length=300, blank=True, help_text="The role, or the degree.")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    origin = models.ForeignKey("people.Import", models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = [F("started_on").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "organisation", "title", "started_on"],
                name="a_station_stands_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "kind", "organisation", "title"],
                condition=Q(started_on=None),
                name="a_station_of_unknown_start_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["employer", "school"]),
                name="a_station_is_an_employer_or_a_school",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_station_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.title else str(self.organisation)
