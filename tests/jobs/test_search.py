"""Postings found by what they say."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.jobs.search import Wanted, search, terms


def titles(**wanted):
    return [posting.title for posting in search(Wanted(**wanted))]


def test_every_word_has_to_be_somewhere(post):
    post("Nurse", "Nights in Leeds.")
    post("Nurse", "Days.")
    assert titles(words="nurse nights") == ["Nurse"]
    assert titles(words="nurse acme days") == ["Nurse"]
    assert titles(words="nurse pilot") == []


def test_a_phrase_stands_together_and_a_minus_refuses(post):
    post("Charge nurse")
    post("Night nurse")
    assert titles(words='"charge nurse"') == ["Charge nurse"]
    assert titles(words="nurse -charge") == ["Night nurse"]


def test_a_refused_word_may_not_be_in_the_text_either(post):
    post("Nurse", "No nights.")
    post("Midwife")
    assert titles(words="-nights") == ["Midwife"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rock 'n' roll", ["rock", "'n'", "roll"]),
        ('an "open quote', ["an", "open", "quote"]),
        ("  ", []),
        ("100%", ["100%"]),
    ],
)
def test_odd_searches_are_taken_as_they_come(words, found):
    assert terms(words) == found


def test_signs_of_the_database_are_plain_text(post):
    post("Nurse 100%")
    post("Nurse 1000")
    assert titles(words="100%") == ["Nurse 100%"]


def test_a_place_is_matched_part_by_part(post):
    post("Nurse", location="Leeds, England", city="Leeds", country="GB")
    post("Pilot", location="Hull, England", city="Hull", country="GB")
    assert titles(place="leeds, gb") == ["Nurse"]
    assert set(titles(place="England")) == {"Nurse", "Pilot"}


def test_an_employer_is_found_however_it_is_written(post, now):
    other = Board.objects.create(
        ats="lever", token="harbour", employer="Harbour Ltd", normal="harbour", added_at=now
    )
    post("Nurse")
    post("Pilot", board=other)
    assert titles(employer="The ACME Corporation") == ["Nurse"]
    assert titles(employer="Harb") == ["Pilot"]


def test_since_asks_when_a_posting_was_new_not_when_it_changed(post, now):
    day = dt.timedelta(days=1)
    post("Old but changed", new_at=now - 9 * day, first_seen_at=now - 9 * day, updated_at=now)
    post("Unknown", new_at=None)
    post("New", new_at=now - day)
    assert titles(since=now - 2 * day) == ["New"]


def test_the_newest_come_first_and_those_of_unknown_age_last(post, now):
    post("Unknown", new_at=None)
    post("Old", new_at=now - dt.timedelta(days=3))
    post("New", new_at=now)
    assert titles() == ["New", "Old", "Unknown"]


def test_kind_of_work_level_and_remote_narrow_down(post):
    post("Nurse manager", types=["Healthcare", "Managerial"], level="manager")
    post("Nurse", types=["Healthcare"], level="experienced", workplace="remote")
    post("Unsorted")
    assert titles(job_type="Managerial") == ["Nurse manager"]
    assert set(titles(job_type="Healthcare")) == {"Nurse manager", "Nurse"}
    assert titles(job_type="Health") == []
    assert titles(level="experienced") == ["Nurse"]
    assert titles(remote=True) == ["Nurse"]
    assert titles(remote=False) == []


def test_what_is_closed_shows_only_when_asked_for(post, now):
    post("Gone", closed_at=now)
    assert titles() == []
    assert titles(closed_too=True) == ["Gone"]
