"""Cuts English text into the word pieces of BERT's vocabulary, each with its place in the text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kithwork.wording.text import plain

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Pieces:
    """Numbers of the pieces, and the offsets of each in the letter (equal for the two ends)."""

    numbers: list[int]
    spans: list[tuple[int, int]]


def pieces(text: str, places: Mapping[str, int]) -> Pieces:
    """The pieces of the letter between the two marks that the model expects.

    Greedy longest match from the left: Wu et al., "Google's Neural Machine Translation System"
    (2016), in the form of Devlin et al., "BERT" (2019).
    """
    numbers, spans = [places[FIRST]], [(0, 0)]
    flat = _without_accents(plain(text))
    for word in _WORD.finditer(flat):
        for piece, start, end in _cut(word.group(), places):
            numbers.append(places[piece])
            spans.append((word.start() + start, word.start() + end))
    return Pieces([*numbers, places[LAST]], [*spans, (len(text), len(text))])


def _without_accents(flat: str) -> str:
    """The text with bare letters, character for character."""
    if flat.isascii():
        return flat
    return "".join(unicodedata.normalize("NFD", char)[0] for char in flat)


def _cut(word: str, places: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    found, start = [], 0
    while start < len(word) <= _LONGEST:
        for end in range(len(word), start, -1):
            piece = word[start:end] if start == 0 else f"##{word[start:end]}"
            if piece in places:
                break
        else:
            break
        found.append((piece, start, end))
        start = end
    if start == len(word):
        yield from found
    else:
        yield UNKNOWN, 0, len(word)
