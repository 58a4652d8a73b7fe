"""Says in words what a signal means, for the person who decides on a match."""

from __future__ import annotations

from kithwork.people.identity.signal import Odds, Signal, bits
from kithwork.people.identity.values import Evidence

_WORDS = {
    "same": "the same {part} name, {a}",
    "called": "{a} and {b} may be one {part} name",
    "sounds": "{part} names that are written differently but sound alike: {a}, {b}",
    "typo": "{part} names a typing error apart: {a}, {b}",
    "initial": "the initial fits: {a}, {b}",
    "vowelless": "{part} names with the same consonants: {a}, {b}",
    "family differs": "different family names: {a}, {b}",
    "given differs": "different given names: {a}, {b}",
    "middle differs": "different middle names: {a}, {b}",
    "initial differs": "the initial does not fit: {a}, {b}",
    "generation": "one name says {a}, the other {b}",
    "written": "written differently in their own script: {a}, {b}",
    "email same": "the same e-mail address, {a}",
    "email shared": "the same e-mail address, {a}, but several people use it",
    "email local": "e-mail addresses with the same first part: {a}, {b}",
    "email near": "e-mail addresses a typing error apart: {a}, {b}",
    "email domain": "two different addresses at one employer: {a}, {b}",
    "email differs": "different e-mail addresses: {a}, {b}",
    "phone same": "the same phone number, ending in {a}",
    "phone shared": "the same phone number, ending in {a}, but several people use it",
    "phone near": "phone numbers one digit apart: {a}, {b}",
    "phone differs": "different phone numbers: {a}, {b}",
    "web same": "the same web page, {a}",
    "employer same": "the same employer, {a}",
    "employer alike": "employers that may be one: {a}, {b}",
    "employer differs": "different employers: {a}, {b}",
    "title same": "the same title, {a}",
    "title alike": "similar titles: {a}, {b}",
    "title differs": "different titles: {a}, {b}",
    "address same": "the same postal address: {a}; {b}",
    "address differs": "different postal addresses: {a}; {b}",
    "birth same": "the same date of birth, {a}",
    "birth near": "dates of birth a typing error apart: {a}, {b}",
    "birth differs": "different dates of birth: {a}, {b}",
}
_LEAST_BITS = 0.2


def evidence(
    signals: list[Signal], odds: Odds
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """(for, against), each with the strongest first; what weighs next to nothing is left out."""
    weighed = [
        Evidence(s.kind.split()[0], in_words(s, odds), round(bits(s, odds), 1)) for s in signals
    ]
    weighed.sort(key=lambda e: -abs(e.bits))
    return (
        tuple(e for e in weighed if e.bits >= _LEAST_BITS),
        tuple(e for e in weighed if e.bits <= -_LEAST_BITS),
    )


def in_words(signal: Signal, odds: Odds) -> str:
    """One signal as a phrase; shared things that count little say why."""
    part, _, kind = signal.kind.partition(" ")
    template = _WORDS.get(signal.kind) or _WORDS.get(kind, "")
    if part in _SITES:
        same, different = f"the same {_SITES[part]} profile, {{a}}", f"{_SITES[part]} profiles"
        template = same if kind == "same" else f"different {different}: {{a}}, {{b}}"
    if part in {"family", "given"} and kind not in {"differs"}:
        a, b = signal.first.capitalize(), signal.second.capitalize()
    else:
        a, b = signal.first or "nothing", signal.second or "nothing"
    return template.format(part=part, a=a, b=b) + _caution(signal, odds)


def _caution(signal: Signal, odds: Odds) -> str:
    if signal.kind in {"phone same", "email same", "address same"} and odds.relative > 0.5:
        return " (as a family might share)"
    if signal.kind in {"employer same", "phone shared"} and odds.colleague > 0.5:
        return " (as colleagues share)"
    return ""


_SITES = {
    "linkedin": "LinkedIn", "xing": "Xing", "github": "GitHub", "x": "X", "facebook": "Facebook",
    "instagram": "Instagram",
}  # fmt: skip
