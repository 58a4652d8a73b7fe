"""Keeps the index what the database says: drains the outbox, makes it anew, repairs it.

The index lies in generations: one folder each, and a small file that names the current one, so
that making it anew disturbs no search. One process at a time writes; a lock that the operating
system lets go of with its process says which.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from kithwork.errors import KithworkError
from kithwork.jobs.in_bulk import among
from kithwork.jobs.index.entry import VERSION
from kithwork.jobs.index.shard import Shard, Writer
from kithwork.jobs.index.taken import entries_of
from kithwork.jobs.models import IndexChange, Posting
from kithwork.project.home import home, write_private

BATCH = 2000
A_LOOK = 1.0
A_COMMIT = 1.0
"""Seconds between two commits while there is more and more to take in."""
PATIENCE = 2.0
AT_ONCE = 0.05
AT_MOST = 5000
"""So many changes, the latest, a search takes in itself; what is older is another's work."""

log = logging.getLogger(__name__)
_opened: dict[str, Shard] = {}
_opening = threading.Lock()


class BusyError(Exception):
    """Another process or thread is writing."""


def shard() -> Shard:
    """The current index, made from the database where it is missing or broken."""
    found = _current()
    if found is None:
        try:
            with _alone(PATIENCE * 5):
                return _current_or_new()
        except BusyError as error:
            raise KithworkError(
                "The index of openings is being made; it takes a moment."
            ) from error
    return found


def drain(patience: float = PATIENCE, most: int | None = None) -> int:
    """Take what waits in the outbox into the index, the latest first; how many changes that was.

    At most so many, or all. Crashing on the way repeats a part and loses nothing. Raises
    BusyError when another writes for longer than `patience` (seconds).
    """
    if not _waiting().exists():
        return 0
    with _alone(patience):
        return _drain(_current_or_new(), most)


def caught_up() -> Shard:
    """The index with what was changed a moment ago, so that one's own change is found at once."""
    found = shard()
    try:
        # Who searches doesn't wait for another who writes already: that one takes it in next.
        return shard() if drain(AT_ONCE, AT_MOST) else found
    except BusyError:
        return found


def remake(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Make the index anew from the database; how many openings it has."""
    with _alone(600):
        return len(_make(progress))


def repair() -> bool:
    """Make the index anew where it doesn't hold as many openings as the database; True then."""
    drain()
    with _alone(PATIENCE):
        found = _current()
        if found is not None and (_waiting().exists() or len(found) == _expected()):
            return False
        if found is not None:
            log.warning("The index of openings does not agree with the database: made anew.")
        _make()
        return True


def let_go() -> None:
    """Forget the opened index and delete it: it is made anew when somebody searches."""
    with _opening:
        _opened.clear()
    shutil.rmtree(_folder(), ignore_errors=True)


def _waiting() -> QuerySet[IndexChange]:
    return IndexChange.objects.filter(indexed=False)


def _drain(current: Shard, most: int | None) -> int:
    """What waits, with a commit about every second: it costs as much as the words of thousands
    of openings, which the index takes in meanwhile beside this thread.

    An opening goes in as it is now, so the order is free: what has just come goes first, that
    it is found soon, however much waits.
    """
    done, taken = 0, list[int]()
    latest = _waiting().aggregate(latest=Max("pk"))["latest"] or 0
    span = latest + 1, latest
    with current.writing() as writer:
        begun = time.monotonic()
        while (most is None or done + len(taken) < most) and (rows := _next_changes(*span)):
            stale, fresh = entries_of(posting for _, posting in rows)
            writer.delete(stale)
            writer.add(fresh)
            taken += (pk for pk, _ in rows)
            span = min(span[0], rows[0][0], rows[-1][0]), max(span[1], rows[0][0], rows[-1][0])
            if time.monotonic() - begun > A_COMMIT:
                done += _settle(writer, taken)
                taken, begun = [], time.monotonic()
        done += _settle(writer, taken)
    return done


def _next_changes(first: int, last: int) -> list[tuple[int, int]]:
    """What came after the changes taken so far (from `first` to `last`), or else before."""
    waiting = _waiting().values_list("pk", "posting")
    return list(waiting.filter(pk__gt=last).order_by("pk")[:BATCH]) or list(
        waiting.filter(pk__lt=first).order_by("-pk")[:BATCH]
    )


def _settle(writer: Writer, taken: list[int]) -> int:
    """Commit, and only then say that these changes are in the index."""
    if taken:
        writer.commit()
        _mark(taken)
    return len(taken)


def _mark(rows: list[int]) -> None:
    """These are in the index; the alerts have still to look at them."""
    with transaction.atomic():
        IndexChange.objects.filter(pk__in=among(rows)).update(indexed=True)


def _expected() -> int:
    found = Posting.objects.open()
    alone = found.filter(job=None).count()
    return alone + int(found.aggregate(jobs=Count("job", distinct=True))["jobs"])


def _make(progress: Callable[[int, int], None] = lambda done, total: None) -> Shard:
    """A new generation with everything that is open; the caller writes alone."""
    name = f"{VERSION}-{time.time_ns():x}"
    try:
        made = _filled(_folder() / name, progress)
    except BaseException:
        _only(_named_current())  # on a full disk, half of one a try would fill what room is made
        raise
    write_private(_folder() / "current", name)
    with _opening:
        _opened.clear()
        _opened[name] = made
    _only(name)
    return made


def _filled(folder: Path, progress: Callable[[int, int], None]) -> Shard:
    made = Shard(folder)
    total = Posting.objects.open().count()
    done, last = 0, 0
    with made.writing() as writer:
        while keys := _next(last):
            concerned, fresh = entries_of(keys)
            if concerned != keys:  # some of their jobs have postings elsewhere, added before
                writer.delete(concerned)
            writer.add(fresh)
            done, last = done + len(keys), keys[-1]
            progress(done, total)
        writer.commit()
    return made


def _only(name: str) -> None:
    """Delete every generation but this one."""
    for old in _folder().iterdir():
        if old.is_dir() and old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def _named_current() -> str:
    """The folder's name of the current generation; "" where there is none."""
    try:
        return (_folder() / "current").read_text("ascii").strip()
    except OSError:
        return ""


def _current_or_new() -> Shard:
    """The current index, made where it is missing or its files can't be read; one writes alone."""
    found = _current()
    if found is not None:
        return found
    if (_folder() / "current").exists():
        log.warning("The index of openings is damaged, or of another version: it is made anew.")
    return _make()


def _next(last: int) -> list[int]:
    found = Posting.objects.open().filter(pk__gt=last).order_by("pk")
    return list(found.values_list("pk", flat=True)[:BATCH])


def _current() -> Shard | None:
    """The current generation; None where there is none of this version, or it is broken."""
    name = _named_current()
    folder = _folder() / name
    if not name.startswith(f"{VERSION}-") or not (folder / "meta.json").exists():
        return None
    with _opening:
        if name not in _opened:
            try:
                opened = Shard(folder)
            except (ValueError, OSError):
                return None
            _opened.clear()
            _opened[name] = opened
        return _opened[name]


def _folder() -> Path:
    folder = home() / "index"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def _alone(patience: float) -> Iterator[None]:
    """Be the only one who writes; SQLite's lock works everywhere and ends with its process."""
    lock = sqlite3.connect(_folder() / "lock", timeout=patience, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" not in str(error):
            raise  # a full disk, say, which is no other's writing
        raise BusyError from error
    try:
        yield
    finally:
        lock.close()
