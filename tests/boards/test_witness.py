"""What is read between the lines of `openroles`, and that those lines are still there."""

import datetime as dt
import email.utils
import inspect

import openroles
import pytest
from openroles import _http, discover
from openroles.providers import careersite, teamtailor

from kithwork.boards import witness
from kithwork.boards.causes import cause_of, mildest
from kithwork.boards.reading import Cause


def test_the_private_parts_that_are_leant_on_are_there():
    assert openroles.__version__ == "0.4.0"
    assert list(inspect.signature(careersite._job).parameters) == ["token", "page", "p"]
    assert list(inspect.signature(teamtailor._page).parameters) == ["host", "offset"]
    for name in ("parse", "UNSUPPORTED", "_LEVER_EMBED"):
        assert hasattr(discover, name)
    for name in (
        "_urlopen",
        "_read",
        "_get",
        "request",
        "request_raw",
        "_kept_again",
        "_keep",
        "_ROBOTS",
    ):
        assert hasattr(_http, name)


def test_a_pause_is_understood_as_seconds_and_as_a_date():
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=100)
    assert witness.retry_after({"Retry-After": "30"}) == 30
    assert 90 < witness.retry_after({"Retry-After": email.utils.format_datetime(soon)}) <= 100


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "٣"])
def test_a_pause_that_makes_no_sense_is_none(value):
    assert witness.retry_after({"Retry-After": value}) is None


def test_no_site_can_ask_for_more_than_a_day():
    assert witness.retry_after({"Retry-After": "99999999"}) == witness.LONGEST_WAIT


def test_watching_twice_wraps_nothing_twice():
    witness.watch()
    once = _http.request
    witness.watch()
    assert _http.request is once


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("HTTP 404", Cause.NOT_FOUND),
        ("HTTP 410", Cause.GONE),
        ("HTTP 403", Cause.REFUSED),
        ("HTTP 502", Cause.SERVER_ERROR),
        ("HTTP 418", Cause.BAD_ANSWER),
        ("TimeoutError", Cause.TIMEOUT),
        ("ConnectionResetError", Cause.UNREACHABLE),
        ("IncompleteRead", Cause.UNREACHABLE),
        ("the response was not JSON", Cause.BAD_ANSWER),
        ("more than 5 redirects", Cause.MOVED),
    ],
)
def test_each_error_has_its_cause(said, cause):
    assert cause_of(said) is cause


def test_a_board_missing_in_one_place_and_silent_in_the_other_may_still_exist():
    assert mildest([Cause.NOT_FOUND, Cause.TIMEOUT]) is Cause.TIMEOUT
