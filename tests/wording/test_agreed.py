"""Rules and encoder about the same finding: each may overrule the other when it is sure."""

from kithwork.wording.english.agreed import agreed
from kithwork.wording.english.encoder import Leaning
from kithwork.wording.text import sentences

LETTER = sentences("Hello Cy. Have you a place for me? Yours, Ada")
RULE = ("asks_openings", 10, 34)


def leaning(chance: float) -> dict[str, Leaning]:
    return {"asks_openings": Leaning(chance, 17, 22)}


def test_what_the_rules_missed_is_marked_at_its_sentence() -> None:
    assert agreed([], LETTER, "direct_contact", (), leaning(0.95)) == [RULE]


def test_a_mere_guess_adds_nothing() -> None:
    assert agreed([], LETTER, "direct_contact", (), leaning(0.1)) == []


def test_a_rule_is_dropped_only_when_the_encoder_is_all_but_sure() -> None:
    rule = ("no_time_bound", 10, 34)
    for chance, kept in ((0.0001, []), (0.2, [rule])):
        sure = {"no_time_bound": Leaning(chance, 17, 22)}
        assert agreed([rule], LETTER, "networking", (), sure) == kept


def test_what_stands_in_the_letter_is_never_dropped() -> None:
    rule = ("attaches_resume", 10, 34)
    sure = {"attaches_resume": Leaning(0.0001, 17, 22)}
    assert agreed([rule], LETTER, "direct_contact", (), sure) == [rule]


def test_a_cv_that_is_only_offered_is_not_attached() -> None:
    letter = sentences("Hello Cy. I can send you my CV. Yours, Ada")
    sure = {"attaches_resume": Leaning(0.99, 26, 28)}
    assert agreed([], letter, "direct_contact", (), sure) == []


def test_without_an_encoder_the_rules_stand() -> None:
    assert agreed([RULE], LETTER, "direct_contact", (), {}) == [RULE]


def test_an_open_request_needs_no_length_but_may_be_vague() -> None:
    for code, number in (("no_time_bound", 0), ("vague_objective", 1)):
        sure = {code: Leaning(0.99, 0, 1)}
        assert len(agreed([], LETTER, "direct_contact", (), sure)) == number


def test_the_banned_term_is_left_to_its_spelling() -> None:
    sure = {"banned_term": Leaning(0.99, 0, 1)}
    assert agreed([], LETTER, "networking", (), sure) == []


def test_a_disguise_is_called_vague_only_when_that_is_likelier_than_elsewhere() -> None:
    guess = {"vague_objective": Leaning(0.2, 17, 22)}
    assert agreed([], LETTER, "disguised", (), guess) == []
    assert agreed([], LETTER, "networking", (), guess) == [("vague_objective", 10, 34)]
