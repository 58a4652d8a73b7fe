"""A number and its noun agree."""

import re
from pathlib import Path

import pytest

from kithwork.words import agreeing, counted, full_stop, plural

SOURCES = Path(__file__).parents[1] / "src" / "kithwork"


@pytest.mark.parametrize(
    ("number", "one", "said"),
    [
        (1, "opening", "1 opening"),
        (0, "opening", "0 openings"),
        (2, "new name", "2 new names"),
        (1, "person", "1 person"),
        (3, "new person", "3 new people"),
        (2, "reply", "2 replies"),
        (2, "day", "2 days"),
        (2, "search", "2 searches"),
        (1204, "row", "1,204 rows"),
    ],
)
def test_a_number_and_its_noun_agree(number, one, said):
    assert counted(number, one) == said


def test_a_plural_that_no_rule_gives_is_told():
    assert counted(2, "sign of a tie", "signs of ties") == "2 signs of ties"
    assert plural("sign") == "signs"


def test_a_rounded_number_is_one_only_where_it_reads_as_one():
    assert counted(1.2, "meeting") == "1 meeting"
    assert counted(1.0, "name", places=1) == "1.0 names"


def test_the_verb_follows_the_number():
    assert (agreeing(1, "is"), agreeing(2, "is"), agreeing(0, "waits")) == ("is", "are", "wait")


# A number in braces before a plural written by hand.
BARE = re.compile(
    r"\{[^{}]*\} (?:new |more )?"
    r"(?:people|names|openings|employers|boards|promises|rows|letters|times|postings)\b"
)
ROOMS = ("operations", "campaign", "web")


def test_nothing_is_counted_by_hand():
    """A count that is put before a plural by hand says `1 openings` one day."""
    found = [
        f"{file.relative_to(SOURCES)}: {line.strip()}"
        for room in ROOMS
        for file in (SOURCES / room).rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if 'f"' in line and BARE.search(line) and "raise " not in line
    ]
    assert found == []


def test_a_sentence_that_ends_with_inc_has_one_full_stop():
    assert full_stop("They work at Example Inc.") == "They work at Example Inc."
    assert full_stop("They work at Example") == "They work at Example."
