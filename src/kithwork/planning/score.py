"""Whom to meet next: everybody's score, and the week's meetings with reasons and asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from kithwork.planning import conduct
from kithwork.planning.ask import GRANTED, MOST_NAMES, Ask, Askable, ask_of, worth_asking_for
from kithwork.planning.prospects import UNKNOWN, Bools, Floats, Ints, Kind, Prospects, Ragged
from kithwork.planning.reasons import Plan, Reasons, Recommendation, sentence
from kithwork.planning.yields import FEATURES, Yields, expected_insiders, features, shipped

# An insider who has yet to be named is worth half of one who is at hand; what a named person
# would lead to counts a quarter, because most names come to nothing before the goal is reached;
# and somebody met before has given most of their names.
LATER = 0.5
ONWARD = 0.25
SPENT = 0.3


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely each kind of person accepts; means of the posteriors, or of the priors."""

    kith: float = 0.8
    referred: float = 0.5
    cold: float = 0.05

    def by_kind(self) -> Floats:
        """Indexed by ``Kind``."""
        return np.array([self.kith, self.referred, self.cold])


@dataclass(frozen=True, slots=True)
class Scores:
    """One value a person: ``total = chance * (inside + expected)``; see ``Reasons``.

    ``expected`` is the worth today of the people whom a meeting should bring, those known of and
    those guessed together; ``guessed`` is how many the yield model alone expects; ``rows`` are
    its features.
    """

    chance: Floats
    inside: Floats
    expected: Floats
    guessed: Floats
    known: Ints
    rows: Floats

    @property
    def total(self) -> Floats:
        """Expected worth of approaching each person, in reached targets."""
        return self.chance * (self.inside + self.expected)


def recommend(
    prospects: Prospects,
    meetings: int,
    now: date,
    *,
    chances: Chances = Chances(),
    yields: Yields | None = None,
    openings: Sequence[int] = (),
    employers: Mapping[int, str] | None = None,
    ask_again_after: int = conduct.ASK_AGAIN_AFTER,
) -> Plan:
    """The ``meetings`` people to approach next, best first, each with reasons and a named ask.

    ``openings`` are employers with an opening that matches the objective; people there are
    listed under ``Plan.direct``. ``employers`` names employers in the sentences. Scores depend
    on ``prospects.targets.reached``: call again after every change of what is reached.
    """
    if meetings < 0:
        raise ValueError("a plan cannot hold fewer than no meetings")
    used = shipped() if yields is None else yields
    scores = score(prospects, chances, used)
    may = conduct.allowed(prospects, now, ask_again_after)
    direct = may & np.isin(prospects.employer, [e for e in openings if e != UNKNOWN])
    chosen = _best(prospects, scores, may & ~direct, meetings)
    told = _Told(prospects, scores, chances, used, employers or {})
    return Plan(
        day=now,
        meetings=tuple(told.about(i) for i in chosen),
        direct=tuple(told.about(i) for i in _best(prospects, scores, direct, meetings)),
        resting=int(np.count_nonzero(~may & (prospects.kind != Kind.COLD))),
    )


def score(prospects: Prospects, chances: Chances, yields: Yields) -> Scores:
    """Everybody's chance of accepting, the worth of being inside, and what they should bring."""
    targets = prospects.targets
    met = conduct.met(prospects)
    rows = features(
        prospects.employer,
        prospects.past,
        prospects.level,
        prospects.industry,
        prospects.connections,
        targets,
    )
    open_ = targets.weight[~targets.reached & (targets.weight > 0)]
    mean_weight = float(open_.mean()) if len(open_) else 0.0
    guessed = expected_insiders(rows, yields, targets) * mean_weight
    guessed[met] *= SPENT
    inside = np.where(met, 0.0, targets.open_weights(prospects.employer))
    wanted = worth_asking_for(prospects, met)
    seen, count = _seen(prospects, inside, guessed, wanted, chances.referred)
    hoped = chances.referred * guessed
    return Scores(
        chance=_chance(prospects, chances),
        inside=inside,
        expected=LATER * np.where(prospects.looked_up, seen, seen + hoped),
        guessed=guessed,
        known=count,
        rows=rows,
    )


def best_three(owners: Ints, values: Floats, people: int) -> Floats:
    """For each person the sum of the three greatest of the values (0 or more) that they own."""
    top = float(values.max(initial=0.0)) + 1.0
    order = np.argsort(owners - values / top)
    owner, value = owners[order], values[order]
    first = np.searchsorted(owner, owner)
    kept = np.arange(len(owner)) - first < MOST_NAMES
    summed = np.bincount(owner[kept], weights=value[kept], minlength=people)
    return np.asarray(summed, dtype=float)


