"""Boards wait their turn by host."""

from kithwork.boards.lanes import Lanes, pause_of


def lanes(pause=0.0, per_host=2):
    return Lanes(lambda host: pause, per_host)


def test_hosts_take_turns_however_long_their_lines():
    line = lanes()
    for n in range(4):
        line.add("crowded.test", n)
    line.add("small.test", "only")
    assert [line.take(0.0)[1] for _ in range(3)] == [0, "only", 1]


def test_a_host_never_has_more_than_its_share_under_way():
    line = lanes(per_host=2)
    for n in range(3):
        line.add("a.test", n)
    assert [line.take(0.0), line.take(0.0)] == [("a.test", 0), ("a.test", 1)]
    assert line.take(0.0) is None
    line.done("a.test")
    assert line.take(0.0) == ("a.test", 2)


def test_readings_on_one_host_are_spaced():
    line = lanes(pause=2.0)
    line.add("a.test", 1)
    line.add("a.test", 2)
    assert line.take(10.0) == ("a.test", 1)
    assert line.take(11.0) is None
    assert line.next_start() == 12.0
    assert line.take(12.0) == ("a.test", 2)


def test_a_host_that_asks_for_rest_loses_its_line_and_no_other_does():
    line = lanes()
    line.add("a.test", 1)
    line.add("a.test", 2)
    line.add("b.test", 3)
    assert line.drop("a.test") == [1, 2]
    assert line.waiting == 1
    assert line.take(0.0) == ("b.test", 3)


def test_a_documented_limit_is_kept():
    assert 600 / pause_of("api.rippling.com") < 100
