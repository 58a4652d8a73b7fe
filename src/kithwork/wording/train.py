"""Trains the model of English letters: `python -m kithwork.wording.train [FOLDER]`."""

import io
import math
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
from kithwork.wording.english.flags import flag_share, flags
from kithwork.wording.english.grams import grams, weights
from kithwork.wording.labelled import Labelled, read_labelled
from kithwork.wording.pin import write_pinned
from kithwork.wording.text import sentences

# The phrases were widened after most of these letters had been read, so they hit more often here
# than they will on letters of strangers. Hiding acts at random while training makes up for that.
HIDDEN = 0.4
# How many neutral sentences to put into each copy of a letter: a long letter must not count as
# disguised merely because disguises take more words than plain questions.
# The longer it is, the likelier that a phrase hits words that mean no harm: the third number is
# the chance that an act is invented.
PADDING = ((0, 0, 0.0), (1, 4, 0.1), (4, 9, 0.2))
LOOSE_ACTS = ("angles", "at_yours", "hints_opening", "knows_gap", "self_ready")
NEUTRAL_ACTS = frozenset(
    {"explores", "ask_info", "self_ready", "reports", "small_talk", "time_bound"}
)
FLAG_SCALE = 0.2
REGULARISATION = 2.0
# Length stands beside the words while the model is trained, and is left out of what is stored: what
# length tells is then not put on the words of long letters, and no letter is accused of being long.
USUAL_WORDS = 60


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
    rng = random.Random(seed)
    neutral = neutral_sentences(letters)
    last = len(words.places) + len(parts.places) + len(flags(()))
    rows = [
        _row(text, words, parts, _disturbed(acts(sentences(text)), invented, rng))
        | {last: math.log(max(1, len(text.split())) / USUAL_WORDS)}
        for least, most, invented in PADDING
        for text in (
            padded(letter.text, neutral, rng.randint(least, most), rng) for letter in letters
        )
    ]
    wanted = np.array([letter.technique for letter in letters] * len(PADDING))
    model = LogisticRegression(C=REGULARISATION, max_iter=2000, class_weight="balanced")
    model.fit(_matrix(rows), wanted)
    return _stored(model.classes_, words, parts, model.coef_[:, :last], model.intercept_)


def neutral_sentences(letters: Sequence[Labelled]) -> list[str]:
    """Sentences of networking letters and of others that ask for nothing and hint at nothing."""
    return [
        letter.text[one.start : one.end]
        for letter in letters
        if letter.technique in {"networking", "other"}
        for one in sentences(letter.text)[1:]
        if 40 <= len(one.text) <= 220 and {act.kind for act in acts([one])} <= NEUTRAL_ACTS
    ]


def padded(text: str, neutral: Sequence[str], number: int, rng: random.Random) -> str:
    """The letter with so many neutral sentences put in at a random place between its own."""
    ends = [one.end for one in sentences(text)] or [len(text)]
    place = rng.choice(ends)
    extra = " ".join(rng.choice(neutral) for _ in range(number))
    return f"{text[:place]} {extra} {text[place:]}" if number else text


def _disturbed(found: Sequence[Act], invented: float, rng: random.Random) -> list[Act]:
    """The acts without some of them, and now and then with one that isn't there."""
    kept = [act for act in found if rng.random() >= HIDDEN]
    if rng.random() < invented:
        kept.append(Act(rng.choice(LOOSE_ACTS), 0, 0, negated=False, asks=False))
    return kept


def _row(
    text: str,
    words: Vocabulary,
    parts: Vocabulary,
    found: Sequence[Act],
) -> dict[int, float]:
    counted = grams(text)
    scale = FLAG_SCALE * flag_share(len(text.split()))
    shift = len(words.places)
    row = weights(counted[0], words.places, words.idf)
    second = weights(counted[1], parts.places, parts.idf)
    row |= {place + shift: value for place, value in second.items()}
    shift += len(parts.places)
    return row | {shift + at: mark * scale for at, mark in enumerate(flags(found))}


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
    write_pinned(train(read_labelled(Path(folder))), "en.npz", "MODEL_SHA256")


if __name__ == "__main__":
    main(*sys.argv[1:])
