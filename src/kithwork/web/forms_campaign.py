"""The forms of the campaign's pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from kithwork.boards.names import normal_name
from kithwork.campaign.models import Approach, Campaign, Finding, Objective, Question
from kithwork.campaign.record import FindingHeard, OutcomeReport, PromiseMade
from kithwork.campaign.sort_out import KINDS
from kithwork.people.introduce import NameGiven, organisation_named
from kithwork.people.models import Owner, Person
from kithwork.web.forms import yes_no
from kithwork.wording.told import propose


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class ObjectiveForm(forms.Form):
    """What one is aiming for."""

    text = forms.CharField(
        label="What are you aiming for?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In a few sentences. Broad is fine at first; you will rewrite it as you learn.",
    )
    aim = forms.CharField(
        label="In a few words", required=False, max_length=120,
        help_text="Every letter needs it, behind “I am looking into”: ward management",
    )  # fmt: skip
    occupations = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Target occupations, one a line, as titles put them: nurse manager",
    )  # fmt: skip
    places = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Target places, one a line; “remote” counts as one.",
    )  # fmt: skip
    employers = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Target employers, one a line. You need not know anybody there.",
    )  # fmt: skip

    @classmethod
    def showing(cls, objective: Objective | None) -> ObjectiveForm:
        """Filled with the version that holds now."""
        if objective is None:
            return cls()
        listed = ("occupations", "places", "employers")
        return cls(
            initial={
                "text": objective.text,
                "aim": objective.aim,
                **{f: "\n".join(getattr(objective, f)) for f in listed},
            }
        )


class OwnerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who writes the letters, and by which clock."""

    class Meta:
        model = Owner
        fields = ("first_name", "about_me", "time_zone")
        labels = {"first_name": "Your name, as you sign letters", "about_me": "You, behind “I am”"}
        help_texts = {"about_me": "In letters to strangers: a nurse on a surgical ward"}


class CampaignForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the campaign is run."""

    class Meta:
        model = Campaign
        fields = ("name", "meetings_a_week", "ask_again_after_days", "requests_a_day",
                  "reads_by_itself", "mails_alerts")  # fmt: skip
        labels = {
            "name": "The campaign's name",
            "ask_again_after_days": "Days before you ask the same person again",
            "requests_a_day": "Requests a day to employers' sites, at most",
            "reads_by_itself": "Read employers' boards by itself when they are due",
            "mails_alerts": "Mail me each morning what my alerts have found",
        }
        help_texts = {
            "ask_again_after_days": "",
            "mails_alerts": "From the account that letters leave by (see Mail) to its own address.",
        }


class ApproachForm(forms.Form):
    """A letter before it goes out."""

    channel = forms.ChoiceField(choices=Approach.Channel.choices)
    purpose = forms.CharField(
        max_length=300, required=False, help_text="What you want to learn from this person."
    )
    subject = forms.CharField(max_length=300, required=False)
    text = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs={"class": "letter"})
    )

    def __init__(self, *args: Any, approach: Approach, **kwargs: Any) -> None:
        self.approach = approach
        kwargs["initial"] = {name: getattr(approach, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def save(self) -> Approach:
        """Store the letter as it stands."""
        for name, value in self.cleaned_data.items():
            setattr(self.approach, name, value)
        self.approach.save()
        return self.approach


class MeetingForm(forms.Form):
    """A meeting to be agreed."""

    purpose = forms.CharField(
        max_length=300, help_text="What do you want to learn from it? A meeting needs a purpose."
    )
    starts_at = forms.DateTimeField(
        label="When",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    minutes = forms.IntegerField(label="Minutes promised", min_value=5, max_value=240, initial=20)
    place = forms.CharField(max_length=200, required=False, help_text="Or a number, or a link.")


class OutcomeForm(forms.Form):
    """What a meeting brought; each part may stay empty."""

    told = forms.CharField(
        label="In your own words", required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Write or dictate freely; sort it below as far as you like.",
    )  # fmt: skip
    findings = forms.CharField(
        label="What you learnt", required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line. Begin a line with “opening:” (or “opening at "
        "Acme:”), “trend:”, “event:” or “opinion:” where it is one; end it with “(confidential)” "
        "to keep it out of every export.",
    )  # fmt: skip
    exposed = forms.CharField(
        label="Who else heard of you", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text="Names, one a line.",
    )  # fmt: skip
    promises = forms.CharField(
        label="What you promised", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text="One a line.",
    )  # fmt: skip
    needs = forms.CharField(
        label="What they look for", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line: a supplier, a flat, a speaker. You may know somebody who helps.",
    )  # fmt: skip
    purpose_met = forms.TypedChoiceField(
        label="Was the purpose met?", required=False, coerce=yes_no, empty_value=None,
        choices=[("", "not said"), ("yes", "yes"), ("no", "no")],
    )  # fmt: skip
    opening_raised_by = forms.ChoiceField(
        label="Did somebody raise an opening?", required=False,
        choices=[("", "no"), ("contact", "they did"), ("seeker", "I did")],
    )  # fmt: skip

    ROW = ("name", "employer", "role", "email", "leave", "note")

    @classmethod
    def sorted_out(cls, typed: QueryDict, met: str) -> OutcomeForm:
        """The same form with what the account seems to hold put into its parts, to be confirmed."""
        seen = propose(typed.get("told", ""), met=met)
        filled = typed.copy()
        _add_lines(
            filled, "findings", [f if k == "fact" else f"{k}: {f}" for k, f in seen.findings]
        )
        _add_lines(filled, "promises", seen.promises)
        _add_lines(filled, "needs", seen.needs)
        known = {name.strip().casefold() for name in typed.getlist("name-name")}
        for one in seen.names:
            if one.name.casefold() not in known:
                values = {"name": one.name, "employer": one.employer,
                          "leave": "yes" if one.may_use_name else ""}  # fmt: skip
                for field in cls.ROW:
                    filled.appendlist(f"name-{field}", values.get(field, ""))
        return cls(filled)

    def rows(self) -> list[dict[str, str]]:
        """The rows of names as they were typed, always with an empty one to write into."""
        typed = self.data if isinstance(self.data, QueryDict) else QueryDict()
        columns = {field: typed.getlist(f"name-{field}") for field in self.ROW}
        count = max((len(column) for column in columns.values()), default=0)
        filled = [
            {f: column[i] if i < len(column) else "" for f, column in columns.items()}
            for i in range(count)
        ]
        kept = [row for row in filled if any(row.values())]
        return kept + [dict.fromkeys(self.ROW, "")] * max(1, 2 - len(kept))

    def report(self) -> OutcomeReport:
        """What was typed, as the record takes it."""
        said = self.cleaned_data
        return OutcomeReport(
            told=said["told"],
            findings=[*self.answers(), *map(finding, lines(said["findings"]))],
            names=[_name(row) for row in self.rows() if row["name"].strip()],
            exposed=lines(said["exposed"]),
            promises=[PromiseMade(line) for line in lines(said["promises"])],
            needs=lines(said["needs"]),
            purpose_met=said["purpose_met"],
            opening_raised_by=said["opening_raised_by"],
        )

    def answers(self) -> list[FindingHeard]:
        """What was said to one's questions, each beside its question on the page."""
        typed = self.data if isinstance(self.data, QueryDict) else QueryDict()
        named = ((name.removeprefix("answer-"), str(typed[name]).strip()) for name in typed)
        return [
            FindingHeard(said[:2000], answers=int(number))
            for number, said in named
            if said and number.isascii() and number.isdigit() and len(number) < 18
        ]

    def asked(self, questions: Iterable[Question]) -> list[tuple[Question, str]]:
        """Each question with what was typed beside it."""
        typed = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return [(one, typed.get(f"answer-{one.pk}", "")) for one in questions]


