"""Ways, merges and the review queue, as they are asked for."""

from __future__ import annotations

import pytest

from kithwork.errors import KithworkError
from kithwork.operations import circle
from kithwork.people.introduce import organisation_named
from kithwork.people.models import ContactPoint, Person, Position, ReviewPair, Tie


@pytest.fixture
def ibm(ada, bo, now):
    """IBM the group with a German legal entity, where Bo's acquaintance works."""
    group = organisation_named(ada, "IBM")
    entity = organisation_named(ada, "IBM Deutschland GmbH")
    dee = Person.objects.create(owner=ada, name="Dee Inside", created_at=now)
    Position.objects.create(person=dee, organisation=entity, title="Clerk")
    Tie.objects.create(owner=ada, person=bo, other=dee, own_word=0.5, created_at=now)
    return group, entity


def test_the_way_to_a_stranger_leads_through_who_knows_them(ada, bo, cy, now):
    Tie.objects.create(owner=ada, person=bo, other=cy, own_word=0.5, created_at=now)
    found = circle.people_paths(ada, to="Cy Stranger", now=now)
    assert found.ways[0].through == ("Bo Friend", "Cy Stranger")
    assert "Bo Friend" in found.ways[0].ask
    assert "you -> Bo Friend -> Cy Stranger" in str(found)


def test_ways_into_a_group_lead_to_its_legal_entities(ada, ibm, now):
    group, entity = ibm
    assert circle.people_paths(ada, to="IBM", now=now).ways == ()
    circle.organisations_group(ada, "IBM Deutschland GmbH", under="IBM", now=now)
    assert circle.people_paths(ada, to="IBM", now=now).ways[0].through[0] == "Bo Friend"
    with pytest.raises(KithworkError, match="circle"):
        circle.organisations_group(ada, str(group.pk), under=str(entity.pk), now=now)


def test_names_that_belong_together_are_suggested_until_they_do(ada, ibm, now):
    found = circle.organisations_suggest(ada)
    assert [one.relation for one in found] == ["group"]
    assert found[0].first.startswith("IBM (")
    circle.organisations_group(ada, "IBM Deutschland GmbH", under="IBM", now=now)
    assert circle.organisations_suggest(ada) == []


def test_organisations_become_one_and_two_again(ada, ibm, now):
    long = organisation_named(ada, "Intl. Business Machines")
    eli = Person.objects.create(owner=ada, name="Eli Also", created_at=now)
    Position.objects.create(person=eli, organisation=long)
    done = circle.organisations_merge(ada, "IBM", "Intl. Business Machines", now=now)
    assert eli.positions.get().organisation == ibm[0]
    assert organisation_named(ada, "Intl. Business Machines") == ibm[0]
    circle.organisations_split(ada, done.number, now=now)
    assert eli.positions.get().organisation == long


def test_a_person_who_was_at_both_keeps_each_word_about_it(ada, ibm, now):
    """Clerk at both, from different days: one position stays, the other day is an alternative."""
    long = organisation_named(ada, "Intl. Business Machines")
    dee = Person.objects.get(name="Dee Inside")
    Position.objects.create(person=dee, organisation=long, title="Clerk", started_on="2020-01-01")
    Position.objects.filter(person=dee, organisation=ibm[1]).update(started_on="2021-01-01")
    done = circle.organisations_merge(ada, str(ibm[1].pk), str(long.pk), now=now)
    assert dee.positions.count() == 1
    assert dee.alternatives.get().value == "2020-01-01"
    circle.organisations_split(ada, done.number, now=now)
    assert dee.positions.count() == 2
    assert not dee.alternatives.exists()


def test_a_group_taken_into_its_entity_is_no_group_of_itself(ada, ibm, now):
    circle.organisations_group(ada, "IBM Deutschland GmbH", under="IBM", now=now)
    done = circle.organisations_merge(ada, "IBM Deutschland GmbH", "IBM", now=now)
    ibm[1].refresh_from_db()
    assert ibm[1].group is None
    circle.organisations_split(ada, done.number, now=now)
    ibm[1].refresh_from_db()
    assert ibm[1].group == ibm[0]


@pytest.fixture
def twice(ada, bo, now):
    """Bo's second record with the same address."""
    again = Person.objects.create(owner=ada, name="Bo J. Friend", created_at=now)
    for one in (bo, again):
        ContactPoint.objects.create(
            person=one, kind="email", value="bo.friend@example.org", normal="bo.friend@example.org"
        )
    return again


def test_looking_puts_likely_pairs_into_the_queue_once(ada, bo, twice, now):
    assert circle.people_review_find(ada, now=now).new == 1
    assert circle.people_review_find(ada, now=now).new == 0
    waiting = circle.people_review(ada, now=now)
    assert waiting.count == 1
    assert waiting.pairs[0].evidence


def test_same_makes_one_of_two_and_unmerge_two_of_one(ada, bo, twice, now):
    circle.people_review_find(ada, now=now)
    number = circle.people_review(ada, now=now).pairs[0].number
    done = circle.people_same(ada, number, now=now)
    assert done.kept == "Bo Friend"
    assert [one.number for one in circle.people_merges(ada)] == [done.number]
    assert circle.people_review(ada, now=now).count == 0
    assert not circle.people_unmerge(ada, done.number, now=now).left
    assert ada.people.known().count() == 2
    with pytest.raises(KithworkError, match="already"):
        circle.people_unmerge(ada, done.number, now=now)


def test_different_is_never_asked_again(ada, bo, twice, now):
    circle.people_review_find(ada, now=now)
    circle.people_different(ada, ReviewPair.objects.get().pk, now=now)
    circle.people_review_find(ada, now=now)
    assert circle.people_review(ada, now=now).count == 0
    with pytest.raises(KithworkError, match="different"):
        circle.people_same(ada, ReviewPair.objects.get().pk, now=now)


def test_two_namesakes_at_different_places_do_not_wait(ada, bo, now):
    Person.objects.create(owner=ada, name="Elsewhere Altogether", created_at=now)
    assert circle.people_review_find(ada, now=now).waiting == 0
