"""Whoever's own words share something rare with the question is named, the nearer first."""

import pytest

from kithwork.campaign.who_knows import questions_for, who_would_know
from kithwork.people.introduce import NameGiven, know


@pytest.fixture
def circle(ada, now):
    def person(name, role, employer, closeness):
        one = know(ada, NameGiven(name, employer, role), now)
        one.closeness = closeness
        one.save()
        return one

    return {
        "nurse": person("Nia Nurse", "Nurse educator", "Sample College", 0.2),
        "close": person("Cass Close", "Nursing lead", "Sample Hospital", 0.9),
        "other": person("Odo Other", "Accountant", "Placeholder Ltd", 0.9),
    }


def test_those_whose_role_fits_are_named_the_nearer_first(campaign, circle, now):
    found = who_would_know(campaign, "How are nurses trained?", now)
    assert [one.person for one in found] == [circle["close"], circle["nurse"]]
    assert found[0].because == ("Nursing",)


def test_without_a_shared_word_nobody_is_made_up(campaign, circle, now):
    assert who_would_know(campaign, "Who builds bridges?", now) == []
    assert who_would_know(campaign, "how?", now) == []


def test_whom_one_leaves_alone_is_not_named(campaign, circle, now):
    circle["close"].leave_alone = True
    circle["close"].save()
    assert circle["close"] not in [k.person for k in who_would_know(campaign, "nursing", now)]


def test_each_is_asked_first_what_they_are_likely_to_know(campaign, circle, now):
    for text in ("Who pays?", "How do accountants bill?", "How are nurses trained?"):
        campaign.questions.create(text=text, asked_at=now)
    assert questions_for(campaign, circle["nurse"], 1) == ["How are nurses trained?"]
    assert questions_for(campaign, circle["other"])[0] == "How do accountants bill?"
    assert questions_for(campaign, know(campaign.owner, NameGiven("Cy"), now))[0] == "Who pays?"
