"""The weekly review tells of one week, in the owner's own days."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.campaign.give import note_help
from kithwork.campaign.meet import call_off, plan_meeting, reschedule
from kithwork.campaign.models import Finding, FollowUp
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.campaign.review import review_week
from kithwork.jobs.models import Posting
from kithwork.people.introduce import organisation_named

MONDAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


@pytest.fixture
def week(campaign, now):
    return lambda monday=MONDAY: review_week(campaign, monday, now + 3 * DAY)


def test_what_was_planned_held_moved_and_missed_are_told_apart(campaign, bo, cy, now, week):
    held = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    record_outcome(held, OutcomeReport(purpose_met=True), now)
    moved = plan_meeting(campaign, cy, "Learn", now, starts_at=now + DAY)
    reschedule(moved, now + 8 * DAY, now)
    missed = plan_meeting(campaign, cy, "Ask", now, starts_at=now + 2 * DAY)
    call_off(missed, now + 2 * DAY, no_show=True)
    seen = week()
    assert set(seen.agreed) == {held, moved, missed}
    assert seen.held == (held,)
    assert (seen.moved, seen.missed) == ((moved,), (missed,))
    assert seen.purposes_met == 1
    assert seen.next_agreed == (moved,)
    assert week(MONDAY - 7 * DAY).held == ()


def test_news_counts_in_the_week_in_which_it_was_published(ada, campaign, bo, now, week):
    board = Board.objects.create(ats="lever", token="acme", employer="Acme", normal="acme",
                                 url="https://acme.test/", added_at=now)  # fmt: skip
    Finding.objects.create(
        owner=ada, campaign=campaign, said_by=bo, kind="opening", text="A ward manager leaves.",
        about_organisation=organisation_named(ada, "Acme"), heard_on=MONDAY - 10 * DAY,
    )  # fmt: skip
    Posting.objects.create(
        board=board, posting_id="1", title="Ward Manager", employer="Acme", normal="acme",
        first_seen_at=now, last_seen_at=now, new_at=now,
    )  # fmt: skip
    assert [one.days for one in week().news] == [10]
    assert week(MONDAY - 7 * DAY).news == ()


def test_what_comes_next_is_next_weeks(campaign, bo, now, week):
    for days in (3, 8):
        FollowUp.objects.create(
            owner=campaign.owner, campaign=campaign, person=bo, kind="promise",
            due_on=MONDAY + days * DAY, created_at=now,
        )  # fmt: skip
    note_help(campaign, bo, "Read her application.", now)
    assert [one.due_on for one in week().next_owed] == [MONDAY + 8 * DAY]
    assert week().helped == 1
