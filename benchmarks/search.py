"""Search with facet counts: Kithwork's index beside SQLite FTS5, PostgreSQL and ClickHouse.

./run bench search            10,000 and 100,000 postings
./run bench search --quick    10,000 only
./run bench search --full     1,000,000 too (about 3 GB of disk)
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

try:
    import numpy as np
    from postings import A_DAY, NOW, Invented
    from rivals import ClickHouse, Fts5, Postgres
except ImportError as error:
    raise SystemExit(f"{error}. Run it as: ./run bench search") from error

from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import Shard
from kithwork.jobs.index.wanted import Wanted

BATCH, QUESTIONS, UPDATED, RUNS = 5000, 60, 2000, 3
TIMES = [NOW - A_DAY * day for day in range(13, -1, -1)]


class Kithwork:
    """The index as the program uses it: all seven facets and fourteen days, every time."""

    name = "Kithwork"

    def __init__(self, folder: Path) -> None:
        self.shard = Shard(folder / "index")

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings and commit."""
        self.update(entries, new=True)

    def update(self, entries: Sequence[Entry], new: bool = False) -> None:
        """Replace postings and commit."""
        with self.shard.writing() as writer:
            if not new:
                writer.delete(entry.key for entry in entries)
            writer.add(entries)
            writer.commit()

    def ask(self, one: str, other: str, kind: str) -> int:
        """The twenty newest that have both words and the type, with all counts."""
        query = query_of(Wanted(f"{one} {other}", job_type=kind), self.shard)
        hits = self.shard.search(query, 20)
        self.shard.tally(query, TIMES)
        return hits.count

    def close(self) -> None:
        """Nothing to let go."""


def measure(rival: Any, size: int, seed: int = 5) -> dict[str, float]:
    """Seconds to load (a posting) and milliseconds to ask and to update one."""
    invented = Invented(seed)
    coming, spent = invented.entries(size), 0.0
    while batch := list(islice(coming, BATCH)):
        began = time.perf_counter()
        rival.load(batch)
        spent += time.perf_counter() - began
    if hasattr(rival, "settle"):
        rival.settle()
    asked = Invented(seed + 1).questions(QUESTIONS)
    for question in asked[:5]:
        rival.ask(*question)
    took, found = [], 0
    for question in asked:
        runs = []
        for _ in range(RUNS):
            began = time.perf_counter()
            count = rival.ask(*question)
            runs.append(1000 * (time.perf_counter() - began))
        took.append(min(runs))  # the machine may be busy with something else
        found += count
    told = {"median": float(np.median(took)), "p95": float(np.percentile(took, 95)),
            "load": size / spent, "found": found / len(asked), "update": float("nan")}  # fmt: skip
    if hasattr(rival, "update"):
        again = list(islice(Invented(seed + 2).entries(UPDATED), UPDATED))
        began = time.perf_counter()
        rival.update(again)
        told["update"] = UPDATED / (time.perf_counter() - began)
    return told


def run(size: int) -> dict[str, dict[str, float]]:
    """All four with as many postings, one after the other."""
    results = {}
    print(f"\n{size:,} postings; two words and a job type, the 20 newest, counts of facets")
    print(f"{'':20}{'median ms':>10}{'95th ms':>10}{'loaded/s':>10}{'updated/s':>11}{'found':>9}")
    for make in (Kithwork, Fts5, Postgres, ClickHouse):
        folder = Path(tempfile.mkdtemp(prefix="kithwork-bench-"))
        try:
            rival = make(folder)
            told = results[make.name] = measure(rival, size)
            rival.close()
        except (OSError, KeyError, ImportError) as error:
            print(f"{make.name:20} can't be run here: {error}")
            continue
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{make.name:20}{told['median']:10.2f}{told['p95']:10.2f}{told['load']:10.0f}"
              f"{told['update']:11.0f}{told['found']:9.1f}")  # fmt: skip
    return results


def verdicts(size: int, results: dict[str, dict[str, float]]) -> None:
    """One line for each figure that is to be reached at a million postings."""
    own = results["Kithwork"]

    def line(what: str, figure: float, goal: float, at_least: bool = True) -> None:
        met = figure >= goal if at_least else figure <= goal
        print(f"{'met' if met else 'not met':8}{what}: {figure:.1f} (to reach: {goal:g})")

    print(f"\nTo be reached at 1,000,000; measured at {size:,}:")
    for name in ("SQLite FTS5", "PostgreSQL"):
        if name in results:
            line(f"times faster than {name}, median", results[name]["median"] / own["median"], 10)
    if "ClickHouse (chdb)" in results:
        ratio = results["ClickHouse (chdb)"]["p95"] / own["p95"]
        line("times faster than ClickHouse, 95th percentile", ratio, 5)
    line("95th percentile in ms", own["p95"], 30, at_least=False)
    for name, goal in (("SQLite FTS5", 1.5), ("PostgreSQL", 3)):
        if name in results:
            line(f"times {name}'s updates", own["update"] / results[name]["update"], goal)


def main() -> None:
    """Measure, and say what is reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="10,000 postings only")
    parser.add_argument("--full", action="store_true", help="up to 1,000,000 postings")
    said = parser.parse_args()
    sizes = [10_000] if said.quick else [10_000, 100_000, *([1_000_000] if said.full else [])]
    done = {size: run(size) for size in sizes}
    verdicts(sizes[-1], done[sizes[-1]])
    if len(sizes) > 1:
        for before, after in pairwise(sizes):
            grown = done[after]["Kithwork"]["median"] / done[before]["Kithwork"]["median"]
            print(
                f"From {before:,} to {after:,} postings Kithwork's median grows {grown:.1f} times."
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"This process used at most {peak:.0f} MB (all four, and the generator).")


if __name__ == "__main__":
    main()
