"""A letter as counted words, word pairs and letter groups, the same for training and reading."""

import math
import re
from collections import Counter
from itertools import pairwise

from kithwork.wording.text import plain

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|0|[?!]")
_NUMBER = re.compile(r"\d+")
_WIDTHS = (3, 4, 5)


def grams(text: str) -> tuple[Counter[str], Counter[str]]:
    """Counts of words and word pairs, and of letter groups within words (numbers become 0)."""
    flat = _NUMBER.sub("0", plain(text))
    words = _TOKEN.findall(flat)
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return Counter(words + pairs), Counter(_letters(flat))


def _letters(flat: str) -> list[str]:
    groups = []
    for word in flat.split():
        padded = f" {word} "
        for width in _WIDTHS:
            groups += [padded[at : at + width] for at in range(max(1, len(padded) - width + 1))]
    return groups


def weights(counts: Counter[str], places: dict[str, int], idf: list[float]) -> dict[int, float]:
    """Sublinear tf-idf of the known grams, by their place, scaled to unit length."""
    found = {
        places[gram]: (1 + math.log(count)) * idf[places[gram]]
        for gram, count in counts.items()
        if gram in places
    }
    length = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {place: value / length for place, value in found.items()}
