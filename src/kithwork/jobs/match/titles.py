"""Compares what two titles say the work is: its words, its level and its shift."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kithwork.jobs.match.signs import has_any
from kithwork.jobs.match.vocabulary import vocabulary
from kithwork.jobs.titles import abbreviations

_NOT_WORK = re.compile(
    r"[(\[]\s*"
    r"(?:all genders?|gn|w?m?f?d?x?|alle|\w{1,2}\s*[/|*,]\s*\w{1,2}(?:\s*[/|*,]\s*\w{1,2})?)"
    r"\s*[)\]]|(?<!\w)(?:[mwfdhx]\s?/\s?){1,2}[mwfdhx](?!\w)|[*:_/](?:in|innen)\b"
    r"|[$£€]\s?\d[\d.,]*\s?k?\+?(?:\s?(?:-|–|to)\s?[$£€]?\s?\d[\d.,]*\s?k?)?"
    r"(?:\s?(?:/|per |an? )\s?\w+)?"
    r"|#\s?[\w-]*\d[\w-]*|\b(?:req|job|ref|r|jr)(?:\s?(?:id|no|nr))?[.:#\- _]{0,3}\d{3,}\b"
    r"|\b(?:open until filled|re-?post(?:ed)?|re-?advertised|still open)\b"
    r"|\((?:e|[eè]re|sse|trice|euse|ne|se)\)"
    r"|\b\d+(?:[.,]\d+)?(?:\s?(?:-|–|to|bis)\s?\d+(?:[.,]\d+)?)?[\s-]?"
    r"(?:%|(?:h(?!\s?/)|hrs?|hours?|std|stunden|heures?|days?|tage?|weeks?|wochen|months?|monate?|mois)\b)"
    r"(?:[\s/-]*(?:a|per|pro|par)?[\s-]*(?:week|wk|woche|semaine)\b)?"
    r"|\b\d{1,2}\s?[:/]\s?\d{1,2}\b"
    r"|\b\d\s?(?:days?\s)?on[\s,/-]*\d\s?(?:days?\s)?off\b|\b\d{5,}\b|\b\d[\d.,]*\s?k?\s?[€£$](?:\s?/\s?\w+\.?)?"
    r"|(?:\b\d+\s?(?:-|–|to)\s?)?\b\d+\s?\+?\s?(?:yrs?|years?|jahre)\b(?:\s+(?:of\s+)?exp\w*)?",
    re.I,
)
_AT = re.compile(r"\s+(?:at|@|bei|chez|bij|with)\s+(.+)$", re.I)
"""Where a job site writes the employer's name behind a title."""
_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_JOIN = re.compile(r"(?<=\w)['’.](?=\w)")
_NOISE = vocabulary("noise in titles")
LEVELS = vocabulary("levels")
_SAME_WORD = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "mgr": "manager",
    "asst": "assistant", "assoc": "associate", "dir": "director", "vp": "vice president",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "eng": "engineer",
    "engr": "engineer", "dev": "developer", "swe": "software engineer", "rep": "representative",
    "internship": "intern", "grad": "graduate", "exec": "executive", "coord": "coordinator",
    "spvr": "supervisor", "ausbildungsplatz": "ausbildung", "auszubildende": "ausbildung",
    "auszubildender": "ausbildung", "azubi": "ausbildung", "lvl": "", "level": "",
    "tech": "technician",
}  # fmt: skip

