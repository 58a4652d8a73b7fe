"""Whether two sentences seem to say the same of one thing, or the opposite: only ever a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass

STEM = 5
SHORTEST = 3
ENOUGH = 2  # shared words that make two sentences speak of one thing
MUCH = 0.5  # of the shorter sentence's words: then they agree without any sign of direction
NEAR = 3  # a "not" so many words before turns a word round

_EMPTY = frozenset(
    """the and that this these those there their them they then than with from for are was were has
    have had been being will would shall should can could may might must does did about into over
    under after before also just only very such each some any all who whom what which when where
    how why you your our its his her she him say says said told tells think thinks heard hear
    according people one two""".split()  # noqa: SIM905  (a list to be read, and to be added to)
)
_UP = frozenset(
    """grow grows growing grew growth more rise rises rising increase increases increasing expand
    expands expanding expansion hire hires hiring hired open opens opening opened add adds adding
    gain gains build builds stay stays keep keeps start starts launch launches""".split()  # noqa: SIM905
)
_DOWN = frozenset(
    """shrink shrinks shrinking shrank fewer less fall falls falling decline declines declining
    decrease decreases cut cuts cutting freeze freezes frozen close closes closing closed lose loses
    losing leave leaves stop stops stopped layoff layoffs drop drops end ends""".split()  # noqa: SIM905
)
_NOT = frozenset({"not", "no", "never", "nobody", "none", "without", "isn't", "aren't", "won't",
                  "don't", "doesn't", "didn't", "can't", "hardly", "neither", "nor"})  # fmt: skip
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december", "spring", "summer", "autumn", "winter")  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Saying:
    """What one sentence speaks of, which way it points (-1, 0, 1), whether it denies, its figures.

    ``subject`` holds each word's beginning with the word it came from.
    """

    subject: dict[str, str]
    way: int
    denies: bool
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seeming:
    """``agree`` or ``contradict``, and the words that both sentences share."""

    word: str
    because: tuple[str, ...]


def saying(text: str) -> Saying:
    """A sentence taken apart."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    subject: dict[str, str] = {}
    way, denies, figures = 0, False, set()
    for place, word in enumerate(words):
        turned = any(before in _NOT for before in words[max(0, place - NEAR) : place])
        if word in _UP or word in _DOWN:
            way += (1 if word in _UP else -1) * (-1 if turned else 1)
        elif word in _NOT:
            denies = True
        elif word[0].isdigit() or (word in _MONTHS and (word != "may" or _is_month(words, place))):
            figures.add(word.rstrip(".,"))
        elif len(word) >= SHORTEST and word not in _EMPTY:
            subject.setdefault(_stem(word), word)
    return Saying(subject, (way > 0) - (way < 0), denies, frozenset(figures))


def compare(one: Saying, other: Saying, *, same_subject: bool = False) -> Seeming | None:
    """What two sentences seem to be to each other; None where nothing can be said.

    ``same_subject`` says that both are known to be about one employer, person or question: then
    one shared word is enough.
    """
    shared = one.subject.keys() & other.subject.keys()
    if len(shared) < (1 if same_subject else ENOUGH):
        return None
    because = tuple(sorted(one.subject[stem] for stem in shared))
    if one.way and other.way:
        if one.way != other.way:
            return Seeming("contradict", because)
        return _by_figures(one, other, because) or Seeming("agree", because)
    if one.way == other.way and one.denies != other.denies:
        return Seeming("contradict", because) if _much(one, other, len(shared)) else None
    if one.way != other.way:
        return None
    if _much(one, other, len(shared)):
        return _by_figures(one, other, because) or Seeming("agree", because)
    return None


def _stem(word: str) -> str:
    """The beginning of a word, so that "ward" and "wards", "staffed" and "staffing" meet."""
    single = word[:-1] if word.endswith("s") and len(word) > SHORTEST else word
    return single[:STEM]


def _by_figures(one: Saying, other: Saying, because: tuple[str, ...]) -> Seeming | None:
    """Two different dates or amounts contradict each other."""
    if one.figures and other.figures and not one.figures & other.figures:
        return Seeming("contradict", because)
    return None


def _much(one: Saying, other: Saying, shared: int) -> bool:
    return shared >= MUCH * max(1, min(len(one.subject), len(other.subject)))


def _is_month(words: list[str], place: int) -> bool:
    """ "in May", "since May", "May 2027": else it is the verb."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    return before in {"in", "since", "until", "by", "of", "from", "for"} or after[:1].isdigit()
