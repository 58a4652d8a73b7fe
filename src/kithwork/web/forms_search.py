"""The forms of a headhunter's search."""

from __future__ import annotations

from typing import Any

from django import forms

from kithwork.boards.names import normal_name
from kithwork.campaign.models import Goal, Source
from kithwork.campaign.search import CallReport, OpinionHeard
from kithwork.people.introduce import NameGiven
from kithwork.web.forms_campaign import lines


class SearchForm(forms.Form):
    """What a new search is for."""

    wanted = forms.ChoiceField(label="You look for people for", choices=Goal.Wanted.choices)
    brief = forms.CharField(
        max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The post, or the field, as you would say it on the telephone.",
    )  # fmt: skip
    target = forms.IntegerField(
        label="So many qualified people are enough", min_value=1, max_value=100, initial=5
    )


class SourceForm(forms.Form):
    """Somebody to begin with."""

    name = forms.CharField(max_length=300)
    kind = forms.ChoiceField(choices=Source.Kind.choices)
    employer = forms.CharField(label="Association, school or firm", required=False, max_length=300)
    phone = forms.CharField(required=False, max_length=60)
    email = forms.EmailField(label="E-mail", required=False)

    def clean_employer(self) -> str:
        """A name has at least one letter or digit."""
        return _employer(str(self.cleaned_data["employer"]))

    def given(self) -> NameGiven:
        """The person as typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "kind"}
        return NameGiven(**said)


class CallForm(forms.Form):
    """What a call brought."""

    referrals = forms.CharField(
        label="Names, and they may be told who gave them", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: Name; employer; role. Only the name is needed.",
    )  # fmt: skip
    names = forms.CharField(
        label="Other names", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text="One a line, in the same way.",
    )  # fmt: skip
    opinions = forms.CharField(
        label="What they think of whom", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: “Name: what they said”. In confidence: no export, share or command "
        "ever shows it.",
    )  # fmt: skip
    told = forms.CharField(
        label="Anything else", required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean_referrals(self) -> list[NameGiven]:
        """Names with leave to say by whom."""
        return [_name(line, leave=True) for line in lines(self.cleaned_data["referrals"])]

    def clean_names(self) -> list[NameGiven]:
        """Names of which nothing was said."""
        return [_name(line) for line in lines(self.cleaned_data["names"])]

    def clean_opinions(self) -> list[OpinionHeard]:
        """Each line with whom it is about."""
        found = []
        for line in lines(self.cleaned_data["opinions"]):
            about, colon, said = line.partition(":")
            if not colon or not said.strip():
                raise forms.ValidationError("Write each line as “Name: what they said”.")
            found.append(OpinionHeard(about, said))
        return found

    def report(self, *, reached: bool) -> CallReport:
        """What was typed, as the record takes it."""
        said: dict[str, Any] = self.cleaned_data
        return CallReport(
            [*said["referrals"], *said["names"]], said["opinions"], said["told"], reached
        )


def _name(line: str, *, leave: bool | None = None) -> NameGiven:
    name, employer, role, *_ = [*(part.strip()[:300] for part in line.split(";")), "", ""]
    return NameGiven(name, _employer(employer), role, may_use_name=leave)


def _employer(name: str) -> str:
    if name.strip() and not normal_name(name):
        raise forms.ValidationError("Write the employer's name with letters.")
    return name.strip()