_SHIFT_WORDS = {
    "night": "night", "nights": "night", "overnight": "night", "nocturnal": "night",
    "noc": "night", "graveyard": "night", "nachtschicht": "night", "third": "night", "3rd": "night",
    "day": "day", "days": "day", "daytime": "day", "tagschicht": "day", "first": "day",
    "1st": "day", "evening": "evening", "evenings": "evening", "late": "evening",
    "spätschicht": "evening", "second": "evening", "2nd": "evening", "afternoon": "evening",
    "afternoons": "evening", "twilight": "evening", "back": "evening", "swing": "evening",
    "early": "morning", "earlies": "morning", "morning": "morning", "mornings": "morning",
    "frühschicht": "morning", "weekend": "weekend", "weekends": "weekend", "weekday": "weekday",
    "weekdays": "weekday", "rotating": "rotating", "rotational": "rotating",
    "nuit": "night", "nuits": "night", "jour": "day", "soir": "evening", "matin": "morning",
    "nachtdienst": "night", "nachtwache": "night", "dauernachtwache": "night",
    "nachtlinie": "night", "tagdienst": "day", "frühdienst": "morning", "spätdienst": "evening",
}  # fmt: skip
_ALONE = vocabulary("shifts by themselves")
_NAMES = "|".join(sorted(_SHIFT_WORDS, key=len, reverse=True))
_SHIFTS = (
    (("shift", "hours"), re.compile(rf"\b({_NAMES})[\s-]+(?:shifts?|hours)\b")),
    (
        ("shift",),
        re.compile(rf"\bshifts?(?:\s+pattern)?\s*(?::|is|-|–|,)?\s*(?:the\s+)?({_NAMES})\b"),
    ),
    (
        ("nights", "days", "evenings", "weekends", "earlies", "afternoons"),
        re.compile(
            r"\b(?:work(?:ing)?|on|this is an?)\s+"
            r"(nights|days|evenings|weekends|earlies|afternoons)\b"
        ),
    ),
    (("schicht",), re.compile(r"\b(nachtschicht|tagschicht|spätschicht|frühschicht)\b")),
)
"""Ways of naming a shift, each with words without which it needn't be looked for."""
_FREE = re.compile(
    r"\b(?:no|home(?: every| each)?|free|without)\s+(?:nights?|weekends?|evenings?)\b"
    r"|\b(?:nights?|weekends?|evenings?)\s+(?:off|free|home)\b"
)
"""Times when nobody works."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """A title's words without advertising: what the work is, its level, its shifts."""

    core: frozenset[str]
    levels: frozenset[str]
    shifts: frozenset[str]
    said: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The words in one order, for exact look-up."""
        return " ".join(sorted(self.core | self.levels))


def title_words(title: str, leave_out: Set[str] = frozenset()) -> TitleWords:
    """The words of a title; `leave_out` are those of its place and employer."""
    # Titles come back with other employers and places, few of which stand in them.
    return _title_words(title, _all_words(title) & leave_out)


@lru_cache(maxsize=1 << 14)
def _title_words(title: str, leave_out: frozenset[str]) -> TitleWords:
    text = _of_work(_without_employer(title, leave_out))
    said = [_GRADE.sub(r"\1", w) for w in _WORD.findall(text) if w not in leave_out]
    shifts = frozenset(_SHIFT_WORDS[word] for word in said if word in _ALONE) | shifts_in(text)
    words = _written_out([w for w in said if w not in _NOISE or w in _SAME_WORD])
    levels = frozenset(word for word in words if word in LEVELS)
    core = frozenset(_single(w) for w in words if w not in LEVELS and w not in _OF_SHIFTS)
    if not core and leave_out:
        return title_words(title)  # the employer is called after what it does
    return TitleWords(
        core or levels or frozenset(said), levels, shifts, frozenset(said), tuple(said)
    )


@lru_cache(maxsize=1 << 14)
def _all_words(title: str) -> frozenset[str]:
    """Every word that a title has in any form in which words are left out of it."""
    forms = [title.lower(), _of_work(title)]
    if found := _AT.search(title):
        forms += [found[1].lower(), _of_work(title[: found.start()])]
    return frozenset(word for form in forms for word in _WORD.findall(form))


def _of_work(title: str) -> str:
    """A title in lower case without what says nothing of the work."""
    return _FREE.sub(" ", _JOIN.sub("", _NOT_WORK.sub(" ", title.lower())))


def _without_employer(title: str, names: frozenset[str]) -> str:
    """ "Cook at Acme Foods Inc." without what follows "at", if that is the employer or place."""
    found = _AT.search(title) if names else None
    if found and not names.isdisjoint(_WORD.findall(found[1].lower())):
        return title[: found.start()]
    return title


_GRADE = re.compile(r"^([4-9]|1\d)th$")
_OF_SHIFTS = frozenset((*_SHIFT_WORDS, "shift", "shifts"))


def shifts_in(text: str) -> frozenset[str]:
    """The shifts that a text names as such ("night shift", "Shift: days")."""
    lower = text.lower()
    return frozenset(
        _SHIFT_WORDS[word]
        for signs, way in _SHIFTS
        if has_any(lower, signs)
        for word in way.findall(lower)
    )


def _written_out(words: Iterable[str]) -> list[str]:
    plain = [part for word in words for part in _SAME_WORD.get(word, word).split()]
    known, out = abbreviations(), list[str]()
    if not known.touch(plain):
        return plain
    for meaning, phrase in known.among(plain):
        words = phrase.split() if meaning is None else meaning.split()
        # "Crew" may be a fast food crew, and others too.
        out.extend([phrase] if words[-1:] == [phrase] else words)
    return [word for word in out if word not in _NOISE]


def _single(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def kindred(a: TitleWords, b: TitleWords) -> bool:
    """Whether two titles share a word, or the beginning of a long one ("Bäcker", "Bäckergeselle",
    "mechatronics", "mechatronica")."""
    if a.core & b.core:
        return True
    x, y = ({w[:5] for w in one.core | one.said if len(w) > 4} - _NOISE for one in (a, b))
    return bool(x & y)


def by_initials(a: TitleWords, b: TitleWords) -> frozenset[str]:
    """The words of two titles of which one has the initials of the other's ("AD Regulatory",
    "Associate Director, Regulatory"), with those initials."""
    return _spelt_out(a, b) | _spelt_out(b, a)


def _spelt_out(short: TitleWords, long: TitleWords) -> frozenset[str]:
    found: set[str] = set()
    for word in short.said - long.said:
        size = len(word)
        for at in range(len(long.order) - size + 1) if 2 <= size <= 4 else ():
            run = long.order[at : at + size]
            if "".join(each[0] for each in run) == word:
                found.update((word, *run, *_written_out(run), *_written_out([word])))
    return frozenset(found | {_single(word) for word in found})


def unmatched(a: Set[str], b: Set[str]) -> tuple[list[str], list[str]]:
    """The words of each that the other has in no spelling."""
    left, right = sorted(a - b), sorted(b - a)
    for word in list(left):
        twin = next((w for w in right if _spelt_alike(word, w)), None)
        if twin is not None:
            left.remove(word)
            right.remove(twin)
    return left, right


def _spelt_alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) > 4 and a[:3] == b[:3] and JaroWinkler.similarity(a, b) >= 0.94
