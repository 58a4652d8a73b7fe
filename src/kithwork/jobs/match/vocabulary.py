"""The word lists that comparing postings needs, from a table that people can read and mend."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parents[1] / "data" / "match_words.tsv"


def vocabulary(name: str) -> frozenset[str]:
    """The words of one line of the table: its name, a tab, the words with bars between."""
    return _lists()[name]


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines())
    return {name: frozenset(words.split("|")) for name, words in rows}
