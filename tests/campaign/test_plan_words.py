"""Each line of the plan says what tells this person from the others."""

import datetime as dt

import pytest

from kithwork.campaign.plan import make_plan
from kithwork.people.models import Organisation, Person, Position


@pytest.fixture
def ward(ada, bo, now):
    """Bo and Di on one ward, of which Ada knows both."""
    place = Organisation.objects.create(owner=ada, name="Example Ward", normal="example ward")
    di = Person.objects.create(owner=ada, name="Di Third", generation=0, created_at=now)
    Position.objects.create(person=bo, organisation=place, title="Ward Sister")
    Position.objects.create(person=di, organisation=place, title="Porter")
    bo.last_spoken_on = now.date() - dt.timedelta(days=800)
    bo.save()
    return di


def test_without_an_objective_role_last_word_and_colleagues_tell_people_apart(
    campaign, bo, ward, now
):
    reasons = {one.person: one.reason for one in make_plan(campaign, now).meetings}
    assert "Ward Sister at Example Ward." in reasons[bo]
    assert "You last spoke 2 years ago." in reasons[bo]
    assert "You know 1 more person at Example Ward." in reasons[bo]
    assert "Porter at Example Ward." in reasons[ward]
    assert reasons[bo] != reasons[ward]


def test_the_plan_says_where_it_does_not_know_when_one_last_spoke(campaign, bo, now):
    (one,) = make_plan(campaign, now).meetings
    assert "When you last spoke isn't written down." in one.reason


def test_whoever_one_spoke_to_lately_is_said_so(campaign, bo, now):
    bo.last_spoken_on = now.date() - dt.timedelta(days=3)
    bo.save()
    (one,) = make_plan(campaign, now, 1).meetings
    assert "You spoke lately." in one.reason
