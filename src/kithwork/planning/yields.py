"""What one held meeting is expected to yield: new people inside employers not yet reached."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from kithwork.planning.prospects import UNKNOWN, Bools, Floats, Ints, Ragged, Targets, lookup

FEATURES = (
    "constant",
    "works at a target",
    "a target is a past employer",
    "each further target among the past employers",
    "log of the visible connections",
    "same industry as a target",
    "middle or senior level",
)
USUAL_CONNECTIONS = 30.0
MOST_LOG_CONNECTIONS = 3.0
FULL_TARGETS = 8.0
FALLBACK_SHARE = 0.3
SHA256 = "1e8802e523ee5b844ca6b98162577fb2d65b8158b3eb50be03d721c441eacdda"


@dataclass(frozen=True, slots=True)
class Yields:
    """A Poisson regression: ``mean = exp(features @ weights)``; ``spread`` is each weight's prior
    standard deviation, which keeps a refit on a few meetings near the shipped weights."""

    weights: Floats
    spread: Floats


@cache
def shipped() -> Yields:
    """The weights that ``python -m kithwork.simulation.train`` learnt in simulated worlds."""
    raw = files("kithwork.planning").joinpath("data/yields.json").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise ValueError("planning/data/yields.json is not the file that this version shipped")
    return parsed(raw)


def parsed(raw: bytes) -> Yields:
    """Weights from their JSON file; ValueError when it was made for other features."""
    read = json.loads(raw)
    if tuple(read["features"]) != FEATURES:
        raise ValueError("these weights were learnt for other features")
    return Yields(np.array(read["weights"], float), np.array(read["spread"], float))


def features(
    employer: Ints,
    past: Ragged,
    level: Ints,
    industry: Ints,
    connections: Floats,
    targets: Targets,
) -> Floats:
    """One row of ``FEATURES`` a person, [people, 7].

    What is unknown takes the mean of those of whom it is known, so that not knowing somebody's
    level neither helps nor hurts them; an unknown industry that of their known colleagues first.
    """
    columns = np.zeros((len(employer), len(FEATURES)))
    columns[:, 0] = 1.0
    columns[:, 1] = lookup(employer, targets.employer, np.ones(len(targets.employer)))
    former = _former_targets(past, targets, len(employer))
    columns[:, 2] = former > 0
    columns[:, 3] = np.maximum(former - 1, 0)
    columns[:, 4] = log_connections(connections)
    open_industries = np.unique(targets.industry[~targets.reached])
    near = lookup(industry, open_industries, np.ones(len(open_industries)))
    columns[:, 5] = _as_colleagues(near, industry == UNKNOWN, employer)
    columns[:, 6] = _mean_where_unknown((level >= 1).astype(float), level == UNKNOWN)
    return columns


def log_connections(connections: Floats) -> Floats:
    """Log of the visible connections against the median of those known; 0 where unknown.

    The median, not a fixed number, because networks count differently (co-authors in tens,
    professional networks in hundreds); bounded, because an account with 10,000 connections
    knows few of them.
    """
    known = ~np.isnan(connections)
    logs = np.log1p(np.where(known, connections, 0.0))
    middle = float(np.median(logs[known])) if known.any() else np.log1p(USUAL_CONNECTIONS)
    bounded = np.clip(logs - middle, -MOST_LOG_CONNECTIONS, MOST_LOG_CONNECTIONS)
    return np.where(known, bounded, 0.0)


def expected_insiders(rows: Floats, yields: Yields, targets: Targets) -> Floats:
    """Expected number of people inside targets not yet reached, named in one held meeting.

    Proportional to how many targets are still open: the weights were learnt with eight.
    """
    still_open = float(np.count_nonzero(~targets.reached & (targets.weight > 0)))
    scale = min(still_open / FULL_TARGETS, 2.0)
    return scale * np.exp(np.minimum(rows @ yields.weights, 3.0))


def refit(yields: Yields, rows: Floats, named: Floats, scale: Floats | None = None) -> Yields:
    """Weights after the seeker's own meetings: the mode of prior times Poisson likelihood.

    ``rows`` [meetings, features] as they stood before each meeting, ``named`` how many insiders
    each brought, ``scale`` the share of targets open then. Every weight has a normal prior
    around its shipped value, so that with no meetings nothing changes, and with a few the
    weights move a little; damped Newton steps cannot overshoot. (Penalised Poisson regression,
    McCullagh and Nelder, Generalized Linear Models, 1989.)
    """
    if not len(rows):
        return yields
    exposure = np.ones(len(rows)) if scale is None else scale
    prior, precision = yields.weights, 1.0 / yields.spread**2
    weights = prior.copy()
    for _ in range(30):
        mean = exposure * np.exp(np.minimum(rows @ weights, 3.0))
        slope = rows.T @ (named - mean) - precision * (weights - prior)
        curve = (rows.T * mean) @ rows + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        step *= min(1.0, 0.5 / max(float(np.abs(step).max()), 1e-12))
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return Yields(
        np.clip(weights, prior - 2 * yields.spread, prior + 2 * yields.spread), yields.spread
    )


def _former_targets(past: Ragged, targets: Targets, people: int) -> Floats:
    """How many of each person's past employers are targets not yet reached."""
    hit = targets.open_weights(past.items) > 0
    return np.bincount(past.owners()[hit], minlength=people).astype(float)


def _as_colleagues(values: Floats, unknown: Bools, employer: Ints) -> Floats:
    """Unknown values from the mean of the known people at the same employer, else of everybody."""
    filled = _mean_where_unknown(values, unknown)
    told, asked = ~unknown & (employer != UNKNOWN), unknown & (employer != UNKNOWN)
    if not (told.any() and asked.any()):
        return filled
    places, place = np.unique(employer[told], return_inverse=True)
    means = np.bincount(place, weights=values[told]) / np.bincount(place)
    filled[asked] = np.where(
        np.isin(employer[asked], places), lookup(employer[asked], places, means), filled[asked]
    )
    return filled


def _mean_where_unknown(values: Floats, unknown: Bools) -> Floats:
    known = values[~unknown]
    return np.where(unknown, known.mean() if len(known) else FALLBACK_SHARE, values)
