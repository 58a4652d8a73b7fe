"""A title says how far up the ladder its work is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs.levels import TABLE, first_occupations, level_of, level_of_words
from kithwork.jobs.onet import occupations


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Software Engineer", "experienced"),
        ("Senior Accountant", "experienced"),
        ("Software Engineering Intern", "entry"),
        ("Junior Accountant", "entry"),
        ("Store Manager in Training", "entry"),
        ("Cashier", "entry"),
        ("Store Manager", "manager"),
        ("Nurse Manager - ICU", "manager"),
        ("Director of Nursing", "executive"),
        ("Head of People", "executive"),
        ("Assistant Director of Nursing", "manager"),
        ("Head of Year 9", "manager"),
        ("Art Director", "experienced"),
        ("Phlebotomist I", "entry"),
        ("HR Executive - Fresher", "entry"),
        ("Teamleiter Logistik (m/w/d)", "manager"),
        ("VP of Sales, EMEA", "executive"),
        ("AML Analyst, AVP", "experienced"),
        ("Stock Controller", "experienced"),
        ("Financial Controller", "manager"),
        ("Asst Dir - Data Science", "manager"),
        ("Jefe de turno", "manager"),
        ("CFO", "executive"),
        ("Chief Nursing Officer", "executive"),
        ("Executive Director, Food Bank", "executive"),
        ("Sr. Acct Mgr", "experienced"),
        ("911 Telecommunicator I/II", "entry"),
        ("Caregiver, Senior Living", "entry"),
        ("Early Head Start Teacher", "experienced"),
        ("Game Warden", "experienced"),
    ],
)
def test_a_title_states_its_level(title: str, level: str) -> None:
    assert level_of(title) == level


@pytest.mark.parametrize("title", ["Case Manager", "Product Manager", "Senior Account Manager"])
def test_a_manager_of_no_people_is_not_on_the_manager_level(title: str) -> None:
    assert level_of(title) == "experienced"


@pytest.mark.parametrize(
    "title", ["Executive Assistant to the CEO", "Assistant to the President", "Chief of Staff"]
)
def test_an_assistant_has_not_the_level_of_whom_they_assist(title: str) -> None:
    assert level_of(title) == "experienced"


def test_a_senior_is_past_entry_even_in_work_that_one_enters_by() -> None:
    assert level_of("Lead Cashier") == "experienced"


def test_who_says_nothing_of_the_level_is_asked_their_occupation() -> None:
    waitress, nurse = "35-3031.00", "29-1141.00"
    assert level_of_words(["waitress"], waitress) == "entry"
    assert level_of_words(["bistro", "staff"], nurse) == "experienced"
    assert level_of_words(["senior", "waitress"], waitress) == "experienced"
    assert level_of_words(["head", "waitress"], waitress) == "manager"


def test_the_letters_of_a_requisition_number_say_no_level() -> None:
    assert level_of("Materials Planner - Req#JR-55120") == "experienced"


def test_every_occupation_that_one_enters_by_exists() -> None:
    assert first_occupations() <= occupations().keys()


def test_silence_means_experienced() -> None:
    assert level_of("") == "experienced"


def test_every_line_of_the_table_has_a_meaning_that_the_rules_know() -> None:
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    known = {"executive", "aide", "trainee", "grown", "manager", "alone", "first", "seasoned"}
    assert {meaning for _, meaning in lines} == known
    assert len({phrase for phrase, _ in lines}) == len(lines)


@settings(deadline=None)
@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    assert level_of(text) in ("entry", "experienced", "manager", "executive")
