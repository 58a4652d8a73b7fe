"""Cuts out of an opening's text the part where a search's words stand, and marks them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

MOST, BEFORE, LOOKED_AT = 220, 50, 200
_TOKEN = re.compile(r"[^\W_]+[+#]*")
_NOT_BEFORE, _NOT_AFTER = r"(?<![^\W_])", r"(?![^\W_]|[+#])"


class Mark(NamedTuple):
    """Words that stand together, as the index compares them; each may be some letters off."""

    words: tuple[str, ...]
    typos: int = 0


class Piece(NamedTuple):
    """A part of a text, and whether it was searched for."""

    text: str
    found: bool = False


def snippet(text: str, marks: Iterable[Mark], most: int = MOST) -> tuple[Piece, ...]:
    """The part of a text (of about `most` characters) that has most of the words, in pieces.

    Nothing where none of them is in the text: an opening may be found by its title or employer.
    """
    found = _found(text, tuple(marks))
    if not found:
        return ()
    start, end = _window(text, found, most)
    inside = [(a, b) for a, b in found if start <= a and b <= end]
    return tuple(_pieces(text, start, end, inside))


def plain(pieces: Iterable[Piece]) -> str:
    """A snippet as plain text, the words that were found between asterisks."""
    return "".join(f"*{one.text}*" if one.found else one.text for one in pieces)


def _found(text: str, marks: tuple[Mark, ...]) -> list[tuple[int, int]]:
    """Where the words stand, without overlaps; of a long text the first places only."""
    folded = fold(text)
    off = tuple(mark for mark in marks if mark.typos)
    words = {mark.words for mark in marks} | _mistyped(folded, off)
    pattern = _pattern(frozenset(words))
    if pattern is None:
        return []
    return [one.span() for one, _ in zip(pattern.finditer(folded), range(LOOKED_AT), strict=False)]


@lru_cache(maxsize=256)
def _pattern(words: frozenset[tuple[str, ...]]) -> re.Pattern[str] | None:
    each = [r"[\W_]+".join(map(re.escape, one)) for one in words if any(one)]
    if not each:
        return None
    longest_first = sorted(each, key=lambda one: (-len(one), one))
    return re.compile(f"{_NOT_BEFORE}(?:{'|'.join(longest_first)}){_NOT_AFTER}")


def _mistyped(folded: str, marks: Sequence[Mark]) -> set[tuple[str, ...]]:
    """The text's own words for which these were mistyped."""
    if not marks:
        return set()
    return {
        (word,)
        for word in set(_TOKEN.findall(folded))
        for mark in marks
        if OSA.distance(word, mark.words[0], score_cutoff=mark.typos) <= mark.typos
    }


def _window(text: str, found: Sequence[tuple[int, int]], most: int) -> tuple[int, int]:
    """From where to where: the stretch with most different words, the first such."""
    best, start = -1, 0
    for first, _ in found:
        said = {text[a:b].lower() for a, b in found if first <= a and b <= first + most - BEFORE}
        if len(said) > best:
            best, start = len(said), first
    begin = max(0, start - BEFORE)
    if begin:
        begin = text.find(" ", begin, start) + 1 or start
    end = min(len(text), begin + most)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), next(b for a, b in found if a == start))
    return begin, end


def _pieces(text: str, start: int, end: int, found: Sequence[tuple[int, int]]) -> list[Piece]:
    made, at = [Piece("… ")] if start else [], start
    for a, b in found:
        made += [Piece(_tidy(text[at:a])), Piece(_tidy(text[a:b]), found=True)]
        at = b
    made.append(Piece(_tidy(text[at:end]) + (" …" if end < len(text) else "")))
    return [one for one in made if one.text]


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)


class _Folding(dict[int, int]):
    """Each letter in lower case and without accents, one for one."""

    def __missing__(self, code: int) -> int:
        lower = chr(code).lower()
        base = unicodedata.normalize("NFKD", lower)[:1] if lower.isalnum() else lower
        self[code] = ord(base) if len(base) == 1 else code
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """A text of the same length in which letters compare as they do in the index."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
