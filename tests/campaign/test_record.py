"""What a meeting brings is written down once, whole, and leads on."""

import datetime as dt

import pytest

from kithwork.campaign.meet import plan_meeting
from kithwork.campaign.models import FollowUp, Meeting
from kithwork.campaign.record import FindingHeard, OutcomeReport, PromiseMade, record_outcome
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, introduce
from kithwork.people.models import Person


@pytest.fixture
def meeting(campaign, bo, now):
    return plan_meeting(campaign, bo, "How wards are staffed", now)


def names(*said):
    return OutcomeReport(names=[NameGiven(name) for name in said])


def test_each_name_becomes_a_person_one_generation_further_out(meeting, bo, now):
    done = record_outcome(meeting, names("Cy Stranger", "Dee Fern"), now)
    cy = Person.objects.get(name="Cy Stranger")
    assert done.new_names == 2
    assert done.outcome.two_more
    assert cy.generation == 1
    assert cy.introductions_received.get().introducer == bo


def test_one_name_is_not_two_more(meeting, now):
    assert not record_outcome(meeting, names("Cy Stranger"), now).outcome.two_more


def test_somebody_known_already_is_found_and_not_counted_as_new(meeting, cy, now):
    done = record_outcome(meeting, names("cy stranger"), now)
    assert done.new_names == 0
    assert Person.objects.filter(name__iexact="cy stranger").count() == 1
    cy.refresh_from_db()
    assert cy.generation == 1


def test_a_namesake_at_another_employer_is_somebody_else(meeting, bo, cy, now):
    introduce(bo, NameGiven("Cy Stranger", "Acme"), now)
    done = record_outcome(meeting, OutcomeReport(names=[NameGiven("Cy Stranger", "Other")]), now)
    assert done.new_names == 1


def test_recording_again_adds_and_doubles_nothing(meeting, now):
    report = OutcomeReport(
        told="Short.", findings=[FindingHeard("A ward opens.")], names=[NameGiven("Cy Stranger")]
    )
    record_outcome(meeting, report, now)
    done = record_outcome(meeting, report, now)
    assert done.outcome.findings.count() == 1
    assert done.outcome.names.count() == 1
    assert done.outcome.told == "Short."


def test_thanks_are_owed_by_tomorrow_and_a_report_to_the_introducer(campaign, bo, now):
    cy = introduce(bo, NameGiven("Cy Stranger"), now).person
    record_outcome(plan_meeting(campaign, cy, "Learn", now), OutcomeReport(), now)
    thanks = FollowUp.objects.get(person=cy, kind="thanks")
    report = FollowUp.objects.get(person=bo, kind="report_back")
    assert thanks.due_on == dt.date(2026, 11, 24)
    assert report.about == cy
    assert report.due_on == dt.date(2026, 11, 25)


def test_a_promise_made_is_owed(meeting, now):
    record_outcome(meeting, OutcomeReport(promises=[PromiseMade("Send the article")]), now)
    assert FollowUp.objects.get(kind="promise").note == "Send the article"


def test_the_person_met_is_exposed_and_so_are_those_named(meeting, now):
    record_outcome(meeting, OutcomeReport(exposed=["Eli Oak", " "]), now)
    exposed = {e.person.name for e in meeting.outcome.exposures.all()}
    assert exposed == {"Bo Friend", "Eli Oak"}


def test_an_opening_that_the_contact_raises_becomes_an_approach_of_its_own(meeting, now):
    done = record_outcome(meeting, OutcomeReport(opening_raised_by="contact"), now)
    assert done.became.technique == "interview"
    assert done.outcome.stayed_networking is False
    meeting.refresh_from_db()
    assert meeting.technique == "networking"


def test_a_meeting_called_off_brings_nothing(meeting, now):
    meeting.state = Meeting.State.CANCELLED
    meeting.save()
    with pytest.raises(KithworkError, match="brought nothing"):
        record_outcome(meeting, names("Cy Stranger"), now)
    assert not Person.objects.filter(name="Cy Stranger").exists()


def test_a_name_that_fails_leaves_nothing_half_recorded(meeting, bo, now):
    with pytest.raises(KithworkError):
        record_outcome(meeting, names("Cy Stranger", "Bo Friend"), now)
    assert not Person.objects.filter(name="Cy Stranger").exists()
    meeting.refresh_from_db()
    assert meeting.state == "planned"
