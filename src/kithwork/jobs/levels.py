"""Reads from a title how far up the ladder the work is: entry, experienced, manager, executive."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from kithwork.jobs.phrases import Phrases
from kithwork.jobs.titles import normal_title

Level = Literal["entry", "experienced", "manager", "executive"]

TABLE = Path(__file__).with_name("data") / "levels.tsv"
"""One phrase a line, with what it says of the level: the words of `level_of`'s rules."""


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases.read(TABLE)


def level_of(title: str) -> Level:
    """The level that a title states or implies; "experienced" when it says nothing.

    "manager" means answering for other people's work: a case, product or account manager works
    alone and is "experienced". Someone's assistant has not that someone's level. Never raises.
    """
    return level_of_words(normal_title(title).split())


def level_of_words(words: list[str]) -> Level:
    """As `level_of`, from the words of `normal_title`."""
    said = _phrases().meanings(words)
    if not said:
        return "experienced"
    if "aide" not in said:
        if "executive" in said:
            return "executive"
        if "manager" in said and "trainee" not in said:
            return "manager"
    if "trainee" in said or ("first" in said and not {"seasoned", "manager"} & set(said)):
        return "entry"
    return "experienced"
