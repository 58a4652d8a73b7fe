"""What a meeting brings is written down once, whole, and leads on."""

import datetime as dt

import pytest

from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.models import FollowUp, Meeting, Outcome
from kithwork.campaign.record import (
    FindingHeard,
    OutcomeReport,
    PromiseMade,
    became_of,
    become,
    record_outcome,
)
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, introduce, organisation_named
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


def test_a_finding_is_linked_to_the_employer_and_the_person_it_names(meeting, ada, cy, now):
    acme = organisation_named(ada, "Acme Care")
    report = OutcomeReport(findings=[FindingHeard("Cy Stranger leads wards at Acme Care.")])
    (finding,) = record_outcome(meeting, report, now).findings
    assert (finding.about_organisation, finding.about_person) == (acme, cy)


def test_what_the_contact_raised_becomes_a_record_of_its_own(meeting, bo, now):
    became = record_outcome(meeting, OutcomeReport(opening_raised_by="contact"), now).became
    assert (became.technique, became.person, became.state) == ("interview", bo, "drafted")
    assert become(meeting, "direct_contact", now) == became
    assert became_of(meeting).technique == "direct_contact"
    meeting.refresh_from_db()
    assert meeting.technique == "networking"


def test_one_click_says_that_the_contact_raised_it(meeting, now):
    hold(meeting, now)
    become(meeting, "interview", now)
    outcome = Outcome.objects.get()
    assert (outcome.opening_raised_by, outcome.stayed_networking) == ("contact", False)


def test_only_a_networking_meeting_that_was_held_becomes_something_else(campaign, meeting, bo, now):
    with pytest.raises(KithworkError, match="held"):
        become(meeting, "interview", now)
    interview = hold(plan_meeting(campaign, bo, "Lead", now, technique="interview"), now)
    with pytest.raises(KithworkError, match="networking"):
        become(interview, "interview", now)


def test_what_is_under_way_keeps_its_technique(meeting, now):
    hold(meeting, now)
    own = become(meeting, "interview", now)
    own.state, own.sent_at = "sent", now
    own.save()
    with pytest.raises(KithworkError, match="already"):
        become(meeting, "direct_contact", now)


def test_an_opening_that_the_seeker_raised_becomes_nothing(meeting, now):
    done = record_outcome(meeting, OutcomeReport(opening_raised_by="seeker"), now)
    assert done.became is None
    assert became_of(meeting) is None
    assert done.outcome.stayed_networking is False
