"""Reads postings out of lines of JSON, whatever their fields are called, however few there are."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kithwork.errors import KithworkError
from kithwork.jobs.dates import day_of
from kithwork.jobs.match.statement import Statement, plain_text
from kithwork.jobs.pay import Pay, pay_in_text, pay_of_fields

Tell = Callable[[str], None]
_FIELDS = {
    "id": "id postingid jobid uid uuid guid identifier key externalid sourceid",
    "url": "url link joburl jobpostingurl applyurl absoluteurl hostedurl href uri",
    "title": "title jobtitle positiontitle position name headline role",
    "employer": "employer company companyname employername hiringorganization"
    " hiringorganisation organization organisation hiringcompany client",
    "system": "ats system source site platform provider",
    "board": "board boardtoken token boardname",
    "location": "location place joblocation locationname locationtext workplace jobplace address",
    "city": "city town locality addresslocality",
    "region": "region state province county addressregion",
    "country": "country countrycode addresscountry",
    "locations": "locations places joblocations offices otherlocations additionallocations",
    "remote": "remote isremote remoteok telecommute",
    "posted": "posted postedon postedat postedday dateposted postingdate posteddate publishedat"
    " published publicationdate datepublished firstpublished createdat created date",
    "department": "department team departmentname businessunit",
    "employment_type": "employmenttype jobtype contracttype contract commitment worktype hours"
    " schedule workinghours",
    "shift": "shift shifts workshift shifttype",
    "number": "requisition requisitionid requisitionnumber reqid reqnumber req reference"
    " referencenumber ref refno jobnumber vacancynumber",
    "salary_min": "salarymin minsalary minamount paymin salaryfrom minpay",
    "salary_max": "salarymax maxsalary maxamount paymax salaryto maxpay",
    "salary_currency": "salarycurrency currency paycurrency",
    "salary_period": "salaryperiod payperiod interval salaryinterval salaryunit",
    "pay": "salary pay compensation wage wages salaryrange payrange basesalary estimatedsalary",
    "description": "description text body content jobdescription details descriptiontext fulltext"
    " descriptionhtml descriptionplain html summary snippet",
}
_FIELD = {name: field for field, names in _FIELDS.items() for name in names.split()}
_PLAIN = re.compile(r"[^a-z]")
_YES, _NO = {"true", "yes", "y", "1", "remote", "fully remote", "telecommute"}, {"false", "no", "n"}
_FAR = dt.date(9000, 1, 1)
"""Seen from this day "yesterday" is no day of ours: a file doesn't say when it was written."""


