"""The policies that can be played, by name."""

from __future__ import annotations

from collections.abc import Callable

from kithwork.simulation.allknowing import AllKnowing
from kithwork.simulation.learned import Index, Learned
from kithwork.simulation.rules import Arrival, Closest, Nearest, Policy, Senior

POLICIES: dict[str, Callable[[], Policy]] = {
    "arrival": Arrival,
    "senior": Senior,
    "closest": Closest,
    "nearest": Nearest,
    "learned": Learned,
    "index": Index,
    "all-knowing": AllKnowing,
}

__all__ = ["POLICIES", "Policy"]
