"""Ways lead through those one knows, and say who is to be asked for what."""

import datetime as dt

import pytest

from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.ways import ways_into_employers, ways_to_person
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, introduce, know, organisation_named
from kithwork.people.models import Evidence, Tie
from kithwork.people.snapshot import snapshot, tie_of


def test_a_way_leads_through_whoever_gave_the_name(campaign, bo, now):
    cy = introduce(bo, NameGiven("Cy Stranger", "Acme"), now).person
    (way,) = ways_to_person(campaign, cy, now)
    assert way.people == (bo, cy)
    assert way.chance == pytest.approx(0.9 * way.chances[1])
    assert way.ask == "Ask Bo Friend about Cy Stranger, and whether you may use Bo Friend's name."


def test_into_an_employer_through_people_there(campaign, bo, now, ada):
    cy = introduce(bo, NameGiven("Cy Stranger", "Acme"), now).person
    (way,) = ways_into_employers(campaign, [organisation_named(ada, "Acme Inc")], now)
    assert way.people[-1] == cy


def test_second_hand_knowledge_of_an_employer_counts(campaign, bo, now, ada):
    acme = organisation_named(ada, "Acme")
    Tie.objects.create(owner=ada, person=bo, organisation=acme, own_word=0.5, created_at=now)
    (way,) = ways_into_employers(campaign, [acme], now)
    assert way.chance == pytest.approx(0.45, abs=1e-4)
    assert way.ask == "Ask Bo Friend whom they know at Acme."


def test_somebody_asked_lately_is_shown_with_the_reason_and_ranks_lower(campaign, ada, bo, now):
    dee = know(ada, NameGiven("Dee Fern"), now)
    dee.closeness = 0.5
    dee.save()
    cy = introduce(bo, NameGiven("Cy Stranger"), now).person
    introduce(dee, NameGiven("Cy Stranger"), now)
    assert [w.people[0] for w in ways_to_person(campaign, cy, now)] == [bo, dee]
    mark_sent(draft_approach(campaign, bo, now), now)
    later = now + dt.timedelta(days=3)
    ways = ways_to_person(campaign, cy, later)
    assert [w.people[0] for w in ways] == [dee, bo]
    assert ways[1].resting == ("Bo Friend was asked 3 days ago",)


def test_nobody_known_gives_no_way(campaign, cy, now):
    assert ways_to_person(campaign, cy, now) == []


def test_a_silly_number_of_ways_is_refused(campaign, cy, now):
    with pytest.raises(KithworkError):
        ways_to_person(campaign, cy, now, top=0)


def test_the_circle_is_built_again_when_something_changed(campaign, ada, bo, now):
    before = snapshot(ada, now.date())
    assert snapshot(ada, now.date()) is before
    introduce(bo, NameGiven("Cy Stranger"), now)
    assert snapshot(ada, now.date()) is not before


def test_ones_own_word_stands_above_the_evidence(ada, bo, now):
    Evidence.objects.create(owner=ada, person=bo, kind="mail_to", count=50, mark="m")
    assert tie_of(ada, bo, now.date()).chance == 0.9
    bo.closeness = None
    bo.generation = None
    bo.save()
    assert tie_of(ada, bo, now.date()).chance == 0
