"""Kinds of contact, names with and without leave, and who was asked lately."""

import datetime as dt

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.conduct import (
    asked_lately,
    contact_kind,
    permitted_names,
    read_letter,
)
from kithwork.campaign.models import Mailing
from kithwork.people.introduce import NameGiven, introduce


def test_a_name_may_be_used_only_with_leave(bo, now):
    cy = introduce(bo, NameGiven("Cy Stranger"), now).person
    assert permitted_names(cy) == []
    introduce(bo, NameGiven("Cy Stranger", may_use_name=True), now)
    assert permitted_names(cy) == ["Bo Friend"]


def test_kith_referred_and_cold_are_told_apart(bo, cy, now):
    assert contact_kind(bo) == "kith"
    assert contact_kind(cy) == "cold"
    introduce(bo, NameGiven("Cy Stranger"), now)
    cy.refresh_from_db()
    assert contact_kind(cy) == "referred"


def test_a_name_that_was_given_without_leave_is_marked_in_the_letter(campaign, bo, now):
    said = (
        "Dear Cy,\n\nBo Friend gave me your name. Could I ask you for 20 minutes how wards are "
        "staffed?\n\nAda"
    )
    cy = introduce(bo, NameGiven("Cy Stranger"), now).person
    letter = draft_approach(campaign, cy, now, text=said)
    assert "unpermitted_name" in {found.code for found in read_letter(letter).findings}
    introduce(bo, NameGiven("Cy Stranger", may_use_name=True), now)
    assert "unpermitted_name" not in {found.code for found in read_letter(letter).findings}


def test_whoever_got_a_mailing_was_asked(campaign, bo, now):
    mailing = Mailing.objects.create(
        owner=campaign.owner, campaign=campaign, name="Wards", created_at=now
    )
    bo.mailed.create(mailing=mailing, key="bo@example.org", state="sent", sent_at=now)
    assert asked_lately(bo, campaign, now.date()) == now.date()
    later = now.date() + dt.timedelta(days=campaign.ask_again_after_days)
    assert asked_lately(bo, campaign, later) is None
