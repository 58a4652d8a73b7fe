"""Tells in which older encoding a file was written, by whether its words can be words.

`charset-normalizer` knows the East Asian ones well. On a few names in Latin, Greek or Cyrillic
letters it guesses, so those are weighed here: a word is cheap if all of its letters are of the
alphabet of one language, as capitals and small letters follow each other in names. Of those in
which words can be words, `letters` finds the one whose languages know such letters in such places.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from charset_normalizer import from_bytes

from kithwork.people.imports.letters import plausibility
from kithwork.people.imports.lines import wide_encoding
from kithwork.people.imports.source import Source

USUAL = "cp1252"
_SAMPLE = 60_000
_READ_AT_MOST = 8_000_000
# In this order: where two cost the same, the one that is met more often stands first.
_SINGLE = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1254", "iso8859_2", "cp1253", "mac_roman",
    "iso8859_15", "cp1257", "cp1255", "cp1256", "cp866", "cp850", "cp852", "iso8859_5",
    "iso8859_7", "mac_cyrillic",
)  # fmt: skip
_ASIAN = ["cp932", "gb18030", "big5", "cp949", "euc_jp"]
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "àèéìíòóù", "áâãàçéêíóôõú", "åäöé", "æøåéü",
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîșțşţ",
        "çğıöşüâî", "āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž", "ëéèïöüá",
    )
)  # fmt: skip
_RARER = frozenset("áðéíóúýþæö")
_OFTEN = {"CYRILLIC": frozenset("оеаинтсрвлкмйя"), "GREEK": frozenset("αοιετσνηυρπςόάίή")}
_QUIET = frozenset("‘’“”„–—…€ ´•·«»")
_WORDS = re.compile(r"[A-Za-z\u0080-\U0010ffff]+")
_IMPLAUSIBLE = 1.2
_NEAR = 1.0
"""Encodings that are no more implausible than this beyond the best are told apart by languages."""


@lru_cache(maxsize=8)
def legacy_of(source: Source) -> str:
    """The encoding for lines of a file that are no UTF-8; `cp1252` where nothing speaks against."""
    return USUAL if wide_encoding(source.head(400)) else guess(b"\n".join(_foreign_lines(source)))


def guess(sample: bytes) -> str:
    """The most plausible encoding of lines that are no UTF-8."""
    if not sample:
        return USUAL
    costs = {name: cost for name in _SINGLE if (cost := _cost(sample, name)) is not None}
    best = min(costs, key=lambda name: costs[name], default="")
    if best and costs[best] < _IMPLAUSIBLE:
        near = [name for name, cost in costs.items() if cost <= costs[best] + _NEAR]
        return max(near, key=lambda name: plausibility(_lettered(sample, name), name))
    asian = from_bytes(sample, cp_isolation=_ASIAN).best()
    return asian.encoding if asian else best or USUAL


def _foreign_lines(source: Source) -> list[bytes]:
    """Lines that are no UTF-8, enough to judge by; none where most are: then those are damaged."""
    read = sound = size = 0
    found: list[bytes] = []
    with source.open() as stream:
        while read < _READ_AT_MOST and size < _SAMPLE and (line := stream.readline(_SAMPLE)):
            read += len(line)
            if line.isascii():
                continue
            if _is_utf8(line):
                sound += 1
            else:
                size += len(line)
                found.append(line.strip())
    return found if sound <= len(found) else []


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"  # a long line, cut within a character
    return True


def _cost(sample: bytes, encoding: str) -> float | None:
    """How implausible the words are on average, from 0; None where the bytes mean nothing."""
    text = sample.decode(encoding, "replace")
    foreign = sum(not char.isascii() for char in text)
    if text.count("\ufffd") * 2 > foreign:
        return None
    words = _lettered(sample, encoding)
    return sum(map(_word_cost, words)) / max(len(words), 1)


def _lettered(sample: bytes, encoding: str) -> list[str]:
    """The words that hold letters beyond a to z."""
    found = _WORDS.findall(sample.decode(encoding, "replace"))
    return [word for word in found if not word.isascii()]


@lru_cache(maxsize=65_536)
def _word_cost(word: str) -> float:
    bare = "".join(char for char in word if char not in _QUIET)
    letters = [char for char in bare if char.isalpha()]
    cost = 3.0 * (len(bare) - len(letters))
    if not letters:
        return cost or 0.2
    scripts = {unicodedata.name(char, "?").split()[0] for char in letters}
    cost += 4.0 * (len(scripts) - 1) + _case_cost(letters)
    if scripts == {"LATIN"}:
        return cost + _latin_cost({char.lower() for char in letters if not char.isascii()}, bare)
    script = next(iter(scripts))
    often = _OFTEN.get(script)
    if often is None:
        return cost if script in ("HEBREW", "ARABIC") else cost + 2.0
    rare = sum(char.lower() not in often for char in letters)
    return cost + rare / len(letters)


def _latin_cost(foreign: set[str], word: str) -> float:
    """Letters that no one alphabet holds together; more of them than plain letters is odd, too."""
    outside = min(len(foreign - alphabet) for alphabet in _ALPHABETS)
    if outside and foreign <= _RARER:
        outside = 0.3 * len(foreign)  # type: ignore[assignment]
    many = sum(not char.isascii() for char in word) * 2 > len(word) + 1
    return outside + (1.5 if many else 0.0)


def _case_cost(letters: list[str]) -> float:
    """A capital after a small letter is odd where either is foreign; so is a small beginning."""
    odd = sum(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairwise(letters))
    begins = 0.3 if letters[0].islower() and not letters[0].isascii() else 0.0
    return 2.0 * odd + begins
