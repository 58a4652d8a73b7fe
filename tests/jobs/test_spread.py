"""Work spread over processes comes back in order, and is done here where it can't be spread."""

import os
import time

import pytest

from kithwork.jobs import spread as spreading
from kithwork.jobs.spread import spread


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def dies(number: int) -> int:
    if os.environ.get("KITHWORK_TEST_PARENT") != str(os.getpid()):
        os._exit(1)
    return 2 * number


def fails(number: int) -> int:
    return 1 // (number - 3)


def test_two_processes_give_what_one_gives_in_order() -> None:
    made = list(spread(doubled, range(9), workers=1))
    assert [number for number, _ in made] == list(range(0, 18, 2))
    assert made[0][1] == os.getpid()
    assert len({pid for _, pid in made}) == 2


def starts_late(number: int) -> int:
    if os.environ.get("KITHWORK_TEST_PARENT") != str(os.getpid()):
        time.sleep(0.3)
    return os.getpid()


def test_while_the_others_are_busy_this_process_helps_and_keeps_the_order(monkeypatch) -> None:
    monkeypatch.setenv("KITHWORK_TEST_PARENT", str(os.getpid()))
    done_by = list(spread(starts_late, range(6), workers=1))
    assert done_by.count(os.getpid()) > 1  # the first, and what it did while it waited
    assert done_by[1] != os.getpid()


def test_few_parts_or_no_core_to_spare_need_no_second_process() -> None:
    for parts, workers in ((range(2), 4), (range(9), 0)):
        assert {pid for _, pid in spread(doubled, parts, workers)} == {os.getpid()}


def test_when_workers_die_their_work_is_done_here(monkeypatch) -> None:
    monkeypatch.setenv("KITHWORK_TEST_PARENT", str(os.getpid()))
    assert list(spread(dies, range(6), workers=1)) == list(range(0, 12, 2))


def test_a_mistake_in_the_work_is_told_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(fails, range(9), workers=0))


def test_parts_are_not_taken_far_ahead_of_their_results() -> None:
    taken = []

    def parts():
        for number in range(50):
            taken.append(number)
            yield number

    coming = spread(doubled, parts(), workers=1)
    next(coming)
    assert len(taken) <= spreading.WORTH_IT + spreading.AHEAD
    coming.close()
