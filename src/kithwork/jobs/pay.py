"""Brings stated pay to one form: currency, period and range, and nothing that was not stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Period = Literal["hour", "day", "week", "month", "year"]

YEARLY = {"hour": 2080.0, "day": 260.0, "week": 52.0, "month": 12.0, "year": 1.0}
"""How many of each are reckoned for a full year; folklore for comparing, never shown as stated."""

_UNSTATED_IS_YEARLY_FROM = 10_000
_LEAST, _MOST = 1.0, 20_000_000.0
_WIDEST = 12.0
"""A range whose top is more than so many times its bottom was misread."""
_LONGEST = 50_000

_DOLLARS = {"CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN"}
_SIGNS = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD",
    "nz$": "NZD", "s$": "SGD", "sg$": "SGD", "hk$": "HKD", "r$": "BRL", "mx$": "MXN",
    "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "zł": "PLN", "₪": "ILS", "rs": "INR",
    "fr": "CHF", "kč": "CZK", "₱": "PHP", "₩": "KRW", "usd$": "USD",
}  # fmt: skip
_CODES = "USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD|HKD|INR|JPY|SEK|NOK|DKK|PLN|CZK|BRL|MXN|ZAR|ILS|AED|PHP"
_SIGN = rf"(?:(?:us|ca|cad|usd|c|au|a|nz|sg|s|hk|r|mx)?\$|€|£|₹|¥|zł|₪|₱|₩|(?:{_CODES})\b)"
_MONEY = ("$", "€", "£", "₹", "¥", "zł", "₪", "₱", "₩", *_CODES.lower().split("|"))
"""Where none of these stands near, no number is a pay that counts."""
_NEAR = 60
"""Letters on either side of such a sign in which its amounts are looked for."""
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = rf"(?P<sign>{_SIGN})?\s?(?P<amount>{_NUMBER})\s?(?P<kilo>[kK](?![a-zA-Z]))?"
_FIRST, _SECOND = (re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{nth}>", _AMOUNT) for nth in "12")
_RANGE = re.compile(
    rf"(?P<before>\b(?:up to|bis zu|jusqu'à|hasta|from|starting at|minimum|ab)\s+)?"
    rf"(?<![\w.,]){_FIRST}"
    rf"(?:\s?(?:/\w+|per \w+)?\s?(?:-|–|—|to\b|bis\b|à\b|and\b|a\b)\s?{_SECOND})?"
    rf"(?P<after>\s?(?:{_SIGN}))?(?P<open>\s?\+)?",
    re.IGNORECASE,
)
_PERIODS: tuple[tuple[re.Pattern[str], Period], ...] = (
    (re.compile(r"hour|\bhr|/\s?h\b|stunde|heure|hora|\bph\b", re.I), "hour"),
    (re.compile(r"\bday|daily|\btag\b|jour\b|\bdía|diem", re.I), "day"),
    (re.compile(r"week|\bwk|woche|semaine|semana", re.I), "week"),
    (re.compile(r"month|\bmo\b|monat|mois|\bm[eê]s\b|mensual|mensuel", re.I), "month"),
    (re.compile(r"year|annu|\byr|\bp\.?\s?a\b|jahr|\ban\b|año|anual|salary range", re.I), "year"),
)
_NOT_PAY_AFTER = re.compile(
    r"^[\s\-–]*(?:\(?k\)|(?:million|billion|bn|mm|m|b)\b|(?:in )?(?:sign|referral|bonus"
    r"|retention|relocation|tuition|stipend|reimbursement|revenue|funding|raised|assets|discount|deductible|credit"
    r"|welcome|equity)|%|(?:employees|people|customers|users|patients|miles|lbs?|pounds|hours?|years?"
    r"|days?|stores|locations|beds|students|units"
    r"|pipeline|budget|turnover|portfolio|in sales|volume)\b)",
    re.I,
)
_NOT_PAY_BEFORE = re.compile(
    r"(?:bonus(?:es)?(?: of)?(?: up to)?|stipend of|reimbursement of|fund(?:ed|ing)|raised"
    r"|revenue of|401|save|worth|differential|premium|tips \(about)[\s:]*$",
    re.I,
)

_CLAUSE_ENDS = re.compile(r"[,;\n(]|\.\s|\b(?:plus|and|with)\b")
_ON_TOP = re.compile(
    r"differential|premium|allowance|stipend|bonus|assistance|\bextra|\bmore\b", re.I
)
"""What is paid on top, or for something else."""
_LEAST_A_YEAR = 5_000.0
"""Less than that for a full year is a part of pay."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as stated; None and "" are what was not stated.

    `currency` is an ISO 4217 code. `read_from_text` says that it was found in running text
    rather than in fields of its own, and may be somebody else's pay; `said` is that text.
    """

    currency: str
    period: Period | None
    low: float | None
    high: float | None
    read_from_text: bool = False
    said: str = ""

    def __str__(self) -> str:
        """As it was said; in one form where fields said it."""
        if self.said:
            return f"{self.said} (read from the text)" if self.read_from_text else self.said
        low, high = (None if one is None else f"{one:,.2f}".removesuffix(".00")
                     for one in (self.low, self.high))  # fmt: skip
        amount = f"{low}–{high}" if low and high and low != high else low or high
        bound = "" if low and high else "from " if low else "up to "
        each = f" {'an' if self.period == 'hour' else 'a'} {self.period}" if self.period else ""
        return f"{bound}{self.currency} {amount}{each}".replace("  ", " ").strip()

    def a_year(self) -> tuple[float, float] | None:
        """Low and high reckoned for a full year, to compare and filter by; never what was stated.

        An unstated period counts as a year from 10,000 on and is otherwise unknown.
        """
        known = [amount for amount in (self.low, self.high) if amount is not None]
        if not known:
            return None
        if self.period is None and min(known) < _UNSTATED_IS_YEARLY_FROM:
            return None
        times = YEARLY[self.period or "year"]
        return min(known) * times, max(known) * times


def pay_of_fields(
    low: float | str | None, high: float | str | None, currency: str = "", period: str = ""
) -> Pay | None:
    """Pay from a board's own fields; None when they state no amount. Zero is not an amount."""
    bottom, top = _field_amount(low), _field_amount(high)
    if bottom is None and top is None:
        return None
    if bottom is not None and top is not None and bottom > top:
        bottom, top = top, bottom
    return Pay(_currency(currency, ""), period_of(period), bottom, top)


