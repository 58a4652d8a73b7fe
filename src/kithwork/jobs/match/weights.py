"""The table of what each piece of evidence weighs, as `learn.py` found it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "match_weights.tsv"
BIAS = "two postings"
"""The name under which stands what any two postings begin with."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds: what any two postings begin with, and what each piece of evidence adds."""

    bias: float
    each: Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the table."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    each = {name: float(weight) for weight, name in rows}
    return Weights(each.pop(BIAS), each)
