"""Many boards at once: claims, hosts, failures, budgets and stops."""

import datetime as dt
import os
import subprocess
import sys
import threading

import pytest

from kithwork.boards import purse
from kithwork.boards.models import Board, Reading
from kithwork.boards.read import LEASE, read_boards, worker_name
from kithwork.boards.reading import BoardReading, Cause, PostingRow
from kithwork.boards.source import usual_requests
from kithwork.jobs import absorb
from kithwork.jobs.models import Posting

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
GOOD = BoardReading(
    postings=(PostingRow("gh-1", "Nurse"), PostingRow("gh-2", "Clerk")), complete=True, requests=1
)


@pytest.fixture
def boards(now):
    return [
        Board.objects.create(
            ats=ats, token=token, employer=token, normal=token, added_at=now
        )
        for ats, token in (
            ("greenhouse", "ada"), ("greenhouse", "bo"), ("greenhouse", "cy"), ("lever", "dee"),
        )
    ]  # fmt: skip


@pytest.fixture
def read(now):
    def read(boards, fetch=lambda ats, token, known: GOOD, **more):
        more = {"now": lambda: now, "pause": lambda host: 0.0, **more}
        return read_boards(boards, known=absorb.known, record=absorb.record, fetch=fetch, **more)

    return read


def test_every_board_is_read_and_let_go_of(boards, read):
    summary = read(boards)
    assert (summary.read, summary.opened, summary.requests) == (4, 8, 4)
    assert Board.objects.filter(claimed_by="", last_good_at__isnull=False).count() == 4


def test_one_failing_board_stops_no_other(boards, read):
    def fetch(ats, token, known):
        if token == "bo":
            raise RuntimeError("odd")
        return GOOD

    summary = read(boards, fetch)
    assert summary.results == {"good": 3, "failed": 1}
    assert Board.objects.get(token="bo").failure == Cause.BAD_ANSWER


def test_a_host_gets_two_at_once_and_never_three(boards, read):
    inside, most = [], []
    lock, two_are_inside = threading.Lock(), threading.Event()

    def fetch(ats, token, known):
        with lock:
            inside.append(ats)
            most.append(inside.count("greenhouse"))
        if most[-1] == 2:
            two_are_inside.set()
        if ats == "greenhouse":
            two_are_inside.wait(10)
        with lock:
            inside.remove(ats)
        return GOOD

    read(boards, fetch)
    assert max(most) == 2


def test_a_stalled_site_holds_nobody_up_and_is_given_up(boards, read):
    stalled = threading.Event()

    def fetch(ats, token, known):
        if token == "ada":
            stalled.wait(10)
        return GOOD

    summary = read(boards, fetch, patience=0.3)
    stalled.set()
    assert summary.results == {"good": 3, "failed": 1}
    assert Board.objects.get(token="ada").failure == Cause.TIMEOUT


def test_a_site_that_asks_to_slow_down_is_left_alone(boards, read, now):
    busy = BoardReading(cause=Cause.RATE_LIMITED, message="HTTP 429", retry_after=600)
    asked = []

    def fetch(ats, token, known):
        asked.append(token)
        return busy if ats == "greenhouse" else GOOD

    summary = read(boards, fetch, workers=1)
    assert asked == ["ada", "dee"]
    assert (summary.skipped, summary.causes) == (2, {"rate_limited": 1})
    put_off = Board.objects.filter(token__in=["bo", "cy"])
    assert {board.next_due_at for board in put_off} == {now + dt.timedelta(seconds=600)}


def test_a_host_out_of_order_is_given_up_after_a_few_boards(read, now):
    boards = [
        Board.objects.create(ats=ats, token=f"t{n}", employer="T", normal="t", added_at=now)
        for ats, many in (("gem", 9), ("lever", 9))
        for n in range(many)
    ]
    down = BoardReading(cause=Cause.TIMEOUT, message="late", requests=1)
    summary = read(boards, lambda ats, token, known: down if ats == "gem" else GOOD, workers=1)
    assert summary.results == {"failed": 5, "good": 9}
    assert summary.skipped == 4


def test_the_budget_of_requests_is_kept_and_the_rest_stays_due(boards, read, now):
    summary = read(boards, budget=3)
    assert (summary.read, summary.skipped) == (3, 1)
    assert Board.objects.due(now).count() == 1


def test_a_stop_lets_go_and_the_next_run_takes_it_up(boards, read):
    done = []
    summary = read(boards, progress=done.append, stop=lambda: len(done) >= 2, workers=1)
    assert summary.read == 2
    assert not Board.objects.exclude(claimed_by="").exists()
    unread = list(Board.objects.filter(last_read_at=None))
    assert read(unread).read == 2


def test_progress_counts_up_to_the_whole(boards, read):
    steps = []
    read(boards, progress=steps.append)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[-1].done, steps[-1].total) == (4, 4)
    assert steps[0].reading is not None


def test_a_board_in_other_hands_is_left_there(boards, read, now):
    Board.objects.claim(boards[0].pk, "another", now, LEASE)
    summary = read(boards)
    assert (summary.read, summary.skipped) == (3, 1)
    assert Board.objects.get(pk=boards[0].pk).claimed_by == "another"


