"""A simulated week: the market changes and fails, workers read it and are killed at random.

The market changes only between two readings, so what each reading could have seen is known,
and afterwards every opening can be checked against it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.market.server import MarketServer
from tests.market.world import Fault, Market, MarketBoard

ROOT = Path(__file__).resolve().parent.parent.parent
START = dt.datetime(2026, 11, 2, 6, 0, tzinfo=dt.UTC)
HALF_A_DAY = dt.timedelta(hours=12)
BETWEEN_LIVES = dt.timedelta(minutes=6)  # longer than a claim lasts
QUIET_ROUNDS = 2  # at the end nothing fails, so that everything has to be right
SYSTEMS = {
    "greenhouse": 20, "workable": 14, "workday": 12, "ashby": 11, "jazzhr": 9, "personio": 8,
    "lever": 8, "rippling": 6, "teamtailor": 5, "recruitee": 4, "gem": 2, "careersite": 1,
    "polymer": 1, "manatal": 1, "homerun": 1, "clearcompany": 1,
}  # fmt: skip
Key = tuple[str, str]


@dataclass
class Truth:
    """When each opening was really there: round by round, by board and number."""

    present: list[dict[Key, set[int]]] = field(default_factory=list)
    faults: list[dict[Key, Fault]] = field(default_factory=list)

    def note(self, market: Market) -> None:
        """Remember how the market is in this round."""
        self.present.append({k: {v.number for v in b.vacancies} for k, b in market.boards.items()})
        self.faults.append({k: b.fault for k, b in market.boards.items()})


def build(market: Market, boards: int) -> None:
    """Boards of all systems, about as often as in the directory, most of them small."""
    names = list(SYSTEMS)
    for n in range(boards):
        ats = names[n] if n < len(names) else market.rng.choices(names, SYSTEMS.values())[0]
        token = {
            "workday": f"tenant{n}.wd5/Site{n}",
            "careersite": f"careers.site{n}.test",
            "clearcompany": f"0a1b2c3d-0000-4000-8000-{n:012d}",
        }.get(ats, f"employer{n}")
        most = 30 if ats == "workday" else 12
        market.board(ats, token, f"Employer {n}", openings=market.rng.randrange(1, most))


class Events:
    """What happens to the market between two readings."""

    def __init__(self, market: Market, rng: random.Random, fault_share: float = 0.12) -> None:
        self.market, self.rng, self.share = market, rng, fault_share
        self.was_empty: set[str] = set()

    def happen(self, quiet: bool, day: dt.date) -> None:
        """Openings come, change and go; some boards fail, unless the round is quiet."""
        with self.market.lock:
            for board in self.market.boards.values():
                self.live(board, day, quiet)
                board.fault = Fault.NONE if quiet else self.fault(board)

    def live(self, board: MarketBoard, day: dt.date, quiet: bool) -> None:
        """One board's half day."""
        if self.rng.random() < 0.3:
            for _ in range(self.rng.randrange(3)):
                board.vacancies.append(self.market.vacancy(posted=day))
        # The last one goes early enough for a second reading to agree. A careers site without
        # any can't be told from one whose job pages have moved.
        least = 1 if quiet or board.ats == "careersite" else 0
        if len(board.vacancies) > least and self.rng.random() < 0.2:
            board.vacancies.remove(self.rng.choice(board.vacancies))
        if board.vacancies and self.rng.random() < 0.1:
            changed = self.rng.choice(board.vacancies)
            changed.text += "<p>Now with more holidays.</p>"
        if not least and self.rng.random() < 0.01:
            board.vacancies.clear()

    def fault(self, board: MarketBoard) -> Fault:
        """What is wrong with a board now; a board shrinks by mistake once a week at most."""
        if self.rng.random() >= self.share:
            return Fault.NONE
        fault = self.rng.choice([f for f in Fault if f not in (Fault.NONE, Fault.HANGS)])
        if self.rng.random() < 0.01:
            return Fault.HANGS
        if fault is Fault.EMPTY:
            if board.token in self.was_empty:
                return Fault.NONE
            self.was_empty.add(board.token)
        return fault


class Nursery:
    """A process that raises workers quickly: it has everything loaded and forks each of them."""

    def __init__(self, folder: Path, server: MarketServer) -> None:
        env = {**os.environ, **server.environment, "KITHWORK_HOME": str(folder)}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.market.worker"],
            env=env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **wanted: Any) -> Any:
        """One command to the process, and its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError("the nursery of workers has died")
        return json.loads(answer)

    def close(self) -> None:
        """Send it home."""
        with contextlib.suppress(OSError):
            if self.process.stdin is not None:
                self.process.stdin.close()
        self.process.wait(30)


@contextlib.contextmanager
def nursery(folder: Path, server: MarketServer, market: Market) -> Iterator[Nursery]:
    """Workers on a database of their own that knows the market's boards."""
    raised = Nursery(folder, server)
    try:
        raised.ask(do="add", boards=[[b.ats, b.token, b.employer] for b in market.boards.values()],
                   now=START.isoformat())  # fmt: skip
        yield raised
    finally:
        raised.close()


@dataclass
class Lived:
    """What the week was like for the workers."""

    lives: int = 0
    killed: int = 0


def read_round(
    workers: Nursery, number: int, rng: random.Random, lived: Lived, kills: int, at_once: int
) -> None:
    """Read every board once, with workers of whom the first few are killed as they read."""
    began = START + number * HALF_A_DAY
    now = began
    while True:
        deadly = kills > 0
        last = [rng.randint(1, 5) if deadly else None for _ in range(at_once)]
        told = workers.ask(
            do="live", round=began.isoformat(), now=now.isoformat(), boards=last,
            seed=rng.randrange(10**9),
        )  # fmt: skip
        lived.lives += at_once
        lived.killed += told["killed"]
        kills -= at_once
        now += BETWEEN_LIVES
        if told["unread"] == 0:
            return


def run(
    server: MarketServer,
    folder: Path,
    *,
    boards: int,
    rounds: int,
    seed: int,
    kills: int,
    at_once: int = 2,
    tell: Any = lambda line: None,
) -> tuple[Truth, dict[str, Any], Lived]:
    """Live through the week; what was true, what was recorded, and what the workers suffered."""
    rng = random.Random(seed)
    market = server.market
    build(market, boards)
    events, truth, lived = Events(market, rng), Truth(), Lived()
    with nursery(folder, server, market) as workers:
        for number in range(rounds):
            day = (START + number * HALF_A_DAY).date()
            if number:
                events.happen(number >= rounds - QUIET_ROUNDS, day)
            truth.note(market)
            read_round(workers, number, rng, lived, kills, at_once)
            tell(f"round {number + 1} of {rounds}: {lived.lives} lives, {lived.killed} killed")
        recorded = workers.ask(do="dump")
    return truth, recorded, lived
