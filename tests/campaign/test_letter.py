"""Letters are honest, fit the person, say what is missing, and are no two alike."""

import pytest

from kithwork.campaign import promise
from kithwork.campaign.approach import mark_sent
from kithwork.campaign.begin import write_objective
from kithwork.campaign.conduct import read_letter
from kithwork.campaign.letter import Said, draft_letter, letter_owed, write_letter
from kithwork.campaign.letter_facts import NAMELESS, facts_for
from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.models import FollowUp, Letterhead
from kithwork.campaign.record import OutcomeReport, record_outcome
from kithwork.campaign.send_gate import Deliberately, refuse_approach
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.people.introduce import NameGiven, introduce, know


@pytest.fixture
def aimed(campaign, ada, now):
    ada.first_name = "Ada"
    ada.save()
    write_objective(campaign, "Lead a ward.", now, aim="ward management", employers=["Acme"])
    return campaign


def test_without_an_aim_there_is_nothing_honest_to_ask(campaign, bo, now):
    with pytest.raises(KithworkError, match="in a few words"):
        draft_letter(campaign, bo, now)


def test_a_letter_to_a_friend_says_the_aim_and_reads_as_networking(aimed, bo, now):
    one = draft_letter(aimed, bo, now)
    assert "ward management" in one.text
    assert "Ada" in one.text
    assert one.situation == "kith"
    assert read_letter(one).technique == "networking"
    assert mark_sent(one, now).state == "sent"


def test_a_name_is_used_only_with_leave(aimed, bo, now):
    cy = introduce(bo, NameGiven("Cy Stranger"), now).person
    assert "Bo" not in draft_letter(aimed, cy, now).text
    introduce(bo, NameGiven("Cy Stranger", may_use_name=True), now)
    assert "Bo Friend" in draft_letter(aimed, cy, now).text


def test_no_two_letters_of_a_week_are_worded_alike(aimed, ada, now):
    people = [know(ada, NameGiven(f"Person {i}"), now) for i in range(4)]
    variants = {draft_letter(aimed, person, now).variant for person in people}
    assert len(variants) == 4


def test_a_busy_week_repeats_no_letter_between_greeting_and_farewell(aimed, ada, now):
    """Twelve people in one week: more letters than there are variants."""
    people = [know(ada, NameGiven(f"Person {i}"), now) for i in range(12)]
    letters = [draft_letter(aimed, person, now) for person in people]
    said = {letter.text.split("\n\n")[1] for letter in letters}
    assert len(said) == 12


def test_a_targeted_letter_asks_one_person_openly_about_one_opening(aimed, cy, now):
    opening = Posting(title="Ward Manager", employer="Acme")
    said = Said(reason="your new ward", strength="I have led nights for six years")
    text = write_letter(aimed, cy, "targeted", now, channel="letter", said=said).body
    one = draft_letter(aimed, cy, now, situation="targeted", said=said)
    assert (one.technique, one.situation) == ("direct_contact", "targeted")
    assert read_letter(one).technique == "direct_contact"
    assert "I have led nights for six years." in one.text + text
    facts = facts_for(aimed, cy, opening, said)
    assert (facts.opening, facts.employer, facts.no_job_wanted) == ("Ward Manager", "Acme", False)


def test_after_an_interview_the_thanks_are_those_of_an_interview(aimed, bo, now):
    hold(plan_meeting(aimed, bo, "Talk", now, starts_at=now, technique="interview"), now)
    body = letter_owed(FollowUp.objects.get(kind="thanks"), now).body
    assert "interview" in body


def test_thanks_take_turns_at_the_wordings(aimed, ada, now):
    for i in range(5):
        person = know(ada, NameGiven(f"Person {i}"), now)
        hold(plan_meeting(aimed, person, "Learn", now), now)
    owed = FollowUp.objects.filter(kind="thanks")
    assert len({letter_owed(one, now).variant for one in owed}) == 5


@pytest.mark.parametrize("channel", ["email", "linkedin", "letter", "phone", "in_person"])
def test_every_channel_has_its_form(aimed, bo, now, channel):
    assert draft_letter(aimed, bo, now, channel=channel).channel == channel


@pytest.mark.parametrize("asked", ["How wards are staffed?", "How are wards staffed?"])
def test_a_question_is_put_whichever_way_it_was_typed(aimed, bo, now, asked):
    aimed.questions.create(text=asked, asked_at=now)
    letters = {draft_letter(aimed, bo, now, channel=by).text for by in ("email", "letter", "phone")}
    assert any("wards" in text and "staffed" in text for text in letters)


def test_a_question_about_openings_is_left_out_of_a_request(aimed, bo, now):
    aimed.questions.create(text="Are there any openings on your team?", asked_at=now)
    for channel in ("email", "letter", "phone", "in_person"):
        one = draft_letter(aimed, bo, now, channel=channel)
        assert "openings" not in one.text
        assert read_letter(one).technique == "networking"


def test_whom_one_knows_is_called_by_the_given_name_others_in_full(aimed, ada, bo, cy, now):
    Letterhead.objects.create(owner=ada, name="Ada Winter")
    friend, stranger = draft_letter(aimed, bo, now).text, draft_letter(aimed, cy, now).text
    assert "Bo," in friend.splitlines()[0]
    assert friend.endswith("\nAda")
    assert "Cy Stranger," in stranger.splitlines()[0]
    assert stranger.endswith("\nAda Winter")


def test_without_a_name_to_sign_a_place_is_kept_and_nothing_leaves(aimed, ada, bo, now):
    ada.first_name = ""
    ada.save()
    letter = draft_letter(aimed, bo, now)
    assert letter.text.endswith(NAMELESS)
    with pytest.raises(KithworkError, match="your name"):
        refuse_approach(letter, Deliberately(), now.date())


def test_what_a_meeting_did_not_bring_is_not_thanked_for(aimed, bo, now):
    meeting = hold(plan_meeting(aimed, bo, "How wards are staffed", now, starts_at=now), now)
    record_outcome(meeting, OutcomeReport(purpose_met=False), now)
    assert "staffed" not in letter_owed(FollowUp.objects.get(kind="thanks"), now).body


def test_thanks_have_a_letter_and_help_has_none(aimed, bo, now):
    hold(plan_meeting(aimed, bo, "Learn", now), now)
    thanks = FollowUp.objects.get(kind="thanks")
    assert "ank" in letter_owed(thanks, now).body
    thanks.kind = FollowUp.Kind.HELP
    assert letter_owed(thanks, now) is None


def test_a_reminder_has_a_letter(aimed, bo, now):
    sent = mark_sent(draft_letter(aimed, bo, now), now)
    nudge = sent.follow_ups.get()
    assert letter_owed(nudge, now).body
    promise.keep(nudge, now)
