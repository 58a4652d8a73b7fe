"""Proposed letters: honest, without holes, short where cold, and never the same twice."""

import random
from dataclasses import replace

import pytest

from kithwork.wording.channels import CHANNELS
from kithwork.wording.check import check
from kithwork.wording.letters import (
    LetterFacts,
    NoLeaveError,
    NothingToAskError,
    draft,
    purpose,
    situations,
    variants,
)

CHOICES: dict[str, tuple[object, ...]] = {
    "to": ("Ms. Alder", "Cy", ""),
    "about_me": ("a nurse on a surgical ward", "an electrician with nine years in housing", ""),
    "aim": ("hospital case management", "industrial controls"),
    "question": ("how case managers are trained", "which certificates count", ""),
    "minutes": (15, 20, 30),
    "no_job_wanted": (True, False),
    "school": ("Fox Valley College", ""),
    "reason": ("your talk on training", ""),
    "employers": (("Harlan Mechanical", "Lakeside Clinic"), ()),
    "employer": ("Harlan Mechanical", ""),
    "occupation": ("a pipe welder", ""),
    "opening": ("pipe welder", ""),
    "strength": ("I have run crews of eight.", ""),
    "met_on": ("on Tuesday", ""),
    "met_person": ("Cy Alder", ""),
    "learnt": ("how the tests are graded", ""),
    "done": ("signed up for the course", ""),
    "their_work": ("the new ward", ""),
}
BARE = LetterFacts("Ada Winter", aim="museum education", introducer="Bo Marsh", leave_given=True)


def some_facts(rng: random.Random) -> LetterFacts:
    chosen = {name: rng.choice(values) for name, values in CHOICES.items()}
    return replace(BARE, **chosen)  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("situation", situations())
def test_a_proposed_letter_reads_as_what_it_is(situation: str, channel: str) -> None:
    rng = random.Random(f"{situation} {channel}")
    for _ in range(12):
        made = draft(situation, channel, some_facts(rng), rng=rng)
        reading = check(made.body, channel=channel)
        if purpose(situation) == "networking":
            assert (reading.technique, reading.findings) == ("networking", ()), made.body
        elif purpose(situation) != "networking":
            assert reading.technique not in {"networking", "disguised"}, made.body


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("situation", situations())
def test_missing_facts_leave_no_holes(situation: str, channel: str) -> None:
    for seed in range(12):
        made = draft(situation, channel, BARE, rng=random.Random(seed))
        assert not set("{}|~") & set(made.subject + made.body), made
        assert "  " not in made.body
        assert "None" not in made.body
        assert made.body.count("Ada Winter") == 1


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
