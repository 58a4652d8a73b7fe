"""What is kept of openings: postings, the jobs they state, what happened to them, who waits."""

from kithwork.jobs.models.alert import Alert, AlertMatch, MatchQuerySet
from kithwork.jobs.models.event import PostingEvent
from kithwork.jobs.models.matching import (
    FoldDue,
    FoldTurn,
    PostingKey,
    PostingSketch,
    SaidOfTwo,
)
from kithwork.jobs.models.outbox import IndexChange
from kithwork.jobs.models.posting import Job, Level, Posting, PostingQuerySet, PostingText

__all__ = [
    "Alert",
    "AlertMatch",
    "FoldDue",
    "FoldTurn",
    "IndexChange",
    "Job",
    "Level",
    "MatchQuerySet",
    "Posting",
    "PostingEvent",
    "PostingKey",
    "PostingQuerySet",
    "PostingSketch",
    "PostingText",
    "SaidOfTwo",
]
