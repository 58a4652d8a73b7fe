"""Takes the advertising off a posting's title, so that the words left say what the work is.

A posting's title carries pay, shifts, places, requisition numbers and marks for the sexes. What
names the work stands in one part of it, the *head*; other parts may still help and are kept apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kithwork.jobs.phrases import Phrases

_DATA = Path(__file__).with_name("data")
LONGEST = 300
"""Characters of a title that are read; what stands behind them is not a title any more."""

_GENDER = re.compile(
    r"[(\[]\s*(?:all genders?|gn|alle|\w{1,2}\s*[/|*.,]\s*\w{1,2}(?:\s*[/|*.,]\s*\w{1,2})?)\s*[)\]]"
    r"|(?<!\w)(?:[mwfdhx]\s?/\s?){2}[mwfdhx](?!\w)|(?<!\w)(?:h/f|f/h|m/w|w/m)(?!\w)"
    r"|(?<=\w)[*:_](?:in|innen|r)\b|(?<=\w)/-?(?:in|innen)\b|\(in\)|·e\b"
    r"|(?<=\w)[/·](?:a|as|ne|euse|trice)\b|(?<=\w)\s?\((?:a|e|ne|r|euse|trice)\)",
    re.I,
)
_PAY = re.compile(
    r"(?:(?:up to|from|earn|starting at) |\+ ?)?[$£€]\s?\d[\d.,]*\s?[km]?\+?"
    r"(?:\s?(?:-|–|to)\s?[$£€]?\s?\d[\d.,]*\s?[km]?\+?)?"
    r"(?:\s?(?:/|per |an? )\s?(?:hours?|hrs?|h|years?|yrs?|annum|weeks?|wk|months?|mo|days?)\b)?"
)
_PAY_SIGN = re.compile(r"[$£€]")
_NUMBER = re.compile(
    r"#\s?[\w-]*\d[\w-]*"
    r"|\b(?:req(?:uisition)?|job|id|ref|jr|r|vacancy|posting)\s?(?:id|no|number)?[.:#\- ]{0,3}"
    r"\d{3,}\b"
    r"|\b\d+(?:\d{3}\b|x\d+s?\b|\s?%|[\d.,]*\s?(?:k|per hour|usd|eur|gbp)\b"
    r"|\s?(?:hrs?|hours?|h)\b(?:\s?/?\s?(?:per )?w(?:ee)?k)?"
    r"|\s?[ap]m?\b(?:\s?-\s?\d+\s?[ap]m?\b)?|-\d+\s?(?:yrs?|years)\b"
    r"|\s?(?:weeks?|wks?|months?|mos?|yrs?|years?|days?(?:/wk)?)\b)"
)
_DIGIT = re.compile(r"\d")
_SENIORITY = frozenset(
    ["sr", "snr", "senior", "jr", "junior", "experienced", "i", "ii", "iii", "iv", "v", "vi", "vii"]
    + [f"l{step}" for step in range(1, 8)]
    + [str(step) for step in range(10)]
)
_RANKING = """
director manager supervisor head lead coordinator specialist analyst associate assistant officer
consultant administrator technician engineer representative operator clerk executive president
intern professor instructor advisor planner agent vice internship trainee apprentice apprenticeship
student graduate scheme program programme placement summer
"""
_RANKS = frozenset(_RANKING.split())
"""Words that name no work alone: "Director, Flight Operations" directs flight operations,
"Summer Internship - Accounting" is one in accounting."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MARKED = re.compile(r"[(\[/*:_·]")
_PARTS = re.compile(
    r"\s[-–—|•·:/@]+\s|[|•;]|(?<=\w):\s|\s[-–—]|[–—]|(?<=\w)- |,\s"
    r"|(?<=\bassistant)\s(?:to|for)\s"
)
_MAY_SPLIT = re.compile(r"[^\w\s.']|assistant (?:to|for)")
_WORDS = re.compile(r"[a-z0-9à-öø-ÿß]+(?:[+#]+)?")
_JOIN = re.compile(r"(?<=\w)['’.](?=\w)")


@dataclass(frozen=True, slots=True)
class CleanTitle:
    """The words of a title that name the work, and those beside them that may help."""

    head: tuple[str, ...]
    rest: tuple[str, ...]


def normal_title(title: str) -> str:
    """The title's words in lower case with one space between: the key of an exact look-up."""
    text = title[:LONGEST]
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(_words(text.lower()))


def numberless_title(title: str) -> str:
    """The normal title without requisition numbers: the "JR" of "JR-55120" is no junior."""
    return normal_title(
        _NUMBER.sub(" ", title[:LONGEST].lower()) if _DIGIT.search(title) else title
    )


def clean_title(title: str, heads: Container[str] = ()) -> CleanTitle:
    """Splits a posting's title into what names the work and what stands beside it.

    `heads` are words that end the names of occupations ("nurse", "driver"): the first part of
    the title that has one is the head; without one the first part is. Never raises.
    """
    text = _lower(title)
    asides: list[str] = []
    if _MARKED.search(text):
        text = _GENDER.sub(" ", text)
        if "(" in text or "[" in text:
            asides = _BRACKETS.findall(text)
            text = _BRACKETS.sub(" ", text)
    if _PAY_SIGN.search(text):
        text = _PAY.sub(" ", text)
    if _DIGIT.search(text):
        text = _NUMBER.sub(" ", text)
    parts = [_meant(part) for part in _split(text)]
    beside = [word for aside in asides for word in _meant(aside)]
    parts = [part for part in parts if part] or [beside or _words(_lower(title))]
    chosen = next((i for i, part in enumerate(parts) if any(w in heads for w in part)), 0)
    if chosen + 1 < len(parts) and _RANKS.issuperset(parts[chosen]):
        parts[chosen : chosen + 2] = [parts[chosen + 1] + parts[chosen]]
    rest = [w for i, part in enumerate(parts) if i != chosen for w in part]
    rest += beside if parts[chosen] is not beside else []
    return CleanTitle(tuple(parts[chosen]), tuple(rest))


def _split(text: str) -> list[str]:
    return _PARTS.split(text) if _MAY_SPLIT.search(text) else [text]


def _lower(title: str) -> str:
    text = html.unescape(title[:LONGEST]) if "&" in title else title[:LONGEST]
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return text.lower()


def _words(text: str) -> list[str]:
    """The words of a text in lower case; one of nothing but letters needs no pattern."""
    words = text.split()
    if text.isascii() and "".join(words).isalpha():
        return words
    return _WORDS.findall(_JOIN.sub("", text))


def _meant(part: str) -> list[str]:
    """The words of one part with abbreviations written out and seniority taken off."""
    words = _words(part)
    plain = [w for w in words if w not in _SENIORITY]
    return _written_out(plain or words)


def _written_out(words: list[str]) -> list[str]:
    known, out = all_abbreviations(), list[str]()
    if not known.touch(words):
        return words
    for meaning, phrase in known.among(words):
        out.extend((phrase if meaning is None else meaning).split())
    return out


@lru_cache(maxsize=1)
def abbreviations() -> Phrases:
    """What short and foreign words stand for, in the words of O*NET's titles.

    Matching reads these alone: with all of them, titles that one word tells apart or brings
    together lose it.
    """
    return Phrases.read(_DATA / "words.tsv")


@lru_cache(maxsize=1)
def all_abbreviations() -> Phrases:
    """As `abbreviations`, with many more; where both have a phrase, the longer list counts."""
    lists = (_DATA / name for name in ("words.tsv", "more_words.tsv"))
    return Phrases([line for path in lists for line in path.read_text("utf-8").splitlines()])
