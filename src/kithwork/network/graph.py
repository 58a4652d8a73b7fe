"""The circle as compact arrays: who would pass you on to whom, and who is at which organisation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import ArrayLike

from kithwork.network.rows import Costs, Ids, Rows

NO_ONE = np.empty(0, np.int32)
NO_CHANCE = np.empty(0, np.float32)


def cost_of(chance: ArrayLike) -> Costs:
    """-log of chances in (0, 1]: a sum of costs is a product of chances. Others are an error."""
    chances = np.asarray(chance, np.float64)
    if not bool(np.all((chances > 0) & (chances <= 1))):
        raise ValueError("a chance lies above 0 and is at most 1; a tie without chance is no tie")
    return np.maximum(-np.log(chances), 0).astype(np.float32)


class Circle:
    """People 0..n-1, organisations 0..m-1, ties between people, and who is where.

    ``outgoing`` holds for every person whom they would pass you on to, ``incoming`` the same ties
    by receiver. While all chances are equal both ways the two are one object, which halves the
    memory. ``members`` and ``knows`` have a row for each organisation: the people who are there
    (cost 0), and people elsewhere who know somebody there, with the chance.
    """

    def __init__(self, outgoing: Rows, incoming: Rows, members: Rows, knows: Rows) -> None:
        self.outgoing, self.incoming = outgoing, incoming
        self.members, self.knows = members, knows
        self._sheets: list[Costs] = []

    @classmethod
    def build(
        cls,
        people: int,
        givers: ArrayLike = NO_ONE,
        takers: ArrayLike = NO_ONE,
        chances: ArrayLike = NO_CHANCE,
        *,
        back: ArrayLike | None = None,
        organisations: int = 0,
        members: tuple[ArrayLike, ArrayLike] = (NO_ONE, NO_ONE),
        knows: tuple[ArrayLike, ArrayLike, ArrayLike] = (NO_ONE, NO_ONE, NO_CHANCE),
    ) -> Circle:
        """A circle from plain arrays.

        Tie i lets ``givers[i]`` pass you on to ``takers[i]`` with ``chances[i]`` in (0, 1], and
        the other way round with ``back[i]`` (0: not at all), by default with the same chance.
        ``members`` are (person, organisation) pairs, ``knows`` (person, organisation, chance).
        Numbers out of range and chances outside (0, 1] are a ValueError.
        """
        giver, taker = _numbers(givers, people), _numbers(takers, people)
        if bool(np.any(giver == taker)):
            raise ValueError("a tie takes two people")
        cost = cost_of(chances)
        if back is None:
            outgoing = incoming = _both_ways(people, giver, taker, cost)
        else:
            outgoing, incoming = _one_way(people, giver, taker, cost, np.asarray(back))
        there, where = _numbers(members[0], people), _numbers(members[1], organisations)
        friend, place = _numbers(knows[0], people), _numbers(knows[1], organisations)
        return cls(
            outgoing,
            incoming,
            Rows.build(organisations, where, there, np.zeros(len(there), np.float32)),
            Rows.build(organisations, place, friend, cost_of(knows[2])),
        )

    @property
    def people(self) -> int:
        """How many people there are."""
        return self.outgoing.count

    @property
    def organisations(self) -> int:
        """How many organisations there are."""
        return self.members.count

    @property
    def nbytes(self) -> int:
        """Memory held by the arrays, in bytes."""
        rows = {id(rows): rows for rows in (self.outgoing, self.incoming, self.members, self.knows)}
        sheets = sum(sheet.nbytes for sheet in self._sheets)
        return sheets + sum(one.nbytes for one in rows.values())

    def chance(self, giver: int, taker: int) -> float:
        """The chance that ``giver`` passes you on to ``taker``; 0 without a tie."""
        ids, costs = self.outgoing.row(giver)
        found = costs[ids == taker]
        return float(np.exp(-np.float64(found[0]))) if len(found) else 0.0

    def set_tie(self, giver: int, taker: int, chance: float, back: float | None = None) -> None:
        """Add or re-weigh one tie; ``back`` is the chance the other way (None: the same)."""
        if giver == taker:
            raise ValueError("a tie takes two people")
        back = chance if back is None else back
        if back != chance and self.incoming is self.outgoing:
            self.incoming = self.outgoing.copy()
        self._set(giver, taker, chance)
        self._set(taker, giver, back)

    def remove_tie(self, one: int, other: int) -> None:
        """Forget the tie between two people, both ways; one that isn't there does no harm."""
        for rows in (self.outgoing, self.incoming):
            rows.drop(one, other)
            rows.drop(other, one)

    def add_person(self) -> int:
        """One more person without ties; returns their number."""
        if self.incoming is not self.outgoing:
            self.incoming.add_row()
        self._sheets.clear()
        return self.outgoing.add_row()

    def add_organisation(self) -> int:
        """One more organisation with nobody in it; returns its number."""
        self.knows.add_row()
        return self.members.add_row()

    def join(self, person: int, organisation: int) -> None:
        """The person is at the organisation."""
        self.members.put(organisation, person, 0.0)

    def leave(self, person: int, organisation: int) -> None:
        """The person is no longer at the organisation."""
        self.members.drop(organisation, person)

    def set_knows(self, person: int, organisation: int, chance: float) -> None:
        """The person knows somebody at the organisation; a chance of 0 forgets it."""
        if chance == 0:
            self.knows.drop(organisation, person)
        else:
            self.knows.put(organisation, person, float(cost_of(chance)))

    @contextmanager
    def sheet(self) -> Iterator[Costs]:
        """A borrowed array with one infinite cost for each person, to be handed back that way.

        Borrowing spares a search the filling of an array as long as the circle; two searches at
        the same time get two sheets, and one that fails doesn't hand its sheet back.
        """
        sheet = self._sheets.pop() if self._sheets else np.full(self.people, np.inf, np.float32)
        yield sheet
        if len(sheet) == self.people:
            self._sheets.append(sheet)

    def _set(self, giver: int, taker: int, chance: float) -> None:
        if chance == 0:
            self.outgoing.drop(giver, taker)
            self.incoming.drop(taker, giver)
            return
        cost = float(cost_of(chance))
        self.outgoing.put(giver, taker, cost)
        if self.incoming is not self.outgoing:
            self.incoming.put(taker, giver, cost)


def _numbers(values: ArrayLike, count: int) -> Ids:
    numbers = np.asarray(values, np.int32)
    if len(numbers) and not (int(numbers.min()) >= 0 and int(numbers.max()) < count):
        raise ValueError(f"a number is outside 0..{count - 1}")
    return numbers


def _both_ways(people: int, giver: Ids, taker: Ids, cost: Costs) -> Rows:
    row, other = np.concatenate([giver, taker]), np.concatenate([taker, giver])
    return Rows.build(people, row, other, np.concatenate([cost, cost]))


def _one_way(
    people: int,
    giver: Ids,
    taker: Ids,
    cost: Costs,
    back: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[Rows, Rows]:
    returned = np.flatnonzero(back)
    row = np.concatenate([giver, taker[returned]])
    other = np.concatenate([taker, giver[returned]])
    costs = np.concatenate([cost, cost_of(back[returned])])
    return Rows.build(people, row, other, costs), Rows.build(people, other, row, costs)