def _add_lines(filled: QueryDict, field: str, more: Iterable[str]) -> None:
    """Add the lines that are not there yet."""
    there = lines(filled.get(field, ""))
    filled[field] = "\n".join([*there, *(line for line in more if line not in there)])


def _name(row: dict[str, str]) -> NameGiven:
    return NameGiven(
        name=row["name"][:300],
        employer=row["employer"][:300],
        role=row["role"][:300],
        email=row["email"][:200],
        may_use_name=yes_no(row["leave"]),
        note=row["note"][:500],
    )


def finding(line: str) -> FindingHeard:
    """One line as a finding: a leading word names its kind, a closing word its secrecy.

    Behind the kind may stand the employer: "opening at Acme: a ward lead leaves".
    """
    mark = "(confidential)"
    confidential = line.casefold().endswith(mark)
    text = line[: -len(mark)].strip() if confidential else line
    kind, colon, rest = text.partition(":")
    known, _, employer = kind.strip().partition(" at ")
    if colon and known.casefold() in Finding.Kind.values and rest.strip():
        about = employer.strip()[:300]
        return FindingHeard(rest.strip(), known.casefold(), confidential=confidential, about=about)
    return FindingHeard(text, confidential=confidential)


class QuestionForm(forms.Form):
    """Something one wants to know."""

    text = forms.CharField(label="What do you want to know?", max_length=500)


class SortForm(forms.Form):
    """What a caught remark becomes."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    text = forms.CharField(required=False, max_length=2000)
    person = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)

    def clean_person(self) -> Person | None:
        """The one person of this name, or nobody."""
        return person_named(self.owner, str(self.cleaned_data["person"]))


class FindingForm(forms.Form):
    """Something learnt outside a recorded meeting."""

    text = forms.CharField(label="What you learnt", widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(choices=Finding.Kind.choices, initial=Finding.Kind.FACT)
    confidence = forms.TypedChoiceField(
        choices=Finding.Confidence.choices, coerce=int, initial=Finding.Confidence.LIKELY
    )
    said_by = forms.CharField(label="Who said it", required=False, max_length=300)
    employer = forms.CharField(label="About which employer", required=False, max_length=300)
    answers = forms.ModelChoiceField(
        label="Answers your question", queryset=Question.objects.none(), required=False
    )
    confidential = forms.BooleanField(required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        self.campaign = campaign
        super().__init__(*args, **kwargs)
        self.fields["answers"].queryset = campaign.questions.all()  # type: ignore[attr-defined]

    def clean_said_by(self) -> Person | None:
        """The one person of this name, or nobody."""
        return person_named(self.campaign.owner, str(self.cleaned_data["said_by"]))

    def save(self, now: dt.datetime) -> Finding:
        """Store it."""
        said, owner = dict(self.cleaned_data), self.campaign.owner
        employer = said.pop("employer").strip()
        place = organisation_named(owner, employer) if normal_name(employer) else None
        return Finding.objects.create(
            owner=owner, campaign=self.campaign, about_organisation=place,
            heard_on=owner.today(now), **said,
        )  # fmt: skip


def person_named(owner: Owner, name: str) -> Person | None:
    """The one person of this name; a form error where there is none, or several."""
    if not name.strip():
        return None
    found = list(owner.people.known().filter(name__iexact=name.strip())[:2])
    if len(found) != 1:
        several = "Several people are" if found else "Nobody here is"
        raise forms.ValidationError(f"{several} called {name.strip()}.")
    return found[0]
