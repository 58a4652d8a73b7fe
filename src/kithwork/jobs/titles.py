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

_DATA = Path(__file__).with_name("data")
LONGEST = 300
"""Characters of a title that are read; what stands behind them is not a title any more."""

_GENDER = re.compile(
    r"[(\[]\s*(?:all genders?|gn|alle|\w{1,2}\s*[/|*.,]\s*\w{1,2}(?:\s*[/|*.,]\s*\w{1,2})?)\s*[)\]]"
    r"|(?<!\w)(?:[mwfdhx]\s?/\s?){2}[mwfdhx](?!\w)|(?<!\w)(?:h/f|f/h|m/w|w/m)(?!\w)"
    r"|(?<=\w)[*:_](?:in|innen)\b|(?<=\w)/-?(?:in|innen)\b|\(e\)|\(in\)|·e\b",
    re.I,
)
_PAY = re.compile(
    r"(?:up to |from |earn |starting at |\+ ?)?[$£€]\s?\d[\d.,]*\s?[kKmM]?\+?"
    r"(?:\s?(?:-|–|to)\s?[$£€]?\s?\d[\d.,]*\s?[kKmM]?\+?)?"
    r"(?:\s?(?:/|per |an? )\s?(?:hours?|hrs?|h|years?|yrs?|annum|weeks?|wk|months?|mo|days?)\b)?"
    r"|\b\d[\d.,]*\s?(?:k|per hour|/\s?hr|/\s?hour|usd|eur|gbp)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\b(?:req(?:uisition)?|job|id|ref|jr|r|vacancy|posting)\s?(?:id|no|number)?[.:#\- ]{0,3}\d{3,}\b"
    r"|#\s?[\w-]*\d[\w-]*|\b\d{4,}\b",
    re.I,
)
_ADVERT = re.compile(
    r"\b(?:sign[ -]?(?:on|ing)(?: bonus(?:es)?)?|(?:retention |referral |hiring )?bonus(?:es)?|"
    r"now hiring|hiring (?:now|immediately|event)|we(?:'| a)re hiring|urgent(?:ly)?(?: hiring)?|"
    r"immediate (?:start|hire|opening|interview)s?|apply (?:now|today)|new grads? welcome|"
    r"no (?:experience|exp)(?: (?:required|needed|necessary))?|will train|paid training|"
    r"weekly pay|paid weekly|daily pay|great (?:pay|benefits)|excellent benefits|benefits|"
    r"relocation(?: assistance)?|visa sponsorship|home (?:daily|weekly|every night)|"
    r"flexible (?:hours|schedule|shifts?)|multiple (?:locations|openings|positions)|"
    r"(?:full|part)[ -]?time|f/t|p/t|ft|pt|ft/pt|per[ -]?diem|prn|seasonal|temp(?:orary)?|"
    r"contract(?: to hire)?|permanent|fixed[ -]term|vollzeit|teilzeit|minijob|"
    r"temps (?:plein|partiel)|cdi|cdd|unbefristet|befristet|ab sofort|"
    r"(?:100 ?%|fully )?remote(?:ly)?|hybrid|on[ -]?site|work from home|wfh|homeoffice|"
    r"(?:1st|2nd|3rd|first|second|third|day|night|evening|morning|weekend|overnight|swing|"
    r"graveyard|rotating|am|pm|mid|late|early)[ -]shifts?|shifts?|nights?|evenings?|weekends?|"
    r"days|mornings?|overnights?|noc|mon(?:day)?\s?-\s?fri(?:day)?|m-f|"
    r"\d+ ?(?:hrs?|hours|h)(?: ?/ ?w(?:ee)?k| per week)?|\d+x\d+s?|\d+ ?%)(?!\w)",
    re.I,
)
_SENIORITY = re.compile(
    r"\b(?:sr|snr|senior|jr|junior|mid[ -]?level|entry[ -]level|experienced|principal|"
    r"level \d|l\d|i{1,3}|iv|vi{0,2}|\d)\b\.?"
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_PARTS = re.compile(r"\s[-–—|•·:/@]+\s|[|•;]|(?<=\w):\s|\s[-–—]|[–—]|(?<=\w)- |,\s")
_WORDS = re.compile(r"[a-z0-9à-öø-ÿß]+(?:[+#]+)?")
_JOIN = re.compile(r"(?<=\w)['’.](?=\w)")


@dataclass(frozen=True, slots=True)
class CleanTitle:
    """The words of a title that name the work, and those beside them that may help."""

    head: tuple[str, ...]
    rest: tuple[str, ...]


def normal_title(title: str) -> str:
    """The title's words in lower case with one space between: the key of an exact look-up."""
    return " ".join(_words(unicodedata.normalize("NFKC", title[:LONGEST]).lower()))


def clean_title(title: str, heads: Container[str] = ()) -> CleanTitle:
    """Splits a posting's title into what names the work and what stands beside it.

    `heads` are words that end the names of occupations ("nurse", "driver"): the first part of
    the title that has one is the head; without one the first part is. Never raises.
    """
    text = _lower(title)
    bare = _ADVERT.sub(" | ", _NUMBER.sub(" ", _PAY.sub(" ", _GENDER.sub(" ", text))))
    asides = _BRACKETS.findall(bare)
    parts = [_meant(part) for part in _PARTS.split(_BRACKETS.sub(" ", bare))]
    parts = [part for part in parts if part] or [_words(text)]
    chosen = next((i for i, part in enumerate(parts) if any(w in heads for w in part)), 0)
    rest = [w for i, part in enumerate(parts) if i != chosen for w in part]
    rest += [w for aside in asides for w in _meant(aside)]
    return CleanTitle(tuple(parts[chosen]), tuple(rest))


def _lower(title: str) -> str:
    text = html.unescape(title[:LONGEST]) if "&" in title else title[:LONGEST]
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return text.lower()


def _words(text: str) -> list[str]:
    return _WORDS.findall(_JOIN.sub("", text))


def _meant(part: str) -> list[str]:
    """The words of one part with abbreviations written out and seniority taken off."""
    words = _words(part)
    plain = [w for w in words if not _SENIORITY.fullmatch(w)]
    return _written_out(plain or words)


def _written_out(words: list[str]) -> list[str]:
    meanings, longest = abbreviations()
    out: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(longest.get(words[at], 0), len(words) - at), 0, -1):
            meaning = meanings.get(tuple(words[at : at + size]))
            if meaning is not None:
                out.extend(meaning)
                at += size
                break
        else:
            out.append(words[at])
            at += 1
    return out


@lru_cache(maxsize=1)
def abbreviations() -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, int]]:
    """What short and foreign words stand for, and the longest entry that begins with a word."""
    meanings: dict[tuple[str, ...], tuple[str, ...]] = {}
    longest: dict[str, int] = {}
    for line in (_DATA / "words.tsv").read_text("utf-8").splitlines():
        short, _, meaning = line.partition("\t")
        key = tuple(short.split())
        meanings[key] = tuple(meaning.split())
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return meanings, longest
