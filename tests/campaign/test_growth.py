"""What was observed becomes counts, and the planner's plain values."""

import datetime as dt

from kithwork.campaign.approach import answer, draft_approach, mark_sent
from kithwork.campaign.growth import growth_so_far
from kithwork.campaign.meet import plan_meeting
from kithwork.campaign.observed import load_observed
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.people.introduce import NameGiven
from kithwork.planning.prospects import Kind


def test_people_are_counted_by_generation_and_weeks_by_their_monday(campaign, bo, now):
    meeting = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    record_outcome(meeting, OutcomeReport(names=[NameGiven("Cy"), NameGiven("Dee")]), now)
    seen = growth_so_far(campaign, now)
    assert seen.generations == ((0, 1), (1, 2))
    assert (seen.weeks[-1].monday, seen.weeks[-1].held, seen.weeks[-1].names) == (
        dt.date(2026, 11, 23), 1, 2,
    )  # fmt: skip
    assert seen.names_a_meeting == 2


def test_a_request_declined_is_observed_as_a_no(campaign, bo, now):
    answer(mark_sent(draft_approach(campaign, bo, now), now), "declined", now)
    (one,) = load_observed(campaign, now).approaches
    assert (one.kind, one.accepted) == (Kind.KITH, False)


def test_silence_is_not_a_no(campaign, bo, now):
    mark_sent(draft_approach(campaign, bo, now), now)
    (one,) = load_observed(campaign, now).approaches
    assert one.open


def test_direct_contact_is_not_counted_as_networking(campaign, bo, now):
    mark_sent(draft_approach(campaign, bo, now, technique="direct_contact"), now)
    assert not load_observed(campaign, now).approaches


def test_those_not_asked_yet_are_waiting(campaign, bo, cy, now):
    assert load_observed(campaign, now).waiting == {Kind.KITH: 1, Kind.REFERRED: 0, Kind.COLD: 0}
