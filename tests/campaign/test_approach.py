"""An overture is one technique, asked once, reminded twice, then left in peace."""

import datetime as dt

import pytest

from kithwork.campaign import promise
from kithwork.campaign.approach import answer, draft_approach, mark_sent, withdraw
from kithwork.campaign.models import FollowUp
from kithwork.errors import KithworkError

HONEST = (
    "Dear Bo,\n\nI want to understand how wards are staffed at your hospital, so that I can decide "
    "what to aim for. Could I ask you about it for 20 minutes next week?\n\nAda"
)
DISGUISED = (
    "Dear Bo,\n\nI'd love your advice. I know you may have nothing for me, but if something "
    "opened up on your team I would be very happy to be considered.\n\nAda"
)


def drafted(campaign, person, now, text=HONEST):
    return draft_approach(campaign, person, now, text=text)


def test_sending_owes_a_reminder_after_three_working_days(campaign, bo, now):
    mark_sent(drafted(campaign, bo, now), now)
    assert FollowUp.objects.get(kind="nudge").due_on == dt.date(2026, 11, 26)


def test_after_two_reminders_it_rests(campaign, bo, now):
    mark_sent(drafted(campaign, bo, now), now)
    first = FollowUp.objects.get(kind="nudge")
    promise.keep(first, now + dt.timedelta(days=3))
    second = FollowUp.objects.owed().get(kind="nudge")
    assert second.due_on == dt.date(2026, 12, 7)
    promise.keep(second, now + dt.timedelta(days=14))
    assert not FollowUp.objects.owed().exists()


def test_an_answer_ends_the_reminders(campaign, bo, now):
    sent = mark_sent(drafted(campaign, bo, now), now)
    answer(sent, "accepted", now)
    assert not FollowUp.objects.owed().filter(kind="nudge").exists()


def test_a_no_is_thanked(campaign, bo, now):
    answer(mark_sent(drafted(campaign, bo, now), now), "declined", now)
    assert FollowUp.objects.owed().get().kind == "thanks"


def test_a_late_yes_after_silence_counts(campaign, bo, now):
    sent = mark_sent(drafted(campaign, bo, now), now)
    answer(sent, "no_answer", now)
    assert answer(sent, "accepted", now).state == "accepted"


def test_a_disguised_request_is_stopped(campaign, bo, now):
    one = drafted(campaign, bo, now, DISGUISED)
    with pytest.raises(KithworkError, match="deliberately as direct contact"):
        mark_sent(one, now)
    one.refresh_from_db()
    assert (one.state, one.technique) == ("drafted", "networking")


def test_sent_deliberately_it_is_direct_contact(campaign, bo, now):
    one = mark_sent(drafted(campaign, bo, now, DISGUISED), now, as_direct_contact=True)
    assert (one.state, one.technique) == ("sent", "direct_contact")


def test_a_draft_to_the_same_person_is_rewritten_not_doubled(campaign, bo, now):
    first = drafted(campaign, bo, now)
    assert draft_approach(campaign, bo, now, text="Another.").pk == first.pk


def test_what_was_sent_cannot_be_sent_or_withdrawn_again(campaign, bo, now):
    sent = mark_sent(drafted(campaign, bo, now), now)
    for act in (lambda: mark_sent(sent, now), lambda: withdraw(sent)):
        with pytest.raises(KithworkError, match="can't be"):
            act()


def test_a_holiday_of_ones_own_is_no_working_day(campaign, bo, now):
    """Monday 23 November; in New York Thursday 26 is Thanksgiving: three days on is Friday."""
    campaign.owner.time_zone = "America/New_York"
    noon = now + dt.timedelta(hours=8)
    mark_sent(draft_approach(campaign, bo, noon), noon)
    assert bo.follow_ups.get().due_on == dt.date(2026, 11, 27)
