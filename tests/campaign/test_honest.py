"""Where an opening matches, the honest way is chosen before a networking request is drafted."""

import pytest

from kithwork.boards.models import Board
from kithwork.boards.names import normal_name
from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.begin import write_objective
from kithwork.campaign.conduct import refuse_pretext
from kithwork.campaign.honest import PretextError, honest_way, way_with
from kithwork.campaign.letter import draft_letter
from kithwork.campaign.plan import make_plan
from kithwork.jobs.index import outbox
from kithwork.jobs.models import Posting
from kithwork.operations.approaches import approach_draft
from kithwork.operations.write import letter_write
from kithwork.people.introduce import NameGiven, know, organisation_named
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


def test_who_leads_in_the_field_of_the_opening_comes_first_of_those_there(
    campaign, ada, insider, opening, now
):
    know(ada, NameGiven("Gus Guard", "Acme GmbH", "Night porter"), now)
    know(ada, NameGiven("Pia Payroll", "Acme GmbH", "Head of Finance"), now)
    know(ada, NameGiven("Hal Hires", "Acme GmbH", "HR Adviser"), now)
    know(ada, NameGiven("Una Upstairs", "Acme GmbH", "Director of Nursing"), now)
    there = way_with(campaign, insider).there
    names = ["Una Upstairs", "Pia Payroll", "Hal Hires", "Gus Guard"]
    assert [one.name for one in there] == names


def test_where_nobody_else_is_known_the_role_and_the_employers_page_are_said(
    campaign, insider, opening, now
):
    opening.url, opening.department = "https://acme.test/jobs/1", "Surgery"
    opening.save()
    way = way_with(campaign, insider)
    assert way.there == ()
    assert "whoever the post reports to in Surgery" in way.role
    assert "https://acme.test/jobs/1" in str(way)


def test_nothing_is_drafted_before_the_honest_way_is_chosen(campaign, ada, insider, opening, now):
    with pytest.raises(PretextError, match=r"Nurse Manager \(Nights\)"):
        approach_draft(ada, "Ina Inside", now=now)
    with pytest.raises(PretextError):
        letter_write(ada, "kith", "Ina Inside", now=now)
    assert not ada.approaches.exists()
    openly = approach_draft(ada, "Ina Inside", now=now, technique="direct_contact")
    assert openly.technique == "direct_contact"
    assert "Nurse Manager (Nights)" in openly.subject + openly.text


def test_networking_all_the_same_is_a_choice_with_a_reason_that_is_kept(
    campaign, ada, insider, opening, now
):
    why = "She trains nurses; I want to learn how."
    said = approach_draft(ada, "Ina Inside", now=now, despite_opening=why)
    assert (said.technique, said.despite_opening) == ("networking", why)
    assert why in str(said)
    assert draft_letter(campaign, insider, now).despite_opening == why  # another wording
    assert mark_sent(ada.approaches.get(), now).state == "sent"


def test_an_opening_published_after_the_draft_stops_it_as_well(campaign, insider, opening, now):
    late = draft_approach(campaign, insider, now, text="Could I ask you for 20 minutes?")
    with pytest.raises(PretextError):
        mark_sent(late, now)
    with pytest.raises(PretextError):
        refuse_pretext(late)
    assert mark_sent(late, now, as_direct_contact=True).technique == "direct_contact"


def test_what_has_left_is_noted_whatever_was_published_meanwhile(campaign, insider, opening, now):
    left = draft_approach(campaign, insider, now, text="Could I ask you for 20 minutes?")
    assert mark_sent(left, now, has_left=True).state == "sent"


def test_the_page_asks_which_way_before_it_drafts(client, campaign, ada, insider, opening):
    client.force_login(ada)
    answer = client.post(f"/people/{insider.pk}/approach/", {"ask_for": "Cy Stranger"}, follow=True)
    told = answer.content.decode()
    assert "Which way is honest?" in told
    assert 'value="Cy Stranger"' in told
    assert not ada.approaches.exists()
    why = {"again": 1, "despite_opening": "About training only.", "ask_for": "Cy Stranger"}
    told = client.post(f"/people/{insider.pk}/approach/", why, follow=True).content.decode()
    assert "About training only." in told
    assert ada.approaches.get().names_to_ask_for == ["Cy Stranger"]


def test_the_openings_page_says_whom_to_ask_for(client, ada, opening):
    client.force_login(ada)
    told = client.get(f"/openings/{opening.pk}/").content.decode()
    assert "whoever the post reports to" in told


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
