"""What e-mail addresses, phones and profile addresses say."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.signal import Signal
from kithwork.people.identity.traits import Email, Traits

_MANY = 3
"""Differently named people on one address or line before it counts as shared."""


def contact_signals(first: Traits, second: Traits, known: Frequencies) -> Iterator[Signal]:
    """Signals of e-mail, phone and profile, where both records have one."""
    if first.emails and second.emails:
        yield _email(first, second, known)
    if first.phones and second.phones:
        yield _phone(first.phones, second.phones, known)
    if first.profiles and second.profiles:
        yield from _profiles(first, second, known)


def _email(first: Traits, second: Traits, known: Frequencies) -> Signal:
    equal = {e.address: e for e in first.emails if e in second.emails}
    own = [e for e in equal.values() if not e.shared and known.shared[e.address] < _MANY]
    if own:
        address = own[0].address
        return Signal("email same", address, address, 0.6, 2e-6, 0.015, 2e-4)
    if equal:
        address = next(iter(equal))
        chance = max(known.shared[address] / max(known.size, 1), 1e-4)
        return Signal("email shared", address, address, 0.2, min(chance, 0.2), 0.1, 0.3)
    near = [
        (a, b)
        for a in first.emails
        for b in second.emails
        if (a.bare == b.bare or a.domain == b.domain) and not (a.shared or b.shared)
    ]
    if alike := [s for a, b in near if (s := _alike(a, b, first, second, known))]:
        return max(alike, key=lambda s: s.same / s.stranger)
    a, b = first.emails[0].address, second.emails[0].address
    return Signal("email differs", a, b, 0.5, 1.0, 0.95, 0.9)


def _alike(a: Email, b: Email, first: Traits, second: Traits, known: Frequencies) -> Signal | None:
    """Two different addresses that still say something; what only repeats the name says little."""
    local = a.bare
    if local == b.bare and len(local) > 4:
        others = max(known.shared[a.local + "@"] - 2, 0) / max(known.size, 1)
        names = (*first.names[:1], *second.names[:1])
        spelt = any(t[:4] in local for n in names for t in n.tokens if len(t) > 2)
        chance = 0.04 if spelt else 4e-4 + others
        return Signal("email local", a.address, b.address, 0.1, chance, chance, chance)
    if a.domain != b.domain:
        return None
    off_by_one = len(local) > 6 and OSA.distance(a.local, b.local, score_cutoff=1) <= 1
    if off_by_one and _letters(a.local) != _letters(b.local):
        return Signal("email near", a.address, b.address, 0.04, 1e-3, 0.01, 0.01)
    if not a.public:
        return Signal("email domain", a.address, b.address, 0.06, 0.12, 0.12, 0.85)
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text if not c.isdigit())


def _phone(first: frozenset[str], second: frozenset[str], known: Frequencies) -> Signal:
    if equal := first & second:
        number = min(equal, key=lambda p: known.shared[p])
        people = known.shared[number]
        if people < _MANY:
            return Signal("phone same", number, number, 0.5, 1e-5, 0.25, 0.015)
        chance = max(people / max(known.size, 1), 1e-4)
        return Signal("phone shared", number, number, 0.3, min(chance, 0.3), 0.3, 0.4)
    a, b = min(first), min(second)
    near = next(((p, q) for p in first for q in second if _one_digit(p, q)), None)
    if near:
        return Signal("phone near", *near, 0.03, 2e-4, 0.02, 0.05)
    return Signal("phone differs", a, b, 0.5, 1.0, 0.75, 0.95)


def _one_digit(a: str, b: str) -> bool:
    return len(a) == len(b) >= 9 and OSA.distance(a, b, score_cutoff=1) <= 1


def _profiles(first: Traits, second: Traits, known: Frequencies) -> Iterator[Signal]:
    sites = sorted({site for site, _ in first.profiles} & {site for site, _ in second.profiles})
    for site in sites:
        mine = {handle for s, handle in first.profiles if s == site}
        theirs = {handle for s, handle in second.profiles if s == site}
        a, b = min(mine & theirs or mine), min(mine & theirs or theirs)
        kind = f"{site} {'same' if mine & theirs else 'differs'}"
        if mine & theirs:
            people = known.shared[f"{site}/{a}"]
            yield Signal(kind, a, b, *_SAME_PROFILE["web" if people >= _MANY else site])
        elif site != "web":
            yield Signal(kind, a, b, 0.003 if site == "linkedin" else 0.1, 1.0, 1.0, 1.0)


_OWN = (0.9, 1e-8, 1e-8, 1e-8)
_SAME_PROFILE = {
    "linkedin": _OWN, "xing": _OWN, "github": _OWN, "x": _OWN, "facebook": _OWN, "instagram": _OWN,
    "web": (0.3, 1e-4, 0.05, 0.3),
}  # fmt: skip
