"""Knows which given names may stand for each other: Bob and Robert, Katya and Ekaterina."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def name_groups() -> dict[str, frozenset[int]]:
    """For every name in the table, the groups (numbered by line) that hold it."""
    groups: dict[str, set[int]] = {}
    text = (files("kithwork.people") / "data" / "nicknames.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            for name in line.split():
                groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def may_be_same(first: str, second: str) -> bool:
    """Whether one person may go by both given names (lower case, plain letters)."""
    groups = name_groups()
    known = groups.get(first)
    return bool(known and not known.isdisjoint(groups.get(second, ())))