def pay_stated(
    low: float | None, high: float | None, currency: str, period: str,
    words: str, text: str, country: str = "",
) -> Pay | None:  # fmt: skip
    """What a vacancy states of pay: in fields of its own, in the words of such a field, or else
    in its text, and marked so. `country` (ISO 3166 code) says whose dollars are meant."""
    pay = pay_of_fields(low, high, currency, period)
    if pay is None and words and (found := pay_in_text(words, country)):
        pay = replace(found, read_from_text=False)
    if pay is None:
        return pay_in_text(text, country)
    return replace(pay, said=words) if words else pay


def period_of(text: str) -> Period | None:
    """The period that a field or phrase names: "YEARLY", "per hour", "pro Monat"; None else."""
    return next((period for pattern, period in _PERIODS if pattern.search(text)), None)


def pay_in_text(text: str, country: str = "") -> Pay | None:
    """The first pay stated in running text, marked as read from it; None when there is none.

    A bare "$" is the dollar of `country` (ISO 3166 code), the US dollar when none is given.
    Amounts need a currency; bonuses, revenues and numbers of other things are passed over.
    """
    for start, end in _near_money(text[:_LONGEST]):
        for found in _RANGE.finditer(text, start, end):
            pay = _pay_of(found, text, country)
            if pay is not None:
                return pay
    return None


def _near_money(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text, in order, that lie around a sign of money."""
    lower = text.lower()
    signs = sorted(at for sign in _MONEY if sign in lower for at in _places(sign, lower))
    start = end = 0
    for at in signs:
        if at - _NEAR > end:
            if end:
                yield start, end
            start = at - _NEAR
        end = at + _NEAR
    if end:
        yield start, min(end, len(text))


def _places(sign: str, text: str) -> Iterator[int]:
    """Where a text has a sign, each place once."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _pay_of(found: re.Match[str], text: str, country: str) -> Pay | None:
    sign = found["sign1"] or found["sign2"] or found["after"]
    before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() :][:30]
    if not sign or _NOT_PAY_AFTER.match(after) or _NOT_PAY_BEFORE.search(before):
        return None
    low, high = _amounts(found)
    behind = _CLAUSE_ENDS.split(after)[0]
    if _ON_TOP.search(behind):
        return None
    period = period_of(f"{found[0]} {behind}")
    if found["kilo1"] or found["kilo2"]:  # "30-34k€ over 13 months" is a year's
        period = "year" if period == "year" else None
    if not _likely(low, high, period):
        return None
    bounds = _bounds(low, high, (found["before"] or "").lower().strip(), bool(found["open"]))
    said = " ".join(f"{found[0]}{_up_to_period(behind)}".split())
    return Pay(_currency(sign, country), period, *bounds, read_from_text=True, said=said)


def _up_to_period(text: str) -> str:
    """The beginning of a text as far as it names a period; "" where it names none."""
    named = next(filter(None, (pattern.search(text) for pattern, _ in _PERIODS)), None)
    return text[: named.end()] + re.match(r"\w*", text[named.end() :])[0] if named else ""  # type: ignore[index]


def _amounts(found: re.Match[str]) -> tuple[float, float | None]:
    low = _number(found["amount1"])
    high = _number(found["amount2"]) if found["amount2"] else None
    if found["kilo1"] or (found["kilo2"] and low < (high or 0) * 2):
        low *= 1000
    if high is not None and (found["kilo2"] or (found["kilo1"] and high < 1000)):
        high *= 1000
    return low, high


def _likely(low: float, high: float | None, period: Period | None) -> bool:
    top = low if high is None else high
    if not (_LEAST <= low <= _MOST and _LEAST <= top <= _MOST) or top < low or top > low * _WIDEST:
        return False
    if period is None:
        return low >= _UNSTATED_IS_YEARLY_FROM
    return top * YEARLY[period] >= _LEAST_A_YEAR


def _bounds(
    low: float, high: float | None, before: str, is_open: bool
) -> tuple[float | None, float | None]:
    if high is not None:
        return low, high
    if before in ("up to", "bis zu", "jusqu'à", "hasta"):
        return None, low
    if before or is_open:
        return low, None
    return low, low


def _number(text: str) -> float:
    """ "1.234,50", "1,234.50", "1'234" and "52.000" as a number."""
    plain = re.sub(r"['’\s]", "", text)
    if match := re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?", plain):
        return float(re.sub(r"[.,]", "", match[1]) + "." + (match[2] or "0"))
    return float(plain.replace(",", "."))


def _field_amount(value: float | str | None) -> float | None:
    if isinstance(value, str):
        match = re.search(_NUMBER, value)
        value = _number(match[0]) if match else None
    return float(value) if value and value > 0 and value <= 1e12 else None


def _currency(sign: str, country: str) -> str:
    sign = sign.strip().lower()
    if sign == "$":
        return _DOLLARS.get(country.upper(), "USD")
    return _SIGNS.get(sign, sign.upper() if re.fullmatch(r"[a-z]{3}", sign) else "")
