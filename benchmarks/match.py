"""Measures how well postings of one opening find each other, and what a new posting costs.

    ./run bench match                      6,000 labelled; 10,000 new against 10,000 and 100,000
    ./run bench match --full               against 1 million, too (4 GB of disk, half an hour)
    ./run bench match --quick              1,500 labelled; 500 new against 2,000 and 20,000
    ./run bench match --catalogue 0        only the labelled ones
    ./run bench match --held-out           weights learnt without each writer's own postings, too
    ./run bench match --catalogue 300000   another size (several may be given)

The labelled market (`match_market.py`) is drawn from seeds that nothing was tuned on. Beside ours
stand a key of employer, title and town, and `splink` (trained on the same postings; given the
threshold at which it scores best, which nobody would know beforehand). The postings written by
hand (`match_by_hand.py`) say how much of that holds for another's words.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations, pairwise

import match_by_hand
import match_catalogue
import match_market
import rustworkx

from kithwork.boards.names import name_key
from kithwork.jobs.match import facts_of, match, read_lines
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.keys import number

SEEDS = (20_261_123, 77, 4242)
LEAST_PRECISION, LEAST_RECALL, MOST_SECONDS = 0.99, 0.97, 30.0
LARGEST = 1_000_000
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


@dataclass(frozen=True)
class Measured:
    """What folding new postings into a catalogue cost, and how well it did."""

    seconds: float
    of_a_processor: float
    precision: float
    recall: float


def incremental(catalogue: int, new: int, seed: int) -> Measured:
    """Fold so many new postings into a catalogue of so many; half of them are copies of it."""
    from kithwork.jobs.models import Job, PostingKey

    rng = random.Random(seed)
    start = clock()
    known = match_catalogue.write(catalogue, max(1, 2 * catalogue // new))[: new // 2]
    took = clock() - start
    market = match_market.Market(rng, job=2 * catalogue, ids=100_000_000)
    ways = (match_market.two_boards, match_market.aggregator, match_market.agency)
    for one in known:
        rng.choice(ways)(market, one)
    while len(market.postings) < new:
        employers = max(1, catalogue // 8000)
        market.state(market.opening(f"{market.employer()} {rng.randrange(1, employers + 1)}"))
    rng.shuffle(market.postings)
    pks = match_catalogue.Records().add(market.postings)
    keys = PostingKey.objects.count()
    before, start = time.process_time(), clock()
    beside = match_catalogue.fold_as_imports_do(pks, market.postings)
    seconds, busy = clock() - start, time.process_time() - before + beside
    labels = dict(zip(pks, (int(str(p["job"])) for p in market.postings), strict=True))
    precision, recall = _folded(labels)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {new:,} new against {catalogue:,}: {seconds:.1f} s ({busy:.1f} s of processor time,"
        f" {1000 * busy / new:.2f} ms a posting, {beside:.1f} s of it in a second process),"
        f" precision {precision:.4f}, recall {recall:.4f} ({len(known):,} are copies);"
        f" {Job.objects.count():,} jobs after, {keys:,} keys; catalogue made in {took:.0f} s;"
        f" peak memory {peak:.0f} MB",
        flush=True,
    )
    return Measured(seconds, busy, precision, recall)


def _folded(labels: dict[int, int]) -> tuple[float, float]:
    """Precision and recall over the pairs that a new posting is in. A posting of the catalogue
    has its own number for a label."""
    from kithwork.jobs.models import Posting

    of_job: dict[int, list[int]] = defaultdict(list)
    new = dict(Posting.objects.filter(pk__gte=min(labels)).values_list("pk", "job"))
    jobs = sorted(set(new.values()))
    for at in range(0, len(jobs), 900):
        rows = Posting.objects.filter(job__in=jobs[at : at + 900]).values_list("job", "pk")
        for job, pk in rows:
            of_job[job].append(pk)
    found = {pair for pks in of_job.values() for pair in combinations(sorted(pks), 2)
             if pair[1] in labels}  # fmt: skip
    right = sum(labels.get(a, a) == labels[b] for a, b in found)
    copies: dict[int, int] = defaultdict(int)
    for label in labels.values():
        copies[label] += 1
    least = min(labels)
    true = sum(n * (n - 1) // 2 + (n if label < least else 0) for label, n in copies.items())
    return right / max(len(found), 1), right / max(true, 1)


def main() -> None:
    """Run the parts asked for and say what is met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a small version")
    parser.add_argument("--full", action="store_true", help="up to a catalogue of 1 million")
    parser.add_argument("--catalogue", type=int, nargs="*", help="sizes of the catalogue")
    parser.add_argument("--held-out", action="store_true", help="learn without each writer's own")
    parser.add_argument("--new", type=int, help="how many new postings")
    given = parser.parse_args()
    sizes = given.catalogue or (
        [2000, 20_000] if given.quick else [10_000, 100_000, *([1_000_000] if given.full else [])]
    )
    new = given.new or (500 if given.quick else 10_000)
    print("Labelled postings:", flush=True)
    precision, recall = labelled(1500 if given.quick else 6000)
    print("Postings written by hand:", flush=True)
    for part, (right, found, pairs) in match_by_hand.by_hand().items():
        print(f"  {part:26} precision {right:.4f}  recall {found:.4f}  ({pairs} pairs)")
    if given.held_out:
        print("The same, each with weights learnt from the other writers only:", flush=True)
        for part, (right, found, pairs) in match_by_hand.held_out().items():
            print(f"  {part:26} precision {right:.4f}  recall {found:.4f}  ({pairs} pairs)")
    print("New postings against a catalogue (SQLite, on disk):", flush=True)
    times: dict[int, Measured] = {}
    for size in (size for size in sizes if size):
        folder = tempfile.mkdtemp(prefix="kithwork-match-")
        try:
            times[size] = _apart(folder, size, new)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    _reach(precision, recall, times, new)


def _apart(folder: str, size: int, new: int) -> Measured:
    """One catalogue in a process of its own, for settings and caches are a process's."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, folder, size, new).result()


def _measured(folder: str, size: int, new: int) -> Measured:
    match_catalogue.set_up_records(folder)
    return incremental(size, new, seed=size)


def _reach(precision: float, recall: float, times: dict[int, Measured], new: int) -> None:
    good = precision >= LEAST_PRECISION and recall >= LEAST_RECALL
    print(f"reach: precision >= {LEAST_PRECISION} at recall >= {LEAST_RECALL} on every seed: "
          f"{'met' if good else 'not met'} ({precision:.4f}, {recall:.4f})")  # fmt: skip
    for small, large in pairwise(sorted(times)):
        more = times[large].of_a_processor / times[small].of_a_processor
        print(f"growth: {large / small:.0f} times the catalogue ({large:,}), {more:.2f} times the"
              " work of a new posting")  # fmt: skip
    size, last = max(times.items(), default=(0, None))
    if last is None:
        return
    rate, seconds = new / last.seconds, 10_000 * last.seconds / new
    met = "met" if seconds < MOST_SECONDS else "not met"
    met = met if size >= LARGEST else "open"
    print(f"reach: 10,000 new against {LARGEST:,} in under {MOST_SECONDS:.0f} s: {met} (against"
          f" {size:,}: {seconds:.1f} s, {rate:,.0f} postings a second;"
          f" {MOST_SECONDS / seconds:.2f} times what is to be reached)")  # fmt: skip


if __name__ == "__main__":
    main()
