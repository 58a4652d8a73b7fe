"""Says what kind of work a posting is: its O*NET-SOC occupation, its job types and its level."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from kithwork.jobs.duties import Duties
from kithwork.jobs.job_types import job_types, types_of_words
from kithwork.jobs.levels import Level, level_of_words
from kithwork.jobs.onet import known_titles, occupations, posting_titles
from kithwork.jobs.title_model import BATCH, Floats, TitleModel
from kithwork.jobs.titles import CleanTitle, clean_title, normal_title

__all__ = ["Classified", "Classifier", "classify", "contract_of", "job_types", "remote_of"]

MODEL = Path(__file__).with_name("data") / "title_model.npz"
MODEL_SHA256 = "519c35026fad7f045cc2f574fa771247dabece1b95b2342264864c779df26eb6"
"""Of the model that the figures in docs/theory/classify.md were measured with."""

Contract = Literal["full-time", "part-time", "contract", "temporary", "internship", "per diem"]
Remote = Literal["remote", "hybrid", "on site"]
T = TypeVar("T")

_OPEN_BELOW = 0.5
"""A title whose best occupation has less than this chance is open: its description is asked."""
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
    """A model and the titles it knows by heart; `known` leaves others out, to test it fairly."""

    def __init__(self, model: TitleModel, known: Collection[str] | None = None) -> None:
        self._model = model
        self._names = {soc: occupation.name for soc, occupation in occupations().items()}
        place = {soc: at for at, soc in enumerate(model.socs)}
        self._by_heart = {
            key: [place[soc] for soc in title.socs]
            for key, title in (known_titles() | posting_titles()).items()
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
            keys = [normal_title(title) for title in batch]
            clean = [clean_title(title, self._model.heads) for title in batch]
            chances = self._chances(clean, keys)
            if descriptions is not None:
                self._ask_descriptions(chances, descriptions[start : start + BATCH])
            best = chances.argmax(axis=1)
            sure = chances[np.arange(len(batch)), best]
            found += map(self._classified, batch, keys, clean, best.tolist(), sure.tolist())
        return found

    def chances(self, titles: Sequence[str]) -> Floats:
        """Each title's chance for every occupation, in the order of the model's codes.

        At most `title_model.BATCH` titles at once.
        """
        clean = [clean_title(title, self._model.heads) for title in titles]
        return self._chances(clean, [normal_title(title) for title in titles])

    def _chances(self, clean: Sequence[CleanTitle], keys: Sequence[str]) -> Floats:
        chances = self._model.chances(clean)
        cells = [
            (row, place)
            for row, (key, parts) in enumerate(zip(keys, clean, strict=True))
            for place in self._by_heart.get(key) or self._by_heart.get(" ".join(parts.head)) or ()
        ]
        if cells:
            _trust(chances, *np.array(cells).T)
        return chances

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
        self, title: str, key: str, clean: CleanTitle, place: int, confidence: float
    ) -> Classified:
        if not key:
            return Classified(title, "", "", 0.0, (), "experienced")
        soc, level = self._model.socs[place], level_of_words(key.split())
        types = types_of_words(soc, (*clean.head, *clean.rest), level)
        return Classified(title, soc, self._names[soc], confidence, types, level)


def _trust(chances: Floats, rows: NDArray[np.int_], places: NDArray[np.int_]) -> None:
    """Moves the chances of titles known by heart to the occupations that they are known for."""
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
