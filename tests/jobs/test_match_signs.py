"""What is looked for only where it can stand is what a search through the whole text finds."""

import re

import pytest

from kithwork.jobs.match.amounts import _HOURS
from kithwork.jobs.match.clock import _SPAN
from kithwork.jobs.match.signs import at_numbers
from kithwork.jobs.match.terms import lasts
from kithwork.jobs.pay import pay_in_text

TEXTS = (
    "37.5 hours a week, or 20-24 h; 12 hour shifts, 3x 8 h, from 7p-7a or 19h30-7h30.",
    "5 bis 15 Uhr, 40h/Woche. Team of 1200, founded 1999, pay 32,000-35,000, room 4-16.",
    "12-12-12 1 2 3h 4 to 5 h 06:00 - 14:30 and 1-2-3 am",
    "No figure at all.",
    "",
)


@pytest.mark.parametrize("way", [_HOURS, _SPAN, re.compile(r"(?<!\d)(\d+) (\d+)")])
@pytest.mark.parametrize("text", TEXTS)
def test_a_pattern_that_begins_with_a_number_finds_the_same_at_numbers(way, text):
    whole = [found.span() for found in way.finditer(text)]
    assert [found.span() for found in at_numbers(way, text)] == whole


@pytest.mark.parametrize(
    ("text", "for_good"),
    [
        ("A Permanent post.", True),
        ("UNBEFRISTET, 40 Stunden", True),
        ("£250 per day for three months", False),
        ("Day rate, inside IR35", False),
        ("a 6 month contract", False),
        ("Permanent after a temporary cover", None),
        ("Every day is another.", None),
    ],
)
def test_a_posting_says_whether_it_lasts(text, for_good):
    assert lasts(text) is for_good


@pytest.mark.parametrize("said", ["€40,000", "40,000 EUR", "40.000 zł", "40,000 chf"])
def test_pay_is_found_by_its_sign_or_code_in_any_case(said):
    pay = pay_in_text(f"We pay {said} a year.")
    assert pay is not None
    assert pay.low == 40_000


def test_a_figure_without_a_currency_is_no_pay():
    assert pay_in_text("We have 40,000 trees and plant more each year.") is None
