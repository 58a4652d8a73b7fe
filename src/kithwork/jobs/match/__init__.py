"""Finds postings that state one opening, and says for every pair what speaks for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kithwork.jobs.match.facts import Facts, facts_of
from kithwork.jobs.match.groups import Jobs, Pair, join, weigh
from kithwork.jobs.match.judge import Verdict, judge
from kithwork.jobs.match.keys import CROWD, keys_of, title_and_town
from kithwork.jobs.match.statement import Statement, read_lines

__all__ = [
    "Facts",
    "Matched",
    "Statement",
    "Verdict",
    "facts_of",
    "judge",
    "keys_of",
    "match",
    "own_first",
    "read_lines",
]


@dataclass(frozen=True, slots=True)
class Matched:
    """A posting and its job, which is called after its first posting."""

    id: str
    job: str


def match(postings: Sequence[Statement]) -> list[Matched]:
    """Each posting with its job, in the order given. Postings of one id, system and board are
    one and the same, stated twice."""
    facts = {number: facts_of(said) for number, said in enumerate(postings)}
    jobs = Jobs(facts, _given_twice(postings))
    keys = [mine.tolist() for mine in keys_of(list(facts.values()))]
    pairs = {*_pairs(keys), *_pairs([title_and_town(one) for one in facts.values()])}
    join(jobs, facts, weigh(facts, sorted(pairs)))
    named = {}
    for number in facts:
        members = jobs.of(number)
        if id(members) not in named:
            named[id(members)] = postings[min(members, key=lambda m: own_first(facts[m]))].id
    return [Matched(said.id, named[id(jobs.of(i))]) for i, said in enumerate(postings)]


def own_first(facts: Facts) -> tuple[bool, bool, int, str, str]:
    """The order in which a job's postings are shown: the employer's own board, the fuller text,
    the earlier one."""
    said = facts.said
    own = said.own if said.own is not None else bool(facts.employer.keys) and bool(said.board)
    day = said.posted.isoformat() if said.posted else "9999"
    return facts.employer.agency, not own, -len(facts.shingles) // 20, day, said.id


def _given_twice(postings: Sequence[Statement]) -> Iterator[list[int]]:
    same: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, said in enumerate(postings):
        same[said.system, said.board, said.id].append(number)
    return (numbers for numbers in same.values() if len(numbers) > 1)


def _pairs(keys: Sequence[Iterable[Hashable]]) -> set[Pair]:
    """Every two postings that share a key, the later ones of a crowded key left out."""
    under: dict[Hashable, list[int]] = defaultdict(list)
    for number, mine in enumerate(keys):
        for key in mine:
            if len(under[key]) < CROWD:
                under[key].append(number)
    return {pair for found in under.values() for pair in combinations(found, 2)}
