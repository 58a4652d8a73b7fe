"""The part of a text that a search has found, with the words marked."""

import pytest

from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import marks_of
from kithwork.jobs.index.shard import Shard
from kithwork.jobs.snippet import Mark, Piece, fold, plain, snippet

LONG = "We care for people. " * 40
TEXT = f"{LONG}A registered nurse (RN) leads the night shift in Zürich.\n\nC++ is no use. {LONG}"


@pytest.fixture(scope="module")
def known():
    made = Shard()
    with made.writing() as writer:
        writer.add([Entry(1, "Nurse", "Acme", "acme", TEXT), Entry(2, "Nurses", "Acme", "acme")])
        writer.commit()
    return made


def shown(known, words, text=TEXT):
    return plain(snippet(text, marks_of(words, known)))


def test_found_words_are_marked_where_most_of_them_stand(known):
    told = shown(known, "night nurse")
    assert "A registered *nurse* (RN) leads the *night* shift in Zürich. C++ is" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 260


def test_phrases_are_marked_whole_and_only_whole(known):
    assert "the *night shift* in" in shown(known, '"night shift"')
    assert shown(known, '"shift night"') == ""


def test_what_else_means_the_occupation_is_marked_too(known):
    assert "A *registered nurse* (*RN*) leads" in shown(known, "rn")


def test_beginnings_typos_and_accents_are_marked_as_they_were_found(known):
    assert "in *Zürich*." in shown(known, "zurich")
    assert "*registered* nurse" in shown(known, "regist")
    assert "*registered* nurse" in shown(known, "regsitered")
    assert "*C++* is" in shown(known, "c++")


def test_refused_words_and_words_that_are_not_there_show_nothing(known):
    assert shown(known, "-nurse") == ""
    assert shown(known, "nurse", "Somebody else.") == ""
    assert shown(known, "") == ""


def test_a_part_of_a_word_is_not_the_word():
    assert snippet("Renursed, c++ and c", [Mark(("nurse",)), Mark(("c",))]) == (
        Piece("Renursed, c++ and "), Piece("c", found=True),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "Straße İstanbul ﬁne ½ Ⅷ", "日本語 éàü", "x" * 5000])
def test_folding_keeps_each_letter_in_its_place(text):
    assert len(fold(text)) == len(text)


def test_a_single_word_without_end_is_shown_whole():
    [only] = [piece for piece in snippet("y " + "x" * 500, [Mark(("x" * 500,))]) if piece.found]
    assert only.text == "x" * 500
