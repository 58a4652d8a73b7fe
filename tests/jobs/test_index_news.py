"""What was new when is told for any days, and is what counting anew would say."""

import pytest

from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import Shard
from kithwork.jobs.index.together import Together
from kithwork.jobs.index.wanted import Wanted

QUARTER, DAY, NOW = 900, 86_400, 1_795_392_000
INDIA = NOW + 66 * QUARTER
"""Midnight there is at half past six in the evening of Greenwich."""


def opening(key, new_at):
    return Entry(key, "Nurse", "Acme", "acme", new_at=new_at)


def put(shard, *entries):
    with shard.writing() as writer:
        writer.delete(entry.key for entry in entries)
        writer.add(entries)
        writer.commit()


def spread(first, size):
    """Openings that were new at all times of the last three weeks, one of unknown age."""
    ages = ((7919 * key) % (21 * DAY) for key in range(first, first + size))
    told = [opening(first + at, NOW - age) for at, age in enumerate(ages)]
    return [*told, opening(first + size, None)]


def counted(shard, times):
    return shard.tally(query_of(Wanted(), shard), times, ()).new


@pytest.fixture
def shard(tmp_path):
    made = Shard(tmp_path / "index")
    put(made, *spread(0, 500))
    return made


@pytest.mark.parametrize(
    "times",
    [
        [NOW - DAY * back for back in range(13, -1, -1)],
        [INDIA - DAY * back for back in range(8, 0, -1)],
        [NOW - 30 * DAY, NOW - 2 * DAY],
        [NOW - 3 * DAY + 17, NOW - DAY],
        [NOW + DAY],
    ],
)
def test_what_was_new_when_is_what_counting_says(shard, times):
    for _ in range(2):
        assert shard.news(times) == counted(shard, times)


def test_what_is_changed_is_counted_at_once(shard):
    week = [NOW - 7 * DAY, NOW - DAY]
    before = shard.news(week)
    put(shard, opening(1000, NOW), opening(1001, NOW - 2 * DAY))
    assert shard.news(week) == (before[0] + 1, before[1] + 1)
    with shard.writing() as writer:
        writer.delete(range(2000))
        writer.commit()
    assert shard.news(week) == (0, 0)


def test_another_reader_counts_what_was_committed(shard):
    other = Shard(shard.folder)
    assert other.news([NOW - DAY]) == shard.news([NOW - DAY])
    put(shard, opening(1000, NOW))
    assert other.news([NOW - DAY]) == shard.news([NOW - DAY]) == counted(shard, [NOW - DAY])


def test_two_shards_tell_the_news_of_both(shard):
    other = Shard()
    put(other, *spread(5000, 300))
    week = [NOW - DAY * back for back in range(6, -1, -1)]
    summed = Together([shard, other]).news(week)
    assert summed == tuple(map(sum, zip(shard.news(week), other.news(week), strict=True)))
    assert sum(summed) > 200
