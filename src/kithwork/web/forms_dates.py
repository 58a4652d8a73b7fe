"""The forms for offering times."""

from __future__ import annotations

from django import forms

LARGEST = 50_000_000  # bytes of a calendar file


class DatesForm(forms.Form):
    """How long, where both are, and how far ahead to look."""

    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=240)
    how_many = forms.IntegerField(label="How many times", min_value=1, max_value=6)
    days = forms.IntegerField(label="Within so many days", min_value=1, max_value=60)
    earliest = forms.DateField(
        label="Not before", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    their_place = forms.CharField(label="Where they are", required=False, max_length=200)
    my_place = forms.CharField(label="Where you will be", required=False, max_length=200)


class CalendarForm(forms.Form):
    """A calendar of one's own, for its busy times."""

    calendar = forms.FileField(
        label="A calendar file (.ics)",
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean_calendar(self) -> object:
        """Refuse what is larger than any calendar."""
        file = self.cleaned_data["calendar"]
        if file.size > LARGEST:
            raise forms.ValidationError("That is larger than any calendar.")
        return file
