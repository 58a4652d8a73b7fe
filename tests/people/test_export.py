"""What is stored comes out, and comes back the same in another house."""

import datetime as dt

import pytest

from kithwork.people.absorb import absorb, preview
from kithwork.people.export import EXPORTS
from kithwork.people.imports.source import Source
from kithwork.people.models import (
    Alternative,
    ContactPoint,
    Evidence,
    Introduction,
    Organisation,
    Owner,
    Person,
    Position,
    Tie,
)

PLAIN = (
    "name", "given_name", "family_name", "headline", "location", "industry", "how_met", "notes",
    "birthday", "closeness", "connections", "generation", "last_spoken_on", "connected_on",
    "leave_alone",
)  # fmt: skip


@pytest.fixture
def house(ada, now):
    """Bo and Cy with everything that can be stored of them."""
    mill = Organisation.objects.create(owner=ada, name="Mill; Ltd", normal="mill")
    bo = Person.objects.create(
        owner=ada, name="Bo Friend", given_name="Bo", family_name="Friend", headline="=Miller",
        location="Milltown", industry="Food", how_met="At school,\nat play", notes="Tall; \\ loud",
        birthday="--03-07", closeness=0.9, connections=321, generation=0, created_at=now,
        last_spoken_on=dt.date(2026, 5, 1), connected_on=dt.date(2019, 1, 2), leave_alone=True,
        confidential_notes="Owes me ten pounds",
    )  # fmt: skip
    cy = Person.objects.create(owner=ada, name="Cy Stranger", created_at=now, generation=1)
    Person.objects.create(owner=ada, name="Dy Heard-Of", created_at=now)
    for kind, value, label in (
        ("email", "Bo@Example.org", "work"),
        ("phone", "+1 555 0100", "Mill, office"),
        ("profile", "https://www.linkedin.com/in/bo", ""),
        ("address", "1 Mill Lane, Milltown", "home"),
    ):
        normal = {"phone": "+15550100", "profile": "linkedin.com/in/bo"}.get(kind, value.lower())
        normal = "1 mill lane milltown" if kind == "address" else normal
        ContactPoint.objects.create(person=bo, kind=kind, value=value, label=label, normal=normal)
    Position.objects.create(
        person=bo, organisation=mill, title="Miller", started_on=dt.date(2020, 1, 1)
    )
    Position.objects.create(
        person=bo, organisation=mill, title="Help", ended_on=dt.date(2019, 12, 31)
    )
    Alternative.objects.create(person=bo, field="birthday", value="--03-08", said_at=now)
    Introduction.objects.create(
        owner=ada, introducer=bo, introduced=cy, may_use_name=True, on=dt.date(2026, 4, 1)
    )
    Tie.objects.create(owner=ada, person=bo, other=cy, own_word=0.4, created_at=now)
    Tie.objects.create(owner=ada, person=cy, organisation=mill, own_word=0.2, created_at=now)
    Evidence.objects.create(owner=ada, person=bo, other=cy, kind="meeting", mark="m", count=3)
    Evidence.objects.create(
        owner=ada, person=bo, kind="connected", mark="network", on=dt.date(2019, 1, 2)
    )
    Evidence.objects.create(owner=ada, person=bo, kind="school", mark="s", note="Mill School")
    return ada


def content(owner, links=True):
    people = {
        person.name: {
            "fields": [getattr(person, name) for name in PLAIN],
            "points": sorted(person.contact_points.values_list("kind", "value", "normal", "label")),
            "positions": sorted(
                map(str, person.positions.values_list("organisation__name", "title", "started_on",
                                                      "ended_on"))
            ),
            "also": sorted(person.alternatives.values_list("field", "value")),
            "by": sorted(person.introductions_received.values_list("introducer__name", flat=True)),
        }
        for person in owner.people.known()
    }  # fmt: skip
    if not links:
        return people
    return (
        people,
        sorted(map(str, owner.ties.values_list("person__name", "other__name",
                                               "organisation__name", "own_word"))),
        sorted(map(str, owner.evidence.values_list("person__name", "other__name", "kind", "on",
                                                   "count", "mark", "note"))),
        sorted(map(str, owner.introductions.values_list("introducer__name", "introduced__name",
                                                        "may_use_name", "on", "note"))),
    )  # fmt: skip


def carry(owner, form, now):
    """What `owner` exports, taken in by Eve."""
    eve = Owner.objects.create(username="eve")
    file = Source.of_bytes(f"people.{form}", EXPORTS[form](owner).encode())
    absorb(eve, preview(eve, [file], now), now)
    return eve


@pytest.mark.parametrize("form", ["vcard", "csv", "json"])
def test_all_that_is_stored_of_people_comes_back(house, now, form):
    assert content(carry(house, form, now), links=False) == content(house, links=False)


def test_json_brings_back_introductions_ties_and_evidence_too(house, now):
    assert content(carry(house, "json", now)) == content(house)


@pytest.mark.parametrize("form", ["vcard", "csv", "json"])
def test_taking_in_one_s_own_export_changes_nothing(house, now, form):
    before = content(house)
    file = Source.of_bytes("people", EXPORTS[form](house).encode())
    done = absorb(house, preview(house, [file], now), now)
    assert content(house) == before
    assert not done.recorded


@pytest.mark.parametrize("form", ["vcard", "csv", "json"])
def test_confidential_notes_never_leave(house, form):
    assert "ten pounds" not in EXPORTS[form](house)


@pytest.mark.parametrize("form", ["vcard", "csv", "json"])
def test_who_was_absorbed_into_another_is_not_written(house, now, form):
    bo = house.people.get(name="Bo Friend")
    Person.objects.create(owner=house, name="Robert F.", absorbed_into=bo, created_at=now)
    assert "Robert F." not in EXPORTS[form](house)
