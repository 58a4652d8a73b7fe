"""The search for what refers to itself is put off for a batch, and no longer."""

import gc

import pytest

from kithwork.jobs.plainly import plainly


@plainly()
def searched():
    return gc.isenabled()


def test_a_batch_is_not_searched_through_and_what_follows_is():
    assert not searched()
    assert gc.isenabled()


def test_an_error_ends_it_too():
    with pytest.raises(ValueError, match="wrong"), plainly():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_a_batch_within_a_batch_ends_nothing_and_who_never_searches_goes_on_so():
    with plainly():
        with plainly():
            pass
        assert not gc.isenabled()
    gc.disable()
    try:
        with plainly():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
