"""The plain values of identity: what is known of a person, and what a comparison found."""

from __future__ import annotations

import re
from dataclasses import dataclass

Key = int | str

CERTAIN = 0.99
"""From this probability on, two records are one person; they merge on import if it is firm."""
LIKELY = 0.5
"""From this probability on, a match waits in the review queue; below, it is not shown."""

_POSTCODE = re.compile(
    r"\b(?:[A-Z]-)?(\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b", re.I
)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where one lives or works; `street` may hold the house number, `extended` a flat or site."""

    street: str = ""
    extended: str = ""
    locality: str = ""
    postcode: str = ""
    region: str = ""
    country: str = ""

    @classmethod
    def from_text(cls, text: str) -> PostalAddress:
        """Reads an address on lines or between commas: the line with the postcode is the town's."""
        lines = [line.strip() for line in re.split(r"[\n;,]+", text) if line.strip()]
        at = next((i for i, line in enumerate(lines) if i and _POSTCODE.search(line)), -1)
        if at < 0:
            return cls("".join(lines[:1]), locality="".join(lines[1:2]))
        found = _POSTCODE.search(lines[at])
        postcode = found[0] if found else ""
        locality = lines[at].replace(postcode, "").strip() or (lines[at - 1] if at > 1 else "")
        extended = lines[1] if at > 1 and lines[1] != locality else ""
        return cls(lines[0], extended, locality, postcode, country="".join(lines[at + 1 : at + 2]))


@dataclass(frozen=True, slots=True)
class Identity:
    """What one record says of who a person is. Everything but `key` may be unknown (empty).

    `key` is the caller's own, and comes back in matches. `given` and `family` are for sources
    that keep them apart; `other_names` are nicknames and former names. `birth_date` is
    YYYY-MM-DD, or --MM-DD without the year. Employers and titles may be past ones too.
    """

    key: Key
    name: str = ""
    given: str = ""
    family: str = ""
    other_names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    addresses: tuple[PostalAddress | str, ...] = ()
    birth_date: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against, in words, with its weight in bits (+1 doubles the odds)."""

    about: str
    words: str
    bits: float

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that may be one person: how probable, and why. Strongest reasons come first."""

    first: Key
    second: Key
    probability: float
    evidence_for: tuple[Evidence, ...] = ()
    evidence_against: tuple[Evidence, ...] = ()
    firm: bool = False
    """Whether it rests on facts that hardly ever belong to two people (`identity/firm.py`)."""

    @property
    def is_certain(self) -> bool:
        """As good as sure."""
        return self.probability >= CERTAIN

    @property
    def merges_unasked(self) -> bool:
        """Sure and firm enough to merge without asking."""
        return self.is_certain and self.firm
