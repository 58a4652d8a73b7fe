"""Two records of one person become one, and two again; nothing is dropped on either way."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kithwork.campaign.models import (
    Approach,
    Exposure,
    Finding,
    FollowUp,
    Meeting,
    NamedPerson,
    Outcome,
    PlanChoice,
)
from kithwork.errors import KithworkError
from kithwork.people.merge import merge, unmerge
from kithwork.people.models import (
    Alternative,
    ContactPoint,
    Evidence,
    Import,
    Introduction,
    Organisation,
    Owner,
    Person,
    Position,
    ReviewPair,
    Tie,
)

LATER = dt.timedelta(hours=1)
PASSED_OVER = {"people.merge", "sessions.session", "contenttypes.contenttype"}


def everything() -> dict[str, list[dict]]:
    """All rows of all tables, but the merges and the times of writing."""
    found = {}
    for model in apps.get_models():
        if model._meta.label_lower in PASSED_OVER:
            continue
        rows = serializers.serialize("python", model._base_manager.order_by("pk"))
        for row in rows:
            row["fields"].pop("updated_at", None)
        found[model._meta.label_lower] = rows
    return found


@pytest.fixture
def bobby(ada: Owner, now: dt.datetime) -> Person:
    """Another record of Bo."""
    return Person.objects.create(
        owner=ada, name="Bobby Friend", closeness=0.4, generation=1, headline="Nurse",
        notes="Likes tea.", confidential_notes="Ill last year.", leave_alone=True,
        last_spoken_on=dt.date(2026, 11, 1), created_at=now,
    )  # fmt: skip


def full_life(campaign, person, other, now, mark=""):
    """One row of every kind that points at a person."""
    owner, today = campaign.owner, now.date()
    place = Organisation.objects.get_or_create(
        owner=owner, normal="test", defaults={"name": "Test"}
    )[0]
    approach = Approach.objects.create(
        owner=owner, campaign=campaign, person=person, technique="networking", drafted_at=now
    )
    meeting = Meeting.objects.create(
        owner=owner, campaign=campaign, person=person, approach=approach, purpose="Ask",
        state="held", created_at=now,
    )  # fmt: skip
    outcome = Outcome.objects.create(meeting=meeting, recorded_at=now)
    named = Introduction.objects.create(owner=owner, introducer=person, introduced=other)
    NamedPerson.objects.create(outcome=outcome, person=other, introduction=named)
    NamedPerson.objects.create(outcome=outcome, person=person)
    Exposure.objects.create(outcome=outcome, person=person)
    Finding.objects.create(
        owner=owner, campaign=campaign, said_by=person, about_person=person, text="So.",
        heard_on=today,
    )  # fmt: skip
    FollowUp.objects.create(
        owner=owner, campaign=campaign, person=person, about=other, kind="thanks", due_on=today,
        created_at=now,
    )  # fmt: skip
    PlanChoice.objects.create(campaign=campaign, person=person, choice="pin", made_at=now)
    Position.objects.create(person=person, organisation=place, title=f"Nurse{mark}")
    ContactPoint.objects.create(
        person=person, kind="email", value=f"bo{mark}@example.org", normal=f"bo{mark}@example.org"
    )
    Alternative.objects.create(person=person, field="name", value=f"B{mark}", said_at=now)
    Tie.objects.create(owner=owner, person=person, other=other, own_word=0.5, created_at=now)
    Tie.objects.create(owner=owner, person=person, organisation=place, created_at=now)
    Evidence.objects.create(owner=owner, person=person, kind="mail_to", mark=f"m{mark}", count=3)
    Evidence.objects.create(owner=owner, person=person, other=other, kind="told", mark="t")


def pointing_at(person: Person) -> set[str]:
    found = set()
    for relation in Person._meta.get_fields():
        if relation.auto_created and not relation.concrete:
            model, name = relation.related_model, relation.field.name
            if model._base_manager.filter(**{name: person}).exists():
                found.add(f"{model._meta.label_lower}.{name}")
    return found


def test_everything_moves_and_comes_back(campaign, bo, bobby, cy, now):
    full_life(campaign, bobby, cy, now)
    pointed, before = pointing_at(bobby), everything()
    done = merge(bo, bobby, ["the same telephone"], now)
    assert pointing_at(bobby) == set()
    assert pointed <= pointing_at(bo)
    assert unmerge(done, now) == []
    assert everything() == before


def test_what_both_have_is_united_and_comes_back_apart(campaign, bo, bobby, cy, now):
    full_life(campaign, bo, cy, now)
    full_life(campaign, bobby, cy, now + LATER)
    Tie.objects.filter(person=bobby, other=cy).update(own_word=0.9, note="old friends")
    before = everything()
    done = merge(bo, bobby, [], now)
    tie = Tie.objects.get(other=cy)
    assert (tie.person, tie.own_word, tie.note) == (bo, 0.9, "old friends")
    assert bo.alternatives.filter(field="tie own word", value="0.5").exists()
    assert bo.introductions_given.count() == 1
    assert NamedPerson.objects.filter(introduction=bo.introductions_given.get()).count() == 2
    assert unmerge(done, now) == []
    assert everything() == before


def test_fields_that_differ_stay_as_alternatives_with_their_source(ada, bo, bobby, now):
    source = Import.objects.create(owner=ada, label="a.csv", kind="csv", created_at=now)
    Person.objects.filter(pk=bobby.pk).update(origin=source)
    bobby.refresh_from_db()
    merge(bo, bobby, [], now)
    bo.refresh_from_db()
    said = set(bo.alternatives.values_list("field", "value", "origin"))
    assert ("name", "Bobby Friend", source.pk) in said
    assert ("closeness", "0.4", source.pk) in said
    assert (bo.closeness, bo.generation, bo.headline) == (0.9, 0, "Nurse")
    assert bo.leave_alone
    assert bo.last_spoken_on == dt.date(2026, 11, 1)


def test_confidential_notes_never_become_alternatives_which_exports_show(bo, bobby, now):
    bo.confidential_notes = "Moving away."
    bo.save()
    merge(bo, bobby, [], now)
    bo.refresh_from_db()
    assert bo.confidential_notes == "Moving away.\n\nIll last year."
    assert not bo.alternatives.filter(value__contains="Ill").exists()


def test_a_tie_between_the_two_goes_and_comes_back(ada, bo, bobby, cy, now):
    Tie.objects.create(owner=ada, person=bo, other=bobby, note="the same?", created_at=now)
    Introduction.objects.create(owner=ada, introducer=bobby, introduced=bo)
    before = everything()
    done = merge(bo, bobby, [], now)
    assert not Tie.objects.exists()
    assert not Introduction.objects.exists()
    unmerge(done, now)
    assert everything() == before


def test_later_edits_stay_when_a_merge_is_taken_back(campaign, bo, bobby, cy, now):
    full_life(campaign, bobby, cy, now)
    done = merge(bo, bobby, [], now)
    bo.refresh_from_db()
    bo.notes, bo.headline = bo.notes + "\n\nMet again.", "Head nurse"
    bo.save()
    Meeting.objects.filter(person=bo).update(place="Café")
    Tie.objects.filter(person=bo, other=cy).delete()
    added = ContactPoint.objects.create(person=bo, kind="phone", value="1", normal="1")
    unmerge(done, now)
    bo.refresh_from_db()
    assert (bo.notes, bo.headline) == ("Met again.", "Head nurse")
    assert bobby.meetings.get().place == "Café"
    assert not bobby.ties.filter(other=cy).exists()
    assert list(bo.contact_points.all()) == [added]


def test_merges_one_after_the_other_can_be_taken_back_in_any_order(campaign, bo, bobby, cy, now):
    full_life(campaign, bobby, cy, now)
    third = Person.objects.create(owner=campaign.owner, name="B. Friend", created_at=now)
    before = everything()
    inner = merge(bo, bobby, [], now)
    outer = merge(third, bo, [], now)
    assert third.meetings.exists()
    unmerge(inner, now)
    assert bobby.meetings.exists()
    bobby.refresh_from_db()
    assert bobby.absorbed_into is None
    unmerge(outer, now)
    assert everything() == before


def test_questions_about_the_absorbed_are_asked_of_the_kept(ada, bo, bobby, cy, now):
    asked = {"owner": ada, "probability": 0.7, "created_at": now}
    pair = ReviewPair.objects.create(first=bo, second=bobby, **asked)
    other = ReviewPair.objects.create(
        **dict(zip(("first", "second"), sorted([bobby, cy], key=lambda p: p.pk), strict=True)),
        **asked,
    )
    done = merge(bo, bobby, [], now)
    pair.refresh_from_db()
    other.refresh_from_db()
    assert pair.decision == "same"
    assert {other.first_id, other.second_id} == {bo.pk, cy.pk}
    unmerge(done, now)
    pair.refresh_from_db()
    assert pair.decision == ""


def test_nobody_is_merged_with_themselves_or_across_owners(bo, now):
    stranger = Owner.objects.create(username="other")
    theirs = Person.objects.create(owner=stranger, name="Bo Friend", created_at=now)
    for other in (bo, theirs):
        with pytest.raises(KithworkError):
            merge(bo, other, [], now)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["point", "position", "tie", "place", "evidence", "intro", "also"]),
        st.integers(0, 1), st.integers(0, 2), st.integers(0, 1),
    ),
    max_size=14,
)  # fmt: skip


def plant(owner: Owner, people: list[Person], place: Organisation, rows, now) -> None:
    for kind, who, other, value in rows:
        one, two = people[who], people[other]
        if kind == "point":
            one.contact_points.get_or_create(
                kind="email", normal=f"{value}@example.org", defaults={"value": f"{other}"}
            )
        elif kind == "position":
            Position.objects.get_or_create(
                person=one, organisation=place, title=str(value),
                defaults={"started_on": dt.date(2020 + other, 1, 1)},
            )  # fmt: skip
        elif kind == "also":
            Alternative.objects.get_or_create(
                person=one, field="name", digest=Alternative.digest_of(str(value)),
                defaults={"value": str(value), "said_at": now},
            )  # fmt: skip
        elif kind == "place":
            Tie.objects.get_or_create(
                person=one, organisation=place,
                defaults={"owner": owner, "own_word": other / 3, "created_at": now},
            )  # fmt: skip
        elif one == two:
            Evidence.objects.get_or_create(
                person=one, other=None, kind="told", mark=str(value), defaults={"owner": owner}
            )
        elif kind == "tie":
            Tie.objects.get_or_create(
                person=one, other=two,
                defaults={"owner": owner, "own_word": value / 2, "created_at": now},
            )  # fmt: skip
        elif kind == "evidence":
            Evidence.objects.get_or_create(
                person=one, other=two, kind="told", mark=str(value), defaults={"owner": owner}
            )
        else:
            Introduction.objects.get_or_create(
                introducer=one, introduced=two, defaults={"owner": owner, "note": str(value)}
            )


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, first=st.integers(0, 1))
@pytest.mark.django_db(transaction=False)
def test_any_merge_taken_back_leaves_no_trace(ada, now, rows, first):
    from django.db import transaction

    with transaction.atomic():
        people = [Person.objects.create(owner=ada, name=n, created_at=now) for n in "XYZ"]
        place = Organisation.objects.create(owner=ada, name="Test", normal="test")
        plant(ada, people, place, rows, now)
        before = everything()
        done = merge(people[first], people[1 - first], [], now)
        assert pointing_at(people[1 - first]) == set()
        assert unmerge(done, now) == []
        assert everything() == before
        transaction.set_rollback(True)
