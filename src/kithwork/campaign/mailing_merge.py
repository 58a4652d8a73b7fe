"""Puts one recipient's own words into a letter with {fields}; a missing one is said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kithwork.errors import KithworkError

_FIELD = re.compile(r"\{\s*([^\W\d][\w .'-]*?)\s*(?:\|([^{}]*))?\}")


class MissingFieldError(KithworkError):
    """A recipient has nothing to put into a field."""


def fields_of(*texts: str) -> tuple[str, ...]:
    """The fields that the texts ask for, each once, in the order of their first mention.

    Raises KithworkError where a brace belongs to no field.
    """
    found: dict[str, None] = {}
    for text in texts:
        if (stray := re.search(r"[{}]", _FIELD.sub("", text))) is not None:
            raise KithworkError(
                f"There is a {stray.group()!r} that belongs to no field; write a field as "
                "{name}, or with words to use instead as {name|Sir or Madam}."
            )
        found |= dict.fromkeys(_plain(match.group(1)) for match in _FIELD.finditer(text))
    return tuple(found)


def missing(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that have neither a value nor words to use instead."""
    asked = [(_plain(m.group(1)), m.group(2)) for m in _FIELD.finditer(text)]
    return tuple(
        dict.fromkeys(
            name for name, instead in asked if instead is None and not values.get(name, "").strip()
        )
    )


def merged(text: str, values: Mapping[str, str]) -> str:
    """The text with every field filled in. Raises MissingFieldError for one that can't be."""
    if names := missing(text, values):
        raise MissingFieldError(
            f"There is nothing to put into {', '.join(f'{{{n}}}' for n in names)}."
        )
    return _FIELD.sub(lambda match: _value(match, values), text)


def _value(match: re.Match[str], values: Mapping[str, str]) -> str:
    return values.get(_plain(match.group(1)), "").strip() or (match.group(2) or "").strip()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
