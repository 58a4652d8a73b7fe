"""What contacts look for is written down, and who could help them is said."""

import pytest

from kithwork.campaign.give import (
    need_is_met,
    note_help,
    note_need,
    put_together,
    suggestions,
    who_could_help,
)
from kithwork.campaign.meet import plan_meeting
from kithwork.campaign.models import FollowUp, Need
from kithwork.campaign.promise import keep
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.errors import KithworkError
from kithwork.people.introduce import NameGiven, know


@pytest.fixture
def supplier(ada, now):
    return know(ada, NameGiven("Sam Seller", "Linen Works", "Supplier of hospital linen"), now)


def test_a_need_is_recorded_in_one_line_at_the_outcome(campaign, bo, now):
    meeting = plan_meeting(campaign, bo, "Learn", now)
    record_outcome(meeting, OutcomeReport(needs=["a supplier of linen", " "]), now)
    need = Need.objects.get()
    assert (need.person, need.text, need.meeting) == (bo, "a supplier of linen", meeting)


def test_somebody_met_who_offers_it_is_named_with_the_reason(campaign, bo, supplier, now):
    need = note_need(bo, "She looks for a supplier of linen", now)
    (match,) = who_could_help(campaign, need, now)
    assert match.helper == supplier
    assert set(match.because) == {"Supplier", "linen"}


def test_the_word_looking_makes_nobody_a_helper(campaign, ada, bo, now):
    know(ada, NameGiven("Lou Looker", "Looking Glass", "Needs analyst"), now)
    assert who_could_help(campaign, note_need(bo, "Looks for a flat", now), now) == []


def test_strangers_whom_one_never_met_are_not_put_forward(campaign, bo, cy, now):
    cy.headline = "Supplier of linen"
    cy.save()
    assert who_could_help(campaign, note_need(bo, "a supplier of linen", now), now) == []


def test_help_promised_is_owed_and_keeping_it_meets_the_need(campaign, bo, supplier, now):
    need = note_need(bo, "a supplier of linen", now)
    owed = put_together(campaign, need, supplier, now)
    assert (owed.kind, owed.person, owed.about) == ("help", bo, supplier)
    assert put_together(campaign, need, supplier, now) == owed
    assert suggestions(campaign, now) == []  # it is being seen to
    keep(owed, now)
    need.refresh_from_db()
    assert need.met_on == now.date()


def test_a_need_that_has_passed_asks_for_nothing_more(campaign, bo, supplier, now):
    need = note_need(bo, "a supplier of linen", now)
    put_together(campaign, need, supplier, now)
    need_is_met(need, now)
    assert suggestions(campaign, now) == []
    assert not FollowUp.objects.owed().exists()


def test_nobody_helps_themselves_and_nothing_said_is_no_need(campaign, bo, now):
    need = note_need(bo, "a flat", now)
    assert note_need(bo, "A  flat", now) == need
    for act in (lambda: put_together(campaign, need, bo, now), lambda: note_need(bo, " ", now)):
        with pytest.raises(KithworkError):
            act()


def test_help_that_was_given_is_on_record(campaign, bo, now):
    given = note_help(campaign, bo, "Read her application.", now)
    assert (given.kind, given.done_at) == ("help", now)
