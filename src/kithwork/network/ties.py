"""How strong a tie is: the chance that one person would pass you on to the other if asked.

The formula, its sources and which of its numbers are judgements: docs/theory/ties.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kithwork.words import counted

MOST = 0.95
"""Computed evidence never makes a tie surer than this; only a person's own word does."""
LEAST = 0.01
"""A computed tie below this is none: it would only thicken the circle."""
DAYS_A_YEAR = 365.25
OWN_WORD = "Your own word"


@dataclass(frozen=True)
class Said:
    """The seeker's own word on the tie, in [0, 1]; the latest one stands above all evidence."""

    chance: float
    when: date | None = None


@dataclass(frozen=True)
class Introduction:
    """The one passed the seeker on to the other, or declined to when asked."""

    when: date | None = None
    refused: bool = False


@dataclass(frozen=True)
class Colleagues:
    """Both worked at one employer: months together (None: unknown), from when until when.

    ``headcount`` is the employer's, where known.
    """

    employer: str
    months: float | None = None
    until: date | None = None
    headcount: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class Schoolmates:
    """Both were at one school: years together (None: unknown), from when until when."""

    school: str
    years: float | None = None
    until: date | None = None
    since: date | None = None


@dataclass(frozen=True)
class Mail:
    """Letters each way, in how many months, the latest of them, and how often copied together."""

    there: int = 0
    back: int = 0
    months: int = 1
    last: date | None = None
    together: int = 0


@dataclass(frozen=True)
class Meeting:
    """Both were at a meeting of so many people (the two of them included)."""

    people: int
    when: date | None = None


@dataclass(frozen=True)
class Linked:
    """Connected in an online network, or in each other's address book; often just a formality."""

    where: str = "online"


@dataclass(frozen=True)
class Hearsay:
    """Somebody says that the two know each other, and how well, in [0, 1]."""

    source: str
    chance: float = 0.5
    when: date | None = None


Evidence = Said | Introduction | Colleagues | Schoolmates | Mail | Meeting | Linked | Hearsay


@dataclass(frozen=True)
class Contribution:
    """What one kind of evidence says: the chance it would give alone, in words.

    A negative ``amount`` is the share that a refusal takes away. ``counts`` is False where the
    person's own word stands above it.
    """

    amount: float
    words: str
    counts: bool = True


@dataclass(frozen=True)
class Strength:
    """The strength of one tie in [0, 1], with what it rests on, weightiest first."""

    chance: float
    contributions: tuple[Contribution, ...]

    def explain(self) -> list[str]:
        """One sentence for each piece of evidence, and how it counted."""
        return [_sentence(contribution) for contribution in self.contributions]


def strength(evidence: Iterable[Evidence], today: date) -> Strength:
    """The chance that the one would pass the seeker on to the other, from all evidence.

    Pieces of evidence join as a noisy-or (Pearl, Probabilistic Reasoning in Intelligent Systems,
    1988): each may bring the introduction about on its own. Dates after ``today`` count as today.
    """
    pieces = list(evidence)
    computed = [piece for piece in _computed(pieces, today) if piece.amount]
    computed.sort(key=lambda piece: -abs(piece.amount))
    said = [piece for piece in pieces if isinstance(piece, Said)]
    if said:
        word = max(said, key=lambda piece: piece.when or date.min)
        own = Contribution(_unit(word.chance), OWN_WORD)
        below = (Contribution(piece.amount, piece.words, False) for piece in computed)
        return Strength(own.amount, (own, *below))
    fails = math.prod(1 - piece.amount for piece in computed if piece.amount > 0)
    kept = math.prod(1 + piece.amount for piece in computed if piece.amount < 0)
    chance = min(MOST, 1 - fails) * kept
    return Strength(chance if chance >= LEAST else 0.0, tuple(computed))


def _computed(pieces: list[Evidence], today: date) -> Iterable[Contribution]:
    """The contributions of everything but the person's own word."""
    for piece in pieces:
        match piece:
            case Introduction():
                yield _introduction(piece, today)
            case Colleagues():
                yield _colleagues(piece, today)
            case Schoolmates():
                yield _schoolmates(piece, today)
            case Mail():
                yield _letters(piece, today)
                yield _copied(piece, today)
            case Linked():
                yield Contribution(0.08, f"Connected {piece.where}")
            case Hearsay():
                amount = 0.6 * _unit(piece.chance) * _fading(piece.when, today, 5)
                yield Contribution(amount, f"{piece.source} says that they know each other")
    yield _meetings([piece for piece in pieces if isinstance(piece, Meeting)], today)


