"""Whom to ask each contact for: two or three people by name, or an open question with targets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kithwork.planning.prospects import (
    UNKNOWN,
    Bools,
    Floats,
    Ints,
    Kind,
    Prospects,
)

MOST_NAMES = 3
MOST_TARGETS = 5
GRANTED = 0.8
LIKELY = 0.15
LEAST_WORTH = 0.001
CONSIDERED = 60


class Ground(StrEnum):
    """Why we think that the contact knows the person asked for."""

    KNOWN = "known"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Name:
    """One person to ask for; ``worth`` is the gain expected from asking, in reached targets."""

    person: int
    worth: float
    ground: Ground


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask a contact for: named people, and the targets to show with an open question.

    ``names`` may be empty: then nothing is known of whom they know, and the open question with
    the list of targets (employers' ids, most wanted first) is all there is to ask.
    """

    names: tuple[Name, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Askable:
    """What the choice of names is made from, one value a person (see ``score.py``).

    ``onward`` is the worth of what a meeting with them would lead to, without being inside;
    ``open`` says that it makes sense to ask for them at all.
    """

    inside: Floats
    onward: Floats
    chance: float
    open: Bools


def ask_of(prospects: Prospects, contact: int, askable: Askable, taken: Bools) -> Ask:
    """The named ask for the contact at this position; marks the people chosen in ``taken``.

    Two people inside the same target are worth less than two inside different ones, so names
    are chosen one by one, each by what it adds to those before it.
    """
    people, ties = _acquaintances(prospects, contact, askable.open & ~taken)
    names = choose_names(
        people,
        prospects.employer[people],
        ties * GRANTED * askable.chance,
        askable.inside[people],
        askable.onward[people],
    )
    taken[[person for person, _ in names]] = True
    sure = set(prospects.knows.row(contact).tolist())
    return Ask(
        tuple(
            Name(int(prospects.id[p]), worth, Ground.KNOWN if p in sure else Ground.LIKELY)
            for p, worth in names
        ),
        open_targets(prospects),
    )


def choose_names(
    people: Ints,
    employer: Ints,
    chance: Floats,
    inside: Floats,
    onward: Floats,
    least: float = LEAST_WORTH,
) -> list[tuple[int, float]]:
    """Up to three people and what each adds, greedily, an employer's worth shrinking as covered.

    ``chance`` that the ask leads to a meeting, ``inside`` the worth of being inside their
    employer, ``onward`` the worth of whom they would name; nobody is asked for who would add
    less than ``least``.
    """
    best = np.argsort(-(chance * (inside + onward)), kind="stable")[:CONSIDERED]
    people, employer, chance = people[best], employer[best], chance[best]
    inside, onward = inside[best].copy(), onward[best]
    chosen: list[tuple[int, float]] = []
    free = np.ones(len(people), dtype=bool)
    while len(chosen) < MOST_NAMES and free.any():
        gain = np.where(free, chance * (inside + onward), -1.0)
        top = int(np.argmax(gain))
        if gain[top] < least:
            break
        chosen.append((int(people[top]), float(gain[top])))
        free[top] = False
        inside[employer == employer[top]] *= 1.0 - chance[top]
    return chosen


def open_targets(prospects: Prospects) -> tuple[int, ...]:
    """Up to five targets not yet reached, by weight, to show with the open question."""
    targets = prospects.targets
    order = np.argsort(-targets.weight, kind="stable")
    wanted = order[~targets.reached[order] & (targets.weight[order] > 0)]
    return tuple(int(employer) for employer in targets.employer[wanted[:MOST_TARGETS]])


def _acquaintances(prospects: Prospects, contact: int, open_: Bools) -> tuple[Ints, Floats]:
    """People the contact knows (1), and those at an employer of theirs whom they may know."""
    known = prospects.knows.row(contact)
    known = known[open_[known]]
    places = np.append(prospects.past.row(contact), prospects.employer[contact])
    places = places[places != UNKNOWN]
    if prospects.looked_up[contact] or not len(places):
        return known, np.ones(len(known))
    guess = open_ & np.isin(prospects.employer, places)
    guess[known] = False
    guess[contact] = False
    likely = np.flatnonzero(guess)
    return np.concatenate([known, likely]), np.concatenate(
        [np.ones(len(known)), np.full(len(likely), LIKELY)]
    )


def worth_asking_for(prospects: Prospects, met: Bools) -> Bools:
    """People it makes sense to ask for: strangers, not met, and not put aside for good."""
    return np.asarray((prospects.kind == Kind.COLD) & ~met & (prospects.skip != 2), dtype=bool)
