"""The phrases of any_job, asks_openings and leave in the many ways people put them."""

import pytest

from kithwork.wording.check import check

ASK = "Hello Cy, I'm a pipe welder and want to learn how orbital welders are trained. "
BOUND = "Could we talk for 15 minutes? "


def codes(words: str) -> set[str]:
    return {one.code for one in check(ASK + BOUND + words).findings}


@pytest.mark.parametrize(
    "words",
    [
        "Put me wherever you need someone.",
        "I'm willing to work in any capacity.",
        "I am open to all opportunities.",
        "I'll accept the first thing that comes along.",
        "I'm looking for work of any kind.",
    ],
)
def test_a_request_that_would_take_anything_is_marked(words: str) -> None:
    assert "any_job" in codes(words)


@pytest.mark.parametrize(
    "words",
    ["I'd be happy to do whatever suits you.", "I don't mind what time.", "Any day works for me."],
)
def test_being_flexible_about_the_meeting_is_not_taking_any_job(words: str) -> None:
    assert "any_job" not in codes(words)


@pytest.mark.parametrize(
    "words",
    [
        "If something opens up on your team, let me know.",
        "Please keep an eye out for openings.",
        "Has your team got any headcount?",
        "Does your agency have any opportunities at the moment?",
    ],
)
def test_asking_to_be_told_of_openings_is_marked(words: str) -> None:
    assert "asks_openings" in codes(words)


@pytest.mark.parametrize(
    "words",
    [
        "What are the hiring trends in your field?",
        "Let me know if you hear of any good courses.",
        "Are you looking forward to the summer?",
        "Do you need any more information?",
    ],
)
def test_questions_that_only_sound_like_openings_are_not(words: str) -> None:
    assert "asks_openings" not in codes(words)


def test_a_name_used_without_permission_is_marked() -> None:
    assert "unpermitted_name" in codes("I don't have Bo Marsh's permission to mention this.")


def test_a_cv_that_is_only_offered_is_not_attached() -> None:
    assert "attaches_resume" not in codes("I can bring my CV round if you'd like to see it.")
    assert "attaches_resume" in codes("My CV can be found here: ada-cv.example.")


def test_advice_in_writing_needs_no_bound() -> None:
    advice = "Hello Cy, I weld pipes and would be grateful for your advice on orbital courses."
    assert "no_time_bound" not in {one.code for one in check(advice).findings}


def test_hours_of_work_do_not_bound_a_talk() -> None:
    talk = "Hello Cy, I weld pipes ten hours a day. Could we meet to talk about orbital courses?"
    assert "no_time_bound" in {one.code for one in check(talk).findings}


@pytest.mark.parametrize(
    "words",
    [
        "Hello Cy, I'd welcome your thoughts on my career. Could we talk for 15 minutes?",
        "Hello Cy, I work at a bakery and haven't figured out what I want. May I have 15 minutes?",
        "Hello Cy, I drive a bus. Could we chat about where I go next? Have you 15 minutes?",
    ],
)
def test_a_letter_that_says_it_has_no_aim_is_vague_whatever_else_it_names(words: str) -> None:
    assert "vague_objective" in {one.code for one in check(words).findings}


@pytest.mark.parametrize(
    "words",
    [
        "What should I do to become a certified orbital welder?",
        "I'd value your thoughts on my career in welding inspection.",
    ],
)
def test_a_question_about_a_named_field_is_not_vague(words: str) -> None:
    assert "vague_objective" not in codes(words)


@pytest.mark.parametrize(
    "words",
    [
        "I know your computer system and I live across the green.",
        "I'm not choosy with shifts.",
        "I'm open to any feedback.",
    ],
)
def test_what_one_knows_or_puts_up_with_is_no_dropped_name_and_no_any_job(words: str) -> None:
    assert not codes(words) & {"unpermitted_name", "any_job"}


def test_a_knowing_silence_about_a_third_person_is_use_without_leave() -> None:
    words = "Your clerk, Mr Stranger, sings with me. He has no knowledge of this letter. "
    assert "unpermitted_name" in codes(words)