def repeated(owners: Ints, employer: Ints, chance: float) -> Floats:
    """A factor for each item: 1 for the first person of an employer that an owner knows, and
    (1 - chance) once more for every further one, since one meeting there is enough."""
    order = np.lexsort((employer, owners))
    group = owners[order] * (int(employer.max(initial=0)) + 2) + employer[order] + 1
    rank = np.arange(len(order)) - np.searchsorted(group, group)
    factor = np.empty(len(order))
    factor[order] = (1.0 - chance) ** rank
    return factor


def _seen(
    prospects: Prospects, inside: Floats, guessed: Floats, wanted: Bools, met: float
) -> tuple[Floats, Ints]:
    """Worth of the three best people whom each is known to know; how many insiders they know.

    ``met`` is the chance that a person named comes to a meeting.
    """
    people = len(prospects)
    owners, known = prospects.knows.owners(), prospects.knows.items
    some = wanted[known]
    owners, known = owners[some], known[some]
    count = np.bincount(owners[inside[known] > 0], minlength=people)
    targets = prospects.targets
    weights = np.where(targets.reached, 0.0, targets.weight)[prospects.insiders.items]
    unnamed = prospects.insiders.owners()
    count += np.bincount(unnamed[weights > 0], minlength=people)
    places = np.append(prospects.employer[known], targets.employer[prospects.insiders.items])
    owners = np.append(owners, unnamed)
    worth = np.append(inside[known], weights)
    good = worth > 0
    worth[good] *= repeated(owners[good], places[good], GRANTED * met)
    worth[: len(known)] += ONWARD * met * guessed[known]
    return GRANTED * met * best_three(owners, worth, people), count


def _chance(prospects: Prospects, chances: Chances) -> Floats:
    """Acceptance by kind, times the tie's own chance where one is known, times willingness."""
    tie = np.where(np.isnan(prospects.tie), 1.0, prospects.tie)
    chance = chances.by_kind()[prospects.kind] * tie * conduct.willingness(prospects)
    return np.asarray(chance, dtype=float)


def _best(prospects: Prospects, scores: Scores, may: Bools, count: int) -> Ints:
    """Positions of the best allowed people, pinned ones first; ties in the order given."""
    people = np.flatnonzero(may)
    order = np.lexsort((people, -scores.total[people], ~prospects.pinned[people]))
    return people[order[:count]]


class _Told:
    """Turns positions into recommendations, never asking two contacts for the same person."""

    def __init__(
        self,
        prospects: Prospects,
        scores: Scores,
        chances: Chances,
        yields: Yields,
        employers: Mapping[int, str],
    ) -> None:
        self.prospects, self.scores, self.yields = prospects, scores, yields
        self.employers = employers
        self.taken = np.zeros(len(prospects), dtype=bool)
        self.askable = Askable(
            scores.inside,
            scores.guessed * chances.referred * ONWARD,
            chances.referred,
            worth_asking_for(prospects, conduct.met(prospects)),
        )

    def about(self, i: int) -> Recommendation:
        """The recommendation of the person at position i."""
        reasons = self._reasons(i)
        ask: Ask = ask_of(self.prospects, i, self.askable, self.taken)
        return Recommendation(
            person=int(self.prospects.id[i]),
            score=reasons.score,
            reasons=reasons,
            sentence=sentence(
                reasons, self.employers, aimed=bool(len(self.prospects.targets.employer))
            ),
            ask=ask,
        )

    def _reasons(self, i: int) -> Reasons:
        prospects, scores = self.prospects, self.scores
        looked = bool(prospects.looked_up[i]) or scores.known[i] > 0
        employer = int(prospects.employer[i])
        return Reasons(
            chance=float(scores.chance[i]),
            inside=float(scores.inside[i]),
            expected=float(scores.expected[i]),
            brings=self._brings(i),
            known=int(scores.known[i]) if looked else None,
            factors=self._factors(i),
            kind=Kind(int(prospects.kind[i])),
            employer=None if employer == UNKNOWN else employer,
            past_targets=self._past_targets(prospects.past, i),
            pinned=bool(prospects.pinned[i]),
        )

    def _brings(self, i: int) -> float:
        sure = GRANTED * min(int(self.scores.known[i]), MOST_NAMES)
        return sure if self.prospects.looked_up[i] else sure + float(self.scores.guessed[i])

    def _factors(self, i: int) -> tuple[tuple[str, float], ...]:
        parts = np.exp(self.scores.rows[i] * self.yields.weights)
        named = zip(FEATURES, parts.tolist(), strict=True)
        return tuple((name, part) for name, part in list(named)[1:] if part != 1.0)

    def _past_targets(self, past: Ragged, i: int) -> tuple[int, ...]:
        places = past.row(i)
        return tuple(int(p) for p in places[self.prospects.targets.open_weights(places) > 0])
