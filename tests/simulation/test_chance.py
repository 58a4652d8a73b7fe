"""Common random numbers."""

import numpy as np

from kithwork.simulation.chance import ACCEPTS, GRANT, uniform, uniforms


def test_the_same_question_always_has_the_same_answer():
    people = np.arange(50)
    assert uniforms(3, ACCEPTS, people).tolist() == uniforms(3, ACCEPTS, people).tolist()
    assert uniform(3, ACCEPTS, 7) == uniforms(3, ACCEPTS, people)[7]


def test_another_seed_question_or_person_has_another_answer():
    answers = {
        uniform(3, ACCEPTS, 7),
        uniform(4, ACCEPTS, 7),
        uniform(3, GRANT, 7),
        uniform(3, ACCEPTS, 8),
        uniform(3, ACCEPTS, 7, 1),
        uniform(3, ACCEPTS, 1, 7),
    }
    assert len(answers) == 6


def test_answers_are_spread_evenly_over_neither_ends():
    drawn = uniforms(1, GRANT, 5, np.arange(20_000))
    counts = np.histogram(drawn, bins=10, range=(0, 1))[0]
    assert drawn.min() > 0
    assert drawn.max() < 1
    assert np.abs(counts - 2000).max() < 250
