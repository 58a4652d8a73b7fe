"""A meeting has a purpose, an agenda that adds up, and an end."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.calendar import calendar_of
from kithwork.campaign.meet import (
    AgendaPart,
    call_off,
    hold,
    plan_meeting,
    reschedule,
    usual_agenda,
)
from kithwork.campaign.models import FollowUp
from kithwork.campaign.promise import keep
from kithwork.errors import KithworkError
from kithwork.people.snapshot import tie_of


@given(st.integers(5, 240))
def test_the_usual_agenda_adds_up_to_the_promised_minutes(minutes):
    parts = usual_agenda(minutes)
    assert sum(part.minutes for part in parts) == minutes
    assert all(part.minutes > 0 for part in parts)


def test_the_ask_for_names_names_the_target_employers():
    ask = next(p for p in usual_agenda(20, targets=("Acme",)) if p.title == "Names")
    assert "Acme" in ask.points[0]


def test_without_a_purpose_there_is_no_meeting(campaign, bo, now):
    with pytest.raises(KithworkError, match="purpose"):
        plan_meeting(campaign, bo, "  ", now)


def test_an_agenda_that_does_not_add_up_is_refused(campaign, bo, now):
    with pytest.raises(KithworkError, match="add up"):
        plan_meeting(campaign, bo, "Learn", now, minutes=20, agenda=[AgendaPart("Talk", 10)])


def test_agreeing_on_a_meeting_accepts_the_request(campaign, bo, now):
    sent = mark_sent(draft_approach(campaign, bo, now), now)
    plan_meeting(campaign, bo, "Learn", now, approach=sent)
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_open_questions_stand_in_the_agenda(campaign, bo, now):
    campaign.questions.create(text="Who decides?", asked_at=now)
    meeting = plan_meeting(campaign, bo, "Learn", now)
    questions = next(part for part in meeting.agenda if part["title"] == "Questions")
    assert questions["points"] == ("Who decides?",)


def test_holding_notes_when_one_last_spoke(campaign, bo, now):
    hold(plan_meeting(campaign, bo, "Learn", now, starts_at=now), now)
    bo.refresh_from_db()
    assert bo.last_spoken_on == dt.date(2026, 11, 23)


def test_a_missed_meeting_can_be_planned_again(campaign, bo, now):
    missed = call_off(plan_meeting(campaign, bo, "Learn", now), now, no_show=True)
    assert reschedule(missed, now, now).state == "planned"


def test_a_held_meeting_cannot_be_moved_or_called_off(campaign, bo, now):
    held = hold(plan_meeting(campaign, bo, "Learn", now), now)
    for act in (lambda: reschedule(held, now, now), lambda: call_off(held, now)):
        with pytest.raises(KithworkError):
            act()


def test_having_met_is_a_tie_of_ones_own(campaign, ada, cy, now):
    assert tie_of(ada, cy, now.date()).chance == 0
    hold(plan_meeting(campaign, cy, "Learn", now), now)
    assert tie_of(ada, cy, now.date()).chance > 0.1


def test_a_moved_meeting_remembers_when_it_was(campaign, bo, now):
    meeting = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    reschedule(meeting, now + dt.timedelta(days=1), now)
    reschedule(meeting, now + dt.timedelta(days=2), now)
    meeting.refresh_from_db()
    assert [one["was"][:10] for one in meeting.moved] == ["2026-11-23", "2026-11-24"]
    assert reschedule(meeting, now + dt.timedelta(days=2), now).moved == meeting.moved


def test_a_missed_meeting_is_not_held_and_owes_one_kind_question(campaign, bo, now):
    missed = call_off(plan_meeting(campaign, bo, "Learn", now, starts_at=now), now, no_show=True)
    owed = FollowUp.objects.get()
    assert (owed.kind, owed.due_on) == ("nudge", dt.date(2026, 11, 24))
    assert "kindly" in owed.note
    assert not missed.is_held
    bo.refresh_from_db()
    assert bo.last_spoken_on is None
    keep(owed, now)
    call_off(missed, now, no_show=True)
    assert not FollowUp.objects.owed().exists()  # asked once; then it rests


def test_a_new_time_takes_the_kind_question_back(campaign, bo, now):
    missed = call_off(plan_meeting(campaign, bo, "Learn", now, starts_at=now), now, no_show=True)
    reschedule(missed, now + dt.timedelta(days=1), now)
    assert not FollowUp.objects.owed().exists()


def test_a_calendar_program_is_told_of_every_change_in_order(campaign, bo, now):
    meeting = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    told = [_sequence(meeting, now)]
    told.append(_sequence(call_off(meeting, now, no_show=True), now))
    told.append(_sequence(reschedule(meeting, now + dt.timedelta(days=1), now), now))
    assert told == [0, 1, 2]


def _sequence(meeting, now):
    event = Calendar.from_ical(calendar_of([meeting], now)).walk("VEVENT")[0]
    assert event["DTSTART"].to_ical().endswith(b"Z")
    return int(event["SEQUENCE"])


def test_an_interview_is_theirs_to_lead(campaign, bo, now):
    meeting = plan_meeting(campaign, bo, "Ward lead", now, technique="interview")
    assert [part["title"] for part in meeting.agenda] == ["Their meeting"]
