"""Keeps by which keys postings find each other, and finds those that share enough of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from django.db import connection

from kithwork.jobs import in_bulk
from kithwork.jobs.in_bulk import among
from kithwork.jobs.match.keys import Keyed, Keys, Sketch, columns
from kithwork.jobs.match.pairs import Shared, sharing
from kithwork.jobs.models import PostingKey, PostingSketch

_TABLE = PostingKey._meta.db_table
_AT_ONCE = 5000
"""Keys in one question. They are whole numbers of ours and stand in it themselves."""


def exchange(each: Mapping[int, Sketch]) -> Shared:
    """Give postings the keys of these sketches in place of those they had; the pairs that share
    enough of them.

    A row for each pair, the lesser posting first, one of the given ones in each. What this
    costs depends on the keys given, not on how many are kept.
    """
    forget(each)
    new = columns(each)
    found = sharing(new, _kept(new.keys))
    _put_in(new, found)
    in_bulk.write(PostingSketch, {
        "posting": list(each), "packed": [sketch.packed() for sketch in each.values()]
    })  # fmt: skip
    return found


def forget(postings: Iterable[int]) -> None:
    """Let these postings be found no more."""
    known = PostingSketch.objects.filter(posting__in=among(postings))
    held = {pk: Sketch.unpacked(bytes(some)) for pk, some in known.values_list("pk", "packed")}
    old = columns(held)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {_TABLE} WHERE key = %s AND posting = %s",
            list(zip(old.keys.tolist(), old.postings.tolist(), strict=True)),
        )
    known.delete()


def _kept(keys: Keys) -> Keyed:
    """The rows of these keys, the earlier postings of each first."""
    rows = [row for some in _in_parts(np.unique(keys)) for row in _rows(some)]
    table = np.fromiter(chain.from_iterable(rows), np.int64, 2 * len(rows)).reshape(-1, 2)
    order = np.lexsort((table[:, 1], table[:, 0]))
    return Keyed(table[order, 0], table[order, 1])


def _rows(keys: Sequence[int]) -> list[tuple[int, int]]:
    asked = ",".join(map(str, keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, posting FROM {_TABLE} WHERE key IN ({asked})")
        found: list[tuple[int, int]] = cursor.fetchall()
    return found


def _in_parts(keys: Keys) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE].tolist()


def _put_in(new: Keyed, found: Shared) -> None:
    """In the order of the keys: neighbours in the table are written together."""
    keys, postings = new.keys[found.kept], new.postings[found.kept]
    order = np.argsort(keys, kind="stable")
    in_bulk.write(PostingKey, {"key": keys[order].tolist(), "posting": postings[order].tolist()})
