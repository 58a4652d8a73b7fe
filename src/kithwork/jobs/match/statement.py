"""What one posting states, as plain values."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"<(?:/?[a-zA-Z!][^<>]*)>")
_ENDS_LINE = re.compile(r"</?(?:br|p|li|ul|ol|div|h\d|tr)\b[^<>]*>", re.I)
LONGEST = 20_000
"""Characters of a description that are compared."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A posting as it stands somewhere. "" and None are what it doesn't state.

    `id` names it among those matched; `system` and `board` say where it stands. `own` is
    whether that is known to be the employer's own board (None: not known).
    """

    id: str
    title: str
    employer: str = ""
    system: str = ""
    board: str = ""
    url: str = ""
    location: str = ""
    locations: tuple[str, ...] = ()
    remote: bool | None = None
    posted: dt.date | None = None
    department: str = ""
    employment_type: str = ""
    salary_min: float | None = None
    salary_max: float | None = None
    salary_currency: str = ""
    salary_period: str = ""
    description: str = ""
    own: bool | None = None
    number: str = ""


def plain_text(text: str) -> str:
    """A description without markup; one without any stays as it is."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", _ENDS_LINE.sub("\n", html.unescape(text))))
    return text[:LONGEST]
