"""The forms of the pages: they check what was typed and hand it to the rooms' verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q

from kithwork.boards.names import normal_name
from kithwork.people.imports.keys import point_key
from kithwork.people.introduce import organisation_named
from kithwork.people.models import Owner, Person, Position, Tie
from kithwork.people.models.person import PersonQuerySet

LEAVE = [("", "not asked"), ("yes", "yes"), ("no", "no")]


def yes_no(value: str) -> bool | None:
    """'yes' and 'no' as values, anything else as unknown."""
    return {"yes": True, "no": False}.get(value)


class PersonFilter(forms.Form):
    """What the list of people shows."""

    q = forms.CharField(label="Search", required=False, max_length=200)
    generation = forms.ChoiceField(
        required=False,
        choices=[("", "anybody"), ("0", "own kith"), ("1", "by one introduction"),
                 ("2", "by two"), ("3", "by three or more"), ("none", "only heard of")],
    )  # fmt: skip
    employer = forms.CharField(required=False, max_length=200)
    warmth = forms.ChoiceField(
        required=False,
        choices=[("", "any"), ("close", "close"), ("some", "somewhat"), ("unknown", "not said")],
    )
    spoken = forms.ChoiceField(
        label="Last spoken",
        required=False,
        choices=[("", "whenever"), ("month", "within a month"), ("year", "over a year ago"),
                 ("never", "never met")],
    )  # fmt: skip

    @property
    def narrowed(self) -> bool:
        """Whether more than words was asked for."""
        return any(self.data.get(name) for name in self.fields if name != "q")

    def chosen(self, people: PersonQuerySet, today: dt.date) -> PersonQuerySet:
        """Those of `people` that the filter lets through; a bad filter is no filter."""
        if not self.is_valid():
            return people
        said = self.cleaned_data
        found = people.named_like(said["q"]) if said["q"] else people
        if said["employer"]:
            found = found.filter(
                positions__organisation__normal__contains=normal_name(said["employer"]),
                positions__ended_on=None,
            ).distinct()
        for condition in (
            _generation(said["generation"]), _warmth(said["warmth"]), _spoken(said["spoken"], today)
        ):  # fmt: skip
            found = found.filter(condition)
        return found


def _generation(said: str) -> Q:
    if said == "none":
        return Q(generation=None)
    if said == "3":
        return Q(generation__gte=3)
    return Q(generation=int(said)) if said else Q()


def _warmth(said: str) -> Q:
    return {
        "close": Q(closeness__gte=0.6),
        "some": Q(closeness__lt=0.6),
        "unknown": Q(closeness=None),
    }.get(said, Q())


def _spoken(said: str, today: dt.date) -> Q:
    return {
        "month": Q(last_spoken_on__gte=today - dt.timedelta(days=31)),
        "year": Q(last_spoken_on__lt=today - dt.timedelta(days=365)),
        "never": Q(last_spoken_on=None),
    }.get(said, Q())


class PersonForm(forms.Form):
    """What one writes down of a person."""

    name = forms.CharField(max_length=300)
    employer = forms.CharField(required=False, max_length=300)
    role = forms.CharField(required=False, max_length=300)
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(required=False, max_length=60)
    location = forms.CharField(required=False, max_length=200)
    known = forms.ChoiceField(
        label="Do you know each other?",
        choices=[("yes", "yes, we have met"), ("no", "no, I only know of them")],
    )
    closeness = forms.ChoiceField(
        label="How well",
        required=False,
        choices=[("", "not said"), ("0.9", "close"), ("0.6", "well"), ("0.3", "a little"),
                 ("0.1", "hardly")],
    )  # fmt: skip
    last_spoken_on = forms.DateField(
        label="Last spoken on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    how_met = forms.CharField(
        label="How you met", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    confidential_notes = forms.CharField(
        label="Confidential notes (never exported or shared)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    leave_alone = forms.BooleanField(label="Leave this person alone", required=False)

    COPIED = ("name", "location", "how_met", "notes", "confidential_notes", "leave_alone",
              "last_spoken_on")  # fmt: skip

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        self.person = person
        if person is not None:
            kwargs["initial"] = self._as_written(person)
        super().__init__(*args, **kwargs)

    def _as_written(self, person: Person) -> dict[str, object]:
        position = person.current_position()
        points = {p.kind: p.value for p in reversed(person.contact_points.all())}
        return {
            **{field: getattr(person, field) for field in self.COPIED},
            "employer": position.organisation.name if position else "",
            "role": position.title if position else person.headline,
            "email": points.get("email", ""),
            "phone": points.get("phone", ""),
            "known": "yes" if person.generation == 0 else "no",
            "closeness": "" if person.closeness is None else f"{person.closeness:.1f}",
        }

    def clean_employer(self) -> str:
        """An employer's name has at least one letter or digit."""
        name = str(self.cleaned_data["employer"]).strip()
        if name and not normal_name(name):
            raise forms.ValidationError("Write the employer's name with letters.")
        return name

    def save(self, owner: Owner, now: dt.datetime) -> Person:
        """Store what was typed."""
        said = self.cleaned_data
        person = self.person or Person(owner=owner, created_at=now)
        for field in self.COPIED:
            setattr(person, field, said[field])
        person.closeness = float(said["closeness"]) if said["closeness"] else None
        if said["known"] == "yes":
            person.generation = 0
        elif person.generation == 0:
            person.generation = None
        person.headline = said["role"] or person.headline
        person.save()
        self._save_position(person, now)
        self._save_points(person)
        return person

    def _save_position(self, person: Person, now: dt.datetime) -> None:
        said = self.cleaned_data
        current = person.current_position()
        if not said["employer"]:
            return
        organisation = organisation_named(person.owner, said["employer"])
        if current and (current.organisation, current.title) == (organisation, said["role"]):
            return
        if current and current.organisation == organisation:
            current.title = said["role"]
            current.save()
            return
        if current:
            current.ended_on = person.owner.today(now)
            current.save()
        Position.objects.update_or_create(
            person=person, organisation=organisation, title=said["role"],
            defaults={"ended_on": None},
        )  # fmt: skip

    def _save_points(self, person: Person) -> None:
        for kind in ("email", "phone"):
            value = str(self.cleaned_data[kind]).strip()
            if key := point_key(kind, value):
                person.contact_points.get_or_create(
                    kind=kind, normal=key, defaults={"value": value}
                )


