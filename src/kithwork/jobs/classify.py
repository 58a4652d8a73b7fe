"""Says what kind of work a posting is: its O*NET-SOC occupation, its job types and its level."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from kithwork.jobs.called import Called, laid_out
from kithwork.jobs.duties import Duties
from kithwork.jobs.job_types import job_types, types_by_occupation, types_of_words
from kithwork.jobs.levels import Level, level_of_words
from kithwork.jobs.onet import KnownTitle, known_titles, occupations, posting_titles
from kithwork.jobs.title_model import BATCH, Floats, TitleModel
from kithwork.jobs.titles import (
    CleanTitle,
    all_abbreviations,
    clean_title,
    normal_title,
    numberless_title,
)

__all__ = ["Classified", "Classifier", "classify", "contract_of", "job_types", "remote_of"]

MODEL = Path(__file__).with_name("data") / "title_model.npz"
MODEL_SHA256 = "e5438994c2447df827c4f1dfaca988184f3dfdc8c6d2dd8d6956f799be44c189"
"""Of the model that the figures in docs/theory/classify.md were measured with."""

Contract = Literal["full-time", "part-time", "contract", "temporary", "internship", "per diem"]
Remote = Literal["remote", "hybrid", "on site"]
T = TypeVar("T")

_OPEN_BELOW = 0.5
"""A title whose best occupation has less than this chance is open: its description is asked."""
_KNOWN = 0.95
"""The confidence in the one occupation of a title that is known by heart."""
_SURE = 0.85
"""How much it counts to know several occupations by heart; the model's own chances the rest."""
_LONGEST_ASIDE = 3
"""Words beside the head that are looked up together with it."""
_AGREED = 0.6
"""An open title has those types whose occupations together have more than this chance."""
_OF_ANY_WORK = frozenset(
    ["intern", "trainee", "apprentice", "graduate", "associate", "student", "staff", "weeks"]
)
"""Words that say nothing of the work: a title of these alone has no types by its occupation."""


@dataclass(frozen=True, slots=True)
class Classified:
    """What kind of work a title is, and how sure that is (0 to 1).

    `soc` and `occupation` are "" and `confidence` is 0 for a title without a single word.
    """

    title: str
    soc: str
    occupation: str
    confidence: float
    types: tuple[str, ...]
    level: Level

    def to_plain(self) -> dict[str, str | float | list[str]]:
        """The line that `kithwork jobs classify` writes."""
        return {
            "title": self.title,
            "soc": self.soc,
            "confidence": round(self.confidence, 4),
            "types": list(self.types),
            "level": self.level,
        }


def classify(
    titles: Sequence[str], descriptions: Sequence[str | None] | None = None
) -> list[Classified]:
    """What kind of work each title is, in the same order. Never raises on any text.

    Descriptions, one a title or None, are asked only where a title leaves the occupation open.
    Raises `ValueError` when there are not as many of them as titles.
    """
    return _shipped().classify(titles, descriptions)


