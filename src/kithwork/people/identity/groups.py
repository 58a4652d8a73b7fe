"""Puts records into groups that are one person each, without chaining through contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kithwork.people.identity.compare import Judge
from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.traits import traits
from kithwork.people.identity.values import CERTAIN, Identity, Key, Match


def groups(
    people: Sequence[Identity],
    matches: Iterable[Match],
    frequencies: Frequencies | None = None,
    *,
    least: float = CERTAIN,
) -> list[tuple[Key, ...]]:
    """Groups of two or more keys that are one person, each in the order of `people`.

    Matches join groups, the most probable first. When Ada is like Ann and Ann like Al, but
    Ada and Al contradict each other, only the stronger link holds: no two members of a
    group may speak against each other.
    """
    by_key = {person.key: traits(person) for person in people}
    judge = Judge(frequencies or Frequencies.of_traits(by_key.values()))
    group_of: dict[Key, list[Key]] = {key: [key] for key in by_key}
    for match in sorted(matches, key=lambda m: -m.probability):
        one, other = group_of[match.first], group_of[match.second]
        if match.probability < least or one is other:
            continue
        if not any(judge.contradict(by_key[a], by_key[b]) for a in one for b in other):
            one.extend(other)
            group_of.update(dict.fromkeys(other, one))
    order = {key: at for at, key in enumerate(by_key)}
    joined = {id(g): tuple(sorted(g, key=order.__getitem__)) for g in group_of.values()}
    return sorted((g for g in joined.values() if len(g) > 1), key=lambda g: order[g[0]])
