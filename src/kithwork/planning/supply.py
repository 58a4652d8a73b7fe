"""How many names a meeting brings and how many are known already: beliefs drawn from the record.

Both are small exact posteriors on a grid, so that a handful of meetings can't run away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from scipy import special

from kithwork.planning.observed import ObservedApproach
from kithwork.planning.posteriors import GammaPoisson
from kithwork.planning.prospects import Bools, Floats, Ints, Kind

# Mean names in one meeting, and the variance of a count over its mean.
_MEANS = np.geomspace(0.05, 20, 60)
_SPREADS = np.array([1.1, 1.5, 2.0, 3.0, 5.0])
_SPREAD_PRIOR = np.array([0.25, 0.3, 0.25, 0.15, 0.05])
# How far strangers' generosity may lie from that of one's own kith, in logarithms.
_APART = 0.25

# Share known from the start, people within reach, and how the supply fades.
_KNOWN_AT_FIRST = np.array([0.01, 0.04, 0.08, 0.14, 0.22, 0.33, 0.5])
_WITHIN_REACH = np.geomspace(15, 6000, 22)
_FADES = np.array([1.0, 4.0])
_REACH_PRIOR = (np.log(600.0), 1.6)
_FIRST_PRIOR = (1.0, 7.0)
# Names of one meeting come from one circle, so they are known, or new, together.
_TOGETHER = 4.0


@dataclass(frozen=True, slots=True)
class Supply:
    """Draws of what meetings bring; every array has shape [draws].

    `kith`, `others`: mean names in a meeting with one's own kith, with anybody else. `spread`:
    variance over mean of one count. `at_first`, `reach`, `fade`: see `share_new`.
    """

    kith: Floats
    others: Floats
    spread: Floats
    at_first: Floats
    reach: Floats
    fade: Floats

    def share_new(self, found: Floats) -> Floats:
        """The share of names that are new once `found` people have been found.

        (1 - at_first) (1 + found / (fade reach)) ** -fade: a slow hyperbolic fading for fade 1,
        nearly exponential for fade 4; `reach` is the number of people at which it is well fed on.
        """
        return _share_new(found, self.at_first, self.reach, self.fade)

    def first(self, count: int) -> Supply:
        """Only the first draws."""
        return Supply(*(getattr(self, trait.name)[:count] for trait in fields(self)))

    def jolted(self, factor: Floats) -> Supply:
        """The same supply with every draw's names multiplied by its factor."""
        return replace(self, kith=self.kith * factor, others=self.others * factor)


def draw_supply(
    held: Sequence[ObservedApproach],
    prior: GammaPoisson,
    rng: np.random.Generator,
    draws: int,
) -> Supply:
    """Draws from the posterior, given the held meetings in their order.

    A record without any name known already may be one that leaves those out; then the supply is
    judged from how the new names of each meeting become fewer.
    """
    kith, others, spread = _draw_names(held, prior, rng, draws)
    if any(a.names_known for a in held) or not any(a.names_new for a in held):
        at_first, reach, fade = _draw_share(held, rng, draws)
        return Supply(kith, others, spread, at_first, reach, fade)
    kith, others, reach, fade = _draw_new(held, prior, float(spread.mean()), rng, draws)
    return Supply(kith, others, spread, np.zeros(draws), reach, fade)


def _share_new(found: Floats, at_first: Floats, reach: Floats, fade: Floats) -> Floats:
    return np.asarray((1 - at_first) * (1 + found / (fade * reach)) ** -fade)


def _draw_names(
    held: Sequence[ObservedApproach], prior: GammaPoisson, rng: np.random.Generator, draws: int
) -> tuple[Floats, Floats, Floats]:
    """Joint posterior of the mean for kith, the mean for others, and the spread."""
    means, apart = _means_before(prior)
    from_kith = _likelihood([a for a in held if a.kind == Kind.KITH])
    from_others = _likelihood([a for a in held if a.kind != Kind.KITH])
    log = means[:, None, None] + apart[:, :, None] + np.log(_SPREAD_PRIOR)
    log = log + from_kith[:, None, :] + from_others[None, :, :]
    i, j, k = _pick(log, rng, draws)
    return _blurred(_MEANS, i, rng), _blurred(_MEANS, j, rng), _SPREADS[k]


def _means_before(prior: GammaPoisson) -> tuple[Floats, Floats]:
    """Log prior of the mean for kith [means], and of the mean for others beside it."""
    means = prior.shape * np.log(_MEANS) - prior.rate * _MEANS
    apart = -0.5 * ((np.log(_MEANS)[:, None] - np.log(_MEANS)[None, :]) / _APART) ** 2
    return means, apart


