"""What a whole reading says of the letters in the issue, and of their honest lookalikes."""

import pytest

from kithwork.wording.check import UnknownLanguageError, check

CLEAN = (
    "Dear Cy, I'm a nurse and I am looking into case management. Could we talk for 20 minutes "
    "about how case managers are trained? "
)
HINT = (
    "Hi Cy, I'd love to get your advice over coffee about {field}. I know you may have nothing "
    "for me, but if something opened up on your team, I'd be glad to be considered."
)


def codes(text: str) -> set[str]:
    return {finding.code for finding in check(text).findings}


def test_a_bounded_question_about_a_field_is_clean_networking() -> None:
    reading = check(CLEAN)
    assert (reading.technique, reading.findings) == ("networking", ())


@pytest.mark.parametrize(
    "words",
    [
        "I interview patients for a living.",
        "We met at the opening of the new plant.",
        "I'm not asking you for a job.",
        "I'd also like to hear how hiring trends look from where you sit.",
    ],
)
def test_words_alone_accuse_nobody(words: str) -> None:
    reading = check(CLEAN + words)
    assert (reading.technique, reading.findings) == ("networking", ())


@pytest.mark.parametrize("field", ["bridge inspection", "the wine trade"])
def test_a_hint_at_an_opening_is_a_disguise(field: str) -> None:
    assert check(HINT.format(field=field)).technique == "disguised"


def test_a_plain_question_for_work_is_direct_contact() -> None:
    text = "Good morning. I am a welder with nine years in shipyards. Do you have any openings?"
    assert check(text).technique == "direct_contact"


def test_thanks_after_an_employers_interview_belong_to_the_interview() -> None:
    text = "Dear Ms. Alder, thank you for the interview for the welder position on Tuesday."
    assert check(text).technique == "interview"


def test_thanks_for_a_conversation_need_no_time_bound() -> None:
    reading = check("Dear Cy, thank you for the coffee on Tuesday. I called both people you named.")
    assert (reading.technique, reading.findings) == ("other", ())


def test_a_disguise_does_not_agree_with_the_intention_to_network() -> None:
    letter = HINT.format(field="bridge inspection")
    assert not check(letter, intention="networking").agrees
    assert check(letter, intention="disguised").agrees
    assert check(letter).agrees


def test_the_plain_form_has_exactly_the_promised_keys() -> None:
    plain = check("Could we do an informational interview about bridges?").to_plain()
    assert set(plain) == {"technique", "confidence", "findings"}
    for finding in plain["findings"]:
        assert set(finding) == {"code", "start", "end", "message", "suggestion"}


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError, match="'de'"):
        check("Guten Tag", language="de")


def test_stage_cues_of_a_script_are_not_read_as_said() -> None:
    script = CLEAN + "[If they ask: do you have any openings?]"
    assert "asks_openings" not in {one.code for one in check(script, channel="phone").findings}


@pytest.mark.parametrize(
    "text", ["", " \n\n", "?", "…", "\U0001f600" * 50, "a" * 20_000, "İİİ jobs"]
)
def test_odd_text_is_never_fatal(text: str) -> None:
    reading = check(text)
    assert 0 <= reading.confidence <= 1
    assert all(0 <= one.start <= one.end <= len(text) for one in reading.findings)
