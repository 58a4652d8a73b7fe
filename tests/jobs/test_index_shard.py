"""Openings found in an index by words and facets, counted, and never doubled."""

from itertools import groupby

import pytest
import tantivy

from kithwork.errors import KithworkError
from kithwork.jobs.index.entry import Entry, spot_of
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import Shard
from kithwork.jobs.index.wanted import Aim, Term, Wanted, terms
from kithwork.jobs.places import places_of


@pytest.fixture
def shard(tmp_path):
    return Shard(tmp_path / "index")


def opening(key, title, text="", **fields):
    return Entry(key, title, fields.pop("employer", "Acme Inc"), fields.pop("normal", "acme"),
                 text, **fields)  # fmt: skip


def put(shard, *entries):
    with shard.writing() as writer:
        writer.delete(entry.key for entry in entries)
        writer.add(entries)
        writer.commit()


def found(shard, words="", order="newest", **wanted):
    return list(shard.search(query_of(Wanted(words, **wanted), shard), order=order).keys)


def test_an_update_replaces_and_a_deletion_removes(shard):
    put(shard, *(opening(key, "Nurse") for key in range(100)))
    for _ in range(3):
        put(shard, *(opening(key, "Pilot") for key in range(100)))
    assert len(shard) == 100
    assert shard.search(query_of(Wanted("pilot"), shard)).count == 100
    assert found(shard, "nurse") == []
    with shard.writing() as writer:
        writer.delete(range(60))
        writer.commit()
    assert len(shard) == 40


def test_nothing_is_seen_before_it_is_committed_nor_after_a_failure(shard):
    def fail():
        with shard.writing() as writer:
            writer.add([opening(1, "Nurse")])
            assert len(shard) == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(shard) == 0
    put(shard, opening(1, "Nurse"))
    assert found(shard, "nurse") == [1]


def test_another_reader_sees_what_was_committed(shard):
    other = Shard(shard.folder)
    assert len(other) == 0
    put(shard, opening(1, "Nurse"))
    assert found(other, "nurse") == [1]


def test_every_word_has_to_be_somewhere(shard):
    put(shard, opening(1, "Nurse", "Nights in Leeds."), opening(2, "Nurse", "Days."))
    assert found(shard, "nurse nights") == [1]
    assert found(shard, "nurse acme days") == [2]
    assert found(shard, "nurse pilot") == []


def test_a_phrase_stands_together_and_a_minus_refuses(shard):
    put(shard, opening(1, "Charge nurse"), opening(2, "Nurse in charge"), opening(3, "Midwife"))
    assert found(shard, '"charge nurse"') == [1]
    assert found(shard, "nurse -charge") == []
    assert found(shard, "-nurse") == [3]
    assert found(shard, '-"charge nurse" charge') == [2]


def test_a_phrase_does_not_reach_from_the_title_into_the_employer(shard):
    put(shard, opening(1, "Night nurse", employer="Acme"))
    assert found(shard, '"nurse acme"') == []


def test_singular_finds_plural_and_the_other_way_round(shard):
    put(shard, opening(1, "Nurses wanted"), opening(2, "Secretary"), opening(3, "Nursery helper"))
    assert found(shard, "nurse") == [1]
    assert found(shard, "secretaries") == [2]


def test_an_unfinished_word_and_a_mistyped_one_find_what_was_meant(shard):
    put(shard, opening(1, "Electrician"), opening(2, "Pilot"))
    assert found(shard, "elec") == [1]
    assert found(shard, "electrican") == [1]
    assert found(shard, "xyzzy") == []


def test_a_word_that_is_known_is_not_taken_for_mistyped(shard):
    put(shard, opening(1, "Baker"), opening(2, "Maker"))
    assert found(shard, "baker") == [1]


@pytest.mark.parametrize("words", ["RN", "registered nurses", "rn"])
def test_rn_and_registered_nurses_find_each_other(shard, words):
    put(
        shard,
        opening(1, "RN - ICU"),
        opening(2, "Registered Nurse"),
        opening(3, "Registered clerk"),
    )
    assert set(found(shard, words)) == {1, 2}


def test_signs_belong_to_a_word_where_they_name_something(shard):
    put(shard, opening(1, "C++ developer"), opening(2, "C developer"), opening(3, "Señor 100%"))
    assert found(shard, "c++") == [1]
    assert found(shard, "senor 100") == [3]


def test_the_newest_come_first_and_those_of_unknown_age_last(shard):
    put(shard, opening(1, "A", first_seen=9), opening(2, "A", new_at=5), opening(3, "A", new_at=7),
        opening(4, "A", new_at=7), opening(5, "A", first_seen=8))  # fmt: skip
    assert found(shard, "a") == [4, 3, 2, 1, 5]


def test_the_best_have_the_word_in_their_title(shard):
    put(shard, opening(1, "Clerk", "Helps a nurse, every nurse."), opening(2, "Nurse", new_at=1))
    assert found(shard, "nurse", order="best") == [2, 1]


