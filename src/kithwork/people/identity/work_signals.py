"""What employers and titles say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.signal import Signal
from kithwork.people.identity.traits import Traits

_ALIKE = 88
_SOMEWHERE = 0.002
"""How often two contacts are colleagues when it is not known where one of them works."""
_PRIVATE = 0.0003
"""The same where nothing is said of either's work, or both work elsewhere."""


def colleagues(first: Traits, second: Traits, known: Frequencies) -> float:
    """The chance, before anything else, that these two are two people of one employer."""
    one, other = first.employers or first.domains, second.employers or second.domains
    if one and other:
        same = (first.employers & second.employers) | (first.domains & second.domains)
        return min(map(known.employer, same)) if same else _PRIVATE
    return _SOMEWHERE if one or other else _PRIVATE * known.share_at_work


def work_signals(first: Traits, second: Traits, known: Frequencies) -> Iterator[Signal]:
    """Signals of employer and title, where both records have one."""
    if first.employers and second.employers:
        yield _employer(first, second, known)
    elif shared := _shared_domains(first, second):
        name = min(shared, key=known.employer)
        yield Signal("employer same", name, name, 0.5, known.employer(name), 0.02, 1.0)
    if first.titles and second.titles:
        yield _title(first.titles, second.titles, known)


def _shared_domains(first: Traits, second: Traits) -> frozenset[str]:
    """Mail domains of both; that of an address which both have is one fact with the address."""
    shared = first.domains & second.domains
    if shared and not frozenset(first.emails).isdisjoint(second.emails):
        return shared - {e.domain for e in first.emails if e in second.emails}
    return shared


def _employer(first: Traits, second: Traits, known: Frequencies) -> Signal:
    if equal := first.employers & second.employers:
        name = min(equal, key=known.employer)
        share = known.employer(name)
        return Signal("employer same", name, name, 0.6, share, share + 0.02, 1.0)
    pairs = [(a, b) for a in first.employers for b in second.employers]
    near = next((p for p in pairs if employers_alike(*p)), None)
    if near:
        share = known.employer(near[0]) + known.employer(near[1])
        return Signal("employer alike", *near, 0.15, share, share + 0.02, 0.6)
    if shared := _shared_domains(first, second):
        name = min(shared, key=known.employer)
        return Signal("employer same", name, name, 0.3, known.employer(name), 0.02, 1.0)
    return Signal("employer differs", *pairs[0], 0.3, 0.99, 0.97, 0.3)


@lru_cache(maxsize=262_144)
def employers_alike(a: str, b: str) -> bool:
    """Whether two normal names may be one employer: more words, initials, or a typing error."""
    if min(len(a), len(b)) < 3:
        return False
    words, others = a.split(), b.split()
    if words[0] == others[0] and len(words[0]) > 3 and min(len(words), len(others)) == 1:
        return True
    if "".join(w[0] for w in words) == b or "".join(w[0] for w in others) == a:
        return True
    return min(len(a), len(b)) > 4 and fuzz.ratio(a, b) >= _ALIKE


def _title(first: tuple[str, ...], second: tuple[str, ...], known: Frequencies) -> Signal:
    if equal := set(first) & set(second):
        title = min(equal, key=known.title)
        share = known.title(title)
        return Signal("title same", title, title, 0.45, share, share, share * 2)
    a, b = first[0], second[0]
    if any(_titles_alike(x, y) for x in first for y in second):
        return Signal("title alike", a, b, 0.25, 0.08, 0.08, 0.1)
    return Signal("title differs", a, b, 0.35, 0.9, 0.9, 0.85)


@lru_cache(maxsize=262_144)
def _titles_alike(a: str, b: str) -> bool:
    return fuzz.token_set_ratio(a, b) >= 75
