"""Every employer in a list says who leads there, and agrees with its own page's ways."""

import datetime as dt

import pytest

from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.begin import write_objective
from kithwork.campaign.ways import ways_into_employers
from kithwork.campaign.ways_in import Best, in_order, into_groups, led_to, led_to_aims, ways_in
from kithwork.people import organise
from kithwork.people.introduce import NameGiven, introduce, know, organisation_named
from kithwork.people.models import Position, Tie


@pytest.fixture
def acme(ada, bo, now):
    """Acme, where Cy is, whom Bo introduced."""
    introduce(bo, NameGiven("Cy Stranger", "Acme"), now)
    return organisation_named(ada, "Acme")


@pytest.fixture
def bakery(ada, now):
    """The bakery, where Dee is, whom Ada hardly knows."""
    dee = know(ada, NameGiven("Dee Fern", "Bakery"), now)
    dee.closeness = 0.2
    dee.save()
    return organisation_named(ada, "Bakery")


def test_an_employers_best_way_is_the_first_on_its_page(campaign, acme, bakery, now):
    found = ways_in(campaign, now)
    for employer in (acme, bakery):
        (way, *_) = ways_into_employers(campaign, [employer], now)
        assert found[employer.pk].chance == pytest.approx(way.chance, rel=1e-4)
        assert found[employer.pk].first == way.people[0].pk


def test_where_nobody_leads_there_is_no_way_and_that_is_said(campaign, ada, acme, now):
    moon = organisation_named(ada, "Moon Base")
    found = ways_in(campaign, now)
    assert moon.pk not in found
    (led,) = led_to(ada, [moon.pk], found)
    assert str(led) == "Moon Base: nobody leads there yet"


def test_a_way_into_an_entity_leads_into_its_group(campaign, ada, acme, now):
    group = organisation_named(ada, "Acme Holding")
    assert group.pk not in ways_in(campaign, now)
    organise.put_into_group(acme, group)
    found = ways_in(campaign, now)
    assert found[group.pk] == found[acme.pk]


def test_of_a_groups_entities_the_easiest_counts_and_a_circle_ends():
    """1 and 2 belong to 3, which somebody put into 1."""
    weak, strong = Best(0.1, 7), Best(0.6, 8)
    assert into_groups({1: weak, 2: strong}, {1: 3, 2: 3, 3: 1}) == {
        1: strong,
        2: strong,
        3: strong,
    }
    assert into_groups({1: weak}, {}) == {1: weak}


def test_whoever_was_asked_lately_counts_for_less_and_says_why(campaign, ada, bo, acme, now):
    later = now + dt.timedelta(days=3)
    before = ways_in(campaign, later)[acme.pk]
    mark_sent(draft_approach(campaign, bo, now), now)
    after = ways_in(campaign, later)[acme.pk]
    assert after.chance == pytest.approx(0.3 * before.chance, rel=1e-3)
    assert after.resting == "asked 3 days ago"
    (led,) = led_to(ada, [acme.pk], {acme.pk: after})
    assert str(led).endswith("through Bo Friend first (asked 3 days ago)")


def test_employers_stand_in_the_order_asked_for(campaign, ada, acme, bakery, now):
    moon = organisation_named(ada, "A Moon Base")
    ways = ways_in(campaign, now)
    assert in_order(ada, "", "way", ways) == [acme.pk, bakery.pk, moon.pk]
    assert in_order(ada, "", "name", ways) == [moon.pk, acme.pk, bakery.pk]
    assert in_order(ada, "", "people", ways) == [acme.pk, bakery.pk, moon.pk]
    assert in_order(ada, "", "nonsense", ways) == [acme.pk, bakery.pk, moon.pk]
    assert in_order(ada, "MOON", "way", ways) == [moon.pk]


def test_the_employers_aimed_for_come_easiest_first_and_unknown_names_last(
    campaign, ada, acme, bakery, now
):
    write_objective(campaign, "Work.", now, employers=["Nowhere Ltd", "Bakery", "Acme Inc"])
    led = led_to_aims(campaign, now)
    assert [one.name for one in led] == ["Acme", "Bakery", "Nowhere Ltd"]
    assert led[0].first.name == "Bo Friend"
    assert led[2].employer is None
    assert not ada.organisations.filter(name__startswith="Nowhere").exists()


def test_a_person_with_two_roles_counts_once(campaign, ada, acme, now):
    cy = ada.people.get(name="Cy Stranger")
    Position.objects.create(person=cy, organisation=acme, title="Another")
    (led,) = led_to(ada, [acme.pk], {})
    assert led.here == 1


def test_a_hundred_employers_take_no_more_queries_than_one(
    campaign, ada, bo, acme, now, django_assert_max_num_queries
):
    ways_in(campaign, now)
    for number in range(100):
        place = organisation_named(ada, f"Shop {number}")
        Tie.objects.create(owner=ada, person=bo, organisation=place, own_word=0.5, created_at=now)
    ways_in(campaign, now)
    with django_assert_max_num_queries(20):
        ways = ways_in(campaign, now)
        led = led_to(ada, in_order(ada, "", "way", ways), ways)
    assert len(led) == 101
    assert all(one.chance for one in led)


def test_very_faint_ways_are_not_called_none(ada, acme):
    (led,) = led_to(ada, [acme.pk], {acme.pk: Best(0.004, None)})
    assert str(led) == "Acme: under 1%, you know somebody there yourself"


def test_what_became_of_employers_shows_at_once(campaign, ada, acme, bakery, now):
    """After a merge or the end of a job the circle is another, though no row was added."""
    assert set(ways_in(campaign, now)) == {acme.pk, bakery.pk}
    organise.merge_organisations(bakery, acme, [], now)
    assert set(ways_in(campaign, now)) == {bakery.pk}
    Position.objects.update(ended_on=now.date())
    assert ways_in(campaign, now) == {}