class Classifier:
    """A model and the titles it knows by heart; `known` leaves others out, to test it fairly."""

    def __init__(self, model: TitleModel, known: Collection[str] | None = None) -> None:
        self._model = model
        self._names = {soc: occupation.name for soc, occupation in occupations().items()}
        place = {soc: at for at, soc in enumerate(model.socs)}
        posted = _as_cleaned(posting_titles(), model.heads)

        def called(titles: dict[str, KnownTitle]) -> Called:
            told = {
                key: [place[soc] for soc in title.socs]
                for key, title in titles.items()
                if known is None or key in known
            }
            return Called(*laid_out(told))

        self._by_heart, self._posted = called(known_titles() | posted), called(posted)

    def classify(
        self, titles: Sequence[str], descriptions: Sequence[str | None] | None = None
    ) -> list[Classified]:
        """See `classify`."""
        if descriptions is not None and len(descriptions) != len(titles):
            raise ValueError("There must be one description a title, or none at all.")
        found: list[Classified] = []
        for start in range(0, len(titles), BATCH):
            asked = slice(start, start + BATCH)
            found += self._batch(
                titles[asked], descriptions[asked] if descriptions is not None else None
            )
        return found

    def _batch(
        self, titles: Sequence[str], descriptions: Sequence[str | None] | None
    ) -> Iterator[Classified]:
        """Titles known for one occupation alone need no guess; the model is asked for the rest."""
        keys = [normal_title(title) for title in titles]
        clean = [clean_title(title, self._model.heads) for title in titles]
        known = [self._known_as(key, parts) for key, parts in zip(keys, clean, strict=True)]
        told = [(places[0], _KNOWN) if len(places) == 1 else (-1, 0.0) for places in known]
        said = descriptions or [None] * len(titles)
        types: list[tuple[str, ...] | None] = [
            () if _OF_ANY_WORK.issuperset(parts.head) and not text else None
            for parts, text in zip(clean, said, strict=True)
        ]
        rows = [row for row, (place, _) in enumerate(told) if place < 0]
        if rows:
            chances = self._model.chances([clean[row] for row in rows])
            _trust(chances, [known[row] for row in rows])
            if descriptions is not None:
                self._ask_descriptions(chances, [descriptions[row] for row in rows])
            best = chances.argmax(axis=1)
            sure = chances[np.arange(len(rows)), best]
            for row, place, confidence in zip(rows, best.tolist(), sure.tolist(), strict=True):
                told[row] = place, confidence
            unsure = np.flatnonzero(sure < _OPEN_BELOW)
            for at, agreed in zip(unsure.tolist(), self._agreed(chances[unsure]), strict=True):
                types[rows[at]] = agreed if types[rows[at]] is None else ()
        return map(self._classified, titles, keys, clean, told, types)

    def _agreed(self, chances: Floats) -> list[tuple[str, ...]]:
        """The types that occupations with most of each title's chances have."""
        names, table = self._types
        likely = (chances @ table) > _AGREED
        return [tuple(names[at] for at in np.flatnonzero(row)) for row in likely]

    @cached_property
    def _types(self) -> tuple[tuple[str, ...], Floats]:
        return types_by_occupation(self._model.socs)

    def _known_as(self, key: str, clean: CleanTitle) -> list[int]:
        """The occupations of a title, of its head with a word or two beside it, or of its head.

        "Shift Lead - Drive Thru" leads a drive-through, "Shift Lead" a shop.
        """
        if found := self._by_heart.numbers(key):
            return found
        head, look_up = " ".join(clean.head), self._posted.numbers
        for size in range(min(len(clean.rest), _LONGEST_ASIDE), 0, -1):
            aside = " ".join(clean.rest[:size])
            if found := look_up(f"{head} {aside}") or look_up(f"{aside} {head}"):
                return found
        return self._by_heart.numbers(head)

    def _ask_descriptions(self, chances: Floats, descriptions: Sequence[str | None]) -> None:
        """Lets descriptions speak where no occupation has `_OPEN_BELOW` by its title alone."""
        sure = chances.max(axis=1)
        rows = [row for row, text in enumerate(descriptions) if text and sure[row] < _OPEN_BELOW]
        if rows:
            told = self._duties.chances([descriptions[row] or "" for row in rows])
            weight = (1 - sure[rows])[:, None]
            chances[rows] = (1 - weight) * chances[rows] + weight * told

    @cached_property
    def _duties(self) -> Duties:
        return Duties(self._model.socs)

    def _classified(
        self,
        title: str,
        key: str,
        clean: CleanTitle,
        told: tuple[int, float],
        types: tuple[str, ...] | None,
    ) -> Classified:
        if not key:
            return Classified(title, "", "", 0.0, (), "experienced")
        place, confidence = told
        soc = self._model.socs[place]
        words = key.split()
        if "jr" in words:
            words = numberless_title(title).split()
        level = level_of_words(words, soc if confidence >= _OPEN_BELOW else "")
        types = types_of_words(soc, (*clean.head, *clean.rest), level, types)
        return Classified(title, soc, self._names[soc], confidence, types, level)


