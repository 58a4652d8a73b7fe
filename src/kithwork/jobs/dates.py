"""Reads the day on which a board says that something happened: ISO, epoch, or "3 days ago"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero januari",
            "feb february februar février fevrier febrero februari",
            "mar march märz maerz mars marzo maart mrz",
            "apr april avril abril",
            "may mai mayo mei maj",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août aout agosto augustus",
            "sep sept september septembre septiembre",
            "oct october oktober octobre octubre okt",
            "nov november novembre noviembre",
            "dec december dezember décembre decembre diciembre dez",
        ),
        start=1,
    )
    for name in names.split()
}
_UNITS = {
    "minute": 0.0, "minuten": 0.0, "min": 0.0, "second": 0.0, "moment": 0.0,
    "hour": 1 / 24, "hr": 1 / 24, "h": 1 / 24, "stunde": 1 / 24, "stunden": 1 / 24,
    "heure": 1 / 24, "hora": 1 / 24,
    "day": 1.0, "d": 1.0, "tag": 1.0, "tagen": 1.0, "jour": 1.0, "día": 1.0, "dia": 1.0,
    "week": 7.0, "wk": 7.0, "w": 7.0, "woche": 7.0, "wochen": 7.0, "semaine": 7.0, "semana": 7.0,
    "month": 30.0, "mo": 30.0, "monat": 30.0, "monaten": 30.0, "mois": 30.0, "mese": 30.0,
    "mes": 30.0, "year": 365.0, "yr": 365.0, "y": 365.0, "jahr": 365.0, "jahren": 365.0,
    "an": 365.0, "año": 365.0,
}  # fmt: skip
_TODAY = re.compile(r"\b(?:today|just (?:now|posted)|heute|aujourd'hui|hoy|now|new)\b", re.I)
_YESTERDAY = re.compile(r"\b(?:yesterday|gestern|hier|ayer)\b", re.I)
_AGO = re.compile(
    r"(?:(?:vor|il y a|hace)\s+)?(?P<count>\d{1,4}|\ban?\b|\bone\b|\beinem?r?\b|\bune?\b)\s?"
    r"(?P<more>\+)?\s?(?P<unit>[a-zäñíA-Z]+?)(?:s|es)?\b(?P<ago>\s+ago)?",
    re.I,
)
_ISO = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s|-|de\s)+(?P<month>[^\W\d_]{3,10})\.?,?(?:\s|-|de\s)+(?P<year>\d{4})"
    r"|(?P<month2>[^\W\d_]{3,10})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})",
    re.I,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})(?P<mark>[./-])(\d{1,2})(?P=mark)(\d{4}|\d{2})(?!\d)")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_EARLIEST = 1995


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day as stated; not exact when only a bound or a rounded age was ("30+ days ago")."""

    day: date
    exact: bool = True


def day_of(
    value: str | int | float | date | None, today: date, day_first: bool | None = None
) -> StatedDay | None:
    """The day that `value` states, seen from `today` (UTC); None when it states none.

    Times with an offset give their day in UTC. "03/04/2026" is read only when `day_first` says
    how, or when one number can't be a month. Days before 1995 or more than two years ahead are
    nobody's posting and give None. Never raises.
    """
    try:
        found = _read(value, today, day_first)
    except (ValueError, OverflowError, OSError):
        return None
    if found is None or not _EARLIEST <= found.day.year <= today.year + 2:
        return None
    return found


def _read(
    value: str | int | float | date | None, today: date, day_first: bool | None
) -> StatedDay | None:
    if isinstance(value, datetime):
        return StatedDay((value.astimezone(UTC) if value.tzinfo else value).date())
    if isinstance(value, date):
        return StatedDay(value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    text = value.strip()[:200]
    if _EPOCH.fullmatch(text):
        return _epoch(float(text))
    return _iso(text) or _named(text) or _numeric(text, day_first) or _ago(text, today)


def _epoch(seconds: float) -> StatedDay:
    if abs(seconds) > 1e11:
        seconds /= 1000
    return StatedDay(datetime.fromtimestamp(seconds, UTC).date())


def _iso(text: str) -> StatedDay | None:
    found = _ISO.match(text)
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return StatedDay(date(int(found[1]), int(found[2]), int(found[3])))
    return StatedDay((moment.astimezone(UTC) if moment.tzinfo else moment).date())


def _named(text: str) -> StatedDay | None:
    found = _NAMED.search(text)
    if not found:
        return None
    month = _MONTHS.get((found["month"] or found["month2"]).lower())
    if month is None:
        return None
    return StatedDay(
        date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    )


def _numeric(text: str, day_first: bool | None) -> StatedDay | None:
    found = _NUMERIC.search(text)
    if not found:
        return None
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if year < 100 else 0
    if found["mark"] == ".":
        day_first = True
    if one > 12 or two > 12:
        day_first = one > 12
    if day_first is None and one != two:
        return None
    return StatedDay(date(year, two, one) if day_first else date(year, one, two))


def _ago(text: str, today: date) -> StatedDay | None:
    if _YESTERDAY.search(text):
        return StatedDay(today - timedelta(days=1))
    for found in _AGO.finditer(text):
        unit = found["unit"].lower()
        days = _UNITS.get(unit, _UNITS.get(unit.rstrip("s")))
        if days is None:
            continue
        count = int(found["count"]) if found["count"].isdigit() else 1
        exact = not found["more"] and days <= 1 and "over" not in text.lower()
        return StatedDay(today - timedelta(days=int(count * days)), exact)
    return StatedDay(today) if _TODAY.search(text) else None
