"""What can be asked about employers' boards: find, watch, read, how they fare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from django.db.models import Q
from django.utils import timezone

from kithwork.boards.find import confirm, find_boards, refuse, watch_address, watch_directory
from kithwork.boards.models import Board, Failure, Reading, Watch
from kithwork.boards.names import normal_name
from kithwork.boards.read import ReadSummary, Step, read_boards
from kithwork.boards.reading import BoardReading
from kithwork.boards.source import configure
from kithwork.campaign.begin import current_campaign
from kithwork.errors import KithworkError
from kithwork.jobs import absorb
from kithwork.jobs.classify import classify
from kithwork.jobs.fold import fold_waiting
from kithwork.operations import alerts
from kithwork.operations.board_status import BoardShown
from kithwork.operations.budget import budget_of
from kithwork.operations.registry import Progress, Stopped, operation, silent
from kithwork.people.models import Owner, Position
from kithwork.project.home import home
from kithwork.words import counted

SETTLED_AFTER = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class BoardsFound:
    """The boards that were found for the employers that matter."""

    sure: tuple[BoardShown, ...]
    waiting: tuple[BoardShown, ...]
    already: int
    without: tuple[str, ...]

    def __str__(self) -> str:
        told = [str(one) for one in (*self.sure, *self.waiting)]
        told.append(
            f"{len(self.sure)} found, {counted(len(self.waiting), 'waits', 'wait')} for your yes "
            f"('kithwork boards confirm NUMBER'), {self.already} watched before, "
            f"{counted(len(self.without), 'employer has', 'employers have')} "
            "no board in the directory."
        )
        return "\n".join(told)


def employers_that_matter(owner: Owner, now: dt.datetime) -> list[tuple[str, str]]:
    """The objective's employers, then those of the people one knows, each with the reason."""
    aim = current_campaign(owner, now).objective()
    aimed = [(name, "You aim for this employer.") for name in (aim.employers if aim else ())]
    names = (
        Position.objects.filter(
            organisation__owner=owner, ended_on=None, person__absorbed_into=None
        )
        .order_by("organisation__name")
        .values_list("organisation__name", flat=True)
        .distinct()
    )
    return aimed + [(name, "You know somebody there.") for name in names]


@operation("boards find")
def boards_find(
    owner: Owner,
    employers: list[str] | None = None,
    *,
    now: dt.datetime,
) -> BoardsFound:
    """Find the boards of EMPLOYERS, or of your objective's and your contacts' employers.

    Matched by name after normalisation, never by a part of it; unsure ones wait for your yes.
    """
    if employers and not all(map(normal_name, employers)):
        raise KithworkError("Write each employer's name with letters.")
    wanted = [(name, "You asked for it.") for name in employers or ()]
    found = find_boards(owner, wanted or employers_that_matter(owner, now), now)
    return BoardsFound(
        tuple(map(BoardShown.of, found.sure)),
        tuple(map(BoardShown.of, found.waiting)),
        found.already,
        tuple(found.without),
    )


@operation("boards watch")
def boards_watch(
    owner: Owner, address: str, *, now: dt.datetime, employer: Annotated[str, "its name"] = ""
) -> list[BoardShown]:
    """Watch the board behind a careers ADDRESS that you paste."""
    _prepare()
    return [BoardShown.of(one) for one in watch_address(owner, address, now, employer)]


@dataclass(frozen=True)
class DirectoryWatched:
    """How many boards of the directory are watched that were not before."""

    new: int

    def __str__(self) -> str:
        return (
            f"{counted(self.new, 'board')} more watched. They are read as the day's budget allows: "
            "see 'kithwork boards budget'."
        )


@operation("boards directory")
def boards_directory(owner: Owner, *, now: dt.datetime) -> DirectoryWatched:
    """Watch every board of the directory, as somebody does who reads for many."""
    return DirectoryWatched(watch_directory(owner, now))


@operation("boards confirm")
def boards_confirm(owner: Owner, watch: int, *, now: dt.datetime) -> BoardShown:
    """Say yes: the board with this number is the employer's."""
    return BoardShown.of(confirm(_watch(owner, watch), now))


@operation("boards refuse")
def boards_refuse(owner: Owner, watch: int, *, now: dt.datetime) -> BoardShown:
    """Say no: the board with this number is not the employer's, or is not wanted."""
    return BoardShown.of(refuse(_watch(owner, watch), now))


def _watch(owner: Owner, number: int) -> Watch:
    found = owner.watches.select_related("board").filter(pk=number).first()
    if found is None:
        raise KithworkError(f"There is no board {number}; 'kithwork boards status' lists them.")
    return found


