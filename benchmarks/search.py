"""Search with facet counts: Kithwork's index beside SQLite FTS5, PostgreSQL and ClickHouse.

./run bench search            10,000 and 100,000 postings
./run bench search --quick    10,000 only
./run bench search --full     1,000,000 too (about 8 GB of disk, an hour)
./run bench search --only 1000000 [--alone]    these sizes only [Kithwork by itself]

Everybody answers each question in turn, in full, and has to answer the same.
"""

from __future__ import annotations

import argparse
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
    from rivals import Answer, ClickHouse, ClickHouseText, Fts5, Postgres, Question
except ImportError as error:
    raise SystemExit(f"{error}. Run it as: ./run bench search") from error

from search_busy import resident, while_writing
from search_counts import beside_polars

from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import forms, query_of
from kithwork.jobs.index.shard import Shard
from kithwork.jobs.index.synonyms import synonyms
from kithwork.jobs.index.wanted import Wanted

BATCH, QUESTIONS, UPDATED, RUNS, TRIED = 5000, 60, 2000, 3, 5
TIMES = [NOW - A_DAY * day for day in range(13, -1, -1)]
TWO, ONE = "two words and a job type", "one word"
RIVALS = (Fts5, Postgres, ClickHouse, ClickHouseText)
Told = dict[str, float]


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

    def ask(self, question: Question) -> Answer:
        """The twenty newest, with all counts; the words' other forms are its own business."""
        words = " ".join(each[0] for each in question.words)
        query = query_of(Wanted(words, job_type=question.kind), self.shard)
        hits = self.shard.search(query, 20)
        told = self.shard.tally(query, TIMES)
        facets = {{"types": "type", "places": "place"}.get(name, name): dict(values)
                  for name, values in told.facets.items()}  # fmt: skip
        return Answer(hits.count, hits.keys, facets, told.new)

    def settle(self) -> None:
        """Merging goes on by itself."""

    def close(self) -> None:
        """Nothing to let go."""


def engines(folder: Path, alone: bool) -> list[Any]:
    """Everybody that can be run here."""
    made: list[Any] = [Kithwork(folder)]
    for rival in () if alone else RIVALS:
        try:
            made.append(rival(folder))
        except (OSError, KeyError, ImportError) as error:
            print(f"{rival.name:24} can't be run here: {error}")
    return made


def load(size: int, made: Sequence[Any], seed: int = 5) -> dict[str, Told]:
    """Give everybody the same postings; how many a second each took in."""
    coming, spent = Invented(seed).entries(size), dict.fromkeys((one.name for one in made), 0.0)
    while batch := list(islice(coming, BATCH)):
        for one in made:
            began = time.perf_counter()
            one.load(batch)
            spent[one.name] += time.perf_counter() - began
    for one in made:
        began = time.perf_counter()
        one.settle()
        spent[one.name] += time.perf_counter() - began
    return {name: {"load": size / took} for name, took in spent.items()}


