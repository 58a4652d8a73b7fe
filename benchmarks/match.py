"""Measures how well postings of one opening find each other, and what a new posting costs.

    ./run bench match                      6,000 labelled; 10,000 new against 100,000 and 1 million
    ./run bench match --quick              1,500 labelled; 500 new against 2,000 and 20,000
    ./run bench match --catalogue 0        only the labelled ones
    ./run bench match --catalogue 300000   another size (several may be given)

The labelled market (`match_market.py`) is drawn from seeds that nothing was tuned on. Beside ours
stand a key of employer, title and town, and `splink` (trained on the same postings; given the
threshold at which it scores best, which nobody would know beforehand).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, islice

import match_market
import rustworkx

from kithwork.boards.names import name_key
from kithwork.jobs.match import facts_of, keys_of, match, read_lines
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.keys import number
from kithwork.jobs.match.pairs import CROWD

SEEDS = (20_261_123, 77, 4242)
LEAST_PRECISION, LEAST_RECALL, MOST_SECONDS = 0.99, 0.97, 30.0
clock = time.perf_counter
Pairs = set[tuple[int, int]]


def pairs_of(labels: Iterable[Hashable]) -> Pairs:
    """Every two places that have one label."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(place)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def score(found: Pairs, true: Pairs) -> tuple[float, float]:
    """Pairwise precision and recall."""
    right = len(found & true)
    return right / max(len(found), 1), right / max(len(true), 1)


def by_key(facts: Sequence[Facts]) -> Pairs:
    """The usual key: employer, title and town, each in its simplest form."""
    return pairs_of(
        (name_key(f.said.employer), f.said.title.casefold(), f.said.location.split(",")[0])
        for f in facts
    )


