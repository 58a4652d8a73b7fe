"""Learns from the records at hand how many copies, relatives and errors are among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kithwork.people.identity.signal import Signal

_CONTACTS = 50
_COPIES = 300
"""The usual rates weigh as much as this many contacts, and this many copies seen: a small
import is judged by what is usual."""
_ROUNDS = 12
_LEAST_CHANGE, _MOST_CHANGE = 0.02, 30.0

LEARNT = (
    "given differs", "family differs", "birth differs", "birth near", "given typo", "family typo",
    "address differs", "employer differs", "title differs", "email differs", "phone differs",
)  # fmt: skip
"""Kinds of signal whose chance for one person depends on how the records were kept."""
_FIELDS = tuple(dict.fromkeys(kind.split()[0] for kind in LEARNT))
_BITS = {kind: 1 << at for at, kind in enumerate(LEARNT)}
_FIELD_BITS = {field: 1 << (at + len(LEARNT)) for at, field in enumerate(_FIELDS)}


class Rates(NamedTuple):
    """For one contact, on average: other records of the same person, and relatives among all.

    `errors` says how many times as often as usual a kind of disagreement is seen in copies.
    """

    copies: float
    relatives: float
    errors: Mapping[str, float]


USUAL_RATES = Rates(0.5, 0.3, {})


def seen(signals: Iterable[Signal]) -> int:
    """Which learnt kinds and which of their fields stand in some signals, as a set of bits."""
    bits = 0
    for signal in signals:
        kind = signal.kind
        bits |= _BITS.get(kind, 0) | _FIELD_BITS.get(kind.partition(" ")[0], 0)
    return bits


def learn_rates(
    chances: NDArray[np.float64], kinds: NDArray[np.int64], exposure: float
) -> tuple[Rates, NDArray[np.float64]]:
    """The rates at which the candidate pairs are best explained, and each pair's probability.

    `chances`, shape (pairs, 4), are prior times likelihood of one person, strangers, relatives
    and colleagues at the usual rates; `kinds`, shape (pairs,), what `seen` says of each pair;
    `exposure` is the number of contacts that could have met a copy. Expectation-maximisation
    (Dempster, Laird and Rubin 1977), with the usual rates as pseudo-counts, and only of what
    address books truly differ in: the rest of the likelihood stays as it is.
    """
    rates = USUAL_RATES
    has = np.stack([kinds & bit != 0 for bit in _BITS.values()], axis=1).astype(float)
    fields = [_FIELD_BITS[kind.split()[0]] for kind in LEARNT]
    could = np.stack([kinds & bit != 0 for bit in fields], axis=1).astype(float)
    same, relative = _shares(chances, has, rates)
    for _ in range(_ROUNDS):
        rates = _rates(same, relative, has, could, exposure)
        same, relative = _shares(chances, has, rates)
    return rates, same


def _shares(
    chances: NDArray[np.float64], has: NDArray[np.float64], rates: Rates
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each pair's probability of being one person, and of being two relatives."""
    more = has @ np.log([rates.errors.get(kind, 1.0) for kind in LEARNT])
    same = chances[:, 0] * np.exp(more) * (rates.copies / USUAL_RATES.copies)
    relative = chances[:, 2] * (rates.relatives / USUAL_RATES.relatives)
    total = np.maximum(same + relative + chances[:, 1] + chances[:, 3], 1e-300)
    return same / total, relative / total


def _rates(
    same: NDArray[np.float64],
    relative: NDArray[np.float64],
    has: NDArray[np.float64],
    could: NDArray[np.float64],
    exposure: float,
) -> Rates:
    contacts = exposure + _CONTACTS
    errors = {}
    for kind, happened, possible in zip(LEARNT, same @ has, same @ could, strict=True):
        usual = USUAL_ERRORS[kind]
        rate = (happened + _COPIES * usual) / (possible + _COPIES)
        errors[kind] = float(np.clip(rate / usual, _LEAST_CHANGE, _MOST_CHANGE))
    return Rates(
        float((same.sum() + _CONTACTS * USUAL_RATES.copies) / contacts),
        float((relative.sum() + _CONTACTS * USUAL_RATES.relatives) / contacts),
        errors,
    )


USUAL_ERRORS = {
    "given differs": 0.003, "family differs": 0.02, "birth differs": 0.02, "birth near": 0.06,
    "given typo": 0.06, "family typo": 0.06, "address differs": 0.25, "employer differs": 0.3,
    "title differs": 0.35, "email differs": 0.5, "phone differs": 0.5,
}  # fmt: skip
"""The chance of each kind in copies, as the signals give it before anything is learnt."""
