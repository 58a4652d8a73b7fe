"""The forms of letters on paper, letters of a situation, and mailings."""

from __future__ import annotations

from typing import Any

from django import forms

from kithwork.campaign.letter import Said, situations_of
from kithwork.campaign.models import Approach, Letterhead, Mailing
from kithwork.jobs.models import Posting
from kithwork.people.models import Owner, Person
from kithwork.web.forms_campaign import lines, person_named


class LetterheadForm(forms.ModelForm):  # type: ignore[type-arg]
    """The sender's address."""

    class Meta:
        model = Letterhead
        fields = ("name", "address", "country", "place", "phone", "email")
        labels = {
            "name": "Your name on letters",
            "address": "Your postal address",
            "place": "The town that stands before the date",
            "email": "E-mail",
        }
        help_texts = {
            "country": "Two letters, such as DE or US. It decides whether letters are printed on "
            "A4 or on US Letter.",
            "place": "",
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def clean_country(self) -> str:
        """Two letters, or nothing."""
        country = str(self.cleaned_data["country"]).strip().upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise forms.ValidationError("Write two letters, such as DE or US.")
        return country


class WriteForm(forms.Form):
    """A letter of a situation, with what only the writer can know."""

    situation = forms.ChoiceField(label="What kind of letter is it?")
    channel = forms.ChoiceField(
        label="How it goes", required=False,
        choices=[("", "as usual with this person"), *Approach.Channel.choices],
    )  # fmt: skip
    opening = forms.ModelChoiceField(
        label="About which opening", required=False, queryset=Posting.objects.none(),
        empty_label="none", help_text="For a targeted letter.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why you write to them", required=False, max_length=200,
        help_text="As it goes behind “because of”: your new plant in Kiel",
    )  # fmt: skip
    strength = forms.CharField(
        label="What you can do", required=False, max_length=300,
        help_text="A whole sentence: I have run crews of eight.",
    )  # fmt: skip
    school = forms.CharField(
        label="The school that you share", required=False, max_length=120,
        help_text="For somebody of the same school.",
    )  # fmt: skip
    learnt = forms.CharField(
        label="What you learnt from them", required=False, max_length=200,
        help_text="For thanks and reports, behind “about”: how wards are staffed",
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {name: what for name, what in situations_of().items() if name != "mass_mailing"}
        choices = [(name, f"{name.replace('_', ' ')}: {what}") for name, what in names.items()]
        self.fields["situation"].choices = choices  # type: ignore[attr-defined]
        position = person.current_position()
        if position is not None:
            there = Posting.objects.open().filter(normal=position.organisation.normal)
            self.fields["opening"].queryset = there  # type: ignore[attr-defined]

    def said(self) -> Said:
        """What was typed, as the letter takes it."""
        parts = ("reason", "strength", "school", "learnt", "opening")
        return Said(**{part: self.cleaned_data[part] for part in parts})


class MailingForm(forms.Form):
    """A new mailing."""

    name = forms.CharField(
        label="What to call it", max_length=200, help_text="Welders in Kiel, autumn"
    )
    channel = forms.ChoiceField(label="How it goes", choices=Mailing.Channel.choices)


class MailingTextForm(forms.Form):
    """The words of a mailing."""

    subject = forms.CharField(max_length=300, required=False)
    text = forms.CharField(
        label="The letter", max_length=20_000, widget=forms.Textarea(attrs={"class": "letter"}),
        help_text="Fields such as {name}, {given}, {employer}, or any column of your list, become "
        "each recipient’s own words; {name|Sir or Madam} says what to write where there is none.",
    )  # fmt: skip


class RecipientsForm(forms.Form):
    """People one knows of, and everybody at an employer."""

    people = forms.CharField(
        label="People you know of", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Names, one a line.",
    )  # fmt: skip
    employers = forms.CharField(
        label="Everybody you know of at these employers", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line. Only people with an address are taken.",
    )  # fmt: skip

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(*args, **kwargs)

    def clean_people(self) -> list[Person]:
        """Each line is one person."""
        found = [person_named(self.owner, name) for name in lines(self.cleaned_data["people"])]
        return [person for person in found if person is not None]

    def clean_employers(self) -> list[str]:
        """Each line is one employer."""
        return lines(self.cleaned_data["employers"])


class StartForm(forms.Form):
    """How slowly letters go."""

    an_hour = forms.IntegerField(label="Letters an hour, at most", min_value=1, max_value=60)
    from_hour = forms.IntegerField(label="From, o’clock", min_value=0, max_value=23)
    until_hour = forms.IntegerField(label="Until, o’clock", min_value=1, max_value=24)
