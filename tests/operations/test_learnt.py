"""Dates, findings, news, needs and the week answer by command; confidence stays confidence."""

import datetime as dt

import pytest

from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.models import Approach, Finding
from kithwork.campaign.record import FindingHeard, OutcomeReport, record_outcome
from kithwork.errors import KithworkError
from kithwork.operations import learnt, meetings
from kithwork.operations.campaign import meeting_list
from kithwork.operations.registry import plain
from kithwork.people.introduce import NameGiven, know


@pytest.fixture
def heard(ada, campaign, now):
    def learn(person, text, **more):
        return Finding.objects.create(
            owner=ada, campaign=campaign, said_by=person, text=text, heard_on=now.date(), **more
        )

    return learn


def test_what_was_said_in_confidence_is_no_answer_to_any_command(ada, campaign, bo, heard, now):
    meeting = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    secret = FindingHeard("The matron leaves.", confidential=True)
    record_outcome(meeting, OutcomeReport(findings=[secret]), now)
    heard(bo, "A post is to be cut.", kind="opening", confidential=True)
    answers = (learnt.finding_list(ada, now=now), learnt.news_list(ada, now=now),
               learnt.review(ada, now=now), meeting_list(ada))  # fmt: skip
    told = str(plain(answers))
    assert "matron leaves" not in told
    assert "to be cut" not in told
    assert learnt.finding_list(ada, now=now) == []


def test_two_findings_are_compared_by_their_numbers(ada, campaign, bo, cy, heard, now):
    one, other = heard(bo, "The ward grows."), heard(cy, "The ward closes.")
    told = learnt.finding_compare(ada, one.pk, other.pk, "contradict", now=now)
    assert told[0].contradicts == (other.pk,)
    assert "CONTRADICTS" in str(told[0])


def test_what_is_no_number_of_a_finding_is_said(ada, campaign, bo, heard, now):
    secret = heard(bo, "Hush.", confidential=True)
    with pytest.raises(KithworkError, match="no finding"):
        learnt.finding_compare(ada, secret.pk, secret.pk, "agree", now=now)


def test_a_need_names_who_could_help_and_help_is_owed(ada, campaign, bo, now):
    know(ada, NameGiven("Sam Seller", "Linen Works", "Supplier of linen"), now)
    need = learnt.need_add(ada, "Bo Friend", "a supplier of linen", now=now)
    assert "Sam Seller" in str(need)
    owed = learnt.need_help(ada, need.id, helper="Sam Seller", now=now)
    assert owed.kind == "help"
    learnt.need_help(ada, need.id, now=now)
    assert learnt.need_list(ada, now=now) == []


def test_times_are_told_by_both_clocks_and_put_into_the_letter(ada, campaign, bo, now):
    letter = Approach.objects.create(
        owner=ada, campaign=campaign, person=bo, technique="networking", drafted_at=now,
        text="Dear Bo,\n\nHello.\n\nAda",
    )  # fmt: skip
    told = meetings.meeting_dates(
        ada, "Bo Friend", their_place="Boston, MA", my_place="Munich", letter=True, now=now
    )
    assert (told.their_zone, told.my_zone, told.letter) == (
        "America/New_York", "Europe/Berlin", letter.pk,
    )  # fmt: skip
    assert "yours:" in str(told)
    letter.refresh_from_db()
    assert "Would any of these" in letter.text


def test_without_a_letter_there_is_nothing_to_put_them_into(ada, campaign, bo, now):
    with pytest.raises(KithworkError, match="No letter"):
        meetings.meeting_dates(ada, "Bo Friend", letter=True, now=now)


def test_a_meeting_is_moved_missed_and_becomes_something_by_command(ada, campaign, bo, now):
    plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    at = now + dt.timedelta(days=1)
    assert meetings.meeting_move(ada, "Bo Friend", at=at, now=now).starts_at == at
    assert meetings.meeting_off(ada, "Bo Friend", no_show=True, now=now).state == "no_show"
    meeting = hold(plan_meeting(campaign, bo, "Learn", now), now)
    became = meetings.meeting_became(ada, str(meeting.pk), "direct_contact", now=now)
    assert became.technique == "direct_contact"


def test_a_calendar_that_is_not_there_is_said(ada, tmp_path, now):
    with pytest.raises(KithworkError, match="can't be read"):
        meetings.calendar_busy(ada, tmp_path / "none.ics", now=now)


def test_the_week_is_told_in_sentences(ada, campaign, bo, now):
    plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    told = str(learnt.review(ada, week=now.date(), now=now))
    assert "Planned: 1 meeting agreed" in told
    assert "Nothing to compare yet" in told
