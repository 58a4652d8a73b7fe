"""Plays a campaign forwards, week by week, in many possible futures at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from kithwork.planning.prospects import Bools, Floats, Kind
from kithwork.planning.supply import Supply

_NOBODY = 0.5


@dataclass(frozen=True, slots=True)
class Start:
    """Where the futures begin, and by what they go; arrays have shape [futures] or [futures, 3].

    `waiting` by kind; `coming` [weeks, futures, 2]: meetings from requests already sent, with
    kith and with others; `found`: names found so far; `acceptance` by kind; `cold`: share of new
    names without an introduction; `requests` and `uneven`: requests a week; `lag` [weeks]: chance
    of the meeting 0, 1, ... weeks after its request; `drift`: weekly standard deviation of the
    logarithm of names; `alike`: whether people of all kinds are asked as they come, rather than
    the likeliest to accept first.
    """

    waiting: Floats
    coming: Floats
    found: Floats
    acceptance: Floats
    cold: Floats
    supply: Supply
    requests: Floats
    uneven: float
    lag: Floats
    drift: float
    alike: bool = False

    def first(self, count: int) -> Start:
        """Only the first futures."""
        return replace(
            self,
            waiting=self.waiting[:count],
            coming=self.coming[:, :count],
            found=self.found[:count],
            acceptance=self.acceptance[:count],
            cold=self.cold[:count],
            supply=self.supply.first(count),
            requests=self.requests[:count],
        )

    def with_acceptance(self, more: float) -> Start:
        """The same start, with `more` added to every chance of acceptance."""
        return replace(self, acceptance=np.clip(self.acceptance + more, 0, 1))

    def with_names(self, more: float) -> Start:
        """The same start, with `more` names in every meeting."""
        supply = replace(
            self.supply, kith=self.supply.kith + more, others=self.supply.others + more
        )
        return replace(self, supply=supply)

    def with_kith(self, more: float) -> Start:
        """The same start, with `more` of one's own kith to ask."""
        waiting = self.waiting.copy()
        waiting[:, Kind.KITH] += more
        return replace(self, waiting=waiting)


@dataclass(frozen=True, slots=True)
class Futures:
    """What happened, shape [weeks, futures]: totals from now on, people waiting, and dryness."""

    meetings: Floats
    names: Floats
    waiting: Floats
    dry: Bools


class Chance(Protocol):
    """How counts come about: drawn at random, or their expectations."""

    def of(self, count: Floats, chance: Floats) -> Floats:
        """Successes among `count`."""

    def names(self, meetings: Floats, mean: Floats, spread: Floats) -> Floats:
        """Names in so many meetings."""

    def noise(self, size: int) -> Floats:
        """Standard normal disturbances."""

    def whole(self, count: Floats) -> Floats:
        """A count as people come."""

    def over(self, count: Floats, chances: Floats) -> Floats:
        """A count divided among several outcomes, shape [futures, outcomes]."""


