"""What the index takes for a word."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs.index.tokens import spaced, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Registered Nurse (RN), Nights", ["registered", "nurse", "rn", "nights"]),
        ("C++/C# and F#", ["c++", "c#", "and", "f#"]),
        ("a+b, +49 and #1 or #", ["a+", "b", "49", "and", "1", "or"]),
        ("snake_case don't", ["snake", "case", "don", "t"]),
        ("“Café”—naïve…\u00a0•\u2028Ünique", ["cafe", "naive", "unique"]),
        ("Инженер、看護師", ["инженер", "看護師"]),
        ("½ time ²", ["½", "time", "2"]),
        ("half a pair \ud800 of them", ["half", "a", "pair", "of", "them"]),
        ("", []),
    ],
)
def test_words_are_cut(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_what_is_longer_than_any_word_is_none() -> None:
    assert tokens("x" * 61 + " y") == ["y"]


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_only_letters_digits_and_their_signs_are_left(text: str) -> None:
    kept = [word for word in re.split(r"[ ]+", spaced(text)) if word]
    assert all(re.fullmatch(r"[^\W_]+[+#]*", word) for word in kept)
    letters = "".join(c for c in text if c.isalnum())
    assert "".join(c for word in kept for c in word if c.isalnum()) == letters
