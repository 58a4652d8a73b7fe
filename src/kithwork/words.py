"""Numbers with their nouns, as people say them: 1 opening, 2 openings, 1 person, 2 people."""

from __future__ import annotations

import re

# Nouns whose plural no rule gives.
_ODD = {"person": "people", "is": "are", "was": "were", "has": "have", "waits": "wait"}
_HISSING = re.compile(r"(s|x|z|ch|sh)$")
_WITH_Y = re.compile(r"(?<![aeiou])y$")


def counted(number: float, one: str, many: str = "", places: int = 0) -> str:
    """The number with what is counted: ``counted(1, "new name")`` is "1 new name".

    `many` says a plural that no rule gives (``counted(2, "sign of a tie", "signs of ties")``).
    With `places`, the number is shown so exactly; it is one only if it reads as a plain 1.
    """
    shown = f"{number:,.{places}f}"
    return f"{shown} {one if shown == '1' else many or plural(one)}"


def plural(one: str) -> str:
    """What several of them are called, by the last word: ``new name`` gives ``new names``."""
    *before, last = one.split(" ")
    return " ".join([*before, _several(last)])


def agreeing(number: float, one: str, many: str = "") -> str:
    """Only the word that agrees with a number: ``agreeing(2, "is")`` is "are"."""
    return one if number == 1 else many or plural(one)


def _several(noun: str) -> str:
    if noun in _ODD:
        return _ODD[noun]
    if _WITH_Y.search(noun):
        return _WITH_Y.sub("ies", noun)
    return f"{noun}es" if _HISSING.search(noun) else f"{noun}s"


def full_stop(said: str) -> str:
    """A sentence with one full stop, also where it ends with a name such as "Example Inc."."""
    return said if said.endswith(".") else f"{said}."
