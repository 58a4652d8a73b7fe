"""One opening whole, by command: its dates, and what happened to it."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.boards.reading import BoardReading, PostingRow
from kithwork.errors import KithworkError
from kithwork.jobs import absorb
from kithwork.jobs.models import Posting
from kithwork.operations.opening import jobs_show
from kithwork.operations.registry import plain

DAY = dt.timedelta(days=1)


@pytest.fixture
def board(db, now):
    return Board.objects.create(
        ats="lever", token="acme", employer="Acme", normal="acme", added_at=now
    )


def read(board, now, *rows):
    Board.objects.claim(board.pk, "w", now, DAY)
    absorb.record(board, BoardReading(rows, complete=True), worker="w", started=now, now=now)


def row(title="Nurse", **fields):
    return PostingRow("1", title, **{"posted_on": dt.date(2026, 10, 1), **fields})


def test_four_dates_are_four_dates_and_an_update_makes_nothing_new(ada, campaign, board, now):
    read(board, now, row(description="Days."))
    read(board, now + DAY, row("Head nurse", description="Days and nights.", remote=True))
    posting = Posting.objects.get()
    shown = jobs_show(ada, posting.pk, now=now + 2 * DAY)
    told = str(shown)
    for said in (
        "New: 2026-10-01",
        "Posted, as its board says: 2026-10-01",
        "First seen: 2026-11-23",
        "Last seen: 2026-11-24",
        "Changed: 2026-11-24",
    ):
        assert said in told
    dates = plain(shown)["opening"]
    assert dates["posted_on"] == "2026-10-01"
    assert [dates[name][:10] for name in ("first_seen_at", "last_seen_at", "updated_at")] == [
        "2026-11-23", "2026-11-24", "2026-11-24",
    ]  # fmt: skip


def test_what_happened_is_told_with_what_changed(ada, campaign, board, now):
    read(board, now, row(description="Days."))
    read(board, now + DAY, row("Head nurse", description="Days and nights.", remote=True))
    read(board, now + 2 * DAY)
    read(board, now + 3 * DAY)
    read(board, now + 4 * DAY, row("Head nurse", description="Days and nights.", remote=True))
    happened = jobs_show(ada, Posting.objects.get().pk, now=now).happened
    assert [one.kind for one in happened] == ["reopened", "closed", "changed", "opened"]
    assert set(happened[2].changes) == {
        "title: “Nurse” became “Head nurse”",
        "remote: nothing became yes",
        "text rewritten (5 letters before, 16 now)",
    }


def test_an_opening_that_is_not_there_is_said_to_be_none(ada, campaign, now):
    with pytest.raises(KithworkError, match="There is no opening 7"):
        jobs_show(ada, 7, now=now)
