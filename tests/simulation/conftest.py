"""A town small enough to follow by hand: Ada seeks; Bo and Cy are her friends."""

import numpy as np
import pytest

from kithwork.planning.prospects import Ragged
from kithwork.simulation.setting import Goal, Setting
from kithwork.simulation.world import World, adjacency

ADA, BO, CY, DEE, EVE, FAY = range(6)
HOME, PORT, MILL = 0, 1, 2


@pytest.fixture
def town():
    """Bo knows Dee at the port; Cy knows Eve, once at the port, who knows Fay at the mill."""
    ties = [(ADA, BO), (ADA, CY), (BO, DEE), (CY, EVE), (EVE, FAY)]
    return World(
        ties=adjacency(ties, 6),
        employer=np.array([HOME, HOME, HOME, PORT, HOME, MILL]),
        industry=np.array([0, 0, 0, 1, 0, 2]),
        level=np.array([1, 0, 2, 1, 1, 1]),
        past=Ragged.of([[], [], [], [], [PORT], []]),
    )


@pytest.fixture
def setting():
    """Ada aims at the port and the mill, and wants to be inside both."""
    return Setting(ADA, np.array([BO, CY]), np.array([PORT, MILL]), np.array([1, 2]), Goal(2, 2, 2))


@pytest.fixture
def wide():
    """Somebody who knows two hundred people."""
    nobody = Ragged.of([[]] * 201)
    zeros = np.zeros(201, np.int64)
    return World(adjacency([(0, i) for i in range(1, 201)], 201), zeros, zeros, zeros, nobody)
