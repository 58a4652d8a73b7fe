"""Says of a search that finds nothing what to leave out of it, and how much there is then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.wanted import Term, Wanted, terms
from kithwork.jobs.search import Found

MOST_WORDS = 8
LEFT_OUT = {
    "place": "in any place",
    "near": "at any distance",
    "employer": "at any employer",
    "since": "however old",
    "job_type": "of any job type",
    "occupation": "of any occupation",
    "level": "of any level",
    "remote": "remote or not",
    "least_pay": "whatever the pay",
    "employers": "also where you know nobody",
    "aim": "also beside your objective",
}
"""The parts of a search besides its words, and what it is without each."""
_NOTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Looser:
    """A search without one part: what it is called, which part, the words that stay, its count."""

    called: str
    part: str
    words: str
    count: int


def looser(found: Found) -> list[Looser]:
    """Each part without which something would be found, those that give up least first."""
    tried = [
        Looser(called, part, wanted.words, _count(found, wanted))
        for called, part, wanted in _without_one(found.wanted)
    ]
    return sorted((one for one in tried if one.count), key=lambda one: one.count)


def _without_one(wanted: Wanted) -> Iterator[tuple[str, str, Wanted]]:
    said = terms(wanted.words)
    if 1 < len(said) <= MOST_WORDS or (said and _narrowed(wanted)):
        for at, term in enumerate(said[:MOST_WORDS]):
            rest = " ".join(_written(one) for one in (*said[:at], *said[at + 1 :]))
            yield f"without {_written(term)}", "words", replace(wanted, words=rest)
    for part, called in LEFT_OUT.items():
        if getattr(wanted, part) != getattr(_NOTHING, part):
            yield called, part, replace(wanted, **{part: getattr(_NOTHING, part)})


def _narrowed(wanted: Wanted) -> bool:
    return replace(wanted, words="", within_km=_NOTHING.within_km) != _NOTHING


def _written(term: Term) -> str:
    said = f'"{term.said}"' if term.phrase else term.said
    return f"-{said}" if term.refused else said


def _count(found: Found, wanted: Wanted) -> int:
    if wanted == replace(_NOTHING, within_km=wanted.within_km):
        return 0  # everything there is is no answer
    return found.shard.search(query_of(wanted, found.shard), 0).count
