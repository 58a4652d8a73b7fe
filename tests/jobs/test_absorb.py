"""A reading taken into the postings."""

import datetime as dt

import pytest

from kithwork.boards.changes import CONFIRM_AFTER
from kithwork.boards.models import Board, Reading
from kithwork.boards.reading import BoardReading, Cause, PostingRow
from kithwork.jobs import absorb
from kithwork.jobs.classify import classify
from kithwork.jobs.models import Job, Posting, PostingEvent

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LEASE = dt.timedelta(minutes=5)


@pytest.fixture
def board(now):
    return Board.objects.create(
        ats="greenhouse", token="acme", employer="Acme Inc", normal="acme", added_at=now
    )


def row(posting_id, title="Nurse", **fields):
    return PostingRow(posting_id=posting_id, title=title, **fields)


def take_in(board, reading, at, worker="w", classify=None):
    Board.objects.claim(board.pk, worker, at, LEASE)
    kept = absorb.record(board, reading, worker=worker, started=at, now=at, classify=classify)
    board.refresh_from_db()
    return kept


def whole(*rows, fingerprint=""):
    return BoardReading(postings=rows, complete=True, fingerprint=fingerprint, requests=1)


def kinds():
    return list(PostingEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_a_first_reading_opens_what_it_shows(board, now):
    kept = take_in(board, whole(row("gh-1", description="Days."), row("gh-2", "Clerk")), now)
    assert (kept.result, kept.opened, board.openings) == ("good", 2, 2)
    posting = Posting.objects.get(posting_id="gh-1")
    assert (posting.employer, posting.description) == ("Acme Inc", "Days.")
    assert (posting.first_seen_at, posting.last_seen_at) == (now, now)
    assert Job.objects.count() == 2


def test_reading_the_same_twice_changes_nothing_but_when_it_was_seen(board, now):
    take_in(board, whole(row("gh-1")), now)
    kept = take_in(board, whole(row("gh-1")), now + DAY)
    posting = Posting.objects.get()
    assert (kept.result, kinds()) == ("unchanged", ["opened"])
    assert (posting.first_seen_at, posting.last_seen_at) == (now, now + DAY)
    assert posting.updated_at is None


def test_an_opening_gone_from_a_good_reading_is_closed_and_kept(board, now):
    take_in(board, whole(row("gh-1"), row("gh-2")), now)
    take_in(board, whole(row("gh-1")), now + DAY)
    gone = Posting.objects.get(posting_id="gh-2")
    assert (gone.closed_at, gone.last_seen_at) == (now + DAY, now)
    assert (board.openings, kinds()[-1]) == (1, "closed")


def test_an_opening_that_comes_back_is_reopened_and_keeps_its_first_day(board, now):
    take_in(board, whole(row("gh-1"), row("gh-2")), now)
    take_in(board, whole(row("gh-1")), now + DAY)
    take_in(board, whole(row("gh-1"), row("gh-2", "Head nurse")), now + 2 * DAY)
    back = Posting.objects.get(posting_id="gh-2")
    assert (back.closed_at, back.first_seen_at, back.title) == (None, now, "Head nurse")
    assert kinds()[2:] == ["closed", "reopened", "changed"]


def test_a_failed_reading_closes_nothing_and_hides_nothing(board, now):
    take_in(board, whole(row("gh-1"), fingerprint="f"), now)
    failed = BoardReading(cause=Cause.NOT_FOUND, message="HTTP 404", requests=1)
    kept = take_in(board, failed, now + DAY)
    assert (kept.result, kept.cause) == ("failed", "not_found")
    assert Posting.objects.open().count() == board.openings == 1
    assert (board.last_good_at, board.last_failed_at) == (now, now + DAY)
    assert (board.failure, board.fingerprint) == ("not_found", "f")


def test_a_partial_reading_adds_and_never_closes(board, now):
    take_in(board, whole(row("gh-1"), row("gh-2")), now)
    partial = BoardReading(postings=(row("gh-3"),), cause=Cause.SERVER_ERROR, message="page 2")
    kept = take_in(board, partial, now + DAY)
    assert (kept.result, kept.opened, kept.closed) == ("partial", 1, 0)
    assert Posting.objects.open().count() == 3
    assert Posting.objects.get(posting_id="gh-1").last_seen_at == now
    assert board.last_good_at == now


def test_a_good_reading_forgets_the_failure_before_it(board, now):
    take_in(board, BoardReading(cause=Cause.TIMEOUT, message="late"), now)
    assert board.failures_in_a_row == 1
    take_in(board, whole(row("gh-1")), now + DAY)
    assert (board.failure, board.failures_in_a_row, board.state) == ("", 0, "good")


def test_a_board_that_shrinks_to_nothing_keeps_its_openings_until_it_says_so_twice(board, now):
    take_in(board, whole(row("gh-1"), fingerprint="full"), now)
    kept = take_in(board, whole(fingerprint="empty"), now + DAY)
    assert (kept.held, Posting.objects.open().count()) == (1, 1)
    assert board.next_due_at == now + DAY + CONFIRM_AFTER
    assert board.fingerprint == ""
    take_in(board, whole(fingerprint="empty"), now + DAY + CONFIRM_AFTER)
    assert Posting.objects.open().count() == 0
    assert Posting.objects.get().last_seen_at == now


def test_an_unchanged_answer_marks_everything_as_seen(board, now):
    take_in(board, whole(row("gh-1"), fingerprint="f"), now)
    same = BoardReading(complete=True, unchanged=True, fingerprint="f", requests=1)
    kept = take_in(board, same, now + DAY)
    assert (kept.result, kept.requests) == ("unchanged", 1)
    assert Posting.objects.get().last_seen_at == now + DAY
    assert board.fingerprint == "f"


def test_what_changed_is_kept_as_an_event(board, now):
    take_in(board, whole(row("gh-1", posted_on=now.date(), locations=("Leeds",))), now)
    take_in(board, whole(row("gh-1", "Head nurse", locations=("Hull",))), now + DAY)
    event = PostingEvent.objects.get(kind="changed")
    assert event.changes == {
        "title": ["Nurse", "Head nurse"],
        "locations": [["Leeds"], ["Hull"]],
        "posted_on": ["2026-11-23", None],
    }
    assert Posting.objects.get().updated_at == now + DAY


def test_a_changed_text_is_stored(board, now):
    take_in(board, whole(row("gh-1", description="Days.")), now)
    take_in(board, whole(row("gh-1", description="Nights.")), now + DAY)
    assert Posting.objects.get().description == "Nights."


def test_a_worker_that_lost_its_claim_records_nothing(board, now):
    Board.objects.claim(board.pk, "slow", now, LEASE)
    later = now + 2 * LEASE
    assert Board.objects.claim(board.pk, "quick", later, LEASE)
    lost = absorb.record(board, whole(row("gh-1")), worker="slow", started=now, now=later)
    assert lost is None
    assert (Posting.objects.count(), Reading.objects.count()) == (0, 0)


def test_two_workers_never_hold_one_board(board, now):
    assert Board.objects.claim(board.pk, "one", now, LEASE)
    assert not Board.objects.claim(board.pk, "two", now, LEASE)
    assert Board.objects.claim(board.pk, "two", now + 2 * LEASE, LEASE)


def test_two_boards_may_use_the_same_posting_id(board, now):
    other = Board.objects.create(
        ats="lever", token="acme", employer="Acme", normal="acme", added_at=now
    )
    take_in(board, whole(row("1")), now)
    take_in(other, whole(row("1")), now)
    assert Posting.objects.count() == 2


def test_a_reading_asks_only_for_pages_not_read_yet(board, now):
    take_in(board, whole(row("a"), row("b", detailed=False), fingerprint="f"), now)
    known = absorb.known(board, now)
    assert not known.wants("a", "Nurse")
    assert known.wants("b", "Nurse")
    assert known.wants("a", "Head nurse")
    assert known.fingerprint == "f"


def test_what_a_first_reading_finds_is_as_new_as_its_board_says(board, now):
    take_in(board, whole(row("a", posted_on=now.date() - 9 * DAY), row("b")), now)
    assert [p.new_at and p.new_at.date() for p in Posting.objects.order_by("pk")] == [
        now.date() - 9 * DAY,
        None,
    ]


def test_what_appears_between_two_readings_is_new_then(board, now):
    take_in(board, whole(row("a")), now)
    take_in(board, whole(row("a"), row("b", posted_on=now.date() - 99 * DAY)), now + DAY)
    assert Posting.objects.get(posting_id="b").new_at == now + DAY


def test_a_place_is_read_into_town_region_and_country(board, now):
    take_in(board, whole(row("a", location="Remote; Munich, Germany"), row("b")), now)
    places = Posting.objects.order_by("pk").values_list("city", "country")
    assert list(places) == [("Munich", "DE"), ("", "")]


def test_a_page_read_later_says_how_old_its_posting_was(board, now):
    take_in(board, whole(row("a", detailed=False)), now)
    assert Posting.objects.get().new_at is None
    posted = now.date() - 9 * DAY
    take_in(board, whole(row("a", posted_on=posted, description="Days.")), now + DAY)
    kept = Posting.objects.get()
    assert (kept.new_at.date(), kept.description) == (posted, "Days.")
    assert kinds() == ["opened"]


def test_a_file_that_adds_to_a_board_makes_its_next_answer_be_read_in_full(board, now):
    take_in(board, whole(row("a"), fingerprint="f"), now)
    absorb.add({board: [row("stale")]}, now)
    assert absorb.known(Board.objects.get(), now).fingerprint == ""
    take_in(board, whole(row("a"), fingerprint="f"), now + DAY)
    assert Posting.objects.get(posting_id="stale").closed_at == now + DAY


def test_an_employers_name_adds_what_the_title_does_not_say(board, now):
    Board.objects.update(employer="City of Springfield")
    board.refresh_from_db()
    take_in(board, whole(row("gh-1", "Paralegal")), now, classify=classify)
    assert "Government" in Posting.objects.get().types
    take_in(board, whole(row("gh-1", "Lifeguard")), now + DAY, classify=classify)
    assert "Government" in Posting.objects.get().types
