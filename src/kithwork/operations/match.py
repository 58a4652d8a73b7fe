"""What can be asked about postings that state one opening."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import click

from kithwork.boards.directory import find_by_token
from kithwork.errors import KithworkError
from kithwork.jobs import fold as folding
from kithwork.jobs import unfolded
from kithwork.jobs.match import Matched, Statement, match, read_lines
from kithwork.jobs.models import Posting
from kithwork.operations.registry import Progress, operation, silent
from kithwork.words import agreeing, counted

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StatedToo:
    """Another posting of the same opening, and what speaks for and against that."""

    id: int
    title: str
    employer: str
    url: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    you_said_so: bool

    def __str__(self) -> str:
        said = "; you said so" if self.you_said_so else ""
        cons = (
            f"\n        against: {'; '.join(self.reasons_against)}" if self.reasons_against else ""
        )
        pros = "; ".join(self.reasons_for)
        return f"{self.id:>6}  {self.title} ({self.employer})\n        for: {pros}{said}{cons}"


class Folded(folding.Folded):
    """How many postings were folded, and how many changed their job by it."""

    def __str__(self) -> str:
        return (
            f"{counted(self.postings, 'posting')} folded; {self.changed} "
            f"{agreeing(self.changed, 'states', 'state')} an opening known already."
        )


@operation("jobs match")
def jobs_match(file: Annotated[str, "JSON lines, or - for standard input"]) -> Iterator[Matched]:
    """Say which postings of a file are one opening: one JSON object a line in and out.

    A line has what is known of a posting under the usual names (id, title, employer or company,
    location, description, url, posted, ...); whatever is missing is done without. What isn't
    understood is said by line number. Nothing is stored.
    """
    try:
        with click.open_file(file, encoding="utf-8", errors="replace") as lines:
            stated = list(_with_employers(read_lines(lines, log.warning)))
    except OSError as error:
        raise KithworkError(f"{file} can't be read: {error.strerror}.") from error
    if not stated:
        raise KithworkError(f"{file} has no posting that can be read.")
    return (one for one in match(stated))  # a stream: shown line by line


def _with_employers(stated: Iterable[Statement]) -> Iterable[Statement]:
    """A posting without an employer has the one that the directory knows for its board."""
    for one in stated:
        listed = find_by_token(one.system, one.board) if one.board and not one.employer else None
        yield dataclasses.replace(one, employer=listed.employer) if listed else one


@operation("jobs fold")
def jobs_fold(*, now: dt.datetime, progress: Progress = silent) -> Folded:
    """Fold the postings that came in since the last time into the openings that they state."""
    unfolded.due(unfolded.never_folded())
    waiting, done, changed = unfolded.waiting(), 0, 0
    for some in folding.fold_waiting():
        done, changed = done + some.postings, changed + some.changed
        progress(min(done, waiting), waiting, "folding")
    return Folded(done, changed)


@operation("jobs stated")
def jobs_stated(posting: Annotated[int, "an opening's number"]) -> list[StatedToo]:
    """Say where else an opening is stated, the employer's own page first, and why that is it."""
    return [_stated_too(reason) for reason in folding.why(_posting(posting))]


@dataclass(frozen=True)
class SaidOfPostings:
    """The job that a posting belongs to after what was said, its other postings, and the command
    that takes it back."""

    job: int
    title: str
    employer: str
    others: tuple[int, ...]
    undo: str

    def __str__(self) -> str:
        others = f"stated by {', '.join(map(str, self.others))}, too" if self.others else "alone"
        return f"{self.title} ({self.employer}) is {others}. To take it back: kithwork {self.undo}"


@operation("jobs split")
def jobs_split(
    posting: Annotated[int, "an opening's number"], *, now: dt.datetime
) -> SaidOfPostings:
    """Say that a posting is an opening of its own; nothing folds it into those again."""
    one = _posting(posting)
    mates = [reason.posting.pk for reason in folding.why(one)]
    folding.said_apart(one, now)
    return _said(one, f"jobs join {posting} {mates[0]}")


@operation("jobs join")
def jobs_join(
    posting: Annotated[int, "an opening's number"],
    other: Annotated[int, "another's"],
    *,
    now: dt.datetime,
) -> SaidOfPostings:
    """Say that two postings are one opening; nothing splits them again but your word."""
    one = _posting(posting)
    folding.said_one(one, _posting(other), now)
    return _said(one, f"jobs split {other}")


def _said(one: Posting, undo: str) -> SaidOfPostings:
    assert one.job_id is not None
    others = tuple(sorted(reason.posting.pk for reason in folding.why(one)))
    return SaidOfPostings(one.job_id, one.title, one.employer, others, undo)


def _posting(number: int) -> Posting:
    found = Posting.objects.filter(pk=number).select_related("board").first()
    if found is None:
        raise KithworkError(f"There is no opening {number}.")
    return found


def _stated_too(reason: folding.Reasons) -> StatedToo:
    other, verdict = reason.posting, reason.verdict
    return StatedToo(
        other.pk,
        other.title,
        other.employer,
        other.url,
        verdict.reasons_for,
        verdict.reasons_against,
        reason.said,
    )
