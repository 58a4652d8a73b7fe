"""Several shards say what one shard with everything would say."""

import random

import pytest

from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import Shard
from kithwork.jobs.index.together import Together
from kithwork.jobs.index.wanted import Wanted

TIMES = (0, 40, 80, 120)


def invented(size):
    drawn = random.Random(3)
    return [
        Entry(
            key, f"{drawn.choice(('Ward', 'Charge', 'School'))} nurse", f"Employer {key % 30} Ltd",
            f"employer {key % 30}", drawn.choice(("nights in a clinic", "days")),
            places=drawn.sample([f"Town {n}" for n in range(25)], drawn.choice((1, 1, 2))),
            types=("Nursing", "Managerial")[: 1 + key % 2], soc=f"29-{key % 7}", level="entry",
            remote=("remote",) if key % 5 == 0 else (), pay=30_000 + 500 * key, currency="GBP",
            new_at=key % 160 if key % 9 else None, first_seen=key,
        )
        for key in range(size)
    ]  # fmt: skip


def filled(entries, parts=1):
    made = Shard()
    with made.writing() as writer:
        for part in range(parts):
            writer.add(entries[part::parts])
            writer.commit()
    return made


@pytest.fixture(scope="module")
def one_and_two():
    entries = invented(400)
    return filled(entries), Together([filled(entries[:150]), filled(entries[150:], parts=3)])


@pytest.mark.parametrize(
    "wanted",
    [Wanted(), Wanted("nights nurse"), Wanted("nurse", job_type="Managerial"), Wanted("scho"),
     Wanted("nusre"), Wanted("-clinic", remote=True), Wanted("pilot")],
)  # fmt: skip
def test_two_shards_say_what_one_says(one_and_two, wanted):
    one, two = one_and_two
    query, other = query_of(wanted, one), query_of(wanted, two)
    for limit, offset in ((20, 0), (7, 13), (500, 390)):
        assert two.search(other, limit, offset) == one.search(query, limit, offset)
    assert two.tally(other, TIMES) == one.tally(query, TIMES)
    for facet in ("types", "places"):
        values = [value for value, _ in one.tally(query, (), (facet,)).facets[facet]]
        trend = one.trend(query, TIMES, facet, values)
        assert two.trend(other, TIMES, facet, values) == trend
        assert {len(new) for new in trend.values()} <= {len(TIMES)}
    best = two.search(other, 400, order="best")
    assert set(best.keys) == set(one.search(query, 400, order="best").keys)
    assert list(best.ranks) == sorted(best.ranks, reverse=True)


def test_two_shards_know_the_same_words(one_and_two):
    one, two = one_and_two
    assert len(two) == len(one) == 400
    assert two.beginning("title", "") == one.beginning("title", "")
    assert two.knows("title", "school")
    assert not two.knows("title", "pilot")


def test_a_commit_to_any_of_them_is_another_generation():
    shards = [filled(invented(5)), filled(invented(5)[:1])]
    both = Together(shards)
    before = both.generation
    assert both.generation == before
    with shards[1].writing() as writer:
        writer.delete([0])
        writer.commit()
    assert both.generation != before
    assert len(both) == 5


def test_rare_values_of_each_segment_are_not_forgotten():
    """Two segments of 1,500 employers each; 'shared' is rare in both and most frequent in all."""

    def part(start):
        ones = [Entry(start + n, "Nurse", "E", f"employer {start + n // 2}") for n in range(3000)]
        return [*ones, Entry(start + 3000, "Nurse", "E", "shared")]

    shard = Shard()
    with shard.writing() as writer:
        for start in (0, 10_000, 20_000):
            writer.add(part(start))
            writer.commit()
    told = shard.tally(query_of(Wanted("nurse"), shard), facets=("normal",), most=1)
    assert told.facets["normal"] == (("shared", 3),)
