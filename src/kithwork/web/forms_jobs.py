"""The forms of openings and employers."""

from __future__ import annotations

import datetime as dt

from django import forms

from kithwork.jobs.counts import start_of_day, start_of_week
from kithwork.jobs.job_types import job_types
from kithwork.jobs.models import Level
from kithwork.jobs.search import Wanted
from kithwork.people.models import Owner


class OpeningFilter(forms.Form):
    """What the list of openings shows."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    place = forms.CharField(required=False, max_length=100)
    employer = forms.CharField(required=False, max_length=200)
    since = forms.ChoiceField(
        label="New", required=False,
        choices=[("", "whenever"), ("today", "today"), ("week", "this week")],
    )  # fmt: skip
    type = forms.ChoiceField(
        label="Job type", required=False,
        choices=lambda: [("", "any"), *((name, name) for name in job_types())],
    )  # fmt: skip
    level = forms.ChoiceField(required=False, choices=[("", "any"), *Level.choices])
    remote = forms.BooleanField(label="remote only", required=False)
    mine = forms.BooleanField(label="matches my objective", required=False)
    known = forms.BooleanField(label="where I know someone", required=False)

    @property
    def narrowed(self) -> bool:
        """Whether more than words was asked for."""
        return any(self.data.get(name) for name in self.fields if name != "q")

    def said(self, name: str) -> object:
        """One field's value; nothing where it can't be understood."""
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def wanted(self, owner: Owner, now: dt.datetime) -> Wanted:
        """The search that the fields ask for."""
        since = {
            "today": start_of_day(now, owner.time_zone),
            "week": start_of_week(now, owner.time_zone),
        }.get(str(self.said("since")))
        return Wanted(
            words=str(self.said("q")),
            place=str(self.said("place")),
            employer=str(self.said("employer")),
            since=since,
            job_type=str(self.said("type")),
            level=str(self.said("level")),
            remote=True if self.said("remote") else None,
        )


class AddressForm(forms.Form):
    """A careers address that somebody pastes."""

    address = forms.CharField(label="A careers address", max_length=500)
    employer = forms.CharField(label="Employer (if the page doesn't say)", required=False)
