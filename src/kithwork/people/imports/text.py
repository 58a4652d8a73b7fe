"""Cleans text that came from outside: what can't be seen and what misleads the eye goes."""

from __future__ import annotations

import re
import unicodedata

from kithwork.people.name_words import AFTER, ALSO_NAMES
from kithwork.people.native_names import is_han, is_hangul

# Directional overrides and isolates can make one name look like another; the plain marks
# (U+200E, U+200F) are harmless within a name but make equal names unequal.
_MISLEADING = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"
_CONTROL = (*range(9), 11, 12, *range(14, 32), *range(127, 160))
_REMOVED = dict.fromkeys((*map(ord, _MISLEADING), *_CONTROL))
_SURROGATE = re.compile("[\ud800-\udfff]")
_PRONOUNS = re.compile(
    r"[(\[]\s*(?:he|she|they|him|her|them|ze|er|sie|el|ella|elle|il)\s*[/|][^)\]]*[)\]]", re.I
)
_DEGREES = AFTER - ALSO_NAMES
# How address books label the person from whom one has somebody.
REFERRED = frozenset(
    {
        "referred by", "introduced by", "empfohlen von", "empfohlen durch", "recommandé par",
        "referido por", "recomendado por", "presentato da", "indicado por", "aanbevolen door",
    }
)  # fmt: skip
_BLANK = re.compile(r"\s+")
_SYMBOL = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u2bff\u2600-\u27bf\ufe0e\ufe0f\u200d\u20e3"
    "\U000e0020-\U000e007f®™©]+"
)


def clean(text: str) -> str:
    """Text over several lines, composed (NFC), without control and direction characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _SURROGATE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_REMOVED)).strip()


def one_line(text: str) -> str:
    """The same on one line, with single blanks."""
    return _BLANK.sub(" ", clean(text)).strip()


def full_name(given: str, family: str) -> str:
    """Given and family name as one writes them: Chinese, Japanese and Korean ones together."""
    if given and family and all(map(_is_east_asian, given + family)):
        return family + given
    return f"{given} {family}".strip()


def _is_east_asian(char: str) -> bool:
    return is_han(char) or is_hangul(char) or "\u3041" <= char <= "\u30ff"


def without_symbols(text: str) -> str:
    """A name without emoji and trademark signs."""
    return _BLANK.sub(" ", _SYMBOL.sub(" ", text)).strip(' ,;|-–—•"')


def plain_part(text: str) -> str:
    """A given or family name as one would say it: no emoji, nothing after a comma or in brackets.

    What follows the comma is a degree or a title in practice; the name as written keeps it.
    """
    bare = without_symbols(re.sub(r"\([^)]*\)", " ", text)).split(",", 1)[0]
    return without_symbols(bare) or without_symbols(text)


def shown_name(text: str) -> str:
    """A name as it is shown: without emoji, pronouns in brackets and degrees behind it.

    Only what is certainly no name goes (`Ma` and `Do` are families); the text as written is kept
    beside it by whoever stores this.
    """
    bare = without_symbols(_PRONOUNS.sub(" ", text))
    head, *tail = bare.split(",")
    while tail and len(head.split()) > 1 and _is_all_degrees(tail[-1]):
        tail.pop()
    words = ",".join([head, *tail]).split()
    while len(words) > 2 and _bare(words[-1]) in _DEGREES:
        words.pop()
    return without_symbols(" ".join(words)) or one_line(text)


def _is_all_degrees(text: str) -> bool:
    words = re.split(r"[\s/&|]+", text.strip())
    return all(_bare(word) in AFTER or not _bare(word) for word in words)


def _bare(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())


def excerpt(text: str, length: int = 80) -> str:
    """How a piece of text begins, on one line, for a report."""
    line = one_line(text[: length * 4])
    return line if len(line) <= length else line[: length - 1] + "…"
