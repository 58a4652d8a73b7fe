"""Reads many boards at once: claims them, fetches in threads, hands each reading on.

Only the fetching runs in threads; claims and records are made by the calling thread. A
board is claimed before it is fetched and let go of by the record of its reading, in one
transaction. A worker that dies leaves claims that run out (on its own machine the next one
frees them), and boards still due.
"""

from __future__ import annotations

import datetime as dt
import os
import queue
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import inf
from typing import Protocol
from uuid import uuid4

from kithwork.boards.lanes import Lanes, pause_of
from kithwork.boards.models import Board, Reading
from kithwork.boards.purse import Purse
from kithwork.boards.reading import BoardReading, Cause, Known
from kithwork.boards.source import Fetch, hosts, usual_requests
from kithwork.boards.source import fetch as fetch_from_openroles

LEASE = dt.timedelta(minutes=5)
PATIENCE = 240.0
TROUBLES = 5
FEWEST = 5
REST = 1800.0
_SLOWING = 60.0
_TROUBLE = frozenset({Cause.TIMEOUT, Cause.UNREACHABLE, Cause.SERVER_ERROR})


class Record(Protocol):
    """Takes a reading in and lets go of the board; None when the claim was lost."""

    def __call__(
        self,
        board: Board,
        reading: BoardReading,
        *,
        worker: str,
        started: dt.datetime,
        now: dt.datetime,
    ) -> Reading | None: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One board done: how many are done of how many, and what came of it."""

    done: int
    total: int
    board: Board
    reading: Reading | None


@dataclass
class ReadSummary:
    """What a run brought. `skipped` boards were in other hands, put off, or left when the
    run was stopped or its budget spent; they stay due."""

    read: int = 0
    skipped: int = 0
    requests: int = 0
    opened: int = 0
    changed: int = 0
    closed: int = 0
    reopened: int = 0
    results: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, reading: Reading) -> None:
        """Count one recorded reading."""
        self.read += 1
        self.requests += reading.requests
        self.opened += reading.opened
        self.changed += reading.changed
        self.closed += reading.closed
        self.reopened += reading.reopened
        self.results[reading.result] += 1
        if reading.cause:
            self.causes[reading.cause] += 1


@dataclass
class _Flight:
    board: Board
    host: str
    started: dt.datetime
    left_at: float
    kept: int

    @property
    def patience(self) -> float:
        """How much longer than others it may take: a crawl delay lies between its requests."""
        return 4.0 if self.board.ats == "careersite" else 1.0


def worker_name() -> str:
    """A name that no other worker has: the machine, the process, and chance."""
    return f"{_machine()}:{os.getpid()}:{uuid4().hex[:12]}"


def _machine() -> str:
    return socket.gethostname()[:40]


def let_go_of_the_dead() -> None:
    """Free the boards whose worker died on this machine at once; elsewhere, claims run out."""
    holding = Board.objects.filter(claimed_by__startswith=f"{_machine()}:").order_by()
    for worker in holding.values_list("claimed_by", flat=True).distinct():
        try:
            os.kill(int(worker.split(":")[1]), 0)
        except ProcessLookupError:
            Board.objects.release(worker)
        except (PermissionError, ValueError):
            continue


def read_boards(
    boards: Iterable[Board],
    *,
    now: Callable[[], dt.datetime],
    known: Callable[[Board, dt.datetime], Known],
    record: Record,
    fetch: Fetch = fetch_from_openroles,
    progress: Callable[[Step], None] = lambda step: None,
    stop: Callable[[], bool] = lambda: False,
    budget: int | None = None,
    today: Callable[[], int] | None = None,
    workers: int = 8,
    pause: Callable[[str], float] = pause_of,
    patience: float = PATIENCE,
) -> ReadSummary:
    """Read these boards, in their order as far as their hosts allow.

    A careers site that has more pages than one reading takes stands in line again, behind
    the others. `budget` is the most requests to make; `today` says how many are left of a day's
    budget, which other workers use up, too; `stop` is asked between boards. Each leaves the
    rest for the next run. `patience` is how many seconds one board may take before it
    is given up as timed out.
    """
    let_go_of_the_dead()
    run = _Run(now, known, record, fetch, progress, pause, patience)
    run.purse = Purse(run.worker, now, budget, today)
    try:
        run.go(list(boards), stop, workers)
    finally:
        Board.objects.release(run.worker)
    return run.summary


class _Run:
    def __init__(
        self,
        now: Callable[[], dt.datetime],
        known: Callable[[Board, dt.datetime], Known],
        record: Record,
        fetch: Fetch,
        progress: Callable[[Step], None],
        pause: Callable[[str], float],
        patience: float,
    ) -> None:
        self.now, self.known, self.record, self.fetch = now, known, record, fetch
        self.progress, self.patience = progress, patience
        self.worker = worker_name()
        self.summary = ReadSummary()
        self.lanes = Lanes(pause)
        self.answers: queue.SimpleQueue[tuple[int, BoardReading]] = queue.SimpleQueue()
        self.flights: dict[int, _Flight] = {}
        self.troubles: Counter[str] = Counter()
        self.purse = Purse(self.worker, now)
        self.total = 0
        self.renewed_at = time.monotonic()

    def go(self, boards: list[Board], stop: Callable[[], bool], workers: int) -> None:
        self.total = len(boards)
        for board in boards:
            self.lanes.add(next(iter(hosts(board.ats, board.token)), board.ats), board)
        while self.lanes.waiting or self.flights:
            if stop():
                break
            while len(self.flights) < workers and self.left() > 0 and self.start():
                pass
            if not self.flights and self.left() <= 0:
                break
            self.listen()
            self.give_up_on_the_slow()
            self.renew()
        self.summary.skipped += self.lanes.waiting + len(self.flights)

    def left(self) -> float:
        """How many requests may still be made, without those that are kept for boards under
        way."""
        kept = sum(flight.kept for flight in self.flights.values())
        return self.purse.left(self.summary.requests) - kept

    def start(self) -> bool:
        """Claim the next board and send a thread for it; False when none may start now."""
        taken = self.lanes.take(time.monotonic())
        if taken is None:
            return False
        host, board = taken
        assert isinstance(board, Board)
        if not self.claim(board):
            self.lanes.done(host)
            self.summary.skipped += 1
            return True
        kept = self.share_of(board)
        known = self.known(board, self.now())
        if self.left() < inf:
            known = replace(known, most=kept)
        self.flights[board.pk] = _Flight(board, host, self.now(), time.monotonic(), kept)
        asked = (board.pk, board.ats, board.token, known)
        threading.Thread(target=self.ask, args=asked, daemon=True).start()
        return True

    def share_of(self, board: Board) -> int:
        """How many requests a board may make: a large site leaves one to each that waits."""
        left = self.left()
        spared = max(left - self.lanes.waiting, min(left, FEWEST))
        return int(min(usual_requests(board.ats), spared))

    def claim(self, board: Board) -> bool:
        """Take the board, unless another worker has it or has read it since it was listed."""
        listed = board.last_read_at
        if not Board.objects.claim(board.pk, self.worker, self.now(), LEASE):
            return False
        board.refresh_from_db()
        if board.last_read_at == listed:
            return True
        Board.objects.filter(pk=board.pk, claimed_by=self.worker).update(
            claimed_by="", claimed_until=None
        )
        return False

    def ask(self, pk: int, ats: str, token: str, known: Known) -> None:
        """In a thread of its own: no database, and always an answer."""
        try:
            reading = self.fetch(ats, token, known)
        except Exception as error:
            reading = BoardReading(cause=Cause.BAD_ANSWER, message=f"{type(error).__name__}")
        self.answers.put((pk, reading))

    def listen(self) -> None:
        """Take in what has come back, waiting a moment for the first answer."""
        opens = self.lanes.next_start()
        patience = 0.5 if opens is None else min(max(opens - time.monotonic(), 0.01), 0.5)
        try:
            pk, reading = self.answers.get(timeout=patience)
            self.take_in(pk, reading)
            while True:
                self.take_in(*self.answers.get_nowait())
        except queue.Empty:
            return

    def take_in(self, pk: int, reading: BoardReading) -> None:
        flight = self.flights.pop(pk, None)
        if flight is None:  # given up on before it came
            return
        self.lanes.done(flight.host)
        kept = self.record(
            flight.board, reading, worker=self.worker, started=flight.started, now=self.now()
        )
        if kept is None:
            self.summary.skipped += 1
        else:
            self.summary.add(kept)
        self.spare(flight.host, reading)
        if kept is not None and reading.waiting and not reading.retry_after:
            self.go_on_with(flight)
        done = self.total - self.lanes.waiting - len(self.flights)
        self.progress(Step(done, self.total, flight.board, kept))

    def go_on_with(self, flight: _Flight) -> None:
        """A part of a site was read: its next one stands in line behind the others' boards."""
        flight.board.refresh_from_db()
        self.lanes.add(flight.host, flight.board)
        self.total += 1

    def spare(self, host: str, reading: BoardReading) -> None:
        """A host that asks to slow down is left alone, and one that is out of order, too: its
        other boards would only fail as slowly, one after the other."""
        self.troubles[host] = self.troubles[host] + 1 if reading.cause in _TROUBLE else 0
        if reading.cause is Cause.RATE_LIMITED or reading.retry_after:
            self.put_off(host, reading.retry_after or _SLOWING)
        elif self.troubles[host] >= TROUBLES:
            self.put_off(host, REST)

    def put_off(self, host: str, seconds: float) -> None:
        """Leave the boards that wait for this host for another run."""
        dropped = [board.pk for board in self.lanes.drop(host) if isinstance(board, Board)]
        until = self.now() + dt.timedelta(seconds=seconds)
        Board.objects.filter(pk__in=dropped).update(next_due_at=until)
        self.summary.skipped += len(dropped)

    def give_up_on_the_slow(self) -> None:
        """A site that sends a byte now and then would hold its thread for ever."""
        now = time.monotonic()
        for pk, flight in list(self.flights.items()):
            patience = self.patience * flight.patience
            if now - flight.left_at > patience:
                message = f"no whole answer within {patience:.0f} seconds"
                self.take_in(pk, BoardReading(cause=Cause.TIMEOUT, message=message, requests=1))

    def renew(self) -> None:
        if time.monotonic() - self.renewed_at > LEASE.total_seconds() / 4:
            self.renewed_at = time.monotonic()
            Board.objects.renew(self.worker, self.now() + LEASE)
