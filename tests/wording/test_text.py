"""The light parse: sentences with offsets, and what a negation reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.wording.text import negated, plain, sentences


def test_titles_do_not_end_a_sentence() -> None:
    text = "Dear Dr. Alder, I met Mr. Marsh. He sends his regards!"
    assert [one.text for one in sentences(text)] == [
        "dear dr. alder, i met mr. marsh.",
        "he sends his regards!",
    ]


@given(st.text(max_size=200))
def test_plain_text_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(max_size=200))
def test_a_sentence_lies_where_it_says(text: str) -> None:
    flat = plain(text)
    for one in sentences(text):
        assert flat[one.start : one.end].split() == one.text.split()


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("i'm not asking for a job", "job", True),
        ("i'm not asking for much, but i need a job", "job", False),
        ("i don't know whether you have a job", "job", False),
        ("without a word about a job", "job", True),
        ("i can't help wondering about a job", "job", False),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(
    sentence: str, word: str, expected: bool
) -> None:
    assert negated(sentence, sentence.index(word)) is expected
