"""What a sentence is about: the one employer, the one person of one's own that it names."""

from __future__ import annotations

import re
from itertools import pairwise

from kithwork.boards.names import normal_name
from kithwork.people.models import Organisation, Owner, Person

SHORTEST = 4


def employer_named(owner: Owner, text: str) -> Organisation | None:
    """The one employer known here whose name stands in the text; None for none, or several.

    A longer name outweighs a shorter one within it.
    """
    said = f" {_plain(text)} "
    rows = owner.organisations.filter(absorbed_into=None).only("pk", "name", "normal")
    found = [one for one in rows if len(one.normal) >= SHORTEST and f" {one.normal} " in said]
    longest = [
        one for one in found
        if not any(one.normal != other.normal and f" {one.normal} " in f" {other.normal} "
                   for other in found)
    ]  # fmt: skip
    return longest[0] if len(longest) == 1 else None


def person_named_in(owner: Owner, text: str, but: Person | None = None) -> Person | None:
    """The one person known here whose full name stands in the text, apart from who said it."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    pairs = {f"{a} {b}".rstrip(".").casefold() for a, b in pairwise(words)}
    if not pairs:
        return None
    likely = owner.people.known().filter(name__contains=" ")
    found = [
        one for one in likely.only("pk", "name")
        if one.name.casefold() in text.casefold() and one != but
        and any(one.name.casefold().startswith(pair) for pair in pairs)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    """Each word as names are compared, so that "St. Mary's" and "ST MARYS" meet."""
    return normal_name(f"x {text} x").removeprefix("x ").removesuffix(" x")
