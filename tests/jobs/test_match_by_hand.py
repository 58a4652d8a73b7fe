"""Hard postings that somebody wrote by hand keep finding each other as well as they do today."""

import importlib.util
from pathlib import Path

import pytest

_BENCH = Path(__file__).parents[2] / "benchmarks" / "match_by_hand.py"
_SPEC = importlib.util.spec_from_file_location("match_by_hand", _BENCH)
assert _SPEC
assert _SPEC.loader
by_hand = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(by_hand)


@pytest.fixture(scope="module")
def scores():
    return by_hand.by_hand()


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [
        ("development", 0.98, 0.97),
        ("test", 0.98, 0.92),
        ("second", 0.95, 0.9),
        ("third", 0.9, 0.85),
        ("fourth", 0.97, 0.95),
        ("fifth", 0.97, 0.72),
        ("sixth", 0.97, 0.83),
        ("seventh", 0.99, 0.72),
        ("eighth", 0.99, 0.78),
        ("ninth", 0.99, 0.7),
    ],
)
def test_postings_by_hand_find_each_other(scores, part, precision, recall):
    """Floors a little below what `./run bench match` measured."""
    right, found, pairs = scores[part]
    assert pairs > 15
    assert right >= precision
    assert found >= recall
