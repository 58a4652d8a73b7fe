"""Long work is done once, whoever of several workers takes it, and what a dead one left again."""

import datetime as dt
import threading

import pytest
from django.db import OperationalError, connection, connections
from huey import Huey

from kithwork.campaign.models import Work
from kithwork.operations import work
from kithwork.operations.registry import Operation
from kithwork.people.models import Owner
from kithwork.project.queue import queue

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def done(monkeypatch):
    """Work is not done but noted down."""
    seen = []
    monkeypatch.setattr(work, "_do", lambda one: seen.append(one.pk))
    return seen


@pytest.fixture
def empty():
    work.huey.flush()
    yield work.huey
    work.huey.flush()
    work.huey.storage.close()


def asked(ada, **fields):
    now = dt.datetime.now(dt.UTC)
    return Work.objects.create(owner=ada, words="people list", title="x", asked_at=now, **fields)


def test_work_that_another_has_begun_is_left_to_it(ada, done):
    one = asked(ada)
    work.carry_out.call_local(one.pk)
    work.carry_out.call_local(one.pk)
    assert done == [one.pk]


def test_the_same_asked_for_twice_is_one(ada, empty):
    first = work.ask_for(ada, "people list", "x")
    assert work.ask_for(ada, "people list", "x") == first
    assert empty.pending_count() == 1


def test_what_a_dead_worker_left_is_taken_up_and_what_a_living_one_does_is_not(ada, empty):
    now = dt.datetime.now(dt.UTC)
    asked(ada, state=Work.State.RUNNING, seen_at=now)
    dead = asked(ada, state=Work.State.RUNNING, seen_at=now - HOUR)
    work.take_up_forsaken.call_local()
    work.take_up_forsaken.call_local()
    assert list(Work.objects.filter(state=Work.State.WAITING)) == [dead]
    assert empty.pending_count() == 1


def test_what_was_lost_between_list_and_queue_is_queued_again(ada, empty):
    one = asked(ada)
    work.take_up_forsaken.call_local()
    assert empty.pending_count() == 0
    Work.objects.filter(pk=one.pk).update(asked_at=one.asked_at - HOUR)
    work.take_up_forsaken.call_local()
    assert empty.pending_count() == 1


def test_work_that_the_database_interrupted_is_taken_up_again_by_itself(ada, empty, monkeypatch):
    def no_server():
        raise OperationalError("the server went away")

    one, words = asked(ada), ("people", "list")
    monkeypatch.setattr(work, "operations", lambda: {words: Operation(words, no_server)})
    work.carry_out.call_local(one.pk)
    one.refresh_from_db()
    assert one.state == Work.State.RUNNING
    Work.objects.filter(pk=one.pk).update(seen_at=one.seen_at - HOUR)
    work.take_up_forsaken.call_local()
    one.refresh_from_db()
    assert one.state == Work.State.WAITING
    assert empty.pending_count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file's connection breaks never")
@pytest.mark.django_db(transaction=True)
def test_a_workers_thread_whose_connection_broke_gets_another(ada, empty, done):
    work.carry_out(asked(ada).pk)
    task = work.huey.dequeue()
    connection.ensure_connection()
    connection.connection.close()
    connection.errors_occurred = True  # as after the first statement on a broken line
    work.huey.execute(task)
    assert len(done) == 1


def worker(shared: Huey, everybody_ready: threading.Barrier) -> None:
    """What a worker process does, until nothing is left."""
    everybody_ready.wait()
    try:
        while (task := shared.dequeue()) is not None:
            shared.execute(task)
    finally:
        shared.storage.close()
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_workers_share_tasks_and_each_is_done_once(done, empty):
    """Three workers with a queue object each, as in three processes; tasks were put there twice."""
    owner = Owner.on_this_machine()
    works = [asked(owner) for _ in range(30)]
    for one in [*works, *works]:
        work.carry_out(one.pk)
    shared = [queue() for _ in range(3)]
    for one in shared:
        one._registry = work.huey._registry
    ready = threading.Barrier(len(shared))
    threads = [threading.Thread(target=worker, args=(one, ready)) for one in shared]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(done) == [one.pk for one in works]
    assert empty.pending_count() == 0
