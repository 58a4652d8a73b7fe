"""How the watched boards fare: each one, and all together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from django.db.models import Count, Sum

from kithwork.boards.models import Board, Reading, Watch
from kithwork.boards.models.board import Failure
from kithwork.clock import moment
from kithwork.jobs.models import Posting
from kithwork.operations.budget import Budget, budget_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.words import counted

LATELY = dt.timedelta(hours=1)


@dataclass(frozen=True)
class BoardShown:
    """A board that is watched, or waits for a yes, and how its last reading went."""

    watch: int
    employer: str
    system: str
    url: str
    certainty: str
    why: str
    state: str
    message: str
    openings: int
    waiting: int
    doubted_at: dt.datetime | None
    last_good_at: dt.datetime | None
    last_read_at: dt.datetime | None
    next_due_at: dt.datetime | None

    @classmethod
    def of(cls, one: Watch) -> BoardShown:
        """A stored watch as plain values."""
        board = one.board
        return cls(
            one.pk,
            one.employer,
            board.ats,
            board.url,
            one.certainty,
            one.why,
            str(board.state),
            board.failure_message,
            board.openings,
            board.waiting,
            board.doubted_at,
            board.last_good_at,
            board.last_read_at,
            board.next_due_at,
        )

    def __str__(self) -> str:
        return (
            f"{self.watch:>6}  {self.employer} ({self.system}, {self.url})\n        {self._told()}"
        )

    def _told(self) -> str:
        if self.certainty != Watch.Certainty.SURE:
            return f"{self.certainty}: {self.why}"
        why = f" ({self.message})" if self.message else ""
        told = [counted(self.openings, "opening"), f"{self.state}{why}"]
        if self.waiting:
            told.append(f"{counted(self.waiting, 'page')} still to be read")
        if self.doubted_at:
            told.append(
                f"most of them not shown since {moment(self.doubted_at)}, which a second reading "
                "has to confirm before they are closed"
            )
        if self.last_read_at:
            told.append(f"last good reading {moment(self.last_good_at)}")
        if self.last_read_at != self.last_good_at:
            told.append(f"last tried {moment(self.last_read_at)}")
        if self.next_due_at:
            told.append(f"due {moment(self.next_due_at)}")
        return ", ".join(told)


@dataclass(frozen=True)
class BoardsStatus:
    """The boards, and all of them in numbers. `failures` are those whose last reading did not
    go well, by cause; `lately` and `requests_lately` are of the last hour."""

    boards: tuple[BoardShown, ...]
    watched: int
    openings: int
    due: int
    never_read: int
    under_way: int
    lately: int
    requests_lately: int
    last_good_at: dt.datetime | None
    failures: dict[str, int]
    budget: Budget

    def __str__(self) -> str:
        if not self.watched and not self.boards:
            return "No board is watched yet; begin with 'kithwork boards find'."
        return "\n".join([*map(str, self.boards), self.summary, str(self.budget)])

    @property
    def summary(self) -> str:
        """All boards in some sentences."""
        failing = sum(self.failures.values())
        causes = ", ".join(f"{number} {cause}" for cause, number in self.failures.items())
        told = [
            f"{counted(self.watched, 'board')} watched, {counted(self.openings, 'opening')}; "
            f"{self.due} due, {self.never_read} not read yet, {self.under_way} being read now.",
            f"Last good reading {moment(self.last_good_at)}; in the last hour "
            f"{counted(self.lately, 'reading')} with {counted(self.requests_lately, 'request')}.",
        ]
        if failing:
            told.append(f"{failing} not read well the last time: {causes}.")
        return " ".join(told)


@operation("boards status")
def boards_status(
    owner: Owner,
    *,
    now: dt.datetime,
    failing: Annotated[bool, "only those that were not read well the last time"] = False,
) -> BoardsStatus:
    """Show every board and all together: last good readings, failures, progress, the budget."""
    watches = owner.watches.exclude(certainty=Watch.Certainty.REFUSED).select_related("board")
    if failing:
        watches = watches.certain().exclude(board__failure="")
    return status_of(owner, now, tuple(map(BoardShown.of, watches)))


def status_of(owner: Owner, now: dt.datetime, boards: tuple[BoardShown, ...] = ()) -> BoardsStatus:
    """The numbers of everything that the owner watches, around these boards."""
    watched = Board.objects.filter(watches__in=owner.watches.certain())
    lately = Reading.objects.filter(board__in=watched, finished_at__gte=now - LATELY)
    done = lately.aggregate(n=Count("pk"), requests=Sum("requests"))
    good = watched.exclude(last_good_at=None).order_by("-last_good_at")
    return BoardsStatus(
        boards=boards,
        watched=watched.count(),
        openings=Posting.objects.open().filter(board__in=watched).count(),
        due=watched.due(now).count(),
        never_read=watched.filter(last_read_at=None).count(),
        under_way=watched.exclude(claimed_by="").filter(claimed_until__gte=now).count(),
        lately=done["n"],
        requests_lately=done["requests"] or 0,
        last_good_at=good.values_list("last_good_at", flat=True).first(),
        failures=_failures(watched.failing()),
        budget=budget_of(owner, now),
    )


def _failures(failing: object) -> dict[str, int]:
    """How many boards failed for each cause, in words, the commonest first."""
    by_cause = failing.order_by().values_list("failure").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    ranked = sorted(by_cause, key=lambda pair: (-pair[1], pair[0]))
    return {str(Failure(cause).label): number for cause, number in ranked}
