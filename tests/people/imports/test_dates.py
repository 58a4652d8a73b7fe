"""Dates as contact files write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.people.imports.dates import day_first_column, read_birthday, read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("08 Feb 2026", dt.date(2026, 2, 8)),
        ("1/29/26, 2:37 PM", dt.date(2026, 1, 29)),
        ("11/20/24, 8:15 AM", dt.date(2024, 11, 20)),
        ("Wed Jun 24 12:43:42 UTC 2026", dt.date(2026, 6, 24)),
        ("2026-06-24 12:43:42 UTC", dt.date(2026, 6, 24)),
        ("2026/06/24 12:43:42 UTC", dt.date(2026, 6, 24)),
        ("24. März 2026", dt.date(2026, 3, 24)),
        ("24 de julio de 2026", dt.date(2026, 7, 24)),
        ("Jun 2019", dt.date(2019, 6, 1)),
        ("24.12.2019", dt.date(2019, 12, 24)),
        ("20260624T101500Z", dt.date(2026, 6, 24)),
        ("2019", dt.date(2019, 1, 1)),
        ("29/1/26", dt.date(2026, 1, 29)),
        ("00 Jan 0000", None),
        ("0000-00-00", None),
        ("31 Feb 2026", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_is_none(text, date):
    assert read_date(text) == date


def test_the_order_of_day_and_month_is_told_by_the_column():
    assert day_first_column(["29/1/26", "3/2/26"])
    assert not day_first_column(["1/29/26", "3/2/26"])
    assert read_date("3/2/26", day_first=True) == dt.date(2026, 2, 3)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [("19800307", "1980-03-07"), ("--03-07", "--03-07"), ("--0307", "--03-07"),
     ("1604-03-07", "--03-07"), ("--13-40", ""), ("circa 1800", "")],
)  # fmt: skip
def test_a_birthday_may_lack_its_year(text, birthday):
    assert read_birthday(text) == birthday


@given(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)))
def test_every_way_of_writing_a_day_gives_it_back(day):
    ways = ["%d %b %Y", "%m/%d/%y, 2:37 PM", "%Y-%m-%d 10:00:00 UTC", "%a %b %d 12:43:42 UTC %Y"]
    assert {read_date(day.strftime(way)) for way in ways} == {day}


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    read_date(text)
    read_birthday(text)
