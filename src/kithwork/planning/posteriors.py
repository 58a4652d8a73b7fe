"""How likely people accept, how many names they give, how long they take: beliefs that learn.

The priors and their evidence, or that there is none, are in docs/theory/priors.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from scipy import special

from kithwork.planning.observed import ObservedApproach
from kithwork.planning.prospects import Floats, Kind

_GRID = (np.arange(400) + 0.5) / 400
_SHORTEST_DAY = 0.5
_NEARLY = 1 - 1e-9
_ROUNDS = 30
_ROUNDS_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Beta:
    """A belief about a chance, worth `yes` acceptances and `no` refusals already seen."""

    yes: float
    no: float

    @property
    def mean(self) -> float:
        """The expected chance, which is also the chance that the next one accepts."""
        return self.yes / (self.yes + self.no)

    @property
    def deviation(self) -> float:
        """Standard deviation of the chance."""
        total = self.yes + self.no
        return float(np.sqrt(self.yes * self.no / (total**2 * (total + 1))))

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """The central interval that holds the chance with probability `level`."""
        tails = [(1 - level) / 2, (1 + level) / 2]
        low, high = special.betaincinv(self.yes, self.no, tails)
        return float(low), float(high)

    def after(self, yes: float, no: float, heard: Sequence[float] = (), said: float = 0.0) -> Beta:
        """The belief after more acceptances and refusals, and after requests without an answer.

        `heard` holds, for each unanswered request, the chance that an answer on its way would
        have arrived by now: 0 for one just sent, which tells nothing; near 1 for an old one. `said`
        is the share of refusals that are said at all: where nobody refuses in words, old silence
        counts almost as a refusal; where everybody does, silence tells nothing. The posterior is
        brought back to a Beta with the same mean and variance.
        """
        known = Beta(self.yes + yes, self.no + no)
        silent = np.asarray([h for h in heard if h > 0], dtype=float)
        return known._with_silence(silent, said) if silent.size else known

    def predictive(self, requests: int) -> Floats:
        """Chance of 0, 1, ... acceptances among that many requests (beta-binomial)."""
        k = np.arange(requests + 1)
        ways = -special.betaln(k + 1, requests - k + 1) - np.log(requests + 1)
        ahead = special.betaln(self.yes + k, self.no + requests - k)
        return np.asarray(np.exp(ways + ahead - special.betaln(self.yes, self.no)))

    def draw(self, rng: np.random.Generator, size: int) -> Floats:
        """Random chances from the belief, shape [size]."""
        return rng.beta(self.yes, self.no, size)

    def _with_silence(self, heard: Floats, said: float) -> Beta:
        edges = special.betaincinv(self.yes, self.no, _GRID)
        answers = edges + (1 - edges) * said
        log = np.log1p(-np.outer(answers, np.minimum(heard, _NEARLY))).sum(axis=1)
        weight = np.exp(log - log.max())
        weight /= weight.sum()
        mean = float(weight @ edges)
        variance = float(weight @ (edges - mean) ** 2)
        total = mean * (1 - mean) / variance - 1
        return Beta(mean * total, (1 - mean) * total)


@dataclass(frozen=True, slots=True)
class GammaPoisson:
    """A belief about a mean count: `shape` names seen in `rate` meetings.

    `spread` is the variance of one meeting's count divided by its mean, the mean being known:
    1 is Poisson; above 1 each meeting tells less, and counts as 1/spread of one.
    """

    shape: float
    rate: float
    spread: float = 1.0

    @property
    def mean(self) -> float:
        """Expected names in one meeting."""
        return self.shape / self.rate

    @property
    def variance(self) -> float:
        """Variance of the names in one future meeting: the meeting's own, and our ignorance."""
        return self.spread * self.mean + self.shape / self.rate**2

    def after(self, names: float, meetings: float) -> GammaPoisson:
        """The belief after `names` names in `meetings` held meetings."""
        return replace(
            self, shape=self.shape + names / self.spread, rate=self.rate + meetings / self.spread
        )

    def interval(self, level: float = 0.8) -> tuple[float, float]:
        """The central interval that holds the mean count with probability `level`."""
        low, high = special.gammaincinv(self.shape, [(1 - level) / 2, (1 + level) / 2]) / self.rate
        return float(low), float(high)

    def predictive(self, most: int) -> Floats:
        """Chance of 0, 1, ... `most` names in one meeting (negative binomial, moments kept)."""
        chance = self.mean / self.variance
        k, size = np.arange(most + 1), self.mean * chance / (1 - chance)
        ways = special.gammaln(k + size) - special.gammaln(size) - special.gammaln(k + 1)
        return np.asarray(np.exp(ways + size * np.log(chance) + k * np.log1p(-chance)))

    def draw(self, rng: np.random.Generator, size: int) -> Floats:
        """Random mean counts from the belief, shape [size]."""
        return rng.gamma(self.shape, 1 / self.rate, size)


