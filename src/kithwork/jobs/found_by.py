"""Keeps by which keys postings find each other, and finds those that share enough of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import connection

from kithwork.jobs.in_bulk import among
from kithwork.jobs.match.keys import Keyed, Keys
from kithwork.jobs.match.pairs import Shared, sharing
from kithwork.jobs.models import PostingKey

_TABLE = PostingKey._meta.db_table
_AT_ONCE = 5000
"""Keys in one question. They are whole numbers of ours and stand in it themselves."""
_WRITTEN = 400
"""Rows in one statement: half the work of a statement a row."""


def exchange(new: Keyed) -> Shared:
    """Give postings these keys in place of those they had; the pairs that share enough of them.

    A row for each pair, the lesser posting first, one of the given ones in each. What this
    costs depends on the keys given, not on how many are kept.
    """
    PostingKey.objects.filter(posting__in=among(np.unique(new.postings).tolist())).delete()
    found = sharing(new, _kept(new.keys))
    _put_in(new, found)
    return found


def _kept(keys: Keys) -> Keyed:
    """The rows of these keys, the earlier postings of each first."""
    rows = [row for some in _in_parts(np.unique(keys)) for row in _rows(some)]
    if not rows:
        return Keyed.none()
    table = np.array(rows, dtype=np.int64)
    order = np.lexsort((table[:, 1], table[:, 0]))
    return Keyed(table[order, 0], table[order, 1])


def _rows(keys: Sequence[int]) -> list[tuple[int, int]]:
    asked = ",".join(map(str, keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, posting_id FROM {_TABLE} WHERE key IN ({asked})")
        found: list[tuple[int, int]] = cursor.fetchall()
    return found


def _in_parts(keys: Keys) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE].tolist()


def _put_in(new: Keyed, found: Shared) -> None:
    """In the order of the keys: neighbours in the index are written together."""
    keys, postings = new.keys[found.kept], new.postings[found.kept]
    order = np.argsort(keys, kind="stable")
    rows = np.stack([keys[order], postings[order]], axis=1)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _WRITTEN):
            some = rows[start : start + _WRITTEN]
            marks = ",".join(["(%s,%s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {_TABLE} (key, posting_id) VALUES {marks}", some.ravel().tolist()
            )
