"""Long work that a page asks for: carried out beside the pages, with progress, stoppable."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from huey import crontab  # type: ignore[import-untyped]

from kithwork.campaign.models import Work
from kithwork.clock import clock_of
from kithwork.errors import KithworkError
from kithwork.operations.registry import Stopped, operations
from kithwork.people.models import Owner
from kithwork.project.queue import queue

A_BEAT = 20.0
FORSAKEN = dt.timedelta(minutes=2)

huey = queue()
log = logging.getLogger(__name__)


def ask_for(owner: Owner, words: str, title: str, **values: Any) -> Work:
    """Put an operation on the list of work; the same one under way already is not doubled."""
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)  # who asks twice at once, asks in turn
        under_way = owner.works.under_way().filter(words=words, values=values).first()
        if under_way:
            return under_way
        work = Work.objects.create(
            owner=owner, words=words, title=title, values=values, asked_at=timezone.now()
        )
    carry_out(work.pk)
    return work


@huey.pre_execute()  # type: ignore[untyped-decorator]
def connect_anew(_task: object) -> None:
    """A thread whose connection broke, as when the database was started again, gets another;
    not in a transaction, which work that is done at once may be asked for in."""
    if not connection.in_atomic_block:
        close_old_connections()


@huey.task()  # type: ignore[untyped-decorator]
def carry_out(pk: int) -> None:
    """Do one piece of work from the list, telling how far it is."""
    waiting = Work.objects.filter(pk=pk, state=Work.State.WAITING)
    if not waiting.update(state=Work.State.RUNNING, seen_at=timezone.now()):
        return  # another worker has it, or it is done
    work = Work.objects.select_related("owner").get(pk=pk)
    with _beating(pk):
        _do(work)


def _do(work: Work) -> None:
    operation = operations()[tuple(work.words.split())]
    given = operation.given(owner=work.owner, now=timezone.now(), progress=_teller(work))
    try:
        with clock_of(work.owner):
            told = _in_words(operation.function(**given, **work.values))
    except Stopped as error:
        _mark(work, state=Work.State.STOPPED, message=str(error), finished_at=timezone.now())
    except KithworkError as error:
        _mark(work, state=Work.State.FAILED, message=str(error), finished_at=timezone.now())
    except OperationalError:
        # The database's trouble passes: left as it is, the work counts as forsaken and is taken
        # up again.
        log.exception("Work %s was interrupted", work.words)
    except Exception:
        log.exception("Work %s failed", work.words)
        odd = "This failed in a way that Kithwork did not expect; the terminal says more."
        _mark(work, state=Work.State.FAILED, message=odd, finished_at=timezone.now())
    else:
        _mark(work, state=Work.State.DONE, message=told, finished_at=timezone.now())


@huey.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
def read_what_is_due() -> None:
    """Put the reading of due boards on the list, for everybody who wants that."""
    from kithwork.operations.boards import due_by_itself

    for owner in Owner.objects.filter(is_active=True, watches__isnull=False).distinct():
        if due_by_itself(owner, timezone.now()):
            ask_for(owner, "boards read", "Reading what is due", all_=False)


@huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def send_mailings() -> None:
    """One letter of each mailing that is due; the pauses lie between the calls."""
    from kithwork.operations.mailing_run import send_what_is_due

    send_what_is_due(timezone.now())


@huey.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
def mail_digests() -> None:
    """What alerts have found, once a day, to those who want it by mail."""
    from kithwork.operations.digest import mail_by_itself

    mail_by_itself(timezone.now())


@huey.periodic_task(crontab(minute="*/15"))  # type: ignore[untyped-decorator]
def look_for_answers() -> None:
    """Answers, letters that came back and notes to oneself, in the mailboxes that are connected."""
    from kithwork.operations.mail_in import look_by_itself

    look_by_itself(timezone.now())


@huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def take_up_forsaken() -> None:
    """What a worker that died has left is put on the list again; every operation bears it.

    So is what waits although the queue is empty: it was lost between the list and the queue.
    """
    before = timezone.now() - FORSAKEN
    for work in Work.objects.forsaken(before):
        left = Work.objects.filter(pk=work.pk, state=Work.State.RUNNING, seen_at=work.seen_at)
        if left.update(state=Work.State.WAITING):  # one of several workers that look
            carry_out(work.pk)
    if not huey.pending_count():
        for pk in _waiting(before):
            carry_out(pk)


def _waiting(before: dt.datetime) -> list[int]:
    lost = Work.objects.filter(state=Work.State.WAITING, asked_at__lt=before)
    return list(lost.order_by("pk").values_list("pk", flat=True))


def take_up_again() -> None:
    """At the start: what was running when this machine stopped is put on the list again.

    Where many workers share a database, others may be at it: only what they forsook is taken up.
    """
    if connection.vendor == "postgresql":
        take_up_forsaken.call_local()
        return
    for work in Work.objects.under_way():
        _mark(work, state=Work.State.WAITING)
        carry_out(work.pk)


@contextmanager
def _beating(pk: int) -> Iterator[None]:
    """Say from time to time that the worker of this work is alive."""
    done = threading.Event()

    def beat() -> None:
        try:
            while not done.wait(A_BEAT):
                close_old_connections()
                with suppress(OperationalError):
                    Work.objects.filter(pk=pk).update(seen_at=timezone.now())
        finally:
            connection.close()

    threading.Thread(target=beat, name=f"work {pk}", daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _in_words(result: object) -> str:
    """What the work says when it is done, several results one a line."""
    return "\n".join(map(str, result)) if isinstance(result, list) else str(result)


def _mark(work: Work, **fields: Any) -> None:
    Work.objects.filter(pk=work.pk).update(**fields)


def _teller(work: Work) -> Callable[..., None]:
    """Writes progress down, and stops the work where the person has said so."""

    def tell(done: int, total: int, what: str = "") -> None:
        _mark(work, done=done, total=total, what=what[:200])
        if Work.objects.filter(pk=work.pk, stop_asked=True).exists():
            raise Stopped("Stopped; what was finished stays. Start it again to go on.")

    return tell


def again(work: Work) -> Work:
    """Take work up that was stopped or has failed."""
    return ask_for(work.owner, work.words, work.title, **work.values)
