"""Postings that share keys, found by columns: small tables that can be counted by hand."""

import numpy as np

from kithwork.jobs.match.keys import BAND, SENTENCE, SURE, Keyed
from kithwork.jobs.match.pairs import CROWD, sharing

NAMED_KEY, BAND_KEY, OTHER_BAND, LINE_KEY = 8, 16 + BAND, 32 + BAND, 64 + SENTENCE
SURE_KEY = 128 + SURE


def table(*rows):
    """Rows of (posting, key)."""
    owners, keys = zip(*rows, strict=True) if rows else ((), ())
    return Keyed(np.array(keys, dtype=np.int64), np.array(owners, dtype=np.int64))


def pairs(new, old=(), beside=0):
    return [tuple(pair) for pair in sharing(table(*new), table(*old), beside).pairs.tolist()]


def test_a_named_key_or_a_sentence_suffices():
    assert pairs([(2, NAMED_KEY)], [(1, NAMED_KEY)]) == [(1, 2)]
    assert pairs([(2, LINE_KEY)], [(1, LINE_KEY)]) == [(1, 2)]


def test_one_band_is_too_little_and_two_suffice():
    assert pairs([(2, BAND_KEY)], [(1, BAND_KEY)]) == []
    both = [(1, BAND_KEY), (1, OTHER_BAND)]
    assert pairs([(2, BAND_KEY), (2, OTHER_BAND)], both) == [(1, 2)]


def test_two_that_are_old_are_not_compared_again():
    assert pairs([(3, BAND_KEY)], [(1, NAMED_KEY), (2, NAMED_KEY)]) == []


def test_new_ones_find_each_other_once_a_key():
    assert pairs([(1, BAND_KEY), (2, BAND_KEY)]) == []  # met twice, one band would weigh two
    assert pairs([(1, NAMED_KEY), (2, NAMED_KEY)]) == [(1, 2)]


def test_it_is_told_who_shares_a_sure_key():
    old = table((1, NAMED_KEY), (2, SURE_KEY))
    shared = sharing(table((3, NAMED_KEY), (3, SURE_KEY)), old)
    assert shared.pairs.tolist() == [[1, 3], [2, 3]]
    assert shared.sure.tolist() == [False, True]


def test_no_rows_have_no_pairs():
    assert pairs([]) == []


def test_what_a_crowd_says_tells_nothing():
    crowd = [(number, LINE_KEY) for number in range(CROWD)]
    assert pairs([(99, LINE_KEY)], crowd[1:]) != []
    assert pairs([(99, LINE_KEY)], crowd) == []


def test_a_crowd_of_one_name_is_found_by_its_first_and_grows_no_more():
    crowd = [(number, NAMED_KEY) for number in range(CROWD)]
    shared = sharing(table((99, NAMED_KEY)), table(*crowd))
    assert len(shared.pairs) == CROWD
    assert shared.kept.tolist() == [False]


def test_in_a_file_each_of_a_crowd_meets_its_neighbours_too():
    crowd = [(number, NAMED_KEY) for number in range(CROWD + 20)]
    last = CROWD + 19
    assert (last - 1, last) not in pairs(crowd)
    assert (last - 1, last) in pairs(crowd, beside=2)
    assert (last - 3, last) not in pairs(crowd, beside=2)
