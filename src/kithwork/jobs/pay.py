"""Brings stated pay to one form: currency, period and range, and nothing that was not stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Period = Literal["hour", "day", "week", "month", "year"]

YEARLY = {"hour": 2080.0, "day": 260.0, "week": 52.0, "month": 12.0, "year": 1.0}
"""How many of each are reckoned for a full year; folklore for comparing, never shown as stated."""

_UNSTATED_IS_YEARLY_FROM = 10_000
_LEAST, _MOST = 1.0, 20_000_000.0
_WIDEST = 12.0
"""A range whose top is more than so many times its bottom was misread."""

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
"""Without one of these no pay that counts stands in a text."""
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
    r"|revenue of|401|save|worth)[\s:]*$",
    re.I,
)


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


def period_of(text: str) -> Period | None:
    """The period that a field or phrase names: "YEARLY", "per hour", "pro Monat"; None else."""
    return next((period for pattern, period in _PERIODS if pattern.search(text)), None)


def pay_in_text(text: str, country: str = "") -> Pay | None:
    """The first pay stated in running text, marked as read from it; None when there is none.

    A bare "$" is the dollar of `country` (ISO 3166 code), the US dollar when none is given.
    Amounts need a currency; bonuses, revenues and numbers of other things are passed over.
    """
    lower = text.lower()
    if not any(sign in lower for sign in _MONEY):
        return None
    for found in _RANGE.finditer(text[:50_000]):
        pay = _pay_of(found, text, country)
        if pay is not None:
            return pay
    return None


def _pay_of(found: re.Match[str], text: str, country: str) -> Pay | None:
    sign = found["sign1"] or found["sign2"] or found["after"]
    before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() :][:30]
    if not sign or _NOT_PAY_AFTER.match(after) or _NOT_PAY_BEFORE.search(before):
        return None
    low, high = _amounts(found)
    period = period_of(found[0] + " " + re.split(r"[,;\n(]|\.\s", after)[0])
    if not _likely(low, high, period):
        return None
    bounds = _bounds(low, high, (found["before"] or "").lower().strip(), bool(found["open"]))
    said = " ".join((found[0] + after.split("\n")[0][:16]).split()) if period else found[0].strip()
    return Pay(_currency(sign, country), period, *bounds, read_from_text=True, said=said)


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
    return period is not None or low >= _UNSTATED_IS_YEARLY_FROM


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
