"""Whatever somebody types into a field fits into a letter's sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.wording import typed


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("ward management", "ward management"),
        ("Ward management.", "ward management"),
        ("WARD MANAGEMENT", "ward management"),
        ("Hospital Case Management", "hospital case management"),
        ("IT support", "IT support"),
        ("German teaching", "German teaching"),
        ("industrial controls", "industrial controls"),
        ("Lead a ward", "leading a ward"),
        ("to lead a ward", "leading a ward"),
        ("lead generation", "lead generation"),
        ("I want to become a chef!", "becoming a chef"),
        ("I'd like to run my own crew", "running my own crew"),
        ("I am aiming for ward management", "ward management"),
        ("A job as a nurse manager", "work as a nurse manager"),
        ("Find a new job in logistics", "work in logistics"),
        ("A JOB AS A NURSE MANAGER", "work as a nurse manager"),
        ("any job", "any job"),
        ("Wants", "wants"),
        ("Human Resources at Acme Hospital", "human resources at Acme Hospital"),
        (
            "Lead a surgical ward of a mid-sized hospital, where I can build up a team. I learn.",
            "leading a surgical ward of a mid-sized hospital",
        ),
        ("  ", ""),
    ],
)
def test_an_aim_stands_behind_looking_into(said: str, fits: str) -> None:
    assert typed.aim_phrase(said) == fits


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("nurse manager", "a nurse manager"),
        ("Registered Nurses", "a registered nurse"),
        ("HR Adviser", "an HR adviser"),
        ("RN", "an RN"),
        ("University lecturer", "a university lecturer"),
        ("electrician", "an electrician"),
        ("a welder", "a welder"),
        ("Python Developer", "a Python developer"),
        ("", ""),
    ],
)
def test_an_occupation_is_one_of_its_kind(said: str, fits: str) -> None:
    assert typed.occupation_phrase(said) == fits


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("I am a nurse.", "a nurse"),
        ("Nurse on nights", "a nurse on nights"),
        ("former engineer", "a former engineer"),
        ("between two jobs", "between two jobs"),
        ("under notice", "under notice"),
    ],
)
def test_what_one_is_stands_behind_i_am(said: str, fits: str) -> None:
    assert typed.about_me_phrase(said) == fits


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("Your talk on training.", "because of your talk on training"),
        ("you gave a talk", "because you gave a talk"),
        ("Because of the new plant", "because of the new plant"),
        ("Acme's new plant in Kiel", "because of Acme's new plant in Kiel"),
        ("", ""),
    ],
)
def test_a_reason_is_a_thing_or_a_clause(said: str, fits: str) -> None:
    assert typed.because(said) == fits


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("How wards are staffed", "how wards are staffed"),
        ("Learn about leading a ward", "leading a ward"),
        ("Find out who decides", "who decides"),
        ("that wards merge", "the fact that wards merge"),
        ("how are wards staffed?", ""),
        ("Catch up", ""),
        ("Acme's plans", "Acme's plans"),
    ],
)
def test_a_purpose_becomes_a_topic_or_nothing(said: str, fits: str) -> None:
    assert typed.topic(said) == fits


@pytest.mark.parametrize(
    ("said", "clause", "asked"),
    [
        ("How wards are staffed?", "how wards are staffed", "how wards are staffed?"),
        ("How are wards staffed?", "", "how are wards staffed?"),
        ("Who decides about it?", "who decides about it", "who decides about it?"),
        ("Do they train? And whom?", "", "do they train?"),
        ("Staffing", "", ""),
    ],
)
def test_a_question_is_quoted_the_way_that_it_can_stand(said: str, clause: str, asked: str) -> None:
    assert (typed.clause(said), typed.asked(said)) == (clause, asked)


@given(st.text(max_size=200))
def test_nothing_that_is_typed_breaks_a_sentence(said: str) -> None:
    for fit in (typed.aim_phrase, typed.occupation_phrase, typed.about_me_phrase, typed.because,
                typed.topic, typed.clause, typed.asked, typed.have_done):  # fmt: skip
        made = fit(said)
        assert "\n" not in made
        assert not made.endswith((".", "!", " "))
