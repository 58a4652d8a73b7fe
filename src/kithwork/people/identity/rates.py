"""Learns from the records at hand how many copies and how many relatives are among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_CONTACTS = 100
"""The usual rates weigh as much as this many contacts, so a small import is judged by them."""
_ROUNDS = 8


class Rates(NamedTuple):
    """For one contact, on average: other records of the same person, and relatives among all."""

    copies: float
    relatives: float


USUAL_RATES = Rates(0.5, 0.3)


def learn_rates(chances: NDArray[np.float64], exposure: float) -> Rates:
    """The rates at which the candidate pairs are best explained.

    `chances`, shape (pairs, 4), are prior times likelihood of one person, strangers, relatives
    and colleagues at the usual rates; `exposure` is the number of contacts that could have
    met a copy. Expectation-maximisation (Dempster, Laird and Rubin 1977) on the shares of a
    mixture whose parts are fixed, with the usual rates as pseudo-counts.
    """
    rates = USUAL_RATES
    for _ in range(_ROUNDS):
        now = reweighed(chances, rates)
        shares = now / np.maximum(now.sum(axis=1, keepdims=True), 1e-300)
        copies, relatives = shares[:, 0].sum(), shares[:, 2].sum()
        rates = Rates(
            float((copies + _CONTACTS * USUAL_RATES.copies) / (exposure + _CONTACTS)),
            float((relatives + _CONTACTS * USUAL_RATES.relatives) / (exposure + _CONTACTS)),
        )
    return rates


def reweighed(chances: NDArray[np.float64], rates: Rates) -> NDArray[np.float64]:
    """The same chances at other rates."""
    change = (rates.copies / USUAL_RATES.copies, 1, rates.relatives / USUAL_RATES.relatives, 1)
    return np.multiply(chances, np.array(change))
