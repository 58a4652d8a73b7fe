"""Holds automatic merges to facts that hardly ever belong to two people, however probable the sum.

A probability rests on how many copies a list holds, and errs where observations hang together:
sisters called Anna and Anne at their family's own mail domain, namesakes in one large firm, father
and son on one line. What is probable and not firm waits for the person's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.signal import Signal
from kithwork.people.identity.traits import Traits
from kithwork.people.name_sounds import sound
from kithwork.people.names import PersonName
from kithwork.people.nicknames import name_groups

_SITES = ("linkedin", "xing", "github", "x", "facebook", "instagram")
_PROFILES = frozenset(f"{site} same" for site in _SITES)
_AGAINST = frozenset(
    {
        "given differs", "middle differs", "initial differs", "generation", "written",
        "birth differs", "birth near", "linkedin differs",
    }
)  # fmt: skip
# Where nothing but name and work speaks for one person, nothing may speak against it.
_DOUBTS = frozenset({"title differs", "email differs", "email domain", "phone differs"})
_FULL_DATE = 1e-3
_NAMESAKES = 0.01
"""How many others of the name may be expected at the employer."""
_TOGETHER = 4.0
"""Given and family names go together by language, so a full name is commoner than by chance."""
_TELLING = 4
"""Letters from which on a part of a name that only sounds the same is the same."""


def is_firm(first: Traits, second: Traits, signals: Sequence[Signal], known: Frequencies) -> bool:
    """Whether two records may be merged unasked, if they are probably one person."""
    kinds = {signal.kind for signal in signals}
    if kinds & _AGAINST:
        return False
    if kinds & _PROFILES:
        return True
    if "family differs" in kinds:  # as after a marriage: the rest must be the same
        return "email same" in kinds and "given same" in kinds
    if "email same" in kinds:
        return _given_fits(signals)
    if not _written_alike(first, second):
        return False
    own = "phone same" in kinds or any(
        signal.kind == "birth same" and signal.stranger < _FULL_DATE for signal in signals
    )
    return own or (
        "employer same" in kinds and not kinds & _DOUBTS and _alone(first, second, known)
    )


def _given_fits(signals: Sequence[Signal]) -> bool:
    """A given name that is the same, a nickname or an initial; Carlo and Carla are two people."""
    groups = name_groups()
    given = [signal for signal in signals if signal.kind.startswith("given ")]
    return bool(given) and not any(
        signal.kind == "given typo" and signal.first in groups and signal.second in groups
        for signal in given
    )


def _written_alike(first: Traits, second: Traits) -> bool:
    """The same parts of a name on both sides, in any order and transliteration."""
    if first.name_is_guess or second.name_is_guess:
        return False
    return any(_same_parts(one, other) for one in first.names[:1] for other in second.names[:1])


def _same_parts(one: PersonName, other: PersonName) -> bool:
    parts, others = _heard(one), _heard(other)
    return len(parts) > 1 and parts == others and one.vowelless == other.vowelless


def _heard(name: PersonName) -> list[str]:
    return sorted(sound(part) if len(part) >= _TELLING else part for part in name.tokens)


def _alone(first: Traits, second: Traits, known: Frequencies) -> bool:
    """Whether nobody else of this name is to be expected where both work."""
    places = (first.employers & second.employers) | (first.domains & second.domains)
    staff = max((known.staff(place) for place in places), default=0)
    return bool(places) and staff * _share(first.names[0], known) * _TOGETHER <= _NAMESAKES


def _share(name: PersonName, known: Frequencies) -> float:
    """The share of people of this name: of its two commonest parts, for the others go with them."""
    return prod(sorted(map(known.name, name.tokens))[-2:])
