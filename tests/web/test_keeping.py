"""Promises have their wording, weeks their review, remarks their place, meetings their file."""

import datetime as dt

import pytest
from django.test import Client

from kithwork.campaign.begin import write_objective
from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.models import FollowUp
from kithwork.campaign.record import FindingHeard, OutcomeReport, record_outcome
from kithwork.people.introduce import NameGiven
from kithwork.web.views.keeping import feed_address


@pytest.fixture
def inside(ada, client):
    client.force_login(ada)
    return client


def test_the_review_shows_the_week(inside, campaign, bo):
    now = dt.datetime.now(dt.UTC)
    meeting = plan_meeting(campaign, bo, "How wards are staffed", now, starts_at=now)
    report = OutcomeReport(
        findings=[FindingHeard("A ward opens.")], names=[NameGiven("Cy"), NameGiven("Dee")]
    )
    record_outcome(meeting, report, now)
    page = inside.get("/review/").content.decode()
    assert "How wards are staffed" in page
    assert "A ward opens." in page
    assert "two more names" in page
    assert "How wards are staffed" not in inside.get("/review/?week=2020-01-06").content.decode()


def test_thanks_have_their_wording(inside, campaign, ada, bo):
    now = dt.datetime.now(dt.UTC)
    write_objective(campaign, "A ward", now, aim="ward management")
    hold(plan_meeting(campaign, bo, "Learn", now), now)
    owed = FollowUp.objects.get(kind="thanks")
    assert b"Copy the text" in inside.get(f"/promises/{owed.pk}/letter/").content


def test_a_caught_remark_becomes_a_finding_with_who_said_it(inside, campaign, bo):
    inside.post("/capture/", {"text": "They open a ward"})
    caught = campaign.owner.captures.get()
    inside.post(f"/capture/{caught.pk}/", {"kind": "finding", "person": "bo friend"})
    assert campaign.findings.get().said_by == bo
    assert b"They open a ward" not in inside.get("/capture/").content


def test_an_unknown_name_keeps_the_remark(inside, campaign):
    inside.post("/capture/", {"text": "They open a ward"})
    caught = campaign.owner.captures.get()
    inside.post(f"/capture/{caught.pk}/", {"kind": "finding", "person": "Nobody"})
    assert campaign.owner.captures.get().sorted_at is None


def test_a_meeting_has_a_calendar_file(inside, campaign, bo, now):
    one = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    said = inside.get(f"/meetings/{one.pk}/calendar.ics").content.decode()
    assert "DTSTART:20261123T090000Z" in said
    assert "DTEND:20261123T092000Z" in said
    assert "Bo Friend: Learn" in said


def test_the_feed_opens_for_its_secret_only(ada, campaign, bo, now):
    plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    assert b"Bo Friend" in Client().get(feed_address(ada)).content
    assert Client().get("/calendar/guess/kithwork.ics").status_code == 404


def test_a_free_account_is_sorted_into_the_parts_and_waits_for_a_yes(inside, campaign, bo, now):
    one = plan_meeting(campaign, bo, "Learn", now)
    told = "A ward opens in May. I should call Cy Stranger at Acme. I promised to send a book."
    page = inside.post(f"/meetings/{one.pk}/outcome/", {"told": told, "sort": "1"}).content.decode()
    assert 'value="Cy Stranger"' in page
    assert 'value="Acme"' in page
    assert "I promised to send a book</textarea>" in page
    assert not campaign.findings.exists()
