"""Tells the index which postings have changed, in the transaction that changed them."""

from __future__ import annotations

from collections.abc import Iterable

from kithwork.jobs.models import IndexChange

BATCH = 1000


def changed(postings: Iterable[int]) -> None:
    """Note postings (by their keys) whose words, sort, job or state are no longer the same.

    To be called inside the transaction that changes them: both are kept, or neither.
    """
    IndexChange.objects.bulk_create([IndexChange(posting=pk) for pk in postings], BATCH)
