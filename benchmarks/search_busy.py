"""How much longer a search takes while another thread writes to the same index."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import numpy as np
from postings import Invented

from kithwork.jobs.index.shard import Shard

A_COMMIT, SECONDS = 500, 20.0


def while_writing(
    shard: Shard, ask: Callable[[Any], object], asked: Sequence[Any]
) -> dict[str, float]:
    """A reader's median in milliseconds, idle and while postings are replaced: 500 a commit, a
    commit about every second. Both are medians of all that was asked, not of the best runs."""
    idle = _median(ask, asked, SECONDS / 4, threading.Event())
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(shard, stop), daemon=True)
    writer.start()
    busy = _median(ask, asked, SECONDS, stop)
    writer.join()
    print(f"\nA reader's median: {idle:.2f} ms idle, {busy:.2f} ms while 500 postings a second"
          f" are replaced ({busy / idle:.2f} times)")  # fmt: skip
    return {"idle": idle, "busy": busy}


def _median(
    ask: Callable[[Any], object], asked: Sequence[Any], seconds: float, stop: threading.Event
) -> float:
    took: list[float] = []
    until = time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        ask(asked[len(took) % len(asked)])
        took.append(1000 * (time.perf_counter() - began))
        time.sleep(0.01)  # a reader reads, too
    stop.set()
    return float(np.median(took))


def _write(shard: Shard, stop: threading.Event) -> None:
    coming = Invented(8).entries(200_000)
    while not stop.is_set():
        began = time.perf_counter()
        batch = list(islice(coming, A_COMMIT))
        with shard.writing() as writer:
            writer.delete(entry.key for entry in batch)
            writer.add(batch)
            writer.commit()
        stop.wait(max(0.0, 1 - (time.perf_counter() - began)))


def resident() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
