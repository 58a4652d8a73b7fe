"""Reads from a title how far up the ladder the work is: entry, experienced, manager, executive."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from kithwork.jobs.phrases import Phrases
from kithwork.jobs.titles import numberless_title

Level = Literal["entry", "experienced", "manager", "executive"]

TABLE = Path(__file__).with_name("data") / "levels.tsv"
"""One phrase a line, with what it says of the level: the words of `level_of`'s rules."""
FIRST_OCCUPATIONS = TABLE.with_name("first_occupations.tsv")
"""Occupations that people enter without training: O*NET-SOC code and name, one a line."""

_SHORT = {
    "mgr": "manager",
    "mngr": "manager",
    "acct": "account",
    "dir": "director",
    "asst": "assistant",
    "assoc": "associate",
    "supv": "supervisor",
    "proj": "project",
}
"""Short words, so that the table need not name an "acct mgr" beside every account manager."""


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases.read(TABLE)


@lru_cache(maxsize=1)
def first_occupations() -> frozenset[str]:
    """The O*NET-SOC codes of occupations that one enters by, unless a title says otherwise."""
    lines = FIRST_OCCUPATIONS.read_text("utf-8").splitlines()
    return frozenset(line.partition("\t")[0] for line in lines)


def level_of(title: str) -> Level:
    """The level that a title states or implies; "experienced" when it says nothing.

    "manager" means answering for other people's work: a case, product or account manager works
    alone and is "experienced". "executive" begins with who heads a department: directors, deans,
    heads of something. Someone's assistant has not that someone's level. Never raises.
    """
    return level_of_words(numberless_title(title).split())


def level_of_words(words: list[str], soc: str = "") -> Level:
    """As `level_of`, from the words of `numberless_title`; silent ones are asked their occupation.

    `soc` is the title's occupation where that is known: a waitress is on the entry level without
    a word of it.
    """
    said = _phrases().meanings([_SHORT.get(word, word) for word in words])
    if "aide" not in said:
        if "executive" in said and "trainee" not in said:
            return "executive"
        if "manager" in said and "trainee" not in said:
            return "manager"
    if "trainee" in said:
        return "entry"
    if {"seasoned", "manager", "executive", "alone"} & set(said):
        return "experienced"
    return "entry" if "first" in said or soc in first_occupations() else "experienced"
