"""Each finding where it belongs, at its exact place, and not at its lookalikes."""

import pytest

from kithwork.wording.check import check

ASK = "Hello Cy, I'm a pipe welder and want to learn how orbital welders are trained. "
BOUND = "Could we talk for 15 minutes? "


def spots(text: str, code: str, **known: object) -> list[str]:
    reading = check(text, **known)  # type: ignore[arg-type]
    return [text[one.start : one.end] for one in reading.findings if one.code == code]


@pytest.mark.parametrize(
    "term",
    [
        "informational interview",
        "Informational interviews",
        "info-interview",
        "information interview",
        "informational chat",
        "informational meeting",
        "informational phone",
        "informaitonal inteview",
        "info interview",
    ],
)
def test_the_banned_term_is_marked_in_all_its_spellings(term: str) -> None:
    assert spots(f"{ASK}{BOUND}I'd call it one of my {term} this month.", "banned_term") == [term]


@pytest.mark.parametrize(
    "words",
    [
        "The information session at the town hall was full.",
        "Your information helped me.",
        "The town held an informational meeting about the plant.",
        "I interview patients for a living.",
    ],
)
def test_information_alone_is_not_the_banned_term(words: str) -> None:
    assert spots(ASK + BOUND + words, "banned_term") == []


@pytest.mark.parametrize(
    "words",
    [
        "I'd take anything at this point.",
        "I am open to any job in your company.",
        "I'm not picky.",
        "I will do whatever needs doing.",
    ],
)
def test_who_would_take_anything_is_told_so(words: str) -> None:
    text = f"Good morning, I need work and would like to work for you. {words}"
    assert spots(text, "any_job")


@pytest.mark.parametrize(
    "words",
    [
        "Anything you could tell me would help.",
        "Is there any advice you'd give?",
        "If there is anything I can do for you, say so.",
        "Which job titles should I look for?",
        "I'm not looking for just any job.",
    ],
)
def test_anything_said_in_kindness_is_not_any_job(words: str) -> None:
    assert spots(ASK + BOUND + words, "any_job") == []


@pytest.mark.parametrize(
    "words",
    [
        "Do you know of anyone who has openings?",
        "Are you hiring at the moment?",
        "Let me know if you hear of any vacancies.",
        "Is there any work going at your yard?",
    ],
)
def test_a_question_about_openings_is_marked(words: str) -> None:
    assert spots(f"Hi Cy, I'm a welder. {words}", "asks_openings")


@pytest.mark.parametrize(
    "words",
    [
        "We met at the opening of the new plant.",
        "I'm not asking about openings.",
        "I'd like to hear about hiring trends.",
        "Is there an opening in your calendar next week?",
    ],
)
def test_other_openings_are_not_asked_for(words: str) -> None:
    assert spots(ASK + BOUND + words, "asks_openings") == []


def test_coffee_alone_is_no_bound() -> None:
    assert spots(ASK + "Could we have a coffee some time?", "no_time_bound")
    assert not spots(ASK + "Could we have a coffee some time, 20 minutes?", "no_time_bound")


def test_a_resume_is_marked_where_it_is_attached_and_nowhere_else() -> None:
    assert spots(ASK + BOUND + "I've attached my résumé.", "attaches_resume")
    assert not spots(ASK + BOUND + "I have not attached my CV on purpose.", "attaches_resume")
    assert not spots(ASK + BOUND + "Let's resume after lunch.", "attaches_resume")


def test_a_request_without_a_subject_is_vague() -> None:
    vague = "Hi Cy, I'm at a crossroads and would love to pick your brain for 20 minutes."
    assert spots(vague, "vague_objective")
    assert not spots(ASK + BOUND, "vague_objective")


@pytest.mark.parametrize(
    "words",
    [
        "Bo Marsh doesn't know that I'm writing to you.",
        "I'm using Bo Marsh's name, though I haven't asked her.",
        "Please don't tell Bo Marsh that I mentioned her.",
    ],
)
def test_a_name_without_leave_is_marked(words: str) -> None:
    assert spots(ASK + BOUND + words, "unpermitted_name")


@pytest.mark.parametrize(
    "words",
    [
        "Bo Marsh said that I could use her name.",
        "Bo Marsh suggested that I write to you.",
        "My manager doesn't know that I'm looking around.",
    ],
)
def test_a_name_with_leave_is_not(words: str) -> None:
    assert spots(ASK + BOUND + words, "unpermitted_name") == []


def test_a_name_known_to_be_permitted_is_let_through() -> None:
    words = "Bo Marsh doesn't know that I'm writing to you."
    assert not spots(ASK + BOUND + words, "unpermitted_name", permitted_names=("Bo Marsh",))


def test_what_is_known_of_the_introduction_counts() -> None:
    words = "Bo Marsh suggested that I write to you."
    assert spots(ASK + BOUND + words, "unpermitted_name", relationship="referred without leave")


def test_a_disguise_is_told_what_gives_it_away() -> None:
    text = (
        "Hi Cy, I'd love your advice about bridges over coffee. I'm not asking for a job, but if "
        "something opened up on your team, keep me in mind and pass my CV to your boss."
    )
    found = {one.code for one in check(text).findings}
    assert {"hints_opening", "asks_to_pass_on", "contradicted_disclaimer"} <= found


def test_one_place_is_marked_once_for_each_code() -> None:
    text = "Do you know of anyone who has openings? I would take any job, anything at all."
    for code in ("asks_openings", "any_job"):
        places = [range(one.start, one.end) for one in check(text).findings if one.code == code]
        assert places
        for at, one in enumerate(places):
            assert not any(set(one) & set(other) for other in places[at + 1 :])
