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
    assert agreed([], LETTER, "direct_contact", (), leaning(0.4)) == []


def test_a_rule_is_dropped_only_when_the_encoder_is_all_but_sure() -> None:
    rule = ("attaches_resume", 10, 34)
    for chance, kept in ((0.0001, []), (0.2, [rule])):
        sure = {"attaches_resume": Leaning(chance, 17, 22)}
        assert agreed([rule], LETTER, "direct_contact", (), sure) == kept


def test_without_an_encoder_the_rules_stand() -> None:
    assert agreed([RULE], LETTER, "direct_contact", (), {}) == [RULE]


def test_an_open_request_is_never_called_vague() -> None:
    sure = {"vague_objective": Leaning(0.99, 0, 1)}
    assert agreed([], LETTER, "direct_contact", (), sure) == []
    assert len(agreed([], LETTER, "disguised", (), sure)) == 1


def test_the_banned_term_is_left_to_its_spelling() -> None:
    sure = {"banned_term": Leaning(0.99, 0, 1)}
    assert agreed([], LETTER, "networking", (), sure) == []
