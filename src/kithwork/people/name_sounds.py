"""Reduces a part of a name to what its spellings and transliterations have in common."""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^mac(?=[bcdfghklmnpqrstvwz].)", "mc"),
        (r"tsch|tch|cz", "c"),
        (r"shch|sch|sh|zh|sz", "s"),
        (r"ph", "f"),
        (r"kh|(?<!c)ch(?=r)|ck", "k"),
        (r"ch", "c"),
        (r"tz|ts", "s"),
        (r"x", "ks"),
        (r"qu", "kv"),
        (r"q|c(?=[aoukqrlt]|$)", "k"),
        (r"c(?=[eiy])", "s"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(?<=[aou])e", ""),
        (r"ou|oo", "u"),
        (r"iy|yi|ij|ii|ie|ee|ei|ey|y|j", "i"),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=131_072)
def sound(token: str) -> str:
    """A skeleton that spellings and transliterations of one name share: mueller, müller.

    Coarser than the name and finer than Soundex: vowels stay, because "Hansen" and "Hinson"
    are different people.
    """
    for pattern, plain in _SOUNDS:
        token = pattern.sub(plain, token)
    return token


@lru_cache(maxsize=131_072)
def consonants(token: str) -> str:
    """The consonants of a sound: what Arabic and Hebrew writing says of a name."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouv]", "", sound(token)))
