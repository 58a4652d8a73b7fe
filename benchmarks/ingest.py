"""From a file of postings to a search: read, classified, stored, matched, indexed, timed.

./run bench ingest            10,000 and 100,000 postings
./run bench ingest --quick    4,000
./run bench ingest --full     1,000,000, too (8 GB of disk, an hour)
./run bench ingest --only 20000    one size

Each size has a catalogue of its own, empty at first, and fifty postings an employer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

GOAL = 1500
LARGEST = 1_000_000
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def write_file(path: Path, size: int, employers: int) -> None:
    """Openings as openroles writes them, one a line."""
    try:
        from postings import Invented
    except ImportError as error:
        raise SystemExit(f"{error}. Run it as: ./run bench ingest") from error

    with path.open("w", encoding="utf-8") as file:
        for entry in Invented(seed=3).entries(size):
            board = f"employer{entry.key % employers}"
            line = {"id": f"gh-{entry.key}", "ats": "greenhouse", "board": board,
                    "company": board.title(), "title": entry.title, "location": entry.places[0],
                    "url": f"https://{board}.test/{entry.key}", "description": entry.text,
                    "posted": "2026-11-20"}  # fmt: skip
            file.write(json.dumps(line) + "\n")


class Clock:
    """Seconds of work (this process's processor time) and seconds on the wall, by stage."""

    def __init__(self) -> None:
        self.worked: dict[str, float] = {}
        self.passed: dict[str, float] = {}

    def timed(self, stage: str, work: Callable[..., Any], *words: Any) -> Any:
        """Do a piece of work and note what it took."""
        worked, began = time.process_time(), time.perf_counter()
        try:
            return work(*words)
        finally:
            worked, passed = time.process_time() - worked, time.perf_counter() - began
            self.worked[stage] = self.worked.get(stage, 0.0) + worked
            self.passed[stage] = self.passed.get(stage, 0.0) + passed


@dataclass(frozen=True)
class Took:
    """How long a file took on the wall, and the milliseconds of work that a posting cost: here by
    stage, and in workers."""

    size: int
    seconds: float
    stages: dict[str, float]
    workers: float

    @property
    def rate(self) -> float:
        """Postings a second."""
        return self.size / self.seconds

    @property
    def work(self) -> float:
        """Milliseconds of processor time a posting."""
        return sum(self.stages.values()) + self.workers

    def __str__(self) -> str:
        stages = ", ".join(f"{name} {cost:.2f}" for name, cost in self.stages.items())
        return (f"{self.rate:,.0f} a second; {self.work:.2f} ms of work a posting: {stages},"
                f" in workers {self.workers:.2f}")  # fmt: skip


def ingest(file: Path, size: int, now: dt.datetime, matched: bool = True) -> Took:
    """Take a file in as `kithwork jobs import` does."""
    from kithwork.jobs.absorb import Added
    from kithwork.jobs.classify import classify
    from kithwork.jobs.fold import fold_waiting
    from kithwork.jobs.imports.take_in import import_file
    from kithwork.jobs.index import keep

    clock = Clock()

    def then(added: Added) -> None:
        if matched:
            clock.timed("matched", lambda: list(fold_waiting()))
        clock.timed("indexed", keep.drain)

    before, began = _children(), time.perf_counter()
    clock.timed("all", lambda: import_file(file, now, classify=classify, then=then, workers=None))
    passed, workers = time.perf_counter() - began, _children() - before
    stages = {name: 1000 * worked / size for name, worked in clock.worked.items()}
    whole = stages.pop("all")
    stored = {"read, classified and stored": whole - sum(stages.values())}
    return Took(size, passed, stored | stages, 1000 * workers / size)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def apart(size: int) -> Took:
    """One size in a process and a data directory of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="kithwork-bench-") as own,
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool,
    ):
        return pool.submit(measured, own, size).result()


def measured(own: str, size: int) -> Took:
    """Measure the whole way, and, where it is soon done, what parts of it cost."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kithwork.project.settings"
    os.environ.pop("DATABASE_URL", None)
    os.environ["KITHWORK_HOME"] = own
    import django

    django.setup()
    from kithwork.jobs.index import keep
    from kithwork.jobs.models import Posting
    from kithwork.project.ready import migrate

    migrate()
    file = Path(own) / "postings.jsonl"
    write_file(file, size, size // 50)
    keep.shard()
    print(f"{size:,} postings", flush=True)
    whole = ingest(file, size, NOW)
    print(f"  in all: {whole}", flush=True)
    assert Posting.objects.count() == size
    if size < LARGEST:
        again = ingest(file, size, NOW + dt.timedelta(days=1))
        print(f"  the same file again, nothing new: {again}", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  at most {most:.0f} MB here", flush=True)
    return whole


def main() -> None:
    """Measure each size, and say what is reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="4,000 postings")
    parser.add_argument("--full", action="store_true", help="up to 1,000,000 postings")
    parser.add_argument("--only", type=int, help="this many postings only")
    said = parser.parse_args()
    sizes = [10_000, 100_000, *([LARGEST] if said.full else [])]
    sizes = [4000] if said.quick else [said.only] if said.only else sizes
    took = [apart(size) for size in sizes]
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    for small, large in pairwise(took):
        work, rate = large.work / small.work, large.rate / small.rate
        print(f"growth: from {small.size:,} to {large.size:,} postings {work:.2f} times the work"
              f" a posting, {rate:.2f} times the rate")  # fmt: skip
    last = took[-1]
    met = "met" if last.rate >= GOAL else "not met"
    print(f"reach: {GOAL:,} postings a second: {met} ({last.rate:,.0f} with {last.size:,}, "
          f"{last.rate / GOAL:.2f} times; {cores} cores, {load:.1f} processes at work on average;"
          f" with nothing else at work {1000 * cores / last.work:,.0f} at most)")  # fmt: skip


if __name__ == "__main__":
    main()
