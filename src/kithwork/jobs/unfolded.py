"""Which postings have still to be folded: a queue, written in the transaction that states them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from kithwork.jobs import in_bulk
from kithwork.jobs.match import Sketch
from kithwork.jobs.models import FoldDue, Posting, PostingSketch

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Due:
    """Some rows of the queue: their own keys, and the postings that they name, each once."""

    rows: list[int]
    postings: list[int]
    sketches: dict[int, Sketch] = field(default_factory=dict)
    """What was worked out of some of them when they were stated."""
    more: bool = False
    """Whether the queue has others."""

    def done(self) -> None:
        """Take these rows out. What was noted of their postings since stays."""
        FoldDue.objects.filter(pk__in=in_bulk.among(self.rows)).delete()


def due(postings: Iterable[int], sketches: Mapping[int, bytes | None] | None = None) -> None:
    """Note postings (by their keys) that are new or say something else than before, with their
    packed `sketches` as far as these are known.

    To be called inside the transaction that states them: both are kept, or neither.
    """
    known = sketches or {}
    for some in in_bulk.batched(postings, _AT_ONCE):
        in_bulk.write(FoldDue, {"posting": some, "sketch": [known.get(pk) for pk in some]})


def first(most: int) -> Due:
    """So many rows of the queue at most, the oldest first."""
    found = list(FoldDue.objects.values_list("pk", "posting", "sketch")[: most + 1])
    rows = found[:most]
    last = {posting: sketch for _, posting, sketch in rows}  # what was said last counts
    known = {pk: Sketch.unpacked(bytes(held)) for pk, held in last.items() if held}
    return Due([pk for pk, _, _ in rows], list(last), known, len(found) > most)


def waiting() -> int:
    """How many rows the queue has."""
    return FoldDue.objects.count()


def never_folded() -> Iterable[int]:
    """The postings that were never folded and don't wait for it, the oldest first.

    Looks through the whole catalogue.
    """
    known = PostingSketch.objects.filter(posting=OuterRef("pk"))
    queued = set(FoldDue.objects.values_list("posting", flat=True))
    pending = Posting.objects.filter(~Exists(known)).order_by("pk")
    rows = pending.values_list("pk", flat=True).iterator()
    return (pk for pk in rows if pk not in queued)