def test_a_board_that_another_read_meanwhile_is_not_read_again(boards, read):
    listed = list(Board.objects.all())
    read(boards)
    assert read(listed).read == 0
    assert Reading.objects.count() == 4


def test_a_dead_workers_boards_are_read_once_its_claims_run_out(boards, read, now):
    Board.objects.claim(boards[0].pk, "dead", now, LEASE)
    later = now + 2 * LEASE
    assert read(boards, now=lambda: later).read == 4
    assert Posting.objects.count() == 8


def test_boards_never_read_are_due_first_then_the_longest_overdue(boards, now):
    boards[0].next_due_at = now - dt.timedelta(hours=1)
    boards[1].next_due_at = now - dt.timedelta(hours=2)
    boards[2].next_due_at = now + dt.timedelta(hours=1)
    Board.objects.bulk_update(boards, ["next_due_at"])
    assert [b.token for b in Board.objects.due(now)] == ["dee", "bo", "ada"]


@pytest.fixture
def site(now):
    return Board.objects.create(
        ats="careersite", token="jobs.acme.test", employer="Acme", normal="acme", added_at=now
    )


def parts(asked, most=5):
    """A site of five pages that gives two at a reading."""

    def fetch(ats, token, known):
        asked.append(known.most)
        rows = [
            PostingRow(f"cs-{n}", "Nurse", url=f"https://{token}/jobs/{n}") for n in range(most)
        ]
        shown = rows[: len(known.pages) + 2]
        return BoardReading(tuple(shown), complete=True, waiting=len(rows) - len(shown), requests=3)

    return fetch


def test_a_large_site_is_read_part_by_part_in_one_run(site, read):
    asked = []
    summary = read([site], parts(asked))
    assert (summary.read, summary.opened, len(asked)) == (3, 5, 3)
    site.refresh_from_db()
    assert (site.waiting, site.openings, site.claimed_by) == (0, 5, "")


def test_what_a_later_part_of_a_first_reading_finds_is_not_new_today(site, read, now):
    read([site], parts([]), stop=lambda: Board.objects.filter(waiting=3).exists())
    assert (Posting.objects.count(), Board.objects.get().last_good_at) == (2, None)
    assert list(Board.objects.due(now)) == [site]
    site.refresh_from_db()
    read([site], parts([]), now=lambda: now + DAY)
    assert set(Posting.objects.values_list("new_at", flat=True)) == {None}
    assert Board.objects.get().last_good_at == now + DAY


def test_a_large_site_is_told_how_much_of_the_budget_is_left(site, read):
    asked = []
    summary = read([site], parts(asked), budget=7)
    assert (summary.requests, asked) == (9, [7, 4, 1])


def test_pages_without_an_opening_are_remembered(site, read, now):
    known = []

    def fetch(ats, token, given):
        known.append(given.bare)
        return BoardReading(bare=(f"https://{token}/jobs/all",), complete=True)

    for days in (0, 1, 2):
        site.refresh_from_db()
        read([site], fetch, now=lambda days=days: now + days * DAY)
    page = "https://jobs.acme.test/jobs/all"
    assert known == [{}, {page: True}, {page: True}]
    site.refresh_from_db()
    read([site], fetch, now=lambda: now + 9 * DAY)
    assert known[-1] == {page: False}


def test_a_worker_that_died_on_this_machine_holds_nothing_any_longer(boards, read, now):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    machine, _pid, chance = worker_name().split(":")
    dead, alive = f"{machine}:{gone.pid}:{chance}", f"{machine}:{os.getppid()}:{chance}"
    for board, worker in zip(boards, (dead, alive, f"elsewhere:{gone.pid}:{chance}"), strict=False):
        assert Board.objects.claim(board.pk, worker, now, LEASE)
    assert (read(boards).read, Board.objects.exclude(claimed_by="").count()) == (2, 2)


def test_two_workers_share_what_the_day_has_left(site, boards, read, now):
    Board.objects.claim(site.pk, "another", now, LEASE)
    assert read(boards, today=lambda: usual_requests("careersite") + 2).requests == 2
    Board.objects.filter(claimed_by="another").update(claimed_by="", claimed_until=None)
    left = list(Board.objects.filter(last_read_at=None, ats="greenhouse"))
    assert read(left, today=lambda: 1).read == 1


def test_what_others_spend_is_seen_while_one_reads(boards, read, monkeypatch):
    monkeypatch.setattr(purse, "COUNTED_FOR", -1)
    left = iter([4, 4, 4, 0, 0, 0, 0, 0])
    assert read(boards, today=lambda: next(left, 0), workers=1).read < 4


def test_a_large_site_leaves_something_of_the_budget_to_those_that_wait(site, boards, read):
    asked = []
    summary = read(
        [site, *boards],
        lambda ats, token, known: parts(asked)(ats, token, known) if ats == "careersite" else GOOD,
        budget=13,
        workers=1,
    )
    assert asked[0] == 9
    assert Board.objects.filter(last_read_at=None).count() == 0
    assert summary.requests <= 13