def _as_cleaned(titles: dict[str, KnownTitle], heads: Container[str]) -> dict[str, KnownTitle]:
    """Titles by their normal form, and by their head where that has abbreviations written out."""
    short = (key for key in titles if all_abbreviations().touch(key.split()))
    return {" ".join(clean_title(key, heads).head): titles[key] for key in short} | titles


def _trust(chances: Floats, known: Sequence[Sequence[int]]) -> None:
    """Moves the chances of titles known for several occupations to these, as the model weighs."""
    cells = [(row, place) for row, places in enumerate(known) for place in places]
    if cells:
        rows, places = np.array(cells).T
        among = chances[rows, places] + 1e-4
        among /= np.bincount(rows, among, len(chances))[rows]
        chances[np.unique(rows)] *= 1 - _SURE
        chances[rows, places] += _SURE * among


@lru_cache(maxsize=1)
def _shipped() -> Classifier:
    return Classifier(TitleModel.load(MODEL, MODEL_SHA256))


_CONTRACTS: tuple[tuple[re.Pattern[str], Contract], ...] = tuple(
    (re.compile(pattern, re.I), contract)  # type: ignore[misc]
    for pattern, contract in (
        (
            r"\b(?:intern|interns|internship|co-op|praktik\w+|werkstudent\w*|stage|stagiaire)\b",
            "internship",
        ),
        (r"\b(?:per[ -]?diem|prn|on[ -]call|casual|zero hours)\b", "per diem"),
        (
            r"\b(?:temp|temporary|seasonal|fixed[ -]term|befristet|cdd|interim|maternity cover)\b",
            "temporary",
        ),
        (
            r"\b(?:contract(?:or)?|freelance|c2c|1099|corp[ -]to[ -]corp|contract[ -]to[ -]hire)\b"
            r"(?! (?:manager|administrator|specialist|analyst|negotiator|officer|attorney))",
            "contract",
        ),
        (r"\b(?:part[ -]?time|pt|p/t|teilzeit|minijob|temps partiel|media jornada)\b", "part-time"),
        (r"\b(?:full[ -]?time|ft|f/t|vollzeit|temps plein|jornada completa|cdi)\b", "full-time"),
    )
)
_REMOTES: tuple[tuple[re.Pattern[str], Remote], ...] = tuple(
    (re.compile(pattern, re.I), remote)  # type: ignore[misc]
    for pattern, remote in (
        (r"\b(?:not|no|non)[ -]+remote\b|\bon[ -]?site only\b|\bin[ -]office\b", "on site"),
        (r"\bhybrid\b|\bpartly remote\b|\bremote optional\b|\bremote/on-?site\b", "hybrid"),
        (
            r"\bremote(?:ly)?\b(?! sensing| control| site| area| monitoring)|\bwork from home\b"
            r"|\bwfh\b|\btelecommut\w+|\btelework\w*|\bhome ?office\b"
            r"|\bt[eé]l[eé]travail\b|\bteletrabajo\b|\bvirtual position\b|\banywhere\b",
            "remote",
        ),
        (r"\bon[ -]?site\b|\bvor ort\b|\bpresencial\b", "on site"),
    )
)


def contract_of(text: str) -> tuple[Contract, ...]:
    """Every kind of contract that a title, a field or a line of text states; () when none is."""
    return tuple(_found(text, _CONTRACTS))


def remote_of(text: str) -> Remote | None:
    """Where the work is done, as stated in a title or place; None when nothing is said of it."""
    return next(_found(text, _REMOTES), None)


def _found(text: str, patterns: Sequence[tuple[re.Pattern[str], T]]) -> Iterator[T]:
    return (meaning for pattern, meaning in patterns if pattern.search(text))
