"""Takes out of a text what it tells: words that aren't in every posting, and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kithwork.jobs.match.vocabulary import vocabulary

_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
_USUAL = vocabulary("usual in postings")
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "twenty": "20", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6",
    "sieben": "7", "acht": "8", "neun": "9", "zehn": "10", "elf": "11", "zwölf": "12",
    "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "sept": "7", "huit": "8", "neuf": "9",
    "dix": "10", "douze": "12",
}  # fmt: skip
_ENDING = re.compile(r"(?:ings?|ed|es|s)$")
_DECIMAL = re.compile(r",(\d{1,2})$")
_VEILED = re.compile(
    r"\b(?:an?|one of)\s+(?:[\w&'-]+[\s,]+){0,5}?(?:company|employer|firm|manufacturer|hotel|"
    r"practice|provider|carrier|business|mnc|school|organi[sz]ation|brand|retailer|clinic|"
    r"hospital|charity|authority|installer|maker|bank|insurer|operator|contractor|start-?up|"
    r"builder|college|university|council|restaurant|supplier|plant|site|client)\b"
    r"[^.]{0,60}?\b(?:is|are|wants|needs|seeks|requires|to find|looking|hiring|has)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells: the beginnings of its words that aren't in every posting, numbers, and
    words in capitals: kinds of licences, machines, programs."""

    words: frozenset[str]
    numbers: frozenset[str]
    capitals: frozenset[str]

    def __and__(self, other: Told) -> Told:
        return Told(
            self.words & other.words,
            self.numbers & other.numbers,
            self.capitals & other.capitals,
        )


def told_by(text: str) -> Told:
    """What a posting's text tells."""
    words = set(_WORD.findall(text))
    told = [_tells(word) for word in words]
    return Told(
        frozenset(said for said, is_number in told if said and not is_number),
        frozenset(said for said, is_number in told if said and is_number),
        frozenset(word for word in words if len(word) > 1 and word.isupper()),
    )


@lru_cache(maxsize=1 << 14)
def _tells(word: str) -> tuple[str, bool]:
    """What one word tells, "" for nothing, and whether that is a number; words come back."""
    low = word.lower()
    if low in _NUMBERS or word[0].isdigit():
        return _NUMBERS.get(low) or _figure(word), True
    if low not in _USUAL and (len(low) > 3 or (len(low) > 1 and word.isupper())):
        return begins(low), False
    return "", False


def begins(word: str) -> str:
    """The beginning by which a word's forms meet ("packing", "pack"; "mechatronica")."""
    bare = _ENDING.sub("", word)
    return (bare if len(bare) > 3 else word)[:5]


def figure(amount: float | None) -> str:
    """An amount as numbers of a text are compared."""
    return "" if amount is None else _figure(f"{amount:.2f}")


def _figure(word: str) -> str:
    """A number so that 2,300 and 2300, $0.62 and 62 cents, 94,000 and 94k are one each."""
    plain = _DECIMAL.sub(r".\1", word).replace(",", "")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.removesuffix("000").removeprefix("0.")


def agreement(a: Told, b: Told) -> float:
    """How much of what the one that tells less tells the other tells, too (0 to 1); a number of
    several figures is worth three words."""
    least = min(weight(a), weight(b))
    return weight(a & b) / least if least else 0.0


def figures(told: Told) -> frozenset[str]:
    """Its numbers of several figures, which few texts have by chance."""
    return frozenset(number for number in told.numbers if len(number) > 1)


def weight(told: Told) -> int:
    """How much is told, in words."""
    return len(told.words) + sum(3 if len(number) > 1 else 1 for number in told.numbers)


def hides_whom(text: str) -> bool:
    """Whether a text begins with an employer that it doesn't name ("A local builder is ...")."""
    return bool(_VEILED.search(text[:300]))
