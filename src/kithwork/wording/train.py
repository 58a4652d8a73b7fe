"""Trains the model of English letters: `python -m kithwork.wording.train [FOLDER]`."""

import hashlib
import io
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from kithwork.wording.english.acts import Act, acts
from kithwork.wording.english.flags import flags
from kithwork.wording.english.grams import grams, weights
from kithwork.wording.labelled import Labelled, read_labelled
from kithwork.wording.text import sentences

# The phrases were widened after most of these letters had been read, so they hit more often here
# than they will on letters of strangers. Hiding acts at random while training makes up for that.
HIDDEN = 0.4
COPIES = 3
FLAG_SCALE = 0.2
REGULARISATION = 2.0
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known grams by place, with their idf."""

    places: dict[str, int]
    idf: list[float]


def vocabulary(counted: Sequence[Counter[str]], least: int) -> Vocabulary:
    """Grams that at least so many letters hold, with smoothed idf."""
    documents = Counter(gram for counts in counted for gram in counts)
    kept = sorted(gram for gram, number in documents.items() if number >= least)
    idf = [float(np.log((1 + len(counted)) / (1 + documents[gram])) + 1) for gram in kept]
    return Vocabulary({gram: place for place, gram in enumerate(kept)}, idf)


def train(letters: Sequence[Labelled], seed: int = 7) -> bytes:
    """The bytes of the ``.npz`` file of a model trained on the letters."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    counted = [grams(letter.text) for letter in letters]
    words = vocabulary([one for one, _ in counted], 2)
    parts = vocabulary([two for _, two in counted], 4)
    found = [acts(sentences(letter.text)) for letter in letters]
    rng = random.Random(seed)
    rows = [
        _row(counted[at], words, parts, _some_of(found[at], rng))
        for _ in range(COPIES)
        for at in range(len(letters))
    ]
    wanted = np.array([letter.technique for letter in letters] * COPIES)
    model = LogisticRegression(C=REGULARISATION, max_iter=2000, class_weight="balanced")
    model.fit(_matrix(rows), wanted)
    return _stored(model.classes_, words, parts, model.coef_, model.intercept_)


def _some_of(found: Sequence[Act], rng: random.Random) -> list[Act]:
    return [act for act in found if rng.random() >= HIDDEN]


def _row(
    counted: tuple[Counter[str], Counter[str]],
    words: Vocabulary,
    parts: Vocabulary,
    found: Sequence[Act],
) -> dict[int, float]:
    shift = len(words.places)
    row = weights(counted[0], words.places, words.idf)
    second = weights(counted[1], parts.places, parts.idf)
    row |= {place + shift: value for place, value in second.items()}
    shift += len(parts.places)
    return row | {shift + at: mark * FLAG_SCALE for at, mark in enumerate(flags(found))}


def _matrix(rows: Sequence[dict[int, float]]) -> csr_matrix:
    at = [place for place, row in enumerate(rows) for _ in row]
    columns = [column for row in rows for column in row]
    values = [value for row in rows for value in row.values()]
    return csr_matrix((values, (at, columns)), dtype=np.float64)


def _stored(
    classes: Iterable[str],
    words: Vocabulary,
    parts: Vocabulary,
    coefficients: NDArray[np.float64],
    intercept: NDArray[np.float64],
) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        classes=np.array("\n".join(classes)),
        words=np.array("\n".join(words.places)),
        letters=np.array("\n".join(parts.places)),
        word_idf=np.array(words.idf, dtype=np.float16),
        letter_idf=np.array(parts.idf, dtype=np.float16),
        weights=coefficients.astype(np.float16),
        bias=intercept.astype(np.float32),
        flag_scale=np.array(FLAG_SCALE),
    )
    return buffer.getvalue()


def main(folder: str = "benchmarks/letters") -> None:
    """Trains on the folder's letters, writes the model, and pins its hash."""
    raw = train(read_labelled(Path(folder)))
    pin = hashlib.sha256(raw).hexdigest()
    HERE.joinpath("data/en.npz").write_bytes(raw)
    HERE.joinpath("english/pinned.py").write_text(
        '"""The hash of the model of English letters; `kithwork.wording.train` writes it."""\n'
        f'\nMODEL_SHA256 = "{pin}"\n',
        "utf-8",
    )
    print(f"{len(raw) / 1e6:.2f} MB, sha256 {pin}")


if __name__ == "__main__":
    main(*sys.argv[1:])
