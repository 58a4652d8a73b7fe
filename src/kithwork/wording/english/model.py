"""The trained model of the techniques of English letters: loaded once, pinned by its hash."""

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kithwork.wording.english.pinned import MODEL_SHA256


class ChangedModelError(RuntimeError):
    """The model file is not the one that this version of Kithwork was tested with."""


@dataclass(frozen=True, slots=True)
class Model:
    """Two vocabularies with their idf, and one row of weights for each class."""

    classes: tuple[str, ...]
    words: dict[str, int]
    letters: dict[str, int]
    word_idf: list[float]
    letter_idf: list[float]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    flag_scale: float


@cache
def load_model() -> Model:
    """The shipped model; ChangedModelError if its file is another than the pinned one."""
    raw = files("kithwork.wording").joinpath("data/en.npz").read_bytes()
    if hashlib.sha256(raw).hexdigest() != MODEL_SHA256:
        raise ChangedModelError("wording/data/en.npz differs from its pinned hash; reinstall.")
    return read_model(raw)


def read_model(raw: bytes) -> Model:
    """A model from the bytes of its ``.npz`` file."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
        words = str(stored["words"]).split("\n")
        letters = str(stored["letters"]).split("\n")
        return Model(
            tuple(str(stored["classes"]).split("\n")),
            {gram: place for place, gram in enumerate(words)},
            {gram: place for place, gram in enumerate(letters)},
            stored["word_idf"].astype(float).tolist(),
            stored["letter_idf"].astype(float).tolist(),
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
            float(stored["flag_scale"]),
        )
