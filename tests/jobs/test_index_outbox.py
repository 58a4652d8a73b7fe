"""What the index has to take in is written with the change itself."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.boards.reading import BoardReading, PostingRow
from kithwork.jobs import absorb
from kithwork.jobs.models import IndexChange, Posting

DAY = dt.timedelta(days=1)


def row(posting_id, title="Nurse", **fields):
    return PostingRow(posting_id=posting_id, title=title, **fields)


def take_in(board, at, *rows):
    Board.objects.claim(board.pk, "w", at, DAY)
    reading = BoardReading(postings=rows, complete=True, requests=1)
    absorb.record(board, reading, worker="w", started=at, now=at)
    board.refresh_from_db()


def told():
    """The postings noted, in order; and forget them."""
    keys = dict(Posting.objects.values_list("pk", "posting_id"))
    found = [keys[one] for one in IndexChange.objects.values_list("posting", flat=True)]
    IndexChange.objects.all().delete()
    return found


def test_every_change_of_a_posting_is_noted_once_in_its_order(acme, now):
    take_in(acme, now, row("a"), row("b"), row("c"), row("d"))
    assert told() == ["a", "b", "c", "d"]
    take_in(acme, now + DAY, row("a"), row("b", "Clerk"), row("c"))
    assert told() == ["b", "d"]
    take_in(acme, now + 2 * DAY, row("a"), row("b", "Clerk"), row("c"), row("d"))
    assert told() == ["d"]
    take_in(acme, now + 3 * DAY, row("a"), row("b", "Clerk"), row("c"), row("d"))
    assert told() == []


def test_a_file_notes_what_it_brings(acme, now):
    absorb.add({acme: [row("a")]}, now)
    assert told() == ["a"]


def test_a_record_that_fails_notes_nothing(acme, now, monkeypatch):
    monkeypatch.setattr(absorb, "_tell_the_index", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        absorb.add({acme: [row("a")]}, now)
    assert not Posting.objects.exists()
    assert not IndexChange.objects.exists()
