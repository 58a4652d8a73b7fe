"""The forms for sharing a circle with a friend, and for taking one in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from kithwork.errors import KithworkError
from kithwork.operations.find import person_of
from kithwork.people import share as sharing
from kithwork.people.absorb import Absorbed
from kithwork.people.models import Owner, Person

_FIELDS = [("employer", "where they work"), ("role", "what they do there"),
           ("strength", "how well you know each other"), ("headline", "headline"),
           ("location", "place"), ("industry", "field of work"), ("email", "e-mail"),
           ("phone", "telephone"), ("profile", "profile pages")]  # fmt: skip
_SECRET = forms.PasswordInput(attrs={"autocomplete": "off"})


class ShareForm(forms.Form):
    """Whom to show, what of them, and the passphrase that seals it."""

    whom = forms.ChoiceField(
        label="Whom to show",
        choices=[("kith", "all my own kith"), ("ticked", "only the people ticked below")],
        initial="kith",
        widget=forms.RadioSelect,
    )
    fields_shown = forms.MultipleChoiceField(
        label="What to show beside the name",
        choices=_FIELDS,
        initial=list(sharing.USUAL),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    passphrase = forms.CharField(
        min_length=sharing.SHORTEST,
        max_length=500,
        strip=False,
        widget=_SECRET,
        help_text="A few words that only your friend learns, by telephone rather than by mail.",
    )
    again = forms.CharField(
        label="The passphrase again", max_length=500, strip=False, widget=_SECRET
    )

    def clean(self) -> dict[str, Any]:
        """Both passphrases are the same."""
        said = super().clean() or {}
        if said.get("again") and said.get("passphrase") not in (None, said["again"]):
            self.add_error("again", "This differs from the first.")
        return said

    def sealed(self, owner: Owner, ticked: list[int], now: dt.datetime) -> bytes:
        """The sealed file. Raises KithworkError where there is nobody to show."""
        said = self.cleaned_data
        people = shareable(owner)
        if said["whom"] == "ticked":
            if not ticked:
                raise KithworkError("Tick the people first, or choose all your own kith.")
            people = [person for person in people if person.pk in set(ticked)]
        return sharing.share(owner, people, said["fields_shown"], said["passphrase"], now)


def shareable(owner: Owner) -> list[Person]:
    """One's own kith, without those to be left alone."""
    found = owner.people.known().filter(generation=0, leave_alone=False)
    return list(found.prefetch_related("contact_points", "positions__organisation", "alternatives"))


class TakeCircleForm(forms.Form):
    """The file, who gave it, and the passphrase they told."""

    file = forms.FileField(label="The file", max_length=200)
    sharer = forms.CharField(
        label="Who gave it to you",
        max_length=300,
        help_text="Somebody in your own list, by name or number.",
        widget=forms.TextInput(attrs={"list": "sharers", "autocomplete": "off"}),
    )
    passphrase = forms.CharField(max_length=500, strip=False, widget=_SECRET)

    def take_in(self, owner: Owner, now: dt.datetime) -> tuple[Person, Absorbed]:
        """Take it in. Raises KithworkError for a wrong passphrase, file or name."""
        said = self.cleaned_data
        if said["file"].size > sharing.LARGEST:
            raise KithworkError("This file is too large for a shared circle.")
        friend = person_of(owner, said["sharer"])
        done = sharing.take_in(owner, said["file"].read(), friend, said["passphrase"], now)
        return friend, done
