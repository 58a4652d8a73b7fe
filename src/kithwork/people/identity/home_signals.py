"""What postal addresses and birth dates say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.signal import Signal
from kithwork.people.identity.traits import Place, Traits

_STAYED = 0.75
"""How often one person's two addresses are the same one (written differently, maybe)."""
_ALIKE = 75


def home_signals(first: Traits, second: Traits, known: Frequencies) -> Iterator[Signal]:
    """Signals of postal address and birth date, where both records have one."""
    if first.places and second.places:
        signals = [_address(a, b, known) for a in first.places for b in second.places]
        yield max(signals, key=lambda s: s.same / s.stranger)
    if first.birth and second.birth:
        yield _birth(first.birth, second.birth)


def _address(a: Place, b: Place, known: Frequencies) -> Signal:
    """All parts of an address together: it is one coincidence, whether of a move or a neighbour."""
    stayed = chance = 1.0
    for same, stranger in _address_parts(a, b, known):
        stayed *= same
        chance *= stranger
    kind = "address same" if stayed > 10 * chance else "address differs"
    return Signal(
        kind,
        " ".join((*a.lines, a.number, a.locality)),
        " ".join((*b.lines, b.number, b.locality)),
        _STAYED * stayed + (1 - _STAYED) * chance,
        chance,
        0.6 * stayed + 0.4 * chance,
        0.1 * stayed + 0.9 * chance,
    )


def _address_parts(a: Place, b: Place, known: Frequencies) -> Iterator[tuple[float, float]]:
    left = list(b.lines)
    for line in a.lines:
        if left:
            best = max(left, key=lambda other: _ratio(line, other))
            left.remove(best)
            yield _part(line, best, _ratio(line, best), known, 5e-4, 2e-3)
    if a.number and b.number:
        yield (0.85, 0.03) if a.number == b.number else _near(a.number, b.number)
    if a.locality and b.locality:
        yield _part(a.locality, b.locality, _ratio(a.locality, b.locality), known, 0.01, 4e-3)
    if a.postcode and b.postcode:
        same = a.postcode == b.postcode
        yield (0.88, known.place(a.postcode, 2e-3)) if same else _near(a.postcode, b.postcode)
    if a.region and b.region:
        yield (0.9, 0.3) if a.region == b.region else (0.1, 0.7)


def _part(
    a: str, b: str, ratio: float, known: Frequencies, usual: float, neighbours: float
) -> tuple[float, float]:
    if a == b:
        return 0.75, known.place(a, usual)
    if ratio >= _ALIKE:
        return 0.18, known.place(a, usual) + known.place(b, usual) + neighbours
    return 0.07, 0.98


@lru_cache(maxsize=262_144)
def _ratio(a: str, b: str) -> float:
    return float(fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))


def _near(a: str, b: str) -> tuple[float, float]:
    near = OSA.distance(a, b, score_cutoff=1) <= 1
    return (0.07, 0.02 if len(a) > 3 else 0.15) if near else (0.08, 0.95)


def _birth(a: str, b: str) -> Signal:
    if a == b:
        full = not a.startswith("--")
        chance = 4e-5 if full else 1 / 365
        return Signal("birth same", a, b, 0.9, chance, 0.01 if full else 0.013, chance)
    if a.endswith(b.lstrip("-")) or b.endswith(a.lstrip("-")):
        return Signal("birth same", a, b, 0.9, 1 / 365, 0.013, 1 / 365)
    if _birth_near(a, b):
        return Signal("birth near", a, b, 0.06, 0.006, 0.01, 0.006)
    return Signal("birth differs", a, b, 0.02, 0.99, 0.98, 0.99)


@lru_cache(maxsize=262_144)
def _birth_near(a: str, b: str) -> bool:
    """A typing error or two, or day and month exchanged."""
    if OSA.distance(a.replace("-", ""), b.replace("-", ""), score_cutoff=2) <= 2:
        return OSA.distance(a, b) == 1 or a[:4] == b[:4] or a[4:] == b[4:]
    return len(a) == len(b) == 10 and a[:4] == b[:4] and a[5:7] == b[8:] and a[8:] == b[5:7]
