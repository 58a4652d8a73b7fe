"""Titles lose their advertising and keep their work."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs.phrases import Phrases
from kithwork.jobs.titles import all_abbreviations, clean_title, normal_title

HEADS = frozenset({"nurse", "driver", "cashier", "engineer", "manager", "auditor"})


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("RN - Med/Surg (Nights) $5k sign-on", "registered nurse"),
        ("Sr. SWE II, Payments", "software engineer"),
        ("Cashier $15/hr 20 hrs/wk #1234", "cashier"),
        ("Softwareentwickler (m/w/d) ab sofort", "software developer"),
        ("Verkäufer/in (m/w/d) 80%", "retail salesperson"),
        ("Line Cook &amp; Baker", "line cook baker"),
        ("Cashier | R-102938 | Full-Time", "cashier"),
        ("Cajero/a (24h semanales)", "cashier"),
        ("Technicien(ne) de maintenance H/F", "maintenance technician industrial"),
        ("Camarero/a de pisos", "hotel room housekeeper"),
    ],
)
def test_advertising_goes_and_the_work_stays(title: str, head: str) -> None:
    assert " ".join(clean_title(title, HEADS).head) == head


def test_the_part_that_names_work_is_the_head_wherever_it_stands() -> None:
    clean = clean_title("Downtown - Cashier", HEADS)
    assert clean.head == ("cashier",)
    assert clean.rest == ("downtown",)


def test_a_word_that_is_a_shift_elsewhere_stays_where_it_names_the_work() -> None:
    assert clean_title("Night Auditor", HEADS).head == ("night", "auditor")


def test_a_rank_before_a_comma_is_of_what_follows() -> None:
    assert clean_title("Manager, Flight Operations", HEADS).head == (
        "flight",
        "operations",
        "manager",
    )


def test_an_internship_is_in_what_follows_it() -> None:
    assert clean_title("Summer Internship - Tax Auditor", HEADS | {"internship"}).head == (
        "tax",
        "auditor",
        "summer",
        "internship",
    )


def test_what_stands_in_brackets_is_kept_beside_the_head() -> None:
    clean = clean_title("Manager (Bakery)", HEADS)
    assert clean.head == ("manager",)
    assert clean.rest == ("bakery",)


def test_a_title_of_advertising_only_keeps_its_words() -> None:
    assert clean_title("Remote").head == ("remote",)


def test_an_abbreviation_alone_in_brackets_is_still_read() -> None:
    assert clean_title("(RN)").head == ("registered", "nurse")


def test_one_title_in_two_spellings_has_one_normal_form() -> None:
    assert normal_title("Front-End  DEVELOPER (C++)") == normal_title("front end developer c++")


def test_the_longest_phrase_wins_and_uses_its_words_up() -> None:
    phrases = Phrases(["account manager\talone", "manager\tmanager"])
    assert phrases.meanings(["senior", "account", "manager"]) == ["alone"]
    assert phrases.meanings(["store", "manager"]) == ["manager"]


def test_a_line_without_a_meaning_is_not_a_phrase() -> None:
    with pytest.raises(ValueError, match="account manager"):
        Phrases(["account manager"])


def test_no_abbreviation_is_written_out_into_itself_and_more_of_itself() -> None:
    """Written out twice, a title must not grow for ever."""
    known = all_abbreviations()
    for line in ("rn", "cdl a driver", "team member", "dishwasher"):
        once = clean_title(line).head
        twice = clean_title(" ".join(once)).head
        assert len(twice) <= len(once) + 4
    assert known.touch(["rn"])


@settings(deadline=None)
@given(st.text())
def test_no_text_makes_cleaning_fail(text: str) -> None:
    clean = clean_title(text, HEADS)
    assert bool(clean.head) == bool(normal_title(text)) or clean.head
    assert normal_title(normal_title(text)) == normal_title(text)
