"""Proposed letters: honest, without holes, short where cold, and never the same twice."""

import random
import re
from dataclasses import replace

import pytest

from kithwork.wording.channels import CHANNELS
from kithwork.wording.check import check
from kithwork.wording.letters import (
    LetterFacts,
    NoLeaveError,
    NoSchoolError,
    NothingToAskError,
    draft,
    purpose,
    situations,
    variants,
)

CHOICES: dict[str, tuple[object, ...]] = {
    "to": ("Ms. Alder", "Cy", ""),
    "known": (True, False),
    "about_me": ("a nurse on a surgical ward", "Electrician with nine years in housing.", ""),
    "aim": (
        "hospital case management",
        "Industrial controls",
        "Lead a surgical ward.",
        "I want to become a chef",
        "A JOB AS A NURSE MANAGER",
    ),
    "question": ("How are case managers trained?", "Which certificates count?", ""),
    "minutes": (15, 20, 30),
    "no_job_wanted": (True, False),
    "school": ("Fox Valley College", "The Academy."),
    "reason": ("Your talk on training.", "you gave a talk", ""),
    "employers": (("Harlan Mechanical", "Lakeside Clinic Inc."), ()),
    "employer": ("Harlan Mechanical", ""),
    "occupation": ("Pipe Welder", ""),
    "opening": ("Pipe welder (m/f/d), nights", ""),
    "strength": ("I have run crews of eight", ""),
    "met_on": ("on Tuesday", ""),
    "met_person": ("Cy Alder", ""),
    "learnt": ("How the tests are graded.", "Learn about the tests", ""),
    "done": ("I have signed up for the course.", ""),
}
BARE = LetterFacts(
    "Ada Winter", aim="museum education", introducer="Bo Marsh", leave_given=True,
    school="Fox Valley College",
)  # fmt: skip


def some_facts(rng: random.Random) -> LetterFacts:
    chosen = {name: rng.choice(values) for name, values in CHOICES.items()}
    return replace(BARE, **chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("situation", situations())
def test_a_proposed_letter_reads_as_what_it_is(situation: str, channel: str) -> None:
    rng = random.Random(f"{situation} {channel}")
    meant = purpose(situation)
    for _ in range(12):
        made = draft(situation, channel, some_facts(rng), rng=rng)
        reading = check(f"{made.subject}\n\n{made.body}".strip(), channel=channel)
        mend = {finding.code for finding in reading.findings}
        if meant == "direct_contact":
            mend -= {"asks_openings"}  # an open request may ask
            if "welder" not in f"{made.subject} {made.body}":
                mend -= {"vague_objective"}  # nobody has said what work it is to be
        assert (reading.technique, mend) == (meant, set()), made


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("situation", situations())
def test_whatever_was_typed_stands_in_whole_sentences(situation: str, channel: str) -> None:
    rng = random.Random(f"{channel} {situation}")
    for _ in range(12):
        made = draft(situation, channel, some_facts(rng), rng=rng)
        said = f"{made.subject}\n{made.body}".replace("Inc.", "Inc").replace("m/f/d", "")
        assert not set("{}|~") & set(said), made
        for wrong in ("  ", "None", "..", ".?", "?.", "??", " .", "aiming for lead", "about I ",
                      "because of you gave", "have I ", "a a ", "a A "):  # fmt: skip
            assert wrong not in said, made
        assert not re.search(r"(?<=[.?] )[a-z]", said.replace("Ms. ", "")), made
        assert said.count("case managers") + said.count("certificates") <= 1, made


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("situation", situations())
def test_missing_facts_leave_no_holes(situation: str, channel: str) -> None:
    for seed in range(12):
        made = draft(situation, channel, BARE, rng=random.Random(seed))
        assert not set("{}|~") & set(made.subject + made.body), made
        assert "  " not in made.body
        assert "None" not in made.body
        assert made.body.count("Ada Winter") == 1


def test_friends_and_strangers_are_greeted_in_their_own_way() -> None:
    for seed in range(12):
        friend = replace(BARE, to="Bo", known=True)
        stranger = replace(BARE, to="Cy Stranger")
        to_friend = draft("kith", "email", friend, rng=random.Random(seed)).body
        to_stranger = draft("cold_source", "email", stranger, rng=random.Random(seed)).body
        assert "regards" not in to_friend
        assert to_stranger.split(",")[0] in {"Dear Cy Stranger", "Hello Cy Stranger"}
        assert (
            "my name is" not in draft("kith", "phone_script", friend, rng=random.Random(seed)).body
        )


def test_what_is_said_aloud_does_not_speak_of_writing() -> None:
    for situation in situations():
        for seed in range(12):
            made = draft(situation, "phone_script", BARE, rng=random.Random(seed)).body
            said = made.split("[")[0]
            assert not {"write", "writing", "letter", "phone", "mail"} & set(said.split()), made


def test_a_letter_to_somebody_of_the_same_school_names_it() -> None:
    with pytest.raises(NoSchoolError):
        draft("alumni", "email", replace(BARE, school=""), rng=random.Random(1))


def test_a_cold_request_stays_under_a_hundred_words() -> None:
    rng = random.Random(5)
    for channel in CHANNELS:
        for _ in range(40):
            made = draft("cold_source", channel, some_facts(rng), rng=rng)
            assert len(made.body.split()) < 100


def test_no_variant_comes_twice_while_another_is_left() -> None:
    used: set[str] = set()
    for seed in range(len(variants("cold_source", "email"))):
        made = draft("cold_source", "email", BARE, avoid=used, rng=random.Random(seed))
        assert made.variant not in used
        used.add(made.variant)
    assert draft("cold_source", "email", BARE, avoid=used, rng=random.Random(1)).variant in used


def test_the_disclaimer_stands_only_where_it_is_true() -> None:
    for seed in range(20):
        rng = random.Random(seed)
        body = draft("cold_source", "email", BARE, rng=rng).body
        assert "job" not in body
        meant = draft("cold_source", "email", replace(BARE, no_job_wanted=True), rng=rng).body
        assert "job" in meant


def test_a_request_without_aim_or_question_is_not_written() -> None:
    with pytest.raises(NothingToAskError):
        draft("kith", "email", LetterFacts("Ada Winter"), rng=random.Random(1))


def test_a_name_is_not_used_before_leave_is_given() -> None:
    facts = replace(BARE, leave_given=False)
    with pytest.raises(NoLeaveError):
        draft("referred", "email", facts, rng=random.Random(1))


def test_the_introducer_is_named_in_every_referred_letter() -> None:
    for seed in range(20):
        assert "Bo Marsh" in draft("referred", "linkedin", BARE, rng=random.Random(seed)).body
