"""From a file of postings to a search: read, classified, stored, matched, indexed, timed.

./run bench ingest            20,000 postings of 400 employers
./run bench ingest --quick    4,000 of 80
./run bench ingest --full     100,000 of 2,000
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

GOAL = 1500
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


def ingest(file: Path, size: int, now: dt.datetime, matched: bool) -> tuple[float, Clock, float]:
    """Take a file in as `kithwork jobs import` does: seconds in all, by stage, and in workers."""
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

    before = _children()
    began = time.perf_counter()
    clock.timed("all", lambda: import_file(file, now, classify=classify, then=then, workers=None))
    return time.perf_counter() - began, clock, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(what: str, size: int, took: tuple[float, Clock, float]) -> None:
    """One line a way: the rate, and a posting's share of each stage in milliseconds of work."""
    passed, clock, workers = took
    each = {name: 1000 * worked / size for name, worked in clock.worked.items()}
    rest = each.pop("all") - sum(each.values())
    stages = ", ".join(f"{name} {cost:.2f}" for name, cost in each.items())
    print(f"{what}: {size / passed:,.0f} a second. Milliseconds of work a posting: read, "
          f"classified and stored {rest:.2f}, {stages or 'nothing else'}, in workers "
          f"{1000 * workers / size:.2f}")  # fmt: skip


def main() -> None:
    """Measure each stage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="4,000 postings")
    parser.add_argument("--full", action="store_true", help="100,000 postings")
    said = parser.parse_args()
    size = 4000 if said.quick else 100_000 if said.full else 20_000
    import django

    django.setup()
    from kithwork.jobs.index import keep
    from kithwork.jobs.models import FoldDue, Posting
    from kithwork.project.ready import migrate

    migrate()
    file = Path(os.environ["KITHWORK_HOME"]) / "postings.jsonl"
    write_file(file, size, size // 50)
    keep.shard()
    plain = ingest(file, size, NOW, matched=False)
    report("Without matching", size, plain)
    assert len(keep.shard()) == Posting.objects.count() == size
    again = ingest(file, size, NOW + dt.timedelta(days=1), matched=False)
    report("The same file again, nothing new", size, again)
    Posting.objects.all().delete()
    FoldDue.objects.all().delete()
    keep.remake()
    whole = ingest(file, size, NOW, matched=True)
    report("With matching", size, whole)
    load, most = os.getloadavg()[0], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores, {load:.1f} processes at work on average; at most {most:.0f} MB here")
    for what, took in (("without matching", plain), ("in all", whole)):
        met = "met" if size / took[0] >= GOAL else "not met"
        print(f"{met:8}postings a second, {what}: {size / took[0]:,.0f} (to reach: {GOAL:,})")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "kithwork.project.settings"
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="kithwork-bench-") as own:
        os.environ["KITHWORK_HOME"] = own
        main()
