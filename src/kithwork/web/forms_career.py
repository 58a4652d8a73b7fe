"""The form for one employer or school of the owner's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from kithwork.errors import KithworkError
from kithwork.people.career import day_of, write_station
from kithwork.people.models import Owner, OwnStation


class _Begins(forms.CharField):
    """A year, a month or a day; as precise as one remembers."""

    def clean(self, value: Any) -> dt.date | None:
        """The day with which it begins."""
        try:
            return day_of(super().clean(value))
        except KithworkError as error:
            raise forms.ValidationError(str(error)) from error


class StationForm(forms.Form):
    """Where the owner worked or learnt, and when."""

    kind = forms.ChoiceField(label="What it was", choices=OwnStation.Kind.choices)
    organisation = forms.CharField(label="Its name", max_length=300)
    title = forms.CharField(label="Your role, or the degree", max_length=300, required=False)
    started_on = _Begins(
        label="From", max_length=40, required=False, help_text="A year, 2015-03 or March 2015."
    )
    ended_on = _Begins(
        label="Until", max_length=40, required=False, help_text="Empty: it still holds."
    )

    def __init__(self, *args: Any, station: OwnStation | None = None, **kwargs: Any) -> None:
        self.station = station
        if station:
            kwargs["initial"] = {
                "kind": station.kind, "organisation": station.organisation.name,
                "title": station.title, "started_on": station.started_on or "",
                "ended_on": station.ended_on or "",
            }  # fmt: skip
        super().__init__(*args, **kwargs)

    def save(self, owner: Owner) -> OwnStation | None:
        """Write it down; None, with the reason in the form, where it can't stand so."""
        try:
            return write_station(owner, station=self.station, **self.cleaned_data)
        except KithworkError as error:
            self.add_error(None, str(error))
            return None
