"""What is kept of openings: postings, the jobs they state, and what happened to them."""

from kithwork.jobs.models.event import PostingEvent
from kithwork.jobs.models.posting import Job, Level, Posting, PostingQuerySet, PostingText

__all__ = ["Job", "Level", "Posting", "PostingEvent", "PostingQuerySet", "PostingText"]