def _introduction(piece: Introduction, today: date) -> Contribution:
    on = f" on {piece.when:%Y-%m-%d}" if piece.when else ""
    if piece.refused:
        # Being turned down once says a lot about this year and little about five years on.
        return Contribution(-0.6 * _fading(piece.when, today, 1.5), f"Declined to introduce{on}")
    return Contribution(0.6 * _fading(piece.when, today, 4), f"Made an introduction{on}")


def _colleagues(piece: Colleagues, today: date) -> Contribution:
    """Time together in one place; in a large one many never meet, so its size divides."""
    together = 0.2 if piece.months is None else _filling(piece.months, 24)
    size = 1 / (1 + math.log10(max(piece.headcount or 100, 10) / 10))
    amount = 0.45 * together * size * _fading(piece.until, today, 7)
    spell = "" if piece.months is None else f" for {piece.months:.0f} months"
    years = _years(piece.since, piece.until)
    return Contribution(amount, f"Both worked at {piece.employer}{years or spell}")


def _schoolmates(piece: Schoolmates, today: date) -> Contribution:
    together = 0.15 if piece.years is None else _filling(piece.years, 2)
    amount = 0.2 * together * _fading(piece.until, today, 12)
    return Contribution(amount, f"Both at {piece.school}{_years(piece.since, piece.until)}")


def _years(since: date | None, until: date | None) -> str:
    """The shared time in years, where both ends are known."""
    if since is None or until is None:
        return ""
    return f", {since:%Y}" if since.year == until.year else f", {since:%Y} to {until:%Y}"


def _letters(piece: Mail, today: date) -> Contribution:
    """Letters both ways: the harmonic mean, which is nothing if one side never writes."""
    there, back = max(piece.there, 0), max(piece.back, 0)
    both = 2 * there * back / (there + back) if there and back else 0.0
    rhythm = 0.5 + 0.5 * _filling(max(piece.months, 1) - 1, 6)
    amount = 0.7 * _filling(both, 12) * rhythm * _fading(piece.last, today, 2)
    return Contribution(amount, f"{counted(there, 'letter')} there and {back} back")


def _copied(piece: Mail, today: date) -> Contribution:
    amount = 0.2 * _filling(max(piece.together, 0), 10) * _fading(piece.last, today, 2)
    return Contribution(amount, f"Copied together in {counted(piece.together, 'letter')}")


def _meetings(pieces: list[Meeting], today: date) -> Contribution:
    """Meetings held: among n people each pair gets 1/(n-1) (Newman, Phys. Rev. E 64, 016132)."""
    held = [piece for piece in pieces if piece.people >= 2]
    weight = sum(_fading(piece.when, today, 2) / (piece.people - 1) for piece in held)
    return Contribution(0.7 * _filling(weight, 4), f"{counted(len(held), 'meeting')} together")


def _filling(amount: float, scale: float) -> float:
    """0 for nothing, towards 1 for plenty: the first of a kind says more than the hundredth."""
    return 1 - math.exp(-max(amount, 0) / scale)


def _fading(when: date | None, today: date, half: float) -> float:
    """Half after ``half`` years; an unknown date counts as one half-life ago."""
    if when is None:
        return 0.5
    return float(0.5 ** (max((today - when).days, 0) / DAYS_A_YEAR / half))


def _unit(chance: float) -> float:
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance lies between 0 and 1, not at {chance}")
    return chance


def _sentence(piece: Contribution) -> str:
    if piece.words == OWN_WORD:
        return f"{OWN_WORD}: {piece.amount:.0%}."
    if not piece.counts:
        return f"{piece.words}: not counted, your own word stands above it."
    if piece.amount < 0:
        return f"{piece.words}: takes {-piece.amount:.0%} of the chance away."
    return f"{piece.words}: {piece.amount:.0%} on its own."
