"""Which postings have still to be folded: a queue, written in the transaction that states them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Exists, OuterRef

from kithwork.jobs.models import FoldDue, Posting, PostingKey

BATCH = 1000


def due(postings: Iterable[int]) -> None:
    """Note postings (by their keys) that are new or say something else than before.

    To be called inside the transaction that states them: both are kept, or neither.
    """
    FoldDue.objects.bulk_create((FoldDue(posting=pk) for pk in postings), BATCH)


def waiting(everything: bool = False) -> Iterator[int]:
    """The postings whose turn it is, the first first, each once.

    `everything` looks through the whole catalogue, too, for what was never folded.
    """
    known: set[int] = set()
    queued = FoldDue.objects.values_list("posting", flat=True).iterator()
    for pk in queued:
        if pk not in known:
            known.add(pk)
            yield pk
    if everything:
        folded = PostingKey.objects.filter(posting=OuterRef("pk"))
        never = Posting.objects.filter(~Exists(folded)).order_by("pk")
        rows = never.values_list("pk", flat=True).iterator()
        yield from (pk for pk in rows if pk not in known)


def first(most: int) -> tuple[list[int], list[int]]:
    """So many rows of the queue, the oldest first: their own keys and their postings."""
    rows = list(islice(FoldDue.objects.values_list("pk", "posting")[:most], most))
    return [pk for pk, _ in rows], list(dict.fromkeys(posting for _, posting in rows))
