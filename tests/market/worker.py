"""The process that reads the simulated market: loads Django once, forks a worker per life."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import json
import os
import random
import signal
import sys
import threading
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connections  # noqa: E402
from django.db.models import Q  # noqa: E402
from openroles import _http  # noqa: E402

from kithwork.boards.models import Board, Reading  # noqa: E402
from kithwork.boards.names import normal_name  # noqa: E402
from kithwork.boards.read import read_boards  # noqa: E402
from kithwork.boards.source import configure  # noqa: E402
from kithwork.jobs import absorb  # noqa: E402
from kithwork.jobs.models import Posting, PostingEvent  # noqa: E402
from kithwork.project.home import home  # noqa: E402

_http.TIMEOUT = 3
_http.RETRY_PAUSE = 0.05


def add(boards: list[list[str]], now: str) -> dict[str, Any]:
    """Make the database and its boards."""
    call_command("migrate", verbosity=0)
    at = dt.datetime.fromisoformat(now)
    Board.objects.bulk_create(
        Board(ats=ats, token=token, employer=name, normal=normal_name(name), added_at=at)
        for ats, token, name in boards
    )
    connections.close_all()
    return {"boards": len(boards)}


def unread(began: dt.datetime) -> Any:
    """Boards that nobody has read in this round."""
    return Board.objects.filter(Q(last_read_at=None) | Q(last_read_at__lt=began))


def live(
    round: str,
    now: str,
    boards: list[int | None],
    seed: int,
) -> dict[str, Any]:
    """Raise workers at once, each of whom dies while it reads its so many-th board, or doesn't."""
    began = dt.datetime.fromisoformat(round)
    children = [
        _raise(began, dt.datetime.fromisoformat(now), random.Random(seed + n), last)
        for n, last in enumerate(boards)
    ]
    killed = sum(os.WIFSIGNALED(os.waitpid(pid, 0)[1]) for pid in children)
    left = unread(began).count()
    connections.close_all()
    return {"killed": killed, "unread": left}


def _raise(began: dt.datetime, now: dt.datetime, rng: random.Random, last: int | None) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        with contextlib.redirect_stdout(sys.stderr):
            _read(began, now, rng, last)
        os._exit(0)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)


def _read(began: dt.datetime, now: dt.datetime, rng: random.Random, last: int | None) -> None:
    configure(home() / "answers")
    born, begun = time.monotonic(), itertools.count(1)

    def known(*asked: Any, **named: Any) -> Any:
        if next(begun) == last:
            threading.Timer(rng.uniform(0, 0.05), os.kill, (os.getpid(), signal.SIGKILL)).start()
        return absorb.known(*asked, **named)

    def clock() -> dt.datetime:
        return now + dt.timedelta(seconds=time.monotonic() - born)

    while boards := list(unread(began).free(clock())):
        rng.shuffle(boards)
        read_boards(boards, now=clock, known=known, record=absorb.record, pause=lambda host: 0.0)


def dump() -> dict[str, Any]:
    """Everything that was recorded, in plain values."""
    postings = Posting.objects.values(
        "pk", "board__ats", "board__token", "posting_id", "title", "url",
        "first_seen_at", "last_seen_at", "closed_at",
    )  # fmt: skip
    events = PostingEvent.objects.values("posting_id", "kind", "at", "reading_id").order_by("pk")
    readings = Reading.objects.values(
        "pk", "board__ats", "board__token", "finished_at", "result", "cause", "held", "requests"
    ).order_by("pk")
    claims = Board.objects.exclude(claimed_by="").count()
    return {
        "postings": list(postings),
        "events": list(events),
        "readings": list(readings),
        "boards": list(Board.objects.values("ats", "token", "openings")),
        "claims": claims,
    }


def main() -> None:
    """Do what the lines of standard input say, one answer a line."""
    for line in sys.stdin:
        wanted = json.loads(line)
        answer = {"add": add, "live": live, "dump": dump}[wanted.pop("do")](**wanted)
        print(json.dumps(answer, default=lambda at: at.isoformat()), flush=True)


if __name__ == "__main__":
    main()
