"""Weighs how probable the letters of names are in the languages that an encoding was used for.

A few letters decide little by their shapes: `ő` read as `õ` is a letter, too. What decides is in
which language a letter is met how often, and beside which others; that is counted in names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from math import log

_WEST, _EAST, _CYRILLIC = "de fr es pt it sv da is", "pl cs sk hu hr ro de", "ru"
# For each encoding how often it is met, in judgement, and the languages it was used for.
_USED: dict[str, tuple[float, str]] = {
    "cp1252": (1.0, _WEST), "iso8859_15": (0.01, _WEST), "mac_roman": (0.05, _WEST),
    "cp850": (0.03, _WEST), "cp1250": (0.3, _EAST), "iso8859_2": (0.05, _EAST),
    "cp852": (0.02, _EAST), "cp1254": (0.1, "tr"), "cp1257": (0.1, "lt"),
    "cp1251": (0.3, _CYRILLIC), "koi8_r": (0.05, _CYRILLIC), "cp866": (0.03, _CYRILLIC),
    "iso8859_5": (0.01, _CYRILLIC), "mac_cyrillic": (0.01, _CYRILLIC), "cp1253": (0.1, "el"),
    "iso8859_7": (0.02, "el"), "cp1255": (0.1, "he"), "cp1256": (0.1, "ar"),
}  # fmt: skip
_QUIET = frozenset("‘’“”„–—…€´•·«»")
_UNHEARD, _SIGN, _MARK = 1e-4, 1e-6, 1e-3
_BESIDE = 2.0
"""So many sightings beside other letters as weigh as much as not knowing."""
_CAPITAL_WITHIN, _SMALL_FIRST = 1e-3, 0.1
_EDGE = "|"


@dataclass
class _Letters:
    """The letters beyond a to z in one language, and what stands before and after each."""

    seen: Counter[str] = field(default_factory=Counter)
    before: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    after: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, word: str) -> None:
        """Count the letters of a word."""
        for letter, before, after in _foreign(word):
            self.seen[letter.lower()] += 1
            self.before[letter.lower()][before.lower()] += 1
            self.after[letter.lower()][after.lower()] += 1

    def chance(self, letter: str, before: str, after: str) -> float:
        """How probable the letter is in its place, against any other place."""
        small, size = letter.lower(), self.seen.total()
        found = self.seen[small]
        if not found:
            return _MARK if letter in _QUIET else _UNHEARD if letter.isalpha() else _SIGN
        chance = found / size
        if letter != small and before.islower():
            chance *= _CAPITAL_WITHIN
        elif letter == small and before == _EDGE and small != letter.upper():
            chance *= _SMALL_FIRST
        usual = 1 / 27
        for beside, near in ((self.before, before), (self.after, after)):
            chance *= (beside[small][near.lower()] + _BESIDE * usual) / (found + _BESIDE) / usual
        return chance


def plausibility(words: Sequence[str], encoding: str) -> float:
    """The logarithm of how probable these words are, read in this encoding."""
    share, languages = _USED.get(encoding, (1e-3, _WEST))
    return log(share) + sum(_word(word, languages) for word in words)


@lru_cache(maxsize=65_536)
def _word(word: str, languages: str) -> float:
    """Each word may be of another language of those that the encoding serves."""
    places, known = list(_foreign(word)), _languages()
    total = 0.0
    names = languages.split()
    for name in names:
        chance = 1.0 / len(names)
        for place in places:
            chance *= known[name].chance(*place)
        total += chance
    return log(max(total, 1e-300))


def _foreign(word: str) -> Iterator[tuple[str, str, str]]:
    padded = f"{_EDGE}{word}{_EDGE}"
    for at in range(1, len(padded) - 1):
        if not padded[at].isascii():
            yield padded[at], padded[at - 1], padded[at + 1]


@cache
def _languages() -> dict[str, _Letters]:
    found: dict[str, _Letters] = {}
    text = (files("kithwork.people") / "data" / "lettered_names.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            language, _, words = line.partition(": ")
            found[language] = letters = _Letters()
            for word in words.split():
                letters.learn(word)
    return found