def questions(seed: int = 6) -> dict[str, list[Question]]:
    """Two of the more frequent words with a job type, and one word alone.

    Words that mean an occupation are left out: the others know no synonyms."""
    drawn = [
        (tuple(tuple(forms(word)) for word in (one, other)), kind)
        for one, other, kind in Invented(seed).questions(QUESTIONS * 2)
        if not any((word,) in synonyms() for word in (one, other))
    ][:QUESTIONS]
    return {TWO: [Question(words, kind) for words, kind in drawn],
            ONE: [Question(words[:1]) for words, _ in drawn[: QUESTIONS // 3]]}  # fmt: skip


def ask(made: Sequence[Any], asked: Sequence[Question]) -> dict[str, list[float]]:
    """Milliseconds of everybody for each question, asked in turn; the least of three, because
    the machine may be busy with something else. Stops where two don't say the same."""
    took: dict[str, list[float]] = {one.name: [] for one in made}
    tried = asked[:TRIED]
    for number, question in enumerate([*tried, *asked]):
        said = None
        for one in made:
            runs = []
            for _ in range(RUNS):
                began = time.perf_counter()
                answer = one.ask(question)
                runs.append(1000 * (time.perf_counter() - began))
            said = said or answer
            if not said.agrees(answer):
                raise SystemExit(f"{one.name} answers otherwise: {question}\n{said}\n{answer}")
            if number >= len(tried):
                took[one.name].append(min(runs))
    return took


def update(made: Sequence[Any], seed: int = 7) -> dict[str, float]:
    """How many postings a second everybody replaces and commits, in turn; the best of three."""
    speed: dict[str, float] = {}
    for turn in range(RUNS):
        again = list(islice(Invented(seed + turn).entries(UPDATED), UPDATED))
        for one in made:
            if hasattr(one, "update"):
                began = time.perf_counter()
                one.update(again)
                took = time.perf_counter() - began
                speed[one.name] = max(speed.get(one.name, 0), UPDATED / took)
    return speed


def run(size: int, alone: bool = False) -> dict[str, Told]:
    """Everybody with as many postings, each question asked of all in turn."""
    folder = Path(tempfile.mkdtemp(prefix="kithwork-bench-"))
    folder.chmod(0o755)  # PostgreSQL's own account has to pass
    try:
        made = engines(folder, alone)
        told = load(size, made)
        print(f"\n{size:,} postings; the 20 newest, all seven facets, 14 days; everybody the same")
        for kind, asked in questions().items():
            _print(kind, made, ask(made, asked), told)
        whole = ask(made[:1], [Question(())])["Kithwork"][0]
        print(f"\nNothing asked, everything counted: Kithwork {whole:.2f} ms")
        told["Kithwork"] |= beside_polars(made[0].shard, TIMES)
        for name, speed in update(made).items():
            told[name]["update"] = speed
        for one in made:
            print(f"{one.name:24} loaded/s {told[one.name]['load']:8.0f}   updated/s"
                  f" {told[one.name].get('update', float('nan')):8.0f}")  # fmt: skip
        own = told["Kithwork"]
        own |= while_writing(made[0].shard, lambda q: made[0].ask(q), questions()[TWO])
        for one in made:
            one.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return told


def _print(kind: str, made: Sequence[Any], took: dict[str, list[float]], told: Any) -> None:
    print(f"\n{kind:24}{'median ms':>11}{'95th ms':>11}{'times Kithwork':>20}")
    own = took["Kithwork"]
    for one in made:
        median, high = (float(np.percentile(took[one.name], cut)) for cut in (50, 95))
        told[one.name] |= {f"{kind} median": median, f"{kind} p95": high}
        ratios = f"{median / np.percentile(own, 50):.1f} / {high / np.percentile(own, 95):.1f}"
        print(f"{one.name:24}{median:11.2f}{high:11.2f}{ratios:>20}")


def verdicts(size: int, told: dict[str, Told]) -> None:
    """One line for each figure that is to be reached at a million postings."""
    own, median, high = told["Kithwork"], f"{TWO} median", f"{TWO} p95"

    def line(what: str, figure: float, goal: float, at_least: bool = True) -> None:
        met = figure >= goal if at_least else figure <= goal
        print(f"{'met' if met else 'not met':8}{what}: {figure:.2f} (to reach: {goal:g})")

    print(f"\nTo be reached at 1,000,000; measured at {size:,} with {TWO}:")
    for name, goal in (("SQLite FTS5", 1.5), ("PostgreSQL", 3)):
        if name in told:
            line(f"times faster than {name}, median", told[name][median] / own[median], 10)
            line(f"times {name}'s updates", own["update"] / told[name]["update"], goal)
    for name in ("ClickHouse (chdb)", "ClickHouse, text index"):
        if name in told:
            line(f"times faster than {name}, 95th percentile", told[name][high] / own[high], 5)
    line("95th percentile in ms", own[high], 30, at_least=False)
    line("median while writing / idle", own["busy"] / own["idle"], 2, at_least=False)
    if "polars" in own:
        line("counting today and this week right after a commit, in Polars' times",
             own["count"] / own["polars"], 1, at_least=False)  # fmt: skip
        line("the same again, in Polars' times", own["again"] / own["polars"], 1, at_least=False)


def main() -> None:
    """Measure, and say what is reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="10,000 postings only")
    parser.add_argument("--full", action="store_true", help="up to 1,000,000 postings")
    parser.add_argument("--only", type=int, nargs="+", help="so many postings only")
    parser.add_argument("--alone", action="store_true", help="Kithwork without the others")
    said = parser.parse_args()
    sizes = [10_000] if said.quick else [10_000, 100_000, *([1_000_000] if said.full else [])]
    sizes = said.only or sizes
    done = {size: run(size, said.alone) for size in sizes}
    verdicts(sizes[-1], done[sizes[-1]])
    for before, after in pairwise(sizes):
        one, two = (done[size]["Kithwork"][f"{TWO} median"] for size in (before, after))
        print(
            f"From {before:,} to {after:,} postings Kithwork's median grows {two / one:.1f} times"
        )
    print(f"This process used at most {resident():.0f} MB (all engines, and the generator).")


if __name__ == "__main__":
    main()