@dataclass(frozen=True, slots=True)
class DaysToAnswer:
    """Days until an answer, of those who do answer: log-normal.

    `spread` is the standard deviation of the logarithm: 1 puts two thirds of the answers between
    a third and three times of the median. `weight` is how many answers the belief is worth.
    """

    median: float = 10.0
    spread: float = 1.0
    weight: float = 5.0

    def by(self, days: float) -> float:
        """The chance that somebody who will answer has done so within `days`."""
        if days <= 0:
            return 0.0
        late = math.log(days / self.median) / self.spread
        return 0.5 * math.erfc(-late / math.sqrt(2))

    def by_each(self, days: Floats) -> Floats:
        """The same for several numbers of days at once."""
        late = np.maximum(days, 1e-9)
        chance = special.ndtr((np.log(late) - np.log(self.median)) / self.spread)
        return np.where(days > 0, chance, 0.0)

    @property
    def mean(self) -> float:
        """Expected days until an answer."""
        return float(self.median * np.exp(self.spread**2 / 2))

    def still(self, days: float, chance: float) -> float:
        """The chance that a request without an answer for `days` will be answered yet.

        `chance` is the chance of an answer at the time of sending.
        """
        late = chance * (1 - self.by(days))
        return late / (1 - chance + late)

    def after(
        self,
        answered: Sequence[float],
        waiting: Sequence[float] = (),
        chance: float | Sequence[float] = 0.5,
    ) -> DaysToAnswer:
        """The belief after answers that took so many days, and requests that wait for so many.

        A waiting request is right-censored: it may be answered later, or (with 1 - `chance`, one
        for all or one for each) never. Expectation-maximisation on the censored logarithms
        (Dempster, Laird and Rubin 1977), with the belief at hand as if it were `weight` answers.
        """
        seen = np.log(np.maximum(np.asarray(answered, dtype=float), _SHORTEST_DAY))
        ages = np.log(np.maximum(np.asarray(waiting, dtype=float), _SHORTEST_DAY))
        chances = np.broadcast_to(np.asarray(chance, dtype=float), ages.shape)
        found = self
        for _ in range(_ROUNDS if ages.size else 1):
            found = self._step(seen, ages, chances, found)
        return found

    def _step(self, seen: Floats, ages: Floats, chance: Floats, now: DaysToAnswer) -> DaysToAnswer:
        center = np.log(now.median)
        z = (ages - center) / now.spread
        late = chance * special.ndtr(-z)
        late = late / (1 - chance + late)
        hazard = np.exp(-(z**2) / 2 - special.log_ndtr(-z)) / np.sqrt(2 * np.pi)
        first = center + now.spread * hazard
        square = now.spread**2 * (1 + z * hazard - hazard**2)
        weight = self.weight + seen.size + late.sum()
        mean = (self.weight * np.log(self.median) + seen.sum() + late @ first) / weight
        shift = self.weight * (np.log(self.median) - mean) ** 2
        own = ((seen - mean) ** 2).sum() + late @ (square + (first - mean) ** 2)
        variance = (self.weight * self.spread**2 + shift + own) / weight
        return DaysToAnswer(float(np.exp(mean)), float(np.sqrt(variance)), float(weight))


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed about people's answers.

    Acceptance by kind, names in a held meeting, days to an answer, and the share of refusals that
    are said in words (the others stay silent).
    """

    kith: Beta = Beta(8, 2)
    referred: Beta = Beta(5, 5)
    cold: Beta = Beta(1, 19)
    names: GammaPoisson = GammaPoisson(4, 2, spread=1.5)
    answer: DaysToAnswer = DaysToAnswer()
    refusals_said: float = 0.5

    def acceptance(self, kind: Kind) -> Beta:
        """The belief about how likely somebody of this kind agrees to meet."""
        return {Kind.KITH: self.kith, Kind.REFERRED: self.referred, Kind.COLD: self.cold}[kind]

    def ever_answered(self, kind: Kind) -> float:
        """The chance that a request to somebody of this kind gets any answer, ever."""
        yes = self.acceptance(kind).mean
        return yes + (1 - yes) * self.refusals_said


PRIOR = Beliefs()


def learn(approaches: Iterable[ObservedApproach], today: date, prior: Beliefs = PRIOR) -> Beliefs:
    """The beliefs after everything observed up to `today`."""
    seen = list(approaches)
    held = [a for a in seen if a.held is not None]
    names = prior.names.after(sum(a.names_new + a.names_known for a in held), len(held))
    found = replace(prior, names=names)
    for _ in range(_ROUNDS_TOGETHER):
        # Each belief about the unanswered needs the other two: a few rounds settle them.
        found = replace(found, answer=_learn_answer(seen, today, prior, found))
        found = replace(found, refusals_said=_learn_refusals(seen, today, found))
        by_kind = [_learn_acceptance(seen, kind, today, prior, found) for kind in Kind]
        found = replace(found, kith=by_kind[0], referred=by_kind[1], cold=by_kind[2])
    return found


def _learn_answer(
    seen: Sequence[ObservedApproach], today: date, prior: Beliefs, now: Beliefs
) -> DaysToAnswer:
    days = [float((a.answered - a.sent).days) for a in seen if a.answered is not None]
    waiting = [a for a in seen if a.open]
    chances = [now.ever_answered(a.kind) for a in waiting]
    return prior.answer.after(days, [_age(a, today) for a in waiting], chances)


def _learn_refusals(seen: Sequence[ObservedApproach], today: date, now: Beliefs) -> float:
    """Share of refusals said in words, worth two refusals before anything is seen."""
    said = sum(a.said_no and a.answered is not None for a in seen)
    given_up = sum(a.said_no and a.answered is None for a in seen)
    silent = given_up + sum(
        (1 - now.acceptance(a.kind).mean)
        * (1 - now.refusals_said)
        / (1 - now.ever_answered(a.kind) * now.answer.by(_age(a, today)))
        for a in seen
        if a.open
    )
    return (1 + said) / (2 + said + silent)


def _learn_acceptance(
    seen: Sequence[ObservedApproach], kind: Kind, today: date, prior: Beliefs, now: Beliefs
) -> Beta:
    mine = [a for a in seen if a.kind == kind]
    heard = [now.answer.by(_age(a, today)) for a in mine if a.open]
    yes, no = sum(a.said_yes for a in mine), sum(a.said_no for a in mine)
    return prior.acceptance(kind).after(yes, no, heard, now.refusals_said)


def _age(a: ObservedApproach, today: date) -> float:
    return float((today - a.sent).days)
