"""Spreads pure work over the machine's cores, in order, never far ahead of who takes it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")

AHEAD = 2
"""Parts a worker that are begun before they are asked for, and as many done here while it is
waited for: more would only fill the memory."""
WORTH_IT = 3
"""Fewer parts are made sooner than a second process has started."""

log = logging.getLogger(__name__)


def spare_cores() -> int:
    """Cores beside the one that this process needs itself."""
    return len(os.sched_getaffinity(0)) - 1 if hasattr(os, "sched_getaffinity") else 0


def spread(
    work: Callable[[Part], Made], parts: Iterable[Part], workers: int | None = None
) -> Generator[Made]:
    """`work` on each part, in their order, by so many processes beside this one.

    `work` and the parts have to be such as `pickle` takes. Everything is done here where there
    is no core to spare, too little to do, or a worker dies: then without it.
    """
    coming = iter(parts)
    first = list(islice(coming, WORTH_IT))
    workers = spare_cores() if workers is None else workers
    if workers < 1 or len(first) < WORTH_IT:
        yield from map(work, chain(first, coming))
        return
    # Not forked: a copy of a process with threads and open databases is a trap.
    start = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=start, initializer=_end_with_parent)
    try:
        yield from _in_order(pool, work, chain(first, coming), workers * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[Part], Made],
    parts: Iterator[Part],
    ahead: int,
) -> Iterator[Made]:
    here = next(parts)  # done in this process while the others start
    under_way: deque[tuple[Part, Future[Made] | None]] = deque()
    for part in islice(parts, ahead):
        under_way.append((part, _begin(pool, work, part)))
    yield work(here)
    while under_way:
        part, future = under_way.popleft()
        # Rather than wait this process does what nobody has begun; its turn comes later.
        while not _ready(future) and len(under_way) < 2 * ahead and (more := [*islice(parts, 1)]):
            under_way.append((more[0], _done(work(more[0]))))
        made = _end(work, part, future)
        later = islice(parts, _room(under_way, ahead))
        under_way.extend((part, _begin(pool, work, part)) for part in later)
        yield made


def _begin(
    pool: ProcessPoolExecutor, work: Callable[[Part], Made], part: Part
) -> Future[Made] | None:
    try:
        return pool.submit(work, part)
    except (BrokenProcessPool, OSError, RuntimeError):
        return None


def _room(under_way: Collection[tuple[Part, Future[Made] | None]], ahead: int) -> int:
    """How many parts may be begun, so that the others are never idle nor far ahead."""
    begun = sum(not _ready(future) for _, future in under_way)
    return max(0, min(ahead - begun, 2 * ahead - len(under_way)))


def _ready(future: Future[Made] | None) -> bool:
    return future is None or future.done()


def _done(made: Made) -> Future[Made]:
    future: Future[Made] = Future()
    future.set_result(made)
    return future


def _end(work: Callable[[Part], Made], part: Part, future: Future[Made] | None) -> Made:
    if future is not None:
        try:
            return future.result()
        except BrokenProcessPool:
            log.warning("A worker process died; its work is done without it.")
    return work(part)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
