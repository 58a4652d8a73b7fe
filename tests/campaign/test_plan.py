"""The plan names the right people, says why, and follows what happened."""

import datetime as dt

import pytest

from kithwork.campaign.approach import answer, draft_approach, mark_sent
from kithwork.campaign.begin import write_objective
from kithwork.campaign.learning import learnt_yields
from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.plan import choose, make_plan
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, introduce, know
from kithwork.people.models import Owner
from kithwork.planning.yields import shipped


@pytest.fixture
def insider(campaign, ada, now):
    write_objective(campaign, "A ward", now, employers=["Acme Hospital"])
    return know(ada, NameGiven("Ina Inside", "ACME Hospital Ltd"), now)


def planned(campaign, now):
    return [one.person.name for one in make_plan(campaign, now).meetings]


def test_somebody_inside_a_target_comes_before_a_friend(campaign, bo, insider, now):
    assert planned(campaign, now)[:2] == ["Ina Inside", "Bo Friend"]


def test_the_reason_names_the_employer(campaign, insider, now):
    assert "ACME Hospital Ltd" in make_plan(campaign, now).meetings[0].reason


def test_strangers_are_not_asked_out_of_the_blue(campaign, cy, now):
    assert planned(campaign, now) == []


def test_a_referred_stranger_is_planned(campaign, bo, cy, now):
    introduce(bo, NameGiven("Cy Stranger"), now)
    assert "Cy Stranger" in planned(campaign, now)


def test_nobody_is_asked_twice_in_a_short_time(campaign, bo, now):
    answer(mark_sent(draft_approach(campaign, bo, now), now), "declined", now)
    assert planned(campaign, now + dt.timedelta(days=20)) == []
    assert planned(campaign, now + dt.timedelta(days=200)) == ["Bo Friend"]


def test_the_owners_own_rhythm_is_kept(campaign, bo, now):
    answer(mark_sent(draft_approach(campaign, bo, now), now), "declined", now)
    campaign.ask_again_after_days = 10
    assert planned(campaign, now + dt.timedelta(days=20)) == ["Bo Friend"]


def test_whoever_has_a_request_or_a_meeting_waiting_is_left_out(campaign, bo, now):
    plan_meeting(campaign, bo, "Learn", now)
    assert planned(campaign, now + dt.timedelta(days=400)) == []


def test_an_employer_reached_counts_less(campaign, bo, insider, ada, now):
    know(ada, NameGiven("Ike Inside", "Acme Hospital"), now)
    before = make_plan(campaign, now).meetings
    hold(plan_meeting(campaign, insider, "Learn", now), now)
    after = make_plan(campaign, now).meetings
    ike = "Ike Inside"
    worth = {one.person.name: one.recommendation.score for one in before}
    assert next(o.recommendation.score for o in after if o.person.name == ike) < worth[ike]


def test_pinned_comes_first_and_never_stays_out(campaign, bo, insider, now):
    choose(campaign, bo, "pin", now)
    assert planned(campaign, now)[0] == "Bo Friend"
    choose(campaign, bo, "never", now)
    assert "Bo Friend" not in planned(campaign, now)


def test_not_now_comes_back_after_a_month(campaign, bo, now):
    choose(campaign, bo, "not_now", now)
    assert planned(campaign, now) == []
    assert planned(campaign, now + dt.timedelta(days=31)) == ["Bo Friend"]


def test_another_owners_people_are_never_seen(campaign, bo, now):
    other = Owner.objects.create(username="other")
    know(other, NameGiven("Oda Other", "Acme"), now)
    assert planned(campaign, now) == ["Bo Friend"]


def test_a_week_of_no_meetings_is_refused(campaign, now):
    with pytest.raises(KithworkError, match="between 1 and 50"):
        make_plan(campaign, now, 0)


def test_somebody_moved_up_stands_in_that_place(campaign, ada, bo, insider, now):
    assert planned(campaign, now) == ["Ina Inside", "Bo Friend"]
    choose(campaign, bo, "pin", now, rank=0)
    assert planned(campaign, now) == ["Bo Friend", "Ina Inside"]


def test_ones_own_meetings_move_the_yields_a_little(campaign, ada, bo, insider, now):
    before = learnt_yields(campaign, now)
    assert before is shipped()
    meeting = plan_meeting(campaign, bo, "Learn", now, starts_at=now)
    names = [NameGiven(f"Person {i}", "Acme Hospital") for i in range(9)]
    record_outcome(meeting, OutcomeReport(names=names), now)
    after = learnt_yields(campaign, now)
    moved = after.weights - before.weights
    assert moved[0] > 0
    assert (abs(moved) <= 2 * before.spread + 1e-9).all()
