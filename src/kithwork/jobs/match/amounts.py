"""Reads how much work and pay a posting states in its own words, and says where two disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kithwork.jobs.match.signs import at_numbers
from kithwork.jobs.pay import Pay, pay_in_text

_HOURS = re.compile(
    r"(?<![\d.,$£€-])(?:(\d{1,2}(?:[.,]\d)?)\s?(?:-|–|/|to|or|bis|oder|à|ou)\s?)?"
    r"(\d{1,2}(?:[.,]\d{1,2})?)\s?-?\s?"
    r"(?:h|hrs?|hours?|std|stunden|heures?|uren|uur|horas)\b\.?"
    r"(?!\s?-?\s?(?:shifts?|days?|schicht\w*|notice|emergency|care|line|service|par jour"
    r"|per day|a day"
    r"|of (?:experience|training|notice|cpd)|tage?|ago|before|after))",
    re.I,
)
_OF_A_SHIFT = {8.0, 10.0, 12.0, 24.0, 48.0}
"""Hours that a shift or a day has, or that people answer within."""
_FEWEST, _MOST_HOURS = 5.0, 48.0
_LASTS = re.compile(r"\b(\d{1,2})[\s-]*(weeks?|months?|wochen|monate?|mois|semaines)\b", re.I)
_NEAR, _ROUGHLY = 0.03, 0.15
"""Pay that differs by less is one, rounded by who repeats it; an agency adds what else is paid."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Hours a week, how long a post lasts, and pay, each as stated; empty what isn't."""

    hours: frozenset[float]
    lasts: frozenset[str]
    pay: Pay | None


def amounts_of(title: str, kind: str, text: str) -> Amounts:
    """What a posting's title, kind of contract and text state."""
    said = f"{title}. {kind}. {text}"
    stated = (each for found in at_numbers(_HOURS, said) for each in found.groups() if each)
    hours = {float(each.replace(",", ".")) for each in stated} - _OF_A_SHIFT
    lasts = {f"{n} {unit[0].lower()}" for n, unit in _LASTS.findall(f"{title}. {kind}")}
    return Amounts(
        frozenset(hour for hour in hours if _FEWEST <= hour <= _MOST_HOURS),
        frozenset(lasts),
        pay_in_text(said),
    )


def disagree(a: Amounts, b: Amounts) -> str:
    """In what two postings can't be one, in words; "" where they can."""
    if a.hours and b.hours and not any(abs(x - y) <= 0.5 for x in a.hours for y in b.hours):
        return f"other hours a week: {_listed(a.hours)} and {_listed(b.hours)}"
    if a.lasts and b.lasts and not a.lasts & b.lasts:
        return f"other lengths of contract: {', '.join(a.lasts)} and {', '.join(b.lasts)}"
    return ""


def pay_disagrees(a: Amounts, b: Amounts, exactly: bool) -> bool:
    """Whether both texts state pay for the same time in the same money, and not the same."""
    if a.pay is None or b.pay is None or a.pay.currency != b.pay.currency:
        return False
    (low, high), (other_low, other_high) = _range(a.pay), _range(b.pay)
    periods = {a.pay.period or "year", b.pay.period or "year"}
    if periods == {"day", "year"}:
        return True  # who is paid by the day has another contract
    if len(periods) > 1:
        return False
    near = _NEAR if exactly else _ROUGHLY
    return low > other_high * (1 + near) or other_low > high * (1 + near)


def _range(pay: Pay) -> tuple[float, float]:
    low = pay.low if pay.low is not None else 0.0
    return low, pay.high if pay.high is not None else (low or float("inf"))


def _listed(hours: frozenset[float]) -> str:
    return ", ".join(f"{hour:g}" for hour in sorted(hours))