class IntroductionForm(forms.Form):
    """A name that somebody gave."""

    name = forms.CharField(max_length=300)
    employer = forms.CharField(required=False, max_length=300)
    role = forms.CharField(required=False, max_length=300)
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(required=False, max_length=60)
    may_use_name = forms.TypedChoiceField(
        label="May you use their name?", required=False, choices=LEAVE, coerce=yes_no,
        empty_value=None,
    )  # fmt: skip
    note = forms.CharField(label="What they said", required=False, max_length=500)


class TieForm(forms.Form):
    """Whom a person knows: somebody by name, or people at an organisation."""

    other = forms.CharField(label="A person you both know of", required=False, max_length=300)
    organisation = forms.CharField(
        label="Or an employer where they know people", required=False, max_length=300
    )
    strength = forms.ChoiceField(
        label="How well",
        choices=[("", "not said"), ("0.8", "well: would surely pass you on"),
                 ("0.5", "would probably pass you on"), ("0.2", "hardly")],
        required=False,
    )  # fmt: skip
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Exactly one of person and organisation, and a person must be known by that name."""
        said = super().clean() or {}
        other, place = said.get("other"), said.get("organisation")
        if bool(other) == bool(place):
            raise forms.ValidationError("Give either a person or an employer.")
        if other:
            found = list(self.person.owner.people.known().filter(name__iexact=other)[:2])
            if len(found) != 1 or found[0] == self.person:
                raise forms.ValidationError(
                    f"{'Several people are' if len(found) > 1 else 'Nobody else is'} called "
                    f"{other} here; add them with a name of their own first."
                )
            said["other"] = found[0]
        elif not normal_name(str(place)):
            raise forms.ValidationError("Write the employer's name with letters.")
        return said

    def save(self, now: dt.datetime) -> Tie:
        """Store the tie; saying it again replaces the earlier word."""
        said = self.cleaned_data
        owner = self.person.owner
        place = organisation_named(owner, said["organisation"]) if said["organisation"] else None
        return Tie.objects.update_or_create(
            person=self.person,
            other=said["other"] or None,
            organisation=place,
            defaults={
                "owner": owner,
                "own_word": float(said["strength"]) if said["strength"] else None,
                "note": said["note"],
                "created_at": now,
            },
        )[0]