def test_places_are_matched_part_by_part_and_by_distance(shard):
    def at(key, place):
        [told] = places_of(place)
        return opening(key, "Nurse", where=(place, told.country), places=(place,),
                       spots=(spot_of(told.latitude, told.longitude),))  # fmt: skip

    put(shard, at(1, "Leeds, England"), at(2, "Bradford, England"), at(3, "London, England"))
    assert found(shard, place="leeds, gb") == [1]
    assert set(found(shard, place="England")) == {1, 2, 3}
    assert set(found(shard, near="Leeds", within_km=30)) == {1, 2}
    assert found(shard, near="Leeds, GB", within_km=5) == [1]
    with pytest.raises(KithworkError, match="no town"):
        found(shard, near="Nowhereham")


def test_an_employer_is_found_however_it_is_written(shard):
    put(shard, opening(1, "Nurse"), opening(2, "Pilot", employer="Harbour Ltd", normal="harbour"))
    assert found(shard, employer="The ACME Corporation") == [1]
    assert found(shard, employer="Harb") == [2]
    assert found(shard, employers=frozenset({"acme", "else"})) == [1]
    assert found(shard, employers=frozenset()) == []


def test_kind_of_work_level_remote_and_pay_narrow_down(shard):
    put(shard,
        opening(1, "Nurse manager", types=("Healthcare", "Managerial"), level="manager", pay=90000),
        opening(2, "Nurse", types=("Healthcare",), soc="29-1141.00", remote=("remote",), pay=40000),
        opening(3, "Unsorted", remote=("hybrid",)))  # fmt: skip
    assert found(shard, job_type="Managerial") == [1]
    assert found(shard, job_type="Health") == []
    assert found(shard, level="manager") == [1]
    assert found(shard, occupation="29-1141.00") == [2]
    assert found(shard, remote=True) == [2]
    assert found(shard, remote=False) == [3]
    assert found(shard, least_pay=50000) == [1]
    assert set(found(shard, job_type="Managerial|Healthcare")) == {1, 2}
    assert set(found(shard, level="manager|entry")) == {1}
    assert found(shard, job_type="Managerial|Healthcare", occupation="29-1141.00|11-1011.00") == [2]


def test_any_of_several_places_or_employers_will_do(shard):
    put(shard,
        opening(1, "Nurse", where=("Leeds",)), opening(2, "Nurse", where=("Bradford",)),
        opening(3, "Pilot", where=("London",), employer="Harbour Ltd", normal="harbour"),
    )  # fmt: skip
    assert set(found(shard, place="Leeds|London")) == {1, 3}
    assert set(found(shard, employer="Acme|Harbour")) == {1, 2, 3}
    assert found(shard, employer="Harbour| ") == [3]


def test_an_aim_is_one_of_its_titles_at_one_of_its_places(shard):
    put(
        shard,
        opening(1, "Ward nurse", where=("Leeds",)),
        opening(2, "Nurse", where=("Hull",)),
        opening(3, "Nurse on the ward", remote=("remote",)),
        opening(4, "Pilot", where=("Leeds",)),
    )
    assert found(shard, aim=Aim(("nurse ward", "pilot"), ("Leeds", "remote"))) == [4, 3, 1]
    assert found(shard, aim=Aim(("nurse",))) == [3, 2, 1]
    assert found(shard, aim=Aim()) == []


def test_facets_and_newness_are_counted_over_all_that_match(shard):
    put(shard, *(opening(key, "Nurse", types=("Healthcare", "Nursing"), new_at=key, pay=45000,
                         currency="GBP") for key in range(50)), opening(99, "Pilot"))  # fmt: skip
    told = shard.tally(query_of(Wanted("nurse"), shard), times=(10, 30, 45))
    assert told.facets["types"] == (("Healthcare", 50), ("Nursing", 50))
    assert told.facets["band"] == (("GBP 40–60k", 50),)
    assert told.facets["normal"] == (("acme", 50),)
    assert told.new == (20, 15, 5)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("rock 'n' roll", ["rock", "'n'", "roll"]),
        ('an "open quote', ["an", "open", "quote"]),
        ("  ", []),
        ("100%", ["100%"]),
    ],
)
def test_odd_searches_are_taken_as_they_come(words, read):
    assert [term.said for term in terms(words)] == read


def test_a_minus_alone_refuses_nothing():
    assert terms("-") == [Term("-")]


def test_signs_alone_ask_for_nothing(shard):
    put(shard, opening(1, "Nurse"))
    assert found(shard, '- -% "&"') == [1]


def test_openings_of_the_same_job_types_lie_side_by_side(shard):
    kinds = [("Nursing",), ("Sales",), (), ("Nursing", "Managerial")]
    put(shard, *(opening(key, "Clerk", types=kinds[key % 4]) for key in range(40)))
    searcher = shard._fresh()
    lying = [tantivy.DocAddress(0, at) for at in range(40)]
    sorts = [key % 4 for key in searcher.fast_field_values("key", lying)]
    assert len(list(groupby(sorts))) == 4
