"""The forms of openings and employers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django import forms

from kithwork.campaign.asked import Asked, asked_wanted
from kithwork.jobs.counts import start_of_day, start_of_week
from kithwork.jobs.job_types import job_types
from kithwork.jobs.models import Level
from kithwork.jobs.onet import occupations
from kithwork.jobs.search import Order, Wanted
from kithwork.people.models import Owner

FIELDS = {
    "words": "q", "place": "place", "near": "near", "employer": "employer", "since": "since",
    "job_type": "type", "occupation": "soc", "level": "level", "remote": "remote",
    "least_pay": "pay", "employers": "known", "aim": "mine",
}  # fmt: skip
"""By which field of the form each part of a search is asked for."""


class OpeningFilter(forms.Form):
    """What the list of openings shows."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    place = forms.CharField(label="Place (Leeds|York)", required=False, max_length=100)
    near = forms.CharField(label="Near a town", required=False, max_length=100)
    km = forms.ChoiceField(
        label="Within", required=False,
        choices=[("", "50 km"), *((str(km), f"{km} km") for km in (10, 25, 100, 250))],
    )  # fmt: skip
    employer = forms.CharField(required=False, max_length=200)
    since = forms.ChoiceField(
        label="New", required=False,
        choices=[("", "whenever"), ("today", "today"), ("week", "this week")],
    )  # fmt: skip
    type = forms.MultipleChoiceField(
        label="Job types (any of)", required=False, widget=forms.SelectMultiple({"size": 4}),
        choices=lambda: [(name, name) for name in job_types()],
    )  # fmt: skip
    level = forms.MultipleChoiceField(
        label="Levels (any of)", required=False, widget=forms.SelectMultiple({"size": 4}),
        choices=Level.choices,
    )  # fmt: skip
    pay = forms.ChoiceField(
        label="Pay a year from", required=False,
        choices=[("", "any"), *((str(k * 1000), f"{k},000") for k in (30, 40, 60, 80, 100, 150))],
    )  # fmt: skip
    order = forms.ChoiceField(
        required=False, choices=[("", "newest first"), ("best", "best first")]
    )
    soc = forms.CharField(
        label="Occupation", required=False, max_length=12, widget=forms.HiddenInput
    )
    remote = forms.BooleanField(label="remote only", required=False)
    mine = forms.BooleanField(label="matches my objective", required=False)
    known = forms.BooleanField(label="where I know someone", required=False)

    def narrowing(self) -> list[tuple[str, str]]:
        """The filters in words, each with its field: words, order and distance are none."""
        self.is_valid()
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value and name not in ("q", "order", "km"):
                choices = dict(getattr(field, "choices", ()))
                if name == "soc" and value in occupations():
                    choices = {value: occupations()[value].name}
                values = value if isinstance(value, list) else [value]
                said = " or ".join(str(choices.get(one, one)) for one in values)
                label = str(field.label or name).split(" (")[0]
                found.append((label if value is True else f"{label}: {said}", name))
        return found

    def said(self, name: str) -> object:
        """One field's value; nothing where it can't be understood."""
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def _any_of(self, name: str) -> str:
        chosen = self.said(name)
        return "|".join(chosen) if isinstance(chosen, list) else ""

    def wanted(self, owner: Owner, now: dt.datetime) -> Wanted:
        """The search that the fields ask for."""
        since = {
            "today": start_of_day(now, owner.time_zone),
            "week": start_of_week(now, owner.time_zone),
        }.get(str(self.said("since")))
        return replace(asked_wanted(self.asked(), owner, now), since=since)

    @property
    def wanted_order(self) -> Order:
        """Newest first unless the best are asked for."""
        return "best" if self.said("order") == "best" else "newest"

    def asked(self) -> Asked:
        """What the fields ask for, as an alert keeps it."""
        return Asked(
            words=str(self.said("q")),
            place=str(self.said("place")),
            near=str(self.said("near")),
            within_km=int(str(self.said("km") or 50)),
            employer=str(self.said("employer")),
            job_type=self._any_of("type"),
            occupation=str(self.said("soc")),
            level=self._any_of("level"),
            remote=True if self.said("remote") else None,
            least_pay=int(str(self.said("pay"))) if self.said("pay") else None,
            mine=bool(self.said("mine")),
            known=bool(self.said("known")),
        )


class AddressForm(forms.Form):
    """A careers address that somebody pastes, or an employer's name."""

    address = forms.CharField(
        label="The address of a careers page, a feed or one opening; or an employer's name",
        max_length=500,
    )
    employer = forms.CharField(
        label="What to call the employer (if the page doesn't say)", required=False
    )
