"""Counts of today and of this week, beside Polars over the same times in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
from postings import Invented

from kithwork.jobs.index.shard import Shard

RUNS, A_COMMIT = 11, 100


def beside_polars(shard: Shard, times: Sequence[int]) -> dict[str, float]:
    """Milliseconds (medians) to count what was new today and in the last seven days: by the
    index right after a commit, by the index again, by Polars, whose column doesn't change."""
    try:
        import polars
    except ImportError as error:
        print(f"Polars can't be run here: {error}")
        return {}
    column = polars.Series(
        "new_at", [one.new_at for one in Invented(5).entries(len(shard))], polars.Int64
    )
    table = polars.DataFrame(column)
    today, week = times[-1], times[-7]
    new = polars.col("new_at")

    def theirs() -> tuple[int, int]:
        asked = table.select(today=(new >= today).sum(), week=(new >= week).sum())
        return int(asked[0, 0]), int(asked[0, 1])

    def ours() -> tuple[int, int]:
        told = shard.news((week, today))
        return told[1], sum(told)

    if ours() != theirs():
        raise SystemExit(f"Polars counts otherwise: {theirs()}, the index {ours()}")
    again = list(islice(Invented(5).entries(len(shard)), A_COMMIT))

    def commit() -> None:
        with shard.writing() as writer:
            writer.delete(entry.key for entry in again)
            writer.add(again)
            writer.commit()

    told = {"again": _median(ours), "polars": _median(theirs), "count": _median(ours, commit)}
    print(f"\nToday and this week: {told['count']:.3f} ms after a commit, {told['again']:.3f} ms"
          f" again; Polars {told['polars']:.3f} ms")  # fmt: skip
    return told


def _median(act: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    took = []
    for _ in range(RUNS):
        before()
        began = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - began))
    return float(np.median(took))
