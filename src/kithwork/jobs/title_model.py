"""Scores titles against every occupation: hashed words and letter groups, one vector a title.

The shape is that of fastText (Joulin and others, "Bag of Tricks for Efficient Text
Classification", 2017): a title's vector is the weighted sum of the vectors of its words, its
pairs of words and their letter groups, and a linear layer turns it into a chance for each
occupation. Vectors are kept as 8-bit numbers with one scale a row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from kithwork.jobs.titles import CleanTitle

Floats = NDArray[np.float32]

REST_WEIGHT = 0.35
"""What a word beside the head counts, against 1 for a word of the head."""
_PAIR_WEIGHT = 0.8
_LAST_WEIGHT = 0.7
_FIRST_WEIGHT = 0.3
_LETTERS_WEIGHT = 0.35
_LETTERS = (3, 4, 5)
_WORDS_KEPT = 24_576
BATCH = 512
"""Titles scored at once: few enough that the scores stay near the processor."""
_LEAST_SCORE = -30.0
"""How far behind the best another score may be, at most: e to this is nothing in any sum."""
_LONGEST_WORD = 40
_HEAD_WORDS, _REST_WORDS = 20, 10


class WrongModelError(RuntimeError):
    """The model's file is not the one that this version of Kithwork was measured with."""


def buckets_of(key: str, buckets: int) -> list[int]:
    """The rows of the table for a key: itself first, then, for a word, its letter groups.

    A key with a colon ("b:store manager") is no word and has only itself.
    """
    if ":" in key:
        return [crc32(key.encode()) % buckets]
    framed = f"<{key[:_LONGEST_WORD]}>".encode()
    whole = crc32(b"w:" + framed[1:-1])
    groups = [crc32(framed[i : i + n]) for n in _LETTERS for i in range(len(framed) - n + 1)]
    return [row % buckets for row in (whole, *groups)]


def title_features(title: CleanTitle) -> list[tuple[str, float]]:
    """The keys of a title's parts, "word" for a whole word's bundle, with their weights."""
    head, rest = title.head[:_HEAD_WORDS], title.rest[:_REST_WORDS]
    found = [(word, 1.0) for word in head]
    found += [(word, REST_WEIGHT) for word in rest]
    found += [(f"b:{a} {b}", _PAIR_WEIGHT) for a, b in pairwise(head)]
    if head:
        found.append(("h:" + head[-1], _LAST_WEIGHT))
        found.append(("f:" + head[0], _FIRST_WEIGHT))
    return found


class TitleModel:
    """A trained model: what it needs to turn titles into chances for occupations."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self.socs = tuple(str(soc) for soc in parts["socs"])
        self.heads = frozenset(str(word) for word in parts["heads"])
        self._vectors: NDArray[np.int8] = parts["vectors"]
        self._scales: Floats = parts["scales"].astype(np.float32)
        self._idf: Floats = parts["idf"].astype(np.float32)
        self._weights: Floats = parts["weights"].astype(np.float32)
        self._bias: Floats = parts["bias"].astype(np.float32)
        starts = [at for at, soc in enumerate(self.socs) if soc[:2] != self.socs[at - 1][:2]]
        self._groups = [slice(*span) for span in pairwise([*starts, len(self.socs)])]
        self._rows: dict[str, int] = {}
        self._known = np.empty((_WORDS_KEPT, self._vectors.shape[1]), np.float32)
        self._squares = np.empty(_WORDS_KEPT, np.float32)

    @classmethod
    def load(cls, path: Path, sha256: str = "") -> TitleModel:
        """Reads a model; raises `WrongModelError` when it isn't the one pinned by `sha256`."""
        if sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            raise WrongModelError(f"{path.name} is not the model this version was measured with.")
        with np.load(path, allow_pickle=False) as kept:
            return cls(dict(kept))

    def chances(self, titles: Sequence[CleanTitle]) -> Floats:
        """Each title's chance for each occupation, in the order of `socs`; rows sum to 1.

        At most `BATCH` titles at once. Each chance is raised by that of its whole major group:
        where twenty sorts of engineer share the chances, an engineer it is.
        """
        scores = self._title_vectors(titles) @ self._weights
        scores += self._bias
        scores -= scores.max(axis=1, keepdims=True)
        # Chances smaller than a float holds with all its digits make products slow.
        np.maximum(scores, _LEAST_SCORE, out=scores)
        np.exp(scores, out=scores)
        for group in self._groups:
            scores[:, group] *= scores[:, group].sum(axis=1, keepdims=True)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores

    def _title_vectors(self, titles: Sequence[CleanTitle]) -> Floats:
        rows = self._rows
        if len(rows) > _WORDS_KEPT // 2:
            rows.clear()
        first_new = len(rows)
        bounds, columns, counts = [0], [], []
        for title in titles:
            for key, weight in title_features(title):
                columns.append(rows.setdefault(key, len(rows)))
                counts.append(weight)
            bounds.append(len(columns))
        if len(rows) > first_new:
            self._learn(list(islice(rows, first_new, None)), first_new)
        values, where = np.array(counts, np.float32), np.array(columns, np.int32)
        mix = sp.csr_array((values, where, bounds), shape=(len(titles), len(rows)))
        summed: Floats = mix @ self._known[: len(rows)]
        sizes = (mix * mix) @ self._squares[: len(rows)]
        summed /= np.sqrt(np.maximum(sizes, 1e-9))[:, None]
        return summed

    def _learn(self, keys: Sequence[str], first: int) -> None:
        """Looks up the vectors of new words and keeps them: words come back in other titles."""
        mix, where = feature_rows(keys, self._idf)
        rows = slice(first, first + len(keys))
        self._known[rows] = mix @ (
            self._vectors[where].astype(np.float32) * self._scales[where, None]
        )
        self._squares[rows] = (mix * mix).sum(axis=1)


def feature_rows(keys: Sequence[str], idf: Floats) -> tuple[sp.csr_array, NDArray[np.int32]]:
    """The features of each key as a matrix over positions, and the bucket of each position."""
    rows = [buckets_of(key, len(idf)) for key in keys]
    bounds = np.zeros(len(keys) + 1, np.int32)
    np.cumsum([len(row) for row in rows], out=bounds[1:])
    where = np.array(list(chain.from_iterable(rows)), np.int32)
    values = np.full(len(where), _LETTERS_WEIGHT, np.float32)
    values[bounds[:-1]] = 1.0
    values *= idf[where]
    shape = (len(keys), len(where))
    return sp.csr_array((values, np.arange(len(where)), bounds), shape=shape), where
