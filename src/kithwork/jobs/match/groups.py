"""Joins postings into jobs, strongest evidence first, never two that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from kithwork.jobs.match.against import other_employers
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.judge import Verdict, contradicted, log_odds, weighed
from kithwork.jobs.match.nearby import near
from kithwork.jobs.match.places_of_one import why_several
from kithwork.jobs.match.rewritten import stand
from kithwork.jobs.match.texts import contained
from kithwork.jobs.match.where import Near, compare

Pair = tuple[int, int]
TIE = 0.15
"""Two openings whose strengths differ by less can't be told apart by a posting that fits both."""
WIDE_TIE = 0.3
"""The same for openings of different employers, whose texts an agency doesn't keep word by word."""
LEAST_ODDS = -5.0
"""The log-odds from which two postings may be one because others stand between them; on the
whole, those of two jobs have to speak for one."""
_LARGEST = 200


class Jobs:
    """Groups of postings (by their numbers) that are one job each."""

    def __init__(
        self,
        facts: Mapping[int, Facts],
        groups: Iterable[Sequence[int]] = (),
        apart: Collection[Pair] = (),
    ) -> None:
        """`groups` are joined already; `apart` are pairs (the lesser number first) that a
        person said are two."""
        self._facts = facts
        self._apart = apart
        self._group: dict[int, list[int]] = {}
        self._several: dict[int, bool] = {}
        for members in groups:
            self._adopt(list(members))

    def _adopt(self, members: list[int]) -> None:
        for one in members:
            self._group[one] = members
        self._several[id(members)] = any(
            near(self._facts[x], self._facts[y]) is Near.APART
            for x, y in combinations(members[:20], 2)
        )

    def of(self, one: int) -> list[int]:
        """The postings of the job that this one is of."""
        if one not in self._group:
            self._adopt([one])
        return self._group[one]

    def join(self, pair: Pair, verdict: Verdict) -> bool:
        """Make two postings' jobs one, unless postings of them contradict each other."""
        left, right = self.of(pair[0]), self.of(pair[1])
        if left is right:
            return True
        if len(left) + len(right) > _LARGEST or not self._may(left, right, bool(verdict.several)):
            return False
        self._unite(left, right, bool(verdict.several))
        return True

    def unite(self, a: int, b: int) -> None:
        """Make two postings' jobs one on a person's word."""
        left, right = self.of(a), self.of(b)
        if left is not right:
            self._unite(left, right, True)

    def _unite(self, left: list[int], right: list[int], several: bool) -> None:
        before = (self._several.pop(id(left)), self._several.pop(id(right)))
        whole = left + right
        for one in whole:
            self._group[one] = whole
        self._several[id(whole)] = several or any(before)

    def _may(self, left: list[int], right: list[int], several: bool) -> bool:
        many = several or self._several[id(left)] or self._several[id(right)]
        whole = 0.0
        for x, y in product(left, right):
            if (min(x, y), max(x, y)) in self._apart:
                return False
            a, b = self._facts[x], self._facts[y]
            where = near(a, b)
            apart = not many and where is Near.APART
            if apart and not self._listed_together(a, b, (*left, *right)):
                return False
            if contradicted(a, b):
                return False
            odds = log_odds(a, b, where)
            if odds < LEAST_ODDS:
                return False
            whole += odds
        if whole < 0.0:
            return False
        return True if several or not many else self._among(left, right)

    def _listed_together(self, a: Facts, b: Facts, members: Iterable[int]) -> bool:
        """Whether a posting that lists several places has those of both."""
        wide = (self._facts[m].where for m in members if len(self._facts[m].where.towns) > 1)
        return any(compare(w, a.where) is compare(w, b.where) is Near.SAME for w in wide)

    def _among(self, left: list[int], right: list[int]) -> bool:
        """Whether each place of one stands among the other's."""
        one, other = (left, right) if self._several[id(right)] else (right, left)
        return all(
            any(near(self._facts[x], self._facts[y]) is not Near.APART
                for y in other)
            for x in one
        )  # fmt: skip


def weigh(facts: Mapping[int, Facts], pairs: Iterable[Pair]) -> dict[Pair, Verdict]:
    """The verdicts on pairs that are one opening, as far as they stand alone."""
    verdicts = {(a, b): weighed(facts[a], facts[b]) for a, b in pairs}
    return {pair: verdict for pair, verdict in verdicts.items() if verdict}


def join(jobs: Jobs, facts: Mapping[int, Facts], verdicts: Mapping[Pair, Verdict]) -> None:
    """Join what the verdicts join, the strongest first."""
    unclear = _unclear(facts, verdicts)
    order = sorted(verdicts, key=lambda pair: (-verdicts[pair].strength, pair))
    for pair in order:
        if pair not in unclear:
            jobs.join(pair, verdicts[pair])


def _unclear(facts: Mapping[int, Facts], verdicts: Mapping[Pair, Verdict]) -> set[Pair]:
    """Pairs of a posting that fits two openings, which contradict each other, equally well."""
    fits: dict[int, list[tuple[float, int, Pair]]] = defaultdict(list)
    for pair, verdict in verdicts.items():
        fits[pair[0]].append((verdict.strength, pair[1], pair))
        fits[pair[1]].append((verdict.strength, pair[0], pair))
    found: set[Pair] = set()
    for ways in fits.values():
        best = max(ways)
        rest = [way for way in ways if way is not best and best[0] - way[0] < WIDE_TIE][:12]
        # Where one opening is stated for several places, another place tells nothing.
        apart = not any(verdicts[way[2]].several for way in (best, *rest))
        if any(_rivals(facts[best[1]], facts[way[1]], best[0] - way[0], apart) for way in rest):
            found.update(pair for _, _, pair in ways)
    return found


def _rivals(a: Facts, b: Facts, behind: float, apart: bool) -> bool:
    """Whether two that a posting fits, one `behind` the other, are two openings; `apart`: other
    places say so, too."""
    if behind < TIE:
        return _two(a, b) if apart else contradicted(a, b)
    return other_employers(a, b, stand(a, b))


def _two(a: Facts, b: Facts) -> bool:
    if near(a, b) is Near.APART:
        number = bool(a.marks & b.marks)
        return not why_several(a, b, contained(a.shingles, b.shingles), number, False)
    return contradicted(a, b)
