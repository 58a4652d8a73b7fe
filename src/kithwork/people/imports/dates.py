"""Reads the dates that contact files hold; a date that makes no sense is no date, never an error.

LinkedIn alone writes `08 Feb 2026`, `1/29/26, 2:37 PM`, `2026-06-24 12:43:42 UTC` and
`Wed Jun 24 12:43:42 UTC 2026`, by era and by file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier ene enero gen gennaio janv jän jänner",
            "feb february februar fév févr février febrero febbraio fevereiro fev",
            "mar march mär märz mars marzo março mrz maa maart",
            "apr april avr avril abr abril aprile",
            "may mai mayo maggio mag maio mei",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juil juillet julio luglio lug julho",
            "aug august août aou agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october okt oktober octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dez dezember déc décembre dic diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_MONTH = re.compile(r"^(\d{1,2})\.?[ -](?:de )?([^\W\d_]+)\.?,?[ -](?:de )?(\d{4})(?!\d)")
_MONTH_DAY = re.compile(r"^([^\W\d_]+)\.? (\d{1,2}),? (\d{4})(?!\d)")
_MONTH_ONLY = re.compile(r"^([^\W\d_]+)\.? (\d{4})$")
_JAVA = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) [\d:]{8} \S+ (\d{4})$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T|$)")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_DOTTED = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"^(\d{4})$")


def read_date(text: str, day_first: bool = False) -> dt.date | None:
    """The calendar day that the text names, or None.

    `1/29/26` is read as month/day/year unless `day_first`, or unless only the other order
    makes a date. A month or a year alone becomes its first day.
    """
    text = " ".join(text.strip().split())
    for pattern, build in _SHAPES:
        found = pattern.match(text)
        if found:
            return build(found.groups(), day_first)
    return None


def read_birthday(text: str) -> str:
    """`1980-03-07`, or `--03-07` where the year isn't told; empty where it is no date."""
    text = text.strip()
    yearless = re.match(r"^--(\d{2})-?(\d{2})", text)
    if yearless:
        month, day = map(int, yearless.groups())
        return f"--{month:02d}-{day:02d}" if _day(2000, month, day) else ""
    date = read_date(text)
    if date is None:
        return ""
    # Apple and Outlook write an impossible year where the year isn't known.
    return date.strftime("--%m-%d") if date.year in (1604, 4501) else date.isoformat()


def day_first_column(values: list[str]) -> bool:
    """True if a column of slashed dates can only be read with the day in front."""
    pairs = [(int(a), int(b)) for a, b in _slashed_pairs(values)]
    return any(a > 12 for a, _ in pairs) and not any(b > 12 for _, b in pairs)


def _slashed_pairs(values: list[str]) -> list[tuple[str, str]]:
    found = (_SLASHED.match(value.strip()) for value in values)
    return [(match[1], match[2]) for match in found if match]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _full_year(text: str) -> int:
    """Two digits are of this century up to 68, as POSIX has it."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 69 else 1900)


def _named(day: str, month: str, year: str) -> dt.date | None:
    number = _MONTHS.get(month.lower()) or _MONTHS.get(month.lower()[:3])
    return _day(int(year), number, int(day)) if number else None


def _slashed(parts: tuple[str, ...], day_first: bool) -> dt.date | None:
    first, second, year = int(parts[0]), int(parts[1]), _full_year(parts[2])
    usual, other = _day(year, first, second), _day(year, second, first)
    return (other or usual) if day_first else (usual or other)


_Build = Callable[[tuple[str, ...], bool], dt.date | None]
_SHAPES: tuple[tuple[re.Pattern[str], _Build], ...] = (
    (_ISO, lambda p, _: _day(int(p[0]), int(p[1]), int(p[2]))),
    (_DAY_MONTH, lambda p, _: _named(p[0], p[1], p[2])),
    (_SLASHED, _slashed),
    (_JAVA, lambda p, _: _named(p[1], p[0], p[2])),
    (_MONTH_DAY, lambda p, _: _named(p[1], p[0], p[2])),
    (_DOTTED, lambda p, _: _day(_full_year(p[2]), int(p[1]), int(p[0]))),
    (_COMPACT, lambda p, _: _day(int(p[0]), int(p[1]), int(p[2]))),
    (_MONTH_ONLY, lambda p, _: _named("1", p[0], p[1])),
    (_YEAR, lambda p, _: _day(int(p[0]), 1, 1)),
)
