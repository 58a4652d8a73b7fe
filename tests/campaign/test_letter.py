"""Letters are honest, fit the person, say what is missing, and are no two alike."""

import pytest

from kithwork.campaign import promise
from kithwork.campaign.approach import mark_sent
from kithwork.campaign.begin import write_objective
from kithwork.campaign.conduct import read_letter
from kithwork.campaign.letter import draft_letter, letter_owed, question_of
from kithwork.campaign.meet import hold, plan_meeting
from kithwork.campaign.models import FollowUp
from kithwork.errors import KithworkError
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


@pytest.mark.parametrize("channel", ["email", "linkedin", "letter", "phone", "in_person"])
def test_every_channel_has_its_form(aimed, bo, now, channel):
    assert draft_letter(aimed, bo, now, channel=channel).channel == channel


@pytest.mark.parametrize(
    ("asked", "clause"),
    [
        ("How wards are staffed?", "how wards are staffed"),
        ("Who decides about it?", "who decides about it"),
        ("Do they train?", ""),
        ("How are wards staffed?", ""),
    ],
)
def test_only_a_question_that_can_stand_in_a_sentence_is_quoted(campaign, now, asked, clause):
    campaign.questions.create(text=asked, asked_at=now)
    assert question_of(campaign) == clause


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
