"""Judges whether two records are one person, from all that both say."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from kithwork.people.identity.contact_signals import contact_signals
from kithwork.people.identity.firm import is_firm
from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.home_signals import home_signals
from kithwork.people.identity.name_signals import name_signals
from kithwork.people.identity.rates import USUAL_RATES, Rates, seen
from kithwork.people.identity.signal import Signal, likelihoods, weigh
from kithwork.people.identity.traits import Traits, traits
from kithwork.people.identity.values import Identity, Match
from kithwork.people.identity.words import evidence
from kithwork.people.identity.work_signals import colleagues, work_signals
from kithwork.people.names import PersonName

_HOPELESS = 1e-5
"""Odds at which no rate of errors, however high, makes a match."""
_CONTRADICTED = 1 / 8


class Judge:
    """Compares people against one set of frequencies, and remembers pairs of names."""

    def __init__(self, known: Frequencies, rates: Rates = USUAL_RATES) -> None:
        self.known = known
        self.rates = rates
        self._names: dict[tuple[PersonName, PersonName], tuple[Signal, ...]] = {}

    def at(self, rates: Rates) -> Judge:
        """The same judge for a set with other shares of copies and relatives."""
        other = Judge(self.known, rates)
        other._names = self._names
        return other

    def signals(self, first: Traits, second: Traits) -> list[Signal]:
        """Everything seen on two records."""
        found = list(self._name(first, second))
        found += contact_signals(first, second, self.known)
        found += work_signals(first, second, self.known)
        found += home_signals(first, second, self.known)
        if errors := self.rates.errors:
            return [s._replace(same=s.same * errors.get(s.kind, 1.0)) for s in found]
        return found

    def prior(self, first: Traits, second: Traits) -> tuple[float, float, float, float]:
        """Chances of one person, strangers, relatives, colleagues before looking closer."""
        circle, rates = self.known.circle, self.rates
        together = colleagues(first, second, self.known)
        return rates.copies / circle, 1.0, rates.relatives / circle, together

    def chances(
        self, first: Traits, second: Traits
    ) -> tuple[tuple[float, float, float, float], int]:
        """Prior times likelihood of each story, and the kinds seen that can be learnt."""
        prior, signals = self.prior(first, second), self.signals(first, second)
        a, b, c, d = likelihoods(signals)
        now = prior[0] * a, prior[1] * b, prior[2] * c, prior[3] * d
        return now, seen(signals) if now[0] > _HOPELESS * (now[1] + now[2] + now[3]) else 0

    def match(self, first: Traits, second: Traits) -> Match:
        """The same with its evidence in words."""
        signals = self.signals(first, second)
        odds = weigh(self.prior(first, second), signals)
        firm = is_firm(first, second, signals, self.known)
        return Match(first.key, second.key, odds.probability, *evidence(signals, odds), firm)

    def contradict(self, first: Traits, second: Traits) -> bool:
        """Whether two records speak against each other, however probable a link by a third is."""
        signals = self.signals(first, second)
        return weigh((1.0, 1.0, 1.0, 1.0), signals).probability < _CONTRADICTED

    def _name(self, first: Traits, second: Traits) -> Iterable[Signal]:
        pairs = [self._pair(a, b) for a in first.names for b in second.names]
        if not pairs:
            return ()
        best = max(pairs, key=lambda found: prod(s.same / s.stranger for s in found))
        if first.name_is_guess or second.name_is_guess:
            return [_halved(s) for s in best]
        return best

    def _pair(self, a: PersonName, b: PersonName) -> tuple[Signal, ...]:
        key = (a, b)
        if (found := self._names.get(key)) is None:
            found = self._names[key] = name_signals(a, b, self.known)
        return found


def compare(first: Identity, second: Identity, frequencies: Frequencies | None = None) -> Match:
    """How probably two records are one person, with the evidence for and against.

    `frequencies` says how common names and employers are among the contacts at hand
    (`Frequencies.of(everybody)`); without it, only what is common anywhere is known.
    """
    return Judge(frequencies or Frequencies()).match(traits(first), traits(second))


def _halved(signal: Signal) -> Signal:
    """A name read from an e-mail address may be wrong: half of what it says."""
    return signal._replace(same=(signal.same + signal.stranger) / 2)
