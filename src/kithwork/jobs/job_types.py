"""Says which browsing categories, the job types, an occupation has, and what a title adds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kithwork.jobs.levels import Level
from kithwork.jobs.phrases import Phrases
from kithwork.jobs.titles import clean_title

_DATA = Path(__file__).with_name("data")
TABLE = _DATA / "job_types.tsv"
"""One line an occupation: O*NET-SOC code, name, job types; made to be read and mended by hand."""
TITLE_TABLE = _DATA / "title_types.tsv"
"""One phrase a line, with the job types that a title adds by having it; a "-" takes one away.

"Aviation unless Food Service" adds nothing beside that type: an airport's barista brews coffee.
"""

_MANAGERIAL = "Managerial"
_COMMANDING = """
manager managers director directors supervisor chief head chef dean principal superintendent
administrator officer foreman postmaster leader
"""
_COMMANDS = frozenset(_COMMANDING.split())
"""Words without which nobody is called a manager, whatever the occupation."""
_EMPLOYERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:city|county|state|town|borough|province|commonwealth|municipality) of\b"
            r"|\b(?:department|ministry|bureau) of\b"
            r"|\b(?:county|federal|u\.?s\.? army|u\.?s\.? navy|air force|police department"
            r"|public schools?|school district|government|city council|stadt|landkreis|mairie"
            r"|ayuntamiento)\b",
            re.I,
        ),
        "Government",
    ),
    (
        re.compile(
            r"\b(?:foundation|charit(?:y|ies|able)|non-?profit|goodwill|red cross|ymca|ywca"
            r"|salvation army|habitat for humanity|united way|caritas|ngo|food bank"
            r"|boys (?:&|and) girls clubs?)\b|\be\. ?v\.",
            re.I,
        ),
        "Nonprofit",
    ),
)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:])
    return {soc: tuple(types.split(", ")) for soc, _, types in rows}


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases.read(TITLE_TABLE)


@lru_cache(maxsize=1)
def job_types() -> tuple[str, ...]:
    """Every job type there is, in alphabetical order."""
    return tuple(sorted({name for types in _table().values() for name in types}))


def types_of_occupation(soc: str) -> tuple[str, ...]:
    """The job types of an occupation by its O*NET-SOC code; none for a code that isn't one."""
    return _table().get(soc, ())


def types_of(soc: str, title: str = "", level: Level = "experienced") -> tuple[str, ...]:
    """The job types of one opening: its occupation's, what its title adds, Managerial by level."""
    clean = clean_title(title)
    return types_of_words(soc, (*clean.head, *clean.rest), level)


@lru_cache(maxsize=1 << 15)
def _joined(
    by_occupation: tuple[str, ...], said: tuple[str, ...], commands: bool, managerial: bool
) -> tuple[str, ...]:
    names = [name for meaning in said for name in _added(meaning, by_occupation)]
    found = {*by_occupation, *(name for name in names if name[0] != "-")}
    managerial = managerial or (commands and _MANAGERIAL in found)
    found = found | {_MANAGERIAL} if managerial else found - {_MANAGERIAL}
    return tuple(sorted(found - {name[1:] for name in names if name[0] == "-"}))


def _added(meaning: str, by_occupation: Sequence[str]) -> list[str]:
    """The types that a phrase's meaning adds (or with "-" takes) beside those of an occupation."""
    names, _, others = meaning.partition(" unless ")
    if not names or not set(others.split(", ")).isdisjoint(by_occupation):
        return []
    return names.split(", ")


def types_of_words(
    soc: str, words: Sequence[str], level: Level, by_occupation: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """As `types_of`, from the words of `clean_title`: abbreviations written out, pay taken off.

    `by_occupation` stands in for the types of `soc` where that occupation is unsure. Managerial
    is who is on a manager's level, or has a manager's occupation and is called one.
    """
    types = types_of_occupation(soc) if by_occupation is None else by_occupation
    commands, managerial = not _COMMANDS.isdisjoint(words), level in ("manager", "executive")
    return _joined(types, tuple(_phrases().meanings(words)), commands, managerial)


def types_by_occupation(socs: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """All types, and a table of occupations by types: 1 where the occupation has the type."""
    names = job_types()
    rows = [[name in types_of_occupation(soc) for name in names] for soc in socs]
    return names, np.array(rows, np.float32)


def with_employers(types: Sequence[str], employer: str) -> tuple[str, ...]:
    """Those types, and what the employer's name says beyond the work: Government, Nonprofit."""
    return (*types, *(name for name in _types_of_employer(employer) if name not in types))


@lru_cache(maxsize=1 << 14)
def _types_of_employer(employer: str) -> tuple[str, ...]:
    return tuple(name for pattern, name in _EMPLOYERS if pattern.search(employer))
