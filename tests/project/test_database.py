"""Trouble of the database is told in a sentence, once a minute, and never as a trace."""

import logging

import psycopg
import pytest
from django.db import OperationalError

from kithwork.cli.carry_out import in_a_sentence
from kithwork.project.database import FULL, Briefly, is_away, told

REFUSED = "connection failed: refused\n\tIs the server running?"


def line_of(error):
    return logging.LogRecord(
        "huey", logging.ERROR, "x", 1, "Error %s", ("reading",), (type(error), error, None)
    )


@pytest.mark.parametrize("kind", [OperationalError, psycopg.OperationalError])
def test_a_refused_connection_is_one_line_without_its_trace_and_told_once(kind):
    brief, first = Briefly(), line_of(kind(REFUSED))
    assert brief.filter(first)
    assert first.getMessage().endswith("connection failed: refused It is tried again.")
    assert first.exc_info is None
    assert not brief.filter(line_of(kind(REFUSED)))
    assert brief.filter(line_of(kind("another trouble")))


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database or disk is full"),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),
        OSError(28, "No space left on device"),
    ],
)
def test_a_full_disk_is_told_as_that_whoever_meets_it(error):
    assert is_away(error)
    assert told(error) == FULL


def test_a_mistake_of_ours_keeps_its_trace():
    record = line_of(ZeroDivisionError())
    assert Briefly().filter(record)
    assert record.exc_info is not None
    assert not is_away(ZeroDivisionError())
    assert not is_away(None)


def test_a_command_ends_with_the_sentence(capsys):
    with pytest.raises(SystemExit) as ended, in_a_sentence():
        raise OperationalError(REFUSED)
    assert ended.value.code == 1
    told = "kithwork: The database can't be used now: connection failed: refused\n"
    assert capsys.readouterr().err == told


def test_a_mistake_of_ours_goes_through():
    with pytest.raises(ZeroDivisionError), in_a_sentence():
        raise ZeroDivisionError