def by_splink(facts: Sequence[Facts], true: Pairs) -> tuple[Pairs, str]:
    """Splink's clusters at the threshold that scores best against the labels."""
    try:
        import pandas as pd
        import splink.comparison_library as cl
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError as missing:
        raise SystemExit(f"{missing}. Run it as ./run bench match, which installs it.") from missing
    table = pd.DataFrame(
        {
            "unique_id": range(len(facts)),
            "employer": [f.employer.name or None for f in facts],
            "title": [f.title.key for f in facts],
            "town": [min(f.where.names, default=None) for f in facts],
            "department": [f.said.department or None for f in facts],
            "shift": [min(f.shifts, default=None) for f in facts],
            "sketch": [sorted(map(number, f.shingles))[:64] for f in facts],
        }
    )
    rules = [block_on("employer"), block_on("title", "town")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("employer", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("title", [0.95, 0.85]),
            cl.ExactMatch("town"),
            cl.ExactMatch("department"),
            cl.ExactMatch("shift"),
            cl.ArrayIntersectAtSizes("sketch", [56, 40, 20, 8]),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings, log_level=50)
    sure = [block_on("employer", "title", "town", "department")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    said = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    return _best(said, len(facts), true)


def _best(said: object, count: int, true: Pairs) -> tuple[Pairs, str]:
    best: tuple[float, Pairs, str] = (-1.0, set(), "")
    rows = said[["unique_id_l", "unique_id_r", "match_probability"]].to_numpy()  # type: ignore[index]
    for threshold in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999):
        graph = rustworkx.PyGraph()
        graph.add_nodes_from(range(count))
        graph.add_edges_from_no_data([(int(a), int(b)) for a, b, p in rows if p >= threshold])
        groups = rustworkx.connected_components(graph)
        found = {pair for group in groups for pair in combinations(sorted(group), 2)}
        precision, recall = score(found, true)
        mean = 2 * precision * recall / max(precision + recall, 1e-9)
        best = max(best, (mean, found, f"at {threshold}"), key=lambda one: one[0])
    return best[1], best[2]


def labelled(count: int) -> tuple[float, float]:
    """Precision and recall on markets of so many postings altogether, beside the alternatives."""
    told: dict[str, list[tuple[float, float]]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    for seed in SEEDS:
        postings = match_market.market_of(count // len(SEEDS), seed)
        true = pairs_of(p["job"] for p in postings)
        lines = [json.dumps({k: v for k, v in p.items() if k != "job"}) for p in postings]
        stated = list(read_lines(lines))
        start = clock()
        found = pairs_of(one.job for one in match(stated))
        seconds["kithwork"] += clock() - start
        told["kithwork"].append(score(found, true))
        facts = [facts_of(said) for said in stated]
        told["employer, title and town"].append(score(by_key(facts), true))
        start = clock()
        found, at = by_splink(facts, true)
        seconds["splink"] += clock() - start
        told["splink"].append(score(found, true))
        print(f"  seed {seed}: {len(postings)} postings, {len(true)} pairs (splink {at})")
    for name, scores in told.items():
        precision = sum(p for p, _ in scores) / len(scores)
        recall = sum(r for _, r in scores) / len(scores)
        print(f"  {name:26} precision {precision:.4f}  recall {recall:.4f}  {seconds[name]:.1f} s")
    ours = told["kithwork"]
    return min(p for p, _ in ours), min(r for _, r in ours)


def set_up_records(folder: str) -> None:
    """An empty database of our own, in a folder that is thrown away."""
    os.environ["KITHWORK_HOME"] = folder
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


class Records:
    """A catalogue in the database, and how postings get into it without being folded."""

    def __init__(self) -> None:
        self.boards: dict[tuple[str, str], int] = {}

    def board(self, posting: dict[str, object]) -> int:
        """The board of a posting, made when it is first met."""
        from django.utils import timezone

        from kithwork.boards.models import Board
        from kithwork.boards.names import normal_name

        key = (str(posting["ats"]), str(posting["board"]))
        if key not in self.boards:
            employer = str(posting["employer"])
            made = Board.objects.create(
                ats=key[0], token=key[1], employer=employer, normal=normal_name(employer),
                added_at=timezone.now(),
            )  # fmt: skip
            self.boards[key] = made.pk
        return self.boards[key]

    def add(self, stated: Sequence[dict[str, object]]) -> list[int]:
        """Postings with a job each, as `absorb` makes them; their keys in the database."""
        import datetime as dt

        from django.utils import timezone

        from kithwork.jobs.models import Job, Posting, PostingText

        now = timezone.now()
        jobs = Job.objects.bulk_create(
            Job(title=p["title"], employer=p["employer"], first_seen_at=now) for p in stated
        )
        made = Posting.objects.bulk_create(
            Posting(
                board_id=self.board(p), posting_id=p["id"], job=job, title=p["title"], url=p["url"],
                employer=p["employer"], normal=name_key(str(p["employer"])),
                department=p["department"], employment_type=p["employment_type"],
                location=p["location"], posted_on=dt.date.fromisoformat(str(p["posted"])),
                salary_min=p["salary_min"], salary_max=p["salary_max"],
                salary_currency=p["salary_currency"], salary_period=p["salary_period"],
                first_seen_at=now, last_seen_at=now,
            )
            for p, job in zip(stated, jobs, strict=True)
        )  # fmt: skip
        PostingText.objects.bulk_create(
            PostingText(posting=posting, description=p["description"])
            for posting, p in zip(made, stated, strict=True)
        )
        return [posting.pk for posting in made]


def openings(count: int, rng: random.Random) -> Iterator[match_market.Opening]:
    """Openings of employers that have a dozen or so each."""
    market = match_market.Market(rng)
    for _ in range(count):
        yield market.opening(f"{market.employer()} {rng.randrange(1, max(2, count // 8000))}")


def incremental(catalogue: int, new: int, seed: int) -> float:
    """Seconds to fold so many new postings into a catalogue of so many."""
    from django.db import connection, transaction

    from kithwork.jobs.fold import fold
    from kithwork.jobs.models import Posting

    rng = random.Random(seed)
    market, records = match_market.Market(rng), Records()
    known: list[match_market.Opening] = []
    crowd: dict[int, int] = defaultdict(int)
    source = openings(catalogue, rng)
    start = clock()
    while some := list(islice(source, 2000)):
        known += some[:: max(1, catalogue // new)]
        stated = [market.state(one) for one in some]
        market.postings.clear()
        with transaction.atomic():
            pks = records.add(stated)
            facts = [facts_of(one) for one in read_lines(map(json.dumps, stated))]
            rows = []
            for pk, keys in zip(pks, keys_of(facts), strict=True):
                for key in keys.tolist():
                    crowd[key] += 1
                    if crowd[key] <= CROWD:
                        rows.append((key, pk))
            with connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO jobs_postingkey (key, posting_id) VALUES (%s, %s)", rows
                )
    crowd.clear()
    made = clock() - start
    for one in known[: new // 2]:
        rng.choice((match_market.two_boards, match_market.aggregator))(market, one)
    for one in islice(openings(new, rng), new - len(market.postings)):
        market.state(one)
    pks = records.add(market.postings)
    jobs = Posting.objects.values("job").distinct().count()
    start = clock()
    folded = fold(pks)
    seconds = clock() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {len(pks):,} new against {catalogue:,}: {seconds:.1f} s ({folded:,} joined a job; "
        f"{jobs:,} jobs before; catalogue made in {made:.0f} s; peak memory {peak:.0f} MB)"
    )
    return seconds


def main() -> None:
    """Run the parts asked for and say what is met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a small version")
    parser.add_argument("--catalogue", type=int, nargs="*", help="sizes of the catalogue")
    parser.add_argument("--new", type=int, help="how many new postings")
    given = parser.parse_args()
    sizes = given.catalogue or ([2000, 20_000] if given.quick else [100_000, 1_000_000])
    new = given.new or (500 if given.quick else 10_000)
    print("Labelled postings:")
    precision, recall = labelled(1500 if given.quick else 6000)
    print("New postings against a catalogue (SQLite, on disk):")
    times = {}
    for size in (size for size in sizes if size):
        folder = tempfile.mkdtemp(prefix="kithwork-match-")
        try:
            times[size] = _apart(folder, size, new)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    _reach(precision, recall, times, new)


def _apart(folder: str, size: int, new: int) -> float:
    """One catalogue in a process of its own, for settings and caches are a process's."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (folder, size, new))


def _measured(folder: str, size: int, new: int) -> float:
    set_up_records(folder)
    return incremental(size, new, seed=size)


def _reach(precision: float, recall: float, times: dict[int, float], new: int) -> None:
    good = precision >= LEAST_PRECISION and recall >= LEAST_RECALL
    print(f"reach: precision >= {LEAST_PRECISION} at recall >= {LEAST_RECALL} on every seed: "
          f"{'met' if good else 'not met'} ({precision:.4f}, {recall:.4f})")  # fmt: skip
    if len(times) > 1:
        small, large = min(times), max(times)
        print(f"growth: {large / small:.0f} times the catalogue, "
              f"{times[large] / times[small]:.2f} times the time")  # fmt: skip
    whole = new == 10_000 and 1_000_000 in times
    said = f"{times[1_000_000]:.1f} s" if whole else "not measured at this size"
    met = "met" if whole and times[1_000_000] < MOST_SECONDS else "not met" if whole else "open"
    print(f"reach: 10,000 new against 1 million in under {MOST_SECONDS:.0f} s: {met} ({said})")


if __name__ == "__main__":
    main()
