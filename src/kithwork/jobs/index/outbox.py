"""Tells the index which postings have changed, in the transaction that changed them."""

from __future__ import annotations

from collections.abc import Iterable

from kithwork.jobs import in_bulk
from kithwork.jobs.models import IndexChange


def changed(postings: Iterable[int]) -> None:
    """Note postings (by their keys) whose words, sort, job or state are no longer the same.

    To be called inside the transaction that changes them: both are kept, or neither.
    """
    concerned = list(postings)
    in_bulk.write(IndexChange, {"posting": concerned, "indexed": [False] * len(concerned)})
