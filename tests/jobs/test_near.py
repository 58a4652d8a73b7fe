"""A town that is meant is said, and so are its namesakes."""

import pytest

from kithwork.errors import KithworkError
from kithwork.jobs.near import namesakes, spots_near


def test_of_several_towns_of_a_name_the_largest_is_meant_and_the_others_are_named():
    meant, *others = namesakes("Springfield")
    assert meant == "Springfield, MO, US"
    assert "Springfield, MA, US" in others


@pytest.mark.parametrize("said", ["Springfield, MA", "Chicago", "Nowhereville"])
def test_a_town_that_is_sure_or_unknown_has_no_namesakes(said):
    assert namesakes(said) == ()


def test_a_town_is_found_by_its_own_countrys_name_for_it():
    assert spots_near("München", 1) == spots_near("Munich", 1)
    assert spots_near("København", 1) == spots_near("Copenhagen", 1)


def test_a_town_that_nobody_knows_says_what_to_try():
    with pytest.raises(KithworkError, match="larger one nearby"):
        spots_near("Nowhereville", 10)
