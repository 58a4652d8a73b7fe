"""Only what can be a row's number is taken for one."""

import pytest

from kithwork.numbers import row_number


@pytest.mark.parametrize(
    ("said", "number"), [("7", 7), (" 12 ", 12), ("0", 0), ("9" * 17, 10**17 - 1)]
)
def test_plain_digits_are_a_number(said, number):
    assert row_number(said) == number


@pytest.mark.parametrize("said", ["", None, "²", "٣", "-1", "1.5", "x7", "9" * 18])
def test_anything_else_is_none(said):
    assert row_number(said) is None