class Drawn:
    """Random counts."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def of(self, count: Floats, chance: Floats) -> Floats:
        """Binomial."""
        return self.rng.binomial(count.astype(np.int64), chance).astype(float)

    def names(self, meetings: Floats, mean: Floats, spread: Floats) -> Floats:
        """Negative binomial, as a Poisson with a gamma mean."""
        scale = spread - 1
        return self.rng.poisson(self.rng.gamma(meetings * mean / scale) * scale).astype(float)

    def noise(self, size: int) -> Floats:
        """Normal."""
        return self.rng.standard_normal(size)

    def whole(self, count: Floats) -> Floats:
        """Rounded."""
        return np.round(count)

    def over(self, count: Floats, chances: Floats) -> Floats:
        """Multinomial."""
        return self.rng.multinomial(count.astype(np.int64), chances).astype(float)


class Expected:
    """Expectations: smooth in every parameter, so that forecasts can be differentiated."""

    def of(self, count: Floats, chance: Floats) -> Floats:
        """Mean of the binomial."""
        return count * chance

    def names(self, meetings: Floats, mean: Floats, spread: Floats) -> Floats:
        """Mean of the names."""
        return meetings * mean

    def noise(self, size: int) -> Floats:
        """None."""
        return np.zeros(size)

    def whole(self, count: Floats) -> Floats:
        """Unrounded."""
        return count

    def over(self, count: Floats, chances: Floats) -> Floats:
        """Means of the multinomial."""
        return count[:, None] * chances


def unfold(start: Start, weeks: int, chance: Chance) -> Futures:
    """Play `weeks` weeks: ask those likeliest to accept first, meet, and add the new names."""
    waiting, found, size = start.waiting.copy(), start.found.copy(), len(start.found)
    coming = _calendar(start, weeks)
    mean = np.column_stack([start.supply.kith, start.supply.others])
    meetings, names, level = np.zeros(size), np.zeros(size), np.zeros(size)
    left_over = coming.sum(axis=(0, 2))
    rows: list[tuple[Floats, Floats, Floats, Bools]] = []
    for week in range(weeks):
        level = level + start.drift * chance.noise(size)
        left_over += _ask(start, waiting, coming[week:], chance)
        met = coming[week]
        left_over -= met.sum(axis=1)
        heard = chance.names((met * mean).sum(axis=1), np.exp(level), start.supply.spread)
        new = chance.of(heard, start.supply.share_new(found))
        _add(start, waiting, new, chance)
        meetings, names, found = meetings + met.sum(axis=1), names + new, found + new
        left = waiting.sum(axis=1)
        rows.append((meetings, names, left, left + left_over < _NOBODY))
    return Futures(*(np.stack(column) for column in zip(*rows, strict=True)))


def _calendar(start: Start, weeks: int) -> Floats:
    """Room for all meetings, with those already coming; shape [weeks, futures, 2]."""
    shape = (max(weeks, len(start.coming)) + len(start.lag), len(start.found), 2)
    calendar = np.zeros(shape)
    calendar[: len(start.coming)] = start.coming
    return calendar


def _ask(start: Start, waiting: Floats, coming: Floats, chance: Chance) -> Floats:
    """Send this week's requests, which leave `waiting`, and put the accepted ones into `coming`.

    Returns the number of the accepted ones.
    """
    uneven = start.uneven * chance.noise(len(waiting))
    room = np.maximum(chance.whole(start.requests + uneven), 0)
    yes = np.zeros((2, len(waiting)))
    sent = _whom(start, waiting, room, chance)
    waiting -= sent
    for kind in Kind:
        yes[int(kind != Kind.KITH)] += chance.of(sent[:, kind], start.acceptance[:, kind])
    for group in range(2):
        coming[: len(start.lag), :, group] += chance.over(yes[group], start.lag).T
    return np.asarray(yes.sum(axis=0))


def _whom(start: Start, waiting: Floats, room: Floats, chance: Chance) -> Floats:
    """How many of each kind are asked: the likeliest to accept first, or all kinds alike."""
    sent = np.zeros_like(waiting)
    if start.alike:
        for kind in Kind:
            left = waiting[:, kind:].sum(axis=1)
            share = waiting[:, kind] / np.maximum(left, 1e-9)
            part = chance.of(room - sent.sum(axis=1), np.minimum(share, 1))
            sent[:, kind] = np.minimum(waiting[:, kind], part)
    for kind in Kind:
        more = np.maximum(room - sent.sum(axis=1), 0)
        sent[:, kind] += np.minimum(waiting[:, kind] - sent[:, kind], more)
    return sent


def _add(start: Start, waiting: Floats, new: Floats, chance: Chance) -> None:
    without = chance.of(new, start.cold)
    waiting[:, Kind.COLD] += without
    waiting[:, Kind.REFERRED] += new - without
