"""Compares descriptions: shared two-word shingles, and what stands in one in another's stead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"[\n.!?:;•*·|]+|[$£€]?\w+(?:[-'’.,/:@]\w+)*", re.UNICODE)
_BREAK = frozenset("\n.!?:;•*·|")
MOST_WORDS = 1500
ENOUGH = 12
"""A text of fewer shingles says too little to be compared."""

Shingles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words in lower case, and which of them are written as names."""

    words: tuple[str, ...]
    names: frozenset[str]


def words_of(text: str) -> Words:
    """The words of a text; a capital counts as a name's where no sentence begins there."""
    words: list[str] = []
    names: set[str] = set()
    begins = True
    for token in _TOKEN.findall(text):
        if token[0] in _BREAK:
            begins = True
            continue
        word = token.lower().replace("’", "'")
        if not begins and token[0].isupper():
            names.add(word)
        words.append(word)
        begins = False
        if len(words) >= MOST_WORDS:
            break
    return Words(tuple(words), frozenset(names))


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
