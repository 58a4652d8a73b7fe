"""What a search asks for, and how its words are read."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """A title that has all words of one of `titles`, at one of `places` if any is named.

    The place "remote" asks for remote work.
    """

    titles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for; an empty field asks for nothing.

    Every word of `words` has to be in the title, the employer or the text; "two words" in
    quotes stand together; a word with a minus before it must not be there. `near` is a town,
    `within_km` how far around it. `since` is the earliest moment at which a posting was new.
    `occupation` is an O*NET-SOC code, `least_pay` a year's pay in the posting's own currency.
    `employers` are the only ones wanted, by their normal names. Of `place`, `employer`, `job_type`,
    `occupation` and `level` several may be asked for with bars between ("Nursing|Retail"): any of
    them will do.
    """

    words: str = ""
    place: str = ""
    near: str = ""
    within_km: int = 50
    employer: str = ""
    since: dt.datetime | None = None
    job_type: str = ""
    occupation: str = ""
    level: str = ""
    remote: bool | None = None
    least_pay: int | None = None
    employers: frozenset[str] | None = None
    aim: Aim | None = None


def any_of(values: str) -> list[str]:
    """The values that stand in a field with bars between."""
    return [value.strip() for value in values.split("|") if value.strip()]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or quoted phrase of a search, wanted or refused."""

    said: str
    phrase: bool = False
    refused: bool = False


def terms(words: str) -> list[Term]:
    """The words and quoted phrases of a search; an open quote is just a character."""
    if '"' not in words:
        return [_term(one) for one in words.split()]
    try:
        said = [term for term in shlex.split(words.replace("'", "\\'")) if term]
    except ValueError:
        said = words.replace('"', " ").split()
    return [_term(one) for one in said]


def _term(said: str) -> Term:
    refused = said.startswith("-") and len(said) > 1
    bare = said[1:] if refused else said
    return Term(bare, " " in bare.strip(), refused)
