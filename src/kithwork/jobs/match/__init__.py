"""Finds postings that state one opening, and says for every pair what speaks for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kithwork.jobs.match.facts import Facts, facts_of
from kithwork.jobs.match.groups import Jobs, Pair, join, weigh
from kithwork.jobs.match.judge import Verdict, judge
from kithwork.jobs.match.keys import Keyed, Sketch, columns, keyed, sketches, title_and_town
from kithwork.jobs.match.lines import read_lines
from kithwork.jobs.match.pairs import BESIDE, CROWD, sharing
from kithwork.jobs.match.statement import Statement
from kithwork.jobs.match.unread import refused_unread
from kithwork.jobs.match.widely import retold_pairs

__all__ = [
    "Facts",
    "Matched",
    "Sketch",
    "Statement",
    "Verdict",
    "candidates",
    "columns",
    "facts_of",
    "judge",
    "keyed",
    "match",
    "own_first",
    "read_lines",
    "refused_unread",
    "sketches",
]


@dataclass(frozen=True, slots=True)
class Matched:
    """A posting and its job, which is called after its first posting."""

    id: str
    job: str


def match(postings: Sequence[Statement]) -> list[Matched]:
    """Each posting with its job, in the order given, which makes no difference to the jobs.
    Postings of one id, system, board and employer are one and the same, stated twice."""
    order = sorted(range(len(postings)), key=lambda i: _in_order(postings[i]))
    facts = {number: facts_of(postings[i]) for number, i in enumerate(order)}
    jobs = Jobs(facts, _given_twice(facts))
    join(jobs, facts, weigh(facts, candidates(facts)))
    named: dict[int, str] = {}
    for number in facts:
        members = jobs.of(number)
        if id(members) not in named:
            named[id(members)] = facts[min(members, key=lambda m: own_first(facts[m]))].said.id
    job = {i: named[id(jobs.of(number))] for number, i in enumerate(order)}
    return [Matched(said.id, job[i]) for i, said in enumerate(postings)]


def _in_order(said: Statement) -> tuple[str, ...]:
    """An order by what postings say, so that those alike stand beside each other."""
    return (said.title.casefold(), said.employer.casefold(), said.location, said.department,
            said.description, str(said.posted or ""), said.system, said.board, said.id)  # fmt: skip


def own_first(facts: Facts) -> tuple[bool, bool, int, str, str]:
    """The order in which a job's postings are shown: the employer's own board, the fuller text,
    the earlier one."""
    said = facts.said
    own = said.own if said.own is not None else bool(facts.employer.keys) and bool(said.board)
    day = said.posted.isoformat() if said.posted else "9999"
    return facts.employer.agency, not own, -len(facts.shingles) // 20, day, said.id


def _given_twice(facts: Mapping[int, Facts]) -> Iterator[list[int]]:
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in facts.items():
        said = one.said
        same[said.system, said.board, said.id, one.employer.keys].append(number)
    return (numbers for numbers in same.values() if len(numbers) > 1)


def candidates(facts: Mapping[int, Facts]) -> list[Pair]:
    """The pairs of a file that are weighed: those that share enough keys, or title and town where
    few do."""
    by_title: dict[str, list[int]] = defaultdict(list)
    for number, one in facts.items():
        for name in title_and_town(one):
            by_title[name].append(number)
    few = (some for some in by_title.values() if len(some) <= CROWD)
    found = {pair for some in few for pair in combinations(some, 2)} | retold_pairs(facts)
    shared = sharing(keyed(facts), Keyed.none(), BESIDE).pairs
    return sorted({*found, *map(tuple, shared.tolist())})
