"""Says what kind of work a posting is: its O*NET-SOC occupation, its job types and its level."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from kithwork.jobs.job_types import job_types, types_of
from kithwork.jobs.levels import Level, level_of
from kithwork.jobs.onet import known_titles, occupations
from kithwork.jobs.title_model import BATCH, Floats, TitleModel
from kithwork.jobs.titles import CleanTitle, clean_title, normal_title

__all__ = ["Classified", "Classifier", "classify", "contract_of", "job_types", "remote_of"]

MODEL = Path(__file__).with_name("data") / "title_model.npz"
MODEL_SHA256 = "306df81cc1b30b01746f785036bcf846168b32473f44d9ea1913b0e50d189fd9"
"""Of the model that the figures in docs/theory/classify.md were measured with."""

Contract = Literal["full-time", "part-time", "contract", "temporary", "internship", "per diem"]
Remote = Literal["remote", "hybrid", "on site"]
T = TypeVar("T")

_SURE = 0.85
"""How much an exact look-up counts; the model's own chances have the rest."""


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
    """A model with the titles it knows by heart; `known` may leave titles out, to test it fairly."""

    def __init__(self, model: TitleModel, known: Collection[str] | None = None) -> None:
        self._model = model
        self._names = {soc: occupation.name for soc, occupation in occupations().items()}
        place = {soc: at for at, soc in enumerate(model.socs)}
        self._by_heart = {
            key: [place[soc] for soc in title.socs]
            for key, title in known_titles().items()
            if known is None or key in known
        }

    def classify(
        self, titles: Sequence[str], descriptions: Sequence[str | None] | None = None
    ) -> list[Classified]:
        """See `classify`."""
        if descriptions is not None and len(descriptions) != len(titles):
            raise ValueError("There must be one description a title, or none at all.")
        found: list[Classified] = []
        for start in range(0, len(titles), BATCH):
            batch = titles[start : start + BATCH]
            chances = self.chances(batch)
            best = chances.argmax(axis=1)
            sure = chances[np.arange(len(batch)), best]
            found += map(self._classified, batch, best.tolist(), sure.tolist())
        return found

    def chances(self, titles: Sequence[str]) -> Floats:
        """Each title's chance for every occupation, in the order of the model's codes."""
        clean = [clean_title(title, self._model.heads) for title in titles]
        chances = self._model.chances(clean)
        for row, (title, parts) in enumerate(zip(titles, clean, strict=True)):
            places = self._known_as(title, parts)
            if places:
                among = chances[row, places] + 1e-4
                chances[row] *= 1 - _SURE
                chances[row, places] += _SURE * among / among.sum()
        return chances

    def _known_as(self, title: str, parts: CleanTitle) -> list[int] | None:
        return self._by_heart.get(normal_title(title)) or self._by_heart.get(" ".join(parts.head))

    def _classified(self, title: str, place: int, confidence: float) -> Classified:
        if not normal_title(title):
            return Classified(title, "", "", 0.0, (), "experienced")
        soc = self._model.socs[place]
        level = level_of(title)
        types = types_of(soc, title, level)
        return Classified(title, soc, self._names[soc], confidence, types, level)


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
            r"(?! (?:manager|administrator|specialist|analyst|negotiator|officer|attorney|management))",
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
            r"\bremote(?:ly)?\b(?! sensing| control| site| area| monitoring)|\bwork from home\b|\bwfh\b"
            r"|\btelecommut\w+|\btelework\w*|\bhome ?office\b|\bt[eé]l[eé]travail\b|\bteletrabajo\b"
            r"|\bvirtual position\b|\banywhere\b",
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
