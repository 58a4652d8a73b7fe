"""What two names say: which parts agree, which may stand for each other, which cannot."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.signal import Signal
from kithwork.people.name_sounds import consonants, sound
from kithwork.people.names import PersonName
from kithwork.people.nicknames import may_be_same, name_groups

_GIVEN, _MIDDLE, _FAMILY, _OTHER = range(4)
_SAME, _CALLED, _SOUNDS, _TYPO, _INITIAL, _VOWELLESS = (
    "same", "called", "sounds", "typo", "initial", "vowelless",
)  # fmt: skip
_RUN_TOGETHER = 4.0
"""Given and family names go together (by language), so a full name is commoner than by chance."""
_INITIAL_CHANCE = 0.09
_MIDDLE_CHANCE = 0.02
"""Two names given together go together: after Jean, Pierre is no surprise."""
_NAMED_AFTER = 0.012
"""How often two relatives in one address book bear one given name, as senior and junior do."""


class _Part(NamedTuple):
    token: str
    role: int


class _Pair(NamedTuple):
    kind: str
    first: _Part
    second: _Part
    same: float
    stranger: float


def name_signals(first: PersonName, second: PersonName, known: Frequencies) -> tuple[Signal, ...]:
    """Signals of two names: one for each pair of parts, and one for each conflict left over."""
    if not first or not second:
        return ()
    abjad = first.vowelless != second.vowelless
    pairs, left, right = _align(_parts(first), _parts(second), known, abjad)
    if left and right and (joined := _joined(first, second, left, right, known)):
        pairs, left, right = [*pairs, joined], [], []
    signals = [_agreement(pair) for pair in pairs]
    signals = _with_namesakes(signals, pairs, first, second, known)
    signals += _conflicts(left, right)
    if first.generation != second.generation:
        both = first.generation and second.generation
        signals.append(
            Signal("generation", first.generation, second.generation, *_GENERATION[bool(both)])
        )
    if first.native and second.native and first.native != second.native and not abjad:
        signals.append(Signal("written", first.native, second.native, 0.2, 0.95, 0.95, 0.95))
    return tuple(signals)


_GENERATION = {True: (0.01, 0.5, 0.9, 0.5), False: (0.5, 0.9, 1.0, 0.9)}


@lru_cache(maxsize=131_072)
def _parts(name: PersonName) -> list[_Part]:
    parts = [_Part(t, _MIDDLE if i else _GIVEN) for i, t in enumerate(name.given)]
    parts += [_Part(t, _FAMILY) for t in name.family]
    return parts + [_Part(t, _OTHER) for t in name.others]


def _align(
    left: list[_Part], right: list[_Part], known: Frequencies, abjad: bool
) -> tuple[list[_Pair], list[_Part], list[_Part]]:
    """Pairs parts, the most telling pair first; returns what is left on both sides too."""
    options = [p for a in left for b in right if (p := _pair(a, b, known, abjad))]
    options.sort(key=lambda p: (p.stranger / p.same, p.first.role != p.second.role))
    pairs: list[_Pair] = []
    left, right = list(left), list(right)
    for pair in options:
        if pair.first in left and pair.second in right:
            left.remove(pair.first)
            right.remove(pair.second)
            pairs.append(pair)
    return (
        pairs,
        [p for p in left if p.role != _OTHER],
        [p for p in right if p.role != _OTHER],
    )


def _pair(a: _Part, b: _Part, known: Frequencies, abjad: bool) -> _Pair | None:
    kind = _likeness(a.token, b.token, abjad)
    if not kind or (kind == _INITIAL and _FAMILY in (a.role, b.role) and a.role != b.role):
        return None
    same, stranger = _chances(kind, a.token, b.token, known)
    if a.role != b.role:
        same *= 0.6 if {a.role, b.role} == {_GIVEN, _MIDDLE} else 0.4
    return _Pair(kind, a, b, same, stranger)


@lru_cache(maxsize=1_000_000)
def _likeness(a: str, b: str, abjad: bool) -> str:
    """How two parts may be one: equal, nickname, sound, typing error, initial; or "" """
    if a == b:
        return _SAME
    if len(a) == 1 or len(b) == 1:
        return _INITIAL if a[0] == b[0] else ""
    if may_be_same(a, b):
        return _CALLED
    if sound(a) == sound(b):
        return _SOUNDS
    if abjad:
        return _VOWELLESS if consonants(a) == consonants(b) else ""
    allowed = 1 if min(len(a), len(b)) < 8 else 2
    if min(len(a), len(b)) >= 3 and OSA.distance(a, b, score_cutoff=allowed) <= allowed:
        return _TYPO
    return ""


def _chances(kind: str, a: str, b: str, known: Frequencies) -> tuple[float, float]:
    """Chance of this agreement for one person, and for two who do not know of each other."""
    if kind == _INITIAL:
        return 0.95, 1.0 if len(a) == len(b) == 1 and a != b else _INITIAL_CHANCE
    if kind == _SAME:
        return 0.9, _INITIAL_CHANCE if len(a) == 1 else known.name(a)
    share = known.name(a) + known.name(b)
    if kind == _CALLED:
        return 0.6, share
    if kind == _SOUNDS:
        return 0.5, share + 2e-4
    if kind == _VOWELLESS:
        return 0.5, share + 0.2 / 8 ** len(consonants(a))
    groups = name_groups()
    established = a in groups and b in groups
    return 0.01 if established else 0.06, share + _neighbours(min(len(a), len(b)))


def _neighbours(length: int) -> float:
    """The share of all names within a typing error of one of this length; short ones have many."""
    return float(max(0.02 / 3 ** (length - 3), 2e-4))


def _joined(
    first: PersonName, second: PersonName, left: list[_Part], right: list[_Part], known: Frequencies
) -> _Pair | None:
    """Parts that are one when written together: De Luca and Deluca, Jean Pierre and Jeanpierre."""
    ways = [
        ("".join((*name.particles, *(p.token for p in parts))), "".join(p.token for p in parts))
        for name, parts in ((first, left), (second, right))
    ]
    words = set(ways[0]) & set(ways[1])
    if not words and not any(sound(a) == sound(b) for a in ways[0] for b in ways[1]):
        return None
    role = _FAMILY if any(p.role == _FAMILY for p in left + right) else _GIVEN
    share = max(known.name(word) for way in ways for word in way)
    return _Pair(_SOUNDS, _Part(ways[0][0], role), _Part(ways[1][0], role), 0.6, share + 1e-4)


def _agreement(pair: _Pair) -> Signal:
    """Relatives share a family name more often than not, however rare; sometimes a given one."""
    family = pair.first.role == _FAMILY or pair.second.role == _FAMILY
    stranger = pair.stranger
    if pair.first.role == pair.second.role == _MIDDLE:
        stranger = max(stranger, _MIDDLE_CHANCE)
    named_after = _NAMED_AFTER * pair.same if len(pair.first.token) > 1 else 0.0
    relative = 0.6 * pair.same if family else stranger + named_after
    kind = ("family " if family else "given ") + pair.kind
    values = pair.first.token, pair.second.token
    return Signal(kind, *values, pair.same, stranger, relative, stranger)


def _with_namesakes(
    signals: list[Signal],
    pairs: list[_Pair],
    first: PersonName,
    second: PersonName,
    known: Frequencies,
) -> list[Signal]:
    """A full name is shared by more strangers than its parts' shares multiplied."""
    strong = [p for p in pairs if p.kind != _INITIAL]
    if len(strong) < 2:
        return signals
    chance = 1.0
    for pair in strong:
        chance *= pair.stranger
    seen = max(known.namesakes(first.tokens), known.namesakes(second.tokens))
    more = max(_RUN_TOGETHER, seen / chance)
    at = max(range(len(signals)), key=lambda i: signals[i].kind.startswith("family"))
    s = signals[at]
    signals[at] = s._replace(stranger=s.stranger * more, colleague=s.colleague * more)
    return signals


def _conflicts(left: list[_Part], right: list[_Part]) -> list[Signal]:
    """Parts left over on both sides: they say different things."""
    signals = []
    for a in sorted(left, key=lambda p: p.role):
        if not right:
            break
        b = min(right, key=lambda p: abs(p.role - a.role))
        right = [p for p in right if p is not b]
        signals.append(_conflict(a, b))
    return signals


def _conflict(a: _Part, b: _Part) -> Signal:
    if len(a.token) == 1 or len(b.token) == 1:
        return Signal("initial differs", a.token, b.token, 0.02, 0.9, 0.9, 0.9)
    if a.role == b.role == _FAMILY:
        return Signal("family differs", a.token, b.token, 0.02, 0.98, 0.35, 0.98)
    if _MIDDLE in (a.role, b.role):
        return Signal("middle differs", a.token, b.token, 0.04, 0.95, 0.95, 0.95)
    return Signal("given differs", a.token, b.token, 0.003, 0.97, 0.97, 0.97)
