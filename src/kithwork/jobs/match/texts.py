"""Compares descriptions: shared two-word shingles, and what stands in one in another's stead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

_WORD = re.compile(r"[$£€]?\w+(?:[-'’.,/:@]\w+)*", re.UNICODE)
_TOKEN = re.compile(rf"[\n.!?:;•*·|]+|{_WORD.pattern}", re.UNICODE)
_BREAK = frozenset("\n.!?:;•*·|")
_LINE_ENDS = re.compile(r"[\n.!?•]+")
MOST_WORDS = 1500
ENOUGH = 12
"""A text of fewer shingles says too little to be compared."""
LEAST_OF_A_LINE = 5
"""Words of a sentence that isn't said by chance in two texts."""
LIKE = 80
"""From so many of a hundred two lines are one, with a word changed (`rapidfuzz.fuzz.ratio`)."""

Shingles = frozenset[str]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(_WORD.findall(text.lower().replace("’", "'"))[:MOST_WORDS])


def names_of(text: str) -> frozenset[str]:
    """Its words that are written as names; a capital counts where no sentence begins."""
    names: set[str] = set()
    begins = True
    for token in _TOKEN.findall(text):
        if token[0] in _BREAK:
            begins = True
            continue
        if not begins and token[0].isupper():
            names.add(token.lower().replace("’", "'"))
        begins = False
    return frozenset(names)


def lines_of(text: str) -> frozenset[str]:
    """The sentences and lines of a text that have some length, in lower case, as plain words."""
    found = (_WORD.findall(line) for line in _LINE_ENDS.split(text.lower()))
    return frozenset(" ".join(words) for words in found if len(words) >= LEAST_OF_A_LINE)


def longest(lines: Iterable[str], most: int) -> list[str]:
    """So many of the longest lines, the longest first."""
    return sorted(lines, key=lambda line: (-len(line), line))[:most]


def other_lines(a: frozenset[str], b: frozenset[str]) -> tuple[list[str], list[str]]:
    """The lines of each that the other has neither as they are nor much like it."""
    left, right = sorted(a - b), sorted(b - a)
    for line in list(left):
        like = extractOne(line, right, scorer=ratio, score_cutoff=LIKE)
        if like:
            left.remove(line)
            right.remove(like[0])
    return left, right


def shingles_of(words: tuple[str, ...]) -> Shingles:
    """The pairs of neighbouring words."""
    return frozenset(map(" ".join, pairwise(words)))


def contained(a: Shingles, b: Shingles) -> float | None:
    """The share of the shorter text's shingles that the other has too; None: too little text."""
    least = min(len(a), len(b))
    return len(a & b) / least if least >= ENOUGH else None


def alike(a: Shingles, b: Shingles) -> float:
    """Jaccard's index of two sets of shingles (0 to 1)."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Swap:
    """Words of one text and those that the other has in their stead, with two words around."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    around: tuple[str, ...]


def swaps(a: tuple[str, ...], b: tuple[str, ...], longest: int = 6) -> Iterator[Swap]:
    """Where both texts go on alike but for a few words, which only differ; what one of them
    leaves out or adds is no swap."""
    start_a = start_b = 0
    for block in [*Levenshtein.opcodes(a, b).as_matching_blocks()]:
        left, right = a[start_a : block.a], b[start_b : block.b]
        if 0 < len(left) <= longest and 0 < len(right) <= longest:
            around = a[max(start_a - 2, 0) : start_a] + a[block.a : block.a + 2]
            yield Swap(left, right, around)
        start_a, start_b = block.a + block.size, block.b + block.size
