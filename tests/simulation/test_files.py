"""Worlds from a file: what is read, and how a wrong file is refused."""

import numpy as np
import pytest

from kithwork.simulation.files import WorldError, from_arrays, load, save


def arrays(**changed):
    made = {
        "ties": np.array([[0, 1], [1, 0], [1, 2], [2, 2]], np.int32),
        "employer": np.array([5, -1, 6], np.int32),
        "industry": np.array([1, 1, -1], np.int16),
        "level": np.array([0, 2, 1], np.int8),
        "past_indptr": np.array([0, 0, 2, 2]),
        "past_employers": np.array([6, 5], np.int32),
    }
    made.update(changed)
    return {name: value for name, value in made.items() if value is not None}


def test_ties_go_both_ways_once_and_nobody_knows_themselves():
    world = from_arrays(arrays())
    assert [world.ties.row(i).tolist() for i in range(3)] == [[1], [0, 2], [1]]


def test_past_employers_are_one_list_a_person():
    world = from_arrays(arrays())
    assert [world.past.row(i).tolist() for i in range(3)] == [[], [6, 5], []]


def test_a_world_comes_back_from_its_file_as_it_was(tmp_path):
    world = from_arrays(arrays(names=np.array(["Ada", "Bo", "Cy"])))
    save(world, tmp_path / "town.npz")
    again = load(tmp_path / "town.npz")
    assert again.ties.items.tolist() == world.ties.items.tolist()
    assert again.employer.tolist() == [5, -1, 6]
    assert again.past.row(1).tolist() == [6, 5]
    assert again.names == ("Ada", "Bo", "Cy")


def test_a_world_without_histories_has_none_known():
    world = from_arrays(arrays(past_indptr=None, past_employers=None))
    assert len(world.past.items) == 0
    assert len(world.past) == 3


def test_employers_with_huge_numbers_are_numbered_anew():
    huge = np.array([2_000_000_000, -1, 6], np.int32)
    world = from_arrays(arrays(employer=huge))
    assert world.employer.tolist() == [2, -1, 1]
    assert world.past.row(1).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"employer": None}, "no array called employer"),
        ({"ties": np.array([[0, 3]])}, "people outside 0 to 2"),
        ({"ties": np.array([0, 1])}, "pairs"),
        ({"level": np.array([0, 1, 3])}, "level goes from 0 to 3"),
        ({"level": np.array([0.5, 1, 1])}, "whole numbers"),
        ({"industry": np.array([0, 1])}, "2 entries for 3 people"),
        ({"past_employers": None}, "one is missing"),
        ({"past_indptr": np.array([0, 2, 1, 2])}, "must rise"),
        ({"past_indptr": np.array([0, 1, 2, 3])}, "must rise from 0 to 2"),
        ({"names": np.array(["Ada"])}, "1 entries for 3 people"),
    ],
)
def test_what_is_wrong_with_a_world_is_said(changed, said):
    with pytest.raises(WorldError, match=said):
        from_arrays(arrays(**changed))


def test_a_file_that_is_not_there_or_no_world_is_refused(tmp_path):
    with pytest.raises(WorldError, match="there is no file"):
        load(tmp_path / "none.npz")
    (tmp_path / "text.npz").write_text("who knows whom")
    with pytest.raises(WorldError, match=r"not a \.npz file"):
        load(tmp_path / "text.npz")


def test_objects_in_a_file_are_never_run(tmp_path):
    np.savez(tmp_path / "sly.npz", ties=np.array([{"run": "me"}], dtype=object))
    with pytest.raises(WorldError, match="plain arrays"):
        load(tmp_path / "sly.npz")