def _likelihood(held: Sequence[ObservedApproach]) -> Floats:
    """Log likelihood of the counts, negative binomial, shape [means, spreads]."""
    counts = np.array([a.names_new + a.names_known for a in held], dtype=float)
    size = (_MEANS[:, None] / (_SPREADS - 1))[:, :, None]
    spread = _SPREADS[:, None]
    log = special.gammaln(counts + size) - special.gammaln(size) - special.gammaln(counts + 1)
    log = log - size * np.log(spread) + counts * np.log1p(-1 / spread)
    return np.asarray(log.sum(axis=2))


def _draw_share(
    held: Sequence[ObservedApproach], rng: np.random.Generator, draws: int
) -> tuple[Floats, Floats, Floats]:
    """Joint posterior of the share known at first, the people within reach, and the fading."""
    first, reach = _KNOWN_AT_FIRST[:, None, None], _WITHIN_REACH[:, None]
    a, b = _FIRST_PRIOR
    # The grid of first shares is about evenly spaced in the square root, hence the Jacobian.
    log = (a - 0.5) * np.log(first) + (b - 1) * np.log1p(-first)
    log = log + _reach_before(reach) + np.zeros(_FADES.size)
    new = np.array([a.names_new for a in held], dtype=float)
    known = np.array([a.names_known for a in held], dtype=float)
    found = np.cumsum(new) - new
    for x, y, before in zip(new, known, found, strict=True):
        if x + y:
            share = np.clip(_share_new(before, first, reach, _FADES), 1e-4, 1 - 1e-4)
            log = log + _together(x, y, share)
    i, j, k = _pick(log, rng, draws)
    return _KNOWN_AT_FIRST[i], _blurred(_WITHIN_REACH, j, rng), _FADES[k]


def _reach_before(reach: Floats) -> Floats:
    return np.asarray(-0.5 * ((np.log(reach) - _REACH_PRIOR[0]) / _REACH_PRIOR[1]) ** 2)


def _draw_new(
    held: Sequence[ObservedApproach],
    prior: GammaPoisson,
    spread: float,
    rng: np.random.Generator,
    draws: int,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Means for kith and for others, people within reach and fading, from the new names alone.

    The quasi-likelihood of a Poisson whose evidence is divided by the spread.
    """
    new = np.array([a.names_new for a in held], dtype=float)
    kith = np.array([a.kind == Kind.KITH for a in held])
    courses = np.array([(reach, fade) for reach in _WITHIN_REACH for fade in _FADES])
    share = _share_new(np.cumsum(new) - new, np.zeros(1), courses[:, :1], courses[:, 1:])

    def evidence(mine: Bools) -> Floats:
        thin = np.log(share[:, mine]) @ new[mine] - _MEANS[:, None] * share[:, mine].sum(axis=1)
        return np.asarray((np.log(_MEANS)[:, None] * new[mine].sum() + thin) / spread)

    means, apart = _means_before(prior)
    log = (means[:, None] + apart)[:, :, None] + _reach_before(courses[:, 0])
    log = log + evidence(kith)[:, None, :] + evidence(~kith)[None, :, :]
    i, j, k = _pick(log, rng, draws)
    return _blurred(_MEANS, i, rng), _blurred(_MEANS, j, rng), courses[k, 0], courses[k, 1]


def _together(new: float, known: float, share: Floats) -> Floats:
    """Log likelihood of new and known names of one meeting: beta-binomial."""
    alpha, beta = _TOGETHER * share, _TOGETHER * (1 - share)
    return np.asarray(special.betaln(new + alpha, known + beta) - special.betaln(alpha, beta))


def _blurred(grid: Floats, place: Ints, rng: np.random.Generator) -> Floats:
    """Values of a geometric grid, spread over its steps."""
    step = np.log(grid[1] / grid[0])
    return np.asarray(grid[place] * np.exp(rng.uniform(-0.5, 0.5, place.shape) * step))


def _pick(log: Floats, rng: np.random.Generator, draws: int) -> tuple[Ints, ...]:
    """Indices into a grid, drawn with the given unnormalised log probabilities."""
    mass = np.cumsum(np.exp(log - log.max()).ravel())
    place = np.searchsorted(mass, rng.random(draws) * mass[-1])
    return np.unravel_index(place, log.shape)