def read_lines(lines: Iterable[str], tell: Tell | None = None) -> Iterator[Statement]:
    """Every posting of JSON lines, however much of it is missing.

    Empty lines are passed over. `tell` hears of each line, field and value that isn't understood,
    and the rest is read; without it, a line that is no JSON object or has neither an id nor a
    link raises KithworkError, which names it.
    """
    heard: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip().lstrip("\ufeff"):
            continue
        try:
            given = _object(line.lstrip("\ufeff"), number)
            yield _statement(given, number, tell)
        except KithworkError as error:
            if tell is None:
                raise
            tell(f"{error} It is passed over.")
            continue
        for name in given.keys() - heard if tell else ():
            heard.add(name)
            if tell and _PLAIN.sub("", name.lower()) not in {*_FIELD, "categories"}:
                tell(f"“{name}” (first on line {number}) isn't read: not known as a field.")


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise KithworkError(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise KithworkError(f"Line {number} is not a JSON object but {type(value).__name__}.")
    return value


def _statement(line: dict[str, Any], number: int, tell: Tell | None) -> Statement:
    given = _by_field(line)
    posting_id = _name(given.get("id")) or _name(given.get("url"))
    if not posting_id and tell:
        posting_id = f"line {number}"
        tell(f"Line {number} has no id; it is called “{posting_id}”.")
    if not posting_id:
        raise KithworkError(f"Line {number} has no id.")
    posted = _day(given.get("posted"))
    if tell and posted is None and given.get("posted"):
        tell(f"Line {number}: the day “{given['posted']}” isn't understood, or may be two.")
    town = [_name(given.get(field)) for field in ("city", "region", "country")]
    pay = _pay(given.get("pay"))
    kind = [_text(given.get("employment_type")), _name(given.get("shift"))]
    return Statement(
        id=posting_id,
        title=_text(given.get("title")),
        employer=_name(given.get("employer")),
        system=_name(given.get("system")),
        board=_name(given.get("board")),
        url=_text(given.get("url")),
        location=_place(given.get("location")) or ", ".join(filter(None, town)),
        locations=_places(given.get("locations")) or _places(given.get("location"), True),
        remote=_yes_or_no(given.get("remote")),
        posted=posted,
        department=_name(given.get("department")),
        employment_type=", ".join(filter(None, kind)),
        salary_min=_figure(given.get("salary_min", pay and pay.low)),
        salary_max=_figure(given.get("salary_max", pay and pay.high)),
        salary_currency=_text(given.get("salary_currency", pay and pay.currency)).upper(),
        salary_period=_text(given.get("salary_period", pay and pay.period)).lower(),
        description=plain_text(_text(given.get("description"))),
        number=_name(given.get("number")),
    )


def _by_field(line: Mapping[str, Any]) -> dict[str, Any]:
    """The line's values under our names; of two for one field the usual name's counts, and an
    empty value is none."""
    found: dict[str, tuple[int, Any]] = {}
    for name, value in _told_title_first(line):
        plain = _PLAIN.sub("", str(name).lower())
        field = _FIELD.get(plain)
        if field is None or value in (None, "", [], {}):
            continue
        rank = _FIELDS[field].split().index(plain)
        if field not in found or rank < found[field][0]:
            found[field] = rank, value
    return {field: value for field, (_rank, value) in found.items()}


def _told_title_first(line: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a line with those of its `categories`; Lever calls a posting's title `text`."""
    plain = {_PLAIN.sub("", str(name).lower()): name for name in line}
    untitled = not any(name in plain for name in _FIELDS["title"].split())
    more = line.get(plain.get("categories", ""))
    for name, value in (*line.items(), *(more.items() if isinstance(more, dict) else ())):
        lever = name == plain.get("text") and untitled and "descriptionplain" in plain
        yield ("title" if lever else name), value


def _pay(value: Any) -> Pay | None:
    """Pay that stands as a text, or as schema.org's MonetaryAmount."""
    if isinstance(value, str):
        return pay_in_text(value)
    if not isinstance(value, dict):
        return None
    amount = value.get("value")
    amount = amount if isinstance(amount, dict) else {**value, "value": amount}
    low, high = (amount.get(k, amount.get("value")) for k in ("minValue", "maxValue"))
    unit = _text(amount.get("unitText")) or _text(value.get("unitText"))
    return pay_of_fields(_figure(low), _figure(high), _text(value.get("currency")), unit)


def _text(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _name(value: Any) -> str:
    """A text, or what an object calls itself (`{"name": "Acme"}`)."""
    if isinstance(value, dict):
        return next(filter(None, (_text(value.get(k)) for k in ("name", "value", "title"))), "")
    return _text(value)


def _place(value: Any) -> str:
    if isinstance(value, list):
        return _place(value[0]) if value else ""
    if not isinstance(value, dict):
        return _text(value)
    if isinstance(value.get("address"), dict):
        return _place(value["address"])
    parts = _by_field(value)
    said = [_text(value.get("name")), *(_name(parts.get(k)) for k in ("city", "region", "country"))]
    return ", ".join(filter(None, said))


def _places(value: Any, of_many: bool = False) -> tuple[str, ...]:
    """The places of a list; `of_many`: only if they are several."""
    if isinstance(value, str) and not of_many:
        return (value.strip(),) if value.strip() else ()
    if not isinstance(value, list) or (of_many and len(value) < 2):
        return ()
    return tuple(place for place in map(_place, value[:50]) if place)


def _yes_or_no(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    said = _text(value).lower()
    return True if said in _YES else False if said in _NO else None


def _day(value: Any) -> dt.date | None:
    found = day_of(value, _FAR) if isinstance(value, str | int | float) else None
    return found.day if found and found.day.year < 2200 else None


def _figure(value: Any) -> float | None:
    try:
        figure = float(value) if not isinstance(value, bool) and value is not None else math.nan
    except (TypeError, ValueError):
        return None
    return figure if math.isfinite(figure) else None
