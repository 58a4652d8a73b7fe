"""Who writes a letter on paper: the sender's name and address, kept once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

# Where CLDR's territory information says that paper is US Letter; everywhere else it is A4.
LETTER_COUNTRIES = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)


class Letterhead(models.Model):
    """The owner's own address as it stands on letters; the country decides about the paper."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letterhead"
    )
    name = models.CharField(max_length=120, blank=True)
    address = models.TextField(blank=True, help_text="Street, postcode and town, line by line.")
    country = models.CharField(max_length=2, blank=True, help_text="Two letters, such as DE or US.")
    place = models.CharField(max_length=80, blank=True, help_text="Stands before the date.")
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def us_letter(self) -> bool:
        """Whether letters are printed on US Letter rather than A4."""
        return self.country.upper() in LETTER_COUNTRIES
