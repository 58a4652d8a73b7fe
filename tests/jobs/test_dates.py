"""A day as a board states it, seen from a day that the test chooses."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs.dates import StatedDay, day_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-11-03T23:30:00-05:00", date(2026, 11, 4)),
        ("2026-11-03 10:00:00 UTC", date(2026, 11, 3)),
        (1762128000000, date(2025, 11, 3)),
        ("1762128000", date(2025, 11, 3)),
        (datetime(2026, 11, 3, 12, tzinfo=UTC), date(2026, 11, 3)),
        ("Posted Today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        ("3 days ago", date(2026, 11, 20)),
        ("vor 3 Tagen", date(2026, 11, 20)),
        ("il y a 2 jours", date(2026, 11, 21)),
        ("5 hours ago", TODAY),
        ("Nov 3, 2026", date(2026, 11, 3)),
        ("3. November 2026", date(2026, 11, 3)),
        ("11/23/2026", TODAY),
        ("23.11.2026", TODAY),
    ],
)
def test_a_stated_day_is_exact(said: str | int | datetime, day: date) -> None:
    assert day_of(said, TODAY) == StatedDay(day)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Posted 30+ Days Ago", date(2026, 10, 24)),
        ("a month ago", date(2026, 10, 24)),
        ("2 weeks ago", date(2026, 11, 9)),
    ],
)
def test_a_bound_or_a_rounded_age_is_marked_inexact(said: str, day: date) -> None:
    assert day_of(said, TODAY) == StatedDay(day, exact=False)


def test_day_and_month_that_could_be_either_are_unknown_until_told() -> None:
    assert day_of("03/04/2026", TODAY) is None
    assert day_of("03/04/2026", TODAY, day_first=True) == StatedDay(date(2026, 4, 3))
    assert day_of("03/04/2026", TODAY, day_first=False) == StatedDay(date(2026, 3, 4))


@pytest.mark.parametrize(
    "said", ["", "soon", "2026-02-31", "1970-01-01", 0, None, True, "2199-01-01"]
)
def test_what_is_no_postings_day_is_unknown(said: str | int | None) -> None:
    assert day_of(said, TODAY) is None


def test_the_answer_moves_with_today() -> None:
    assert day_of("3 days ago", date(2026, 3, 1)) == StatedDay(date(2026, 2, 26))


@settings(deadline=None)
@given(st.text() | st.integers() | st.floats() | st.dates())
def test_nothing_makes_it_fail(value: str | int | float | date) -> None:
    found = day_of(value, TODAY)
    assert found is None or 1995 <= found.day.year <= 2028
