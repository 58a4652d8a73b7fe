"""The honest technique is named before a letter goes out."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.boards.names import normal_name
from kithwork.campaign.approach import draft_approach
from kithwork.campaign.begin import write_objective
from kithwork.campaign.conduct import (
    asked_lately,
    contact_kind,
    honest_way,
    permitted_names,
    read_letter,
)
from kithwork.campaign.models import Mailing
from kithwork.campaign.plan import make_plan
from kithwork.jobs.index import outbox
from kithwork.jobs.models import Posting
from kithwork.operations.campaign import approach_draft
from kithwork.people.introduce import NameGiven, introduce, know, organisation_named
from kithwork.people.models import Position, Tie


@pytest.fixture
def opening(db, now):
    board = Board.objects.create(
        ats="lever", token="acme", employer="Acme", normal="acme", added_at=now
    )
    made = Posting.objects.create(
        board=board, posting_id="1", title="Nurse Manager (Nights)", employer="Acme",
        normal=normal_name("Acme"), first_seen_at=now, last_seen_at=now, new_at=now,
    )  # fmt: skip
    outbox.changed([made.pk])
    return made


@pytest.fixture
def insider(campaign, ada, now):
    write_objective(campaign, "Lead a ward", now, occupations=["nurse manager"])
    return know(ada, NameGiven("Ina Inside", "Acme GmbH"), now)


def test_where_an_opening_matches_networking_would_be_a_pretext(campaign, insider, opening, now):
    found = honest_way(draft_approach(campaign, insider, now))
    assert found.openings == (opening,)


def test_people_elsewhere_who_know_the_employer_are_offered(
    campaign, ada, bo, cy, insider, opening, now
):
    acme = organisation_named(ada, "Acme")
    Tie.objects.create(owner=ada, person=bo, organisation=acme, created_at=now)
    Position.objects.create(person=cy, organisation=acme, ended_on=now.date())
    found = honest_way(draft_approach(campaign, insider, now))
    assert set(found.elsewhere) == {bo, cy}


def test_others_there_are_offered_for_direct_contact_and_the_command_says_so(
    campaign, ada, insider, opening, now
):
    boss = know(ada, NameGiven("Una Upstairs", "Acme GmbH"), now)
    assert honest_way(draft_approach(campaign, insider, now)).there == (boss,)
    told = str(approach_draft(ada, "Ina Inside", now=now))
    assert "Nurse Manager (Nights)" in told
    assert "you know Una Upstairs there, too" in told


def test_the_persons_page_says_so_before_anything_is_drafted(client, ada, insider, opening):
    client.force_login(ada)
    told = client.get(f"/people/{insider.pk}/").content.decode()
    assert "would be a pretext" in told
    assert not ada.approaches.exists()


def test_direct_contact_is_no_pretext(campaign, insider, opening, now):
    one = draft_approach(campaign, insider, now, technique="direct_contact")
    assert honest_way(one) is None


def test_a_closed_opening_matches_nothing(campaign, insider, opening, now):
    opening.closed_at = now
    opening.save()
    outbox.changed([opening.pk])
    assert honest_way(draft_approach(campaign, insider, now)) is None


def test_the_plan_puts_such_people_under_direct_contact(campaign, insider, opening, now):
    plan = make_plan(campaign, now)
    assert [one.person for one in plan.direct] == [insider]
    assert not plan.meetings


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
