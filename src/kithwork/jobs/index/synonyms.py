"""Words that mean the same occupation: "RN" and "registered nurse", from O*NET's own titles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from kithwork.jobs.onet import _rows

Words = tuple[str, ...]

_SHORT = re.compile(r"\(([A-Z]{2,5})s?\)")
_OURS = {
    "rn": "registered nurse", "swe": "software engineer", "sre": "site reliability engineer",
    "hgv driver": "truck driver", "sdr": "sales development representative",
    "cpa": "certified public accountant", "hr": "human resources", "pm": "project manager",
    "qa": "quality assurance", "ux": "user experience", "hca": "healthcare assistant",
    "lorry driver": "truck driver", "solicitor": "lawyer", "attorney": "lawyer",
}  # fmt: skip
"""Where O*NET has none, or several."""


_PLAIN = frozenset(
    ["a", "am", "an", "and", "as", "at", "be", "by", "do", "go", "he", "in", "is", "me", "no",
     "of", "on", "or", "so", "the", "to", "up", "us", "we"]
)  # fmt: skip
_MEANINGS = 3


@lru_cache(maxsize=1)
def synonyms() -> dict[Words, tuple[Words, ...]]:
    """For words in lower case, the other words that mean the same occupation."""
    same: dict[Words, set[Words]] = defaultdict(set)
    pairs = [pair for pair in _abbreviations() if pair[0] not in _OURS and pair[0] not in _PLAIN]
    for short, long in [*pairs, *_OURS.items()]:
        one, other = tuple(short.split()), tuple(long.split())
        same[one].add(other)
        same[other].add(one)
    return {words: tuple(sorted(others)) for words, others in same.items()}


def _abbreviations() -> list[tuple[str, str]]:
    """Abbreviations that stand behind the words of which they are the first letters, with
    what they mean most often."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for row in (*_rows("alternate_titles.tsv.gz"), *_rows("reported_titles.tsv.gz")):
        for found in _SHORT.finditer(row[1]):
            letters = found[1].lower()
            before = re.findall(r"[a-z]+", row[1][: found.start()].lower())[-len(letters) :]
            if "".join(word[0] for word in before) == letters:
                meant[letters][" ".join(before)] += 1
    return [
        (short, long) for short, said in meant.items() for long, _ in said.most_common(_MEANINGS)
    ]
