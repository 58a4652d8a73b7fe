"""One opening as the index takes it, and the fields that the index has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import tantivy

from kithwork.jobs.index.tokens import analyzer, spaced, tokens

__all__ = ["SCHEMA", "Entry", "analyzer", "band_of", "code_of", "document", "indexed", "spot_of",
           "tokens"]  # fmt: skip

VERSION = 7
"""Of the fields below and their order: an index of another version is made anew."""

_NEWEST_BITS = 30
_UNKNOWN_AGE = 1 << 62
PAY_STEP = 20_000
BETWEEN = "|"
"""Stands between an opening's job types where they are one value."""
CODED = ("kinds", "normal", "places", "soc")
"""Found and counted by codes; the index keeps what each code stands for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An opening's words and facets. Times are whole seconds since 1970; `pay` is a year's.

    `where` are the places as worded and as understood, `spots` their coordinates as `spot_of`
    writes them.
    """

    key: int
    title: str
    employer: str
    normal: str
    text: str = ""
    where: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    soc: str = ""
    level: str = ""
    remote: tuple[str, ...] = ()
    pay: int | None = None
    currency: str = ""
    new_at: int | None = None
    first_seen: int = 0


def spot_of(latitude: float, longitude: float) -> str:
    """A town's coordinates as one word of the index."""
    return f"{latitude:.4f},{longitude:.4f}"


def band_of(pay: int | None, currency: str) -> str:
    """The band of a year's pay that is counted: "EUR 40-60k"; "" where pay is not stated."""
    if pay is None:
        return ""
    low = pay // PAY_STEP * PAY_STEP // 1000
    return f"{currency} {low}–{low + PAY_STEP // 1000}k".strip()


@lru_cache(maxsize=50_000)
def code_of(name: str) -> int:
    """A name as a number of 63 bits, the same everywhere; two of a million names share theirs
    once in ten million times."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) >> 1


def indexed(field: str, values: Iterable[str]) -> tuple[str, list[str] | list[int]]:
    """Where the index has values that are looked for, and how: by their codes, or as they are."""
    if field in CODED:
        return f"{field}_code", [code_of(value) for value in values]
    return field, list(values)


def _schema() -> tantivy.Schema:
    build = tantivy.SchemaBuilder()
    # Signed: deleting by a term of an unsigned field deletes nothing in tantivy-py 0.27.
    build.add_integer_field("key", indexed=True, fast=True)
    for words in ("title", "employer", "body", "where"):
        build.add_text_field(words, tokenizer_name="words")
    # What is counted is a column of numbers or of few single values: all types of an opening are
    # one of the `kinds`, and names have codes. Both are counted several times faster.
    for facet in ("level", "remote", "band"):
        build.add_text_field(facet, tokenizer_name="raw", fast=True, index_option="basic")
    for name in CODED:
        build.add_bytes_field(name, stored=True)
        build.add_integer_field(f"{name}_code", indexed=True, fast=True)
    for filter_ in ("types", "spots"):
        build.add_text_field(filter_, tokenizer_name="raw", index_option="basic")
    for number in ("new_at", "newest", "pay"):
        build.add_integer_field(number, fast=True)  # ranges are looked for in the column
    return build.build()


SCHEMA = _schema()


def document(entry: Entry) -> tantivy.Document:
    """What the index stores of an opening: no text, only the way to find it."""
    made = tantivy.Document()
    made.add_integer("key", entry.key)
    title, employer = spaced(entry.title), spaced(entry.employer)
    made.add_text("title", title)
    made.add_text("employer", employer)
    for words in (title, employer, spaced(entry.text)):
        made.add_text("body", words)
    for place in entry.where:
        made.add_text("where", spaced(place))
    for field in ("spots", "types", "remote"):
        for value in getattr(entry, field):
            made.add_text(field, value)
    for name, one in (("level", entry.level), ("band", band_of(entry.pay, entry.currency))):
        if one:
            made.add_text(name, one)
    for name, values in (("kinds", (BETWEEN.join(entry.types),)), ("normal", (entry.normal,)),
                         ("places", entry.places), ("soc", (entry.soc,))):  # fmt: skip
        for value in filter(None, values):
            made.add_bytes(name, value.encode())
            made.add_integer(f"{name}_code", code_of(value))
    for name, number in (("new_at", entry.new_at), ("pay", entry.pay)):
        if number is not None:
            made.add_integer(name, number)
    made.add_integer("newest", _newest(entry))
    return made


def _newest(entry: Entry) -> int:
    """A number by which the newest come first, those of unknown age last, all in one order."""
    age = entry.first_seen if entry.new_at is None else entry.new_at
    order = (age << _NEWEST_BITS) + entry.key % (1 << _NEWEST_BITS)
    return order - _UNKNOWN_AGE if entry.new_at is None else order