@dataclass(frozen=True)
class BoardsRead:
    """What reading brought."""

    read: int
    skipped: int
    requests: int
    opened: int
    changed: int
    closed: int
    reopened: int
    results: dict[str, int]
    failures: dict[str, int]
    spent: str = ""
    """Why the day's budget left boards for later, or ""."""

    def __str__(self) -> str:
        if not self.read:
            return self._nothing()
        failed = ", ".join(f"{n} {Failure(why).label}" for why, n in self.failures.items())
        good = self.read - sum(self.failures.values())
        return (
            f"{good} of {counted(self.read, 'reading')} went well, "
            f"in {counted(self.requests, 'request')}: "
            f"{self.opened} opened, "
            f"{self.changed} changed, {self.closed} closed, {self.reopened} reopened."
            + (f" Not read well: {failed}." if failed else "")
            + (f" {self.skipped} left for the next time." if self.skipped else "")
            + (f" {self.spent}" if self.spent else "")
        )

    def _nothing(self) -> str:
        if not self.skipped:
            return "No board is due. 'kithwork boards read --all' reads every board."
        return (
            f"Nothing was read, {counted(self.skipped, 'board is', 'boards are')} left for the next"
            " time: another worker is at it, or their host asks to be left alone for a while."
        )


@operation("boards read")
def boards_read(
    owner: Owner,
    employers: list[str] | None = None,
    *,
    all_: Annotated[bool, "every watched board, due or not"] = False,
    budget: Annotated[int | None, "at most this many requests"] = None,
    progress: Progress = silent,
) -> BoardsRead:
    """Read the watched boards of EMPLOYERS, those that are due, or all.

    Can be stopped and taken up again; a board that fails keeps its last good reading. Never
    makes more requests than the day's budget has left ('kithwork boards budget').
    """
    _prepare()
    boards = _chosen(owner, employers or [], every=all_)
    today = budget_of(owner, timezone.now())
    if not today.left_today:
        raise KithworkError(today.spent)
    stopped: list[Stopped] = []

    def tell(step: Step) -> None:
        try:
            progress(step.done, step.total, step.board.employer)
        except Stopped as error:
            stopped.append(error)

    done: ReadSummary = read_boards(
        boards,
        now=timezone.now,
        known=absorb.known,
        record=_record,
        progress=tell,
        stop=lambda: bool(stopped),
        budget=budget,
        today=lambda: budget_of(owner, timezone.now()).left_today,
    )
    summary = BoardsRead(
        done.read, done.skipped, done.requests, done.opened, done.changed, done.closed,
        done.reopened, dict(done.results), dict(done.causes), _spent(owner, done),
    )  # fmt: skip
    for _folded in fold_waiting():
        pass
    alerts.take_in(timezone.now())
    if stopped:
        raise Stopped(f"{summary} {stopped[0]}")
    return summary


def due_by_itself(owner: Owner, now: dt.datetime) -> bool:
    """Whether boards are to be read now without being asked: wanted, due, and affordable.

    A board that was only just added waits a moment: its owner is still looking for others.
    """
    campaign = current_campaign(owner, now)
    if owner.sample or not campaign.reads_by_itself:
        return False
    settled = owner.watches.certain().filter(added_at__lt=now - SETTLED_AFTER)
    due = Board.objects.due(now).free(now).filter(watches__in=settled)
    return due.exists() and budget_of(owner, now).left_today > 0


def _spent(owner: Owner, done: ReadSummary) -> str:
    today = budget_of(owner, timezone.now())
    return today.spent if done.skipped and not today.left_today else ""


def _record(
    board: Board, reading: BoardReading, *, worker: str, started: dt.datetime, now: dt.datetime
) -> Reading | None:
    return absorb.record(board, reading, worker=worker, started=started, now=now, classify=classify)


def _chosen(owner: Owner, employers: Iterable[str], *, every: bool) -> list[Board]:
    watched = Board.objects.filter(
        watches__owner=owner, watches__certainty=Watch.Certainty.SURE
    ).distinct()
    if not watched.exists():
        raise KithworkError("No board is watched yet; begin with 'kithwork boards find'.")
    named = list(employers)
    if named:
        return [board for name in named for board in _of(watched, name)]
    return list(watched.order_by("next_due_at", "pk") if every else watched.due(timezone.now()))


def _of(watched: object, name: str) -> list[Board]:
    normal = normal_name(name)
    by_name = Q(normal=normal) | Q(watches__employer__iexact=name)
    found = list(watched.filter(by_name))  # type: ignore[attr-defined]
    if not found:
        raise KithworkError(
            f"No board of {name!r} is watched; 'kithwork boards find {name!r}' looks for one."
        )
    return found


def _prepare() -> None:
    configure(home() / "openroles")
