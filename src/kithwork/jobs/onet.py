"""Reads the occupations and titles that are shipped: O*NET 27.0 (CC BY 4.0), and our own few."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from kithwork.jobs.titles import normal_title

_ONET = Path(__file__).with_name("data") / "onet"
POSTING_TITLES = _ONET.with_name("posting_titles.tsv")
"""One line a title: O*NET-SOC code and title, from our own knowledge of the world of work."""
PARTS = 12
"""Titles are dealt into so many parts by their normal form; part 0 is never trained on."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """One O*NET-SOC occupation: code, name, and what its people do."""

    soc: str
    name: str
    duties: str


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """One title as O*NET writes it, with every occupation it is given for."""

    title: str
    socs: tuple[str, ...]
    part: int
    reported: bool


@lru_cache(maxsize=1)
def occupations() -> dict[str, Occupation]:
    """Every occupation by its O*NET-SOC code, in the order of the codes."""
    return {row[0]: Occupation(*row) for row in _rows("occupations.tsv.gz")}


def known_titles() -> dict[str, KnownTitle]:
    """Every alternate and reported title and every occupation's name, by its normal form.

    Made anew each time (half a second): who needs one seldom needs it again, and all of them
    take thirty megabytes.
    `part` is `PARTS` for an occupation's own name: names are what one trains on, always.
    """
    socs: dict[str, list[str]] = defaultdict(list)
    shown: dict[str, str] = {}
    names = {normal_title(occupation.name) for occupation in occupations().values()}
    reported = {normal_title(row[1]) for row in _rows("reported_titles.tsv.gz")}
    for soc, title in _title_rows():
        key = normal_title(title)
        shown.setdefault(key, title)
        if key and soc not in socs[key]:
            socs[key].append(soc)
    return {
        key: KnownTitle(shown[key], tuple(found), _part(key, names), key in reported)
        for key, found in socs.items()
    }


def posting_titles() -> dict[str, KnownTitle]:
    """Titles as postings and trades say them, each for one occupation, by normal form; our own.

    They go before O*NET's: "Warehouse Associate" is no title of 2022's list.
    """
    lines = POSTING_TITLES.read_text("utf-8").splitlines()
    found = {}
    for soc, title in (line.split("\t") for line in lines):
        key = normal_title(title)
        found[key] = KnownTitle(title, (soc,), _part(key, set()), False)
    return found


def _title_rows() -> Iterator[tuple[str, str]]:
    for occupation in occupations().values():
        yield occupation.soc, occupation.name
    for soc, title, *_ in (*_rows("alternate_titles.tsv.gz"), *_rows("reported_titles.tsv.gz")):
        yield soc, title


def _part(key: str, names: set[str]) -> int:
    return PARTS if key in names else int(sha256(key.encode()).hexdigest()[:8], 16) % PARTS


def _rows(name: str) -> list[list[str]]:
    text = gzip.decompress((_ONET / name).read_bytes()).decode("utf-8")
    return [line.split("\t") for line in text.splitlines()]
