"""A small language model, tuned on our letters, in numpy: what a letter is, and where it shows."""

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kithwork.wording.english.model import ChangedModelError
from kithwork.wording.english.pinned import ENCODER_SHA256
from kithwork.wording.english.wordpiece import pieces
from kithwork.wording.reading import TECHNIQUES

Floats = NDArray[np.float32]
CODES = (
    "banned_term", "any_job", "vague_objective", "asks_openings", "unpermitted_name",
    "no_time_bound", "attaches_resume",
)  # fmt: skip
HEADS = 12
# The model was tuned on at most so many pieces at once; a longer letter is read in equal parts.
WINDOW = 288


@dataclass(frozen=True, slots=True)
class Encoder:
    """Vocabulary, embeddings (bytes with a scale a row), layers, and the two heads."""

    places: dict[str, int]
    words: NDArray[np.int8]
    word_scales: Floats
    positions: Floats
    first_norm: Floats
    layers: tuple[dict[str, Floats], ...]
    mean_head: Floats
    peak_head: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Leaning:
    """How likely a finding is (0-1), and the place of the word that says so most."""

    chance: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Impression:
    """Log-probabilities of ``TECHNIQUES``, and a leaning for each of ``CODES``."""

    techniques: Floats
    leanings: dict[str, Leaning]


@cache
def load_encoder() -> Encoder:
    """The shipped encoder; ChangedModelError if its file is another than the pinned one."""
    raw = files("kithwork.wording").joinpath("data/en.encoder.npz").read_bytes()
    if hashlib.sha256(raw).hexdigest() != ENCODER_SHA256:
        raise ChangedModelError("wording/data/en.encoder.npz differs from its hash; reinstall.")
    return read_encoder(raw)


def read_encoder(raw: bytes) -> Encoder:
    """An encoder from the bytes of its ``.npz`` file."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
        kept = {name: stored[name] for name in stored.files}
    number = 1 + max(int(name.split(".")[0][1:]) for name in kept if name[0] == "l")
    return Encoder(
        {piece: place for place, piece in enumerate(str(kept["pieces"]).split("\n"))},
        kept["words"],
        kept["words.scale"].astype(np.float32),
        kept["positions"].astype(np.float32),
        kept["first_norm"].astype(np.float32),
        tuple(_layer(kept, f"l{at}.") for at in range(number)),
        kept["mean_head"].astype(np.float32),
        kept["peak_head"].astype(np.float32),
        kept["bias"].astype(np.float32),
    )


def _layer(kept: dict[str, NDArray[np.generic]], prefix: str) -> dict[str, Floats]:
    """The weights of one layer: bytes times the scale of their column, or plain numbers."""
    layer = {}
    for name, values in kept.items():
        if name.startswith(prefix) and not name.endswith(".scale"):
            scale = kept.get(f"{name}.scale")
            weight = values.astype(np.float32)
            layer[name.removeprefix(prefix)] = (
                weight if scale is None else weight * scale.astype(np.float32)
            )
    return layer


def impression(text: str, encoder: Encoder | None = None) -> Impression:
    """What the encoder makes of the letter."""
    known = encoder or load_encoder()
    cut = pieces(text, known.places)
    hidden = np.concatenate(
        [_encoded(known, part) for part in np.array_split(cut.numbers, _parts(len(cut.numbers)))]
    )
    peaks = hidden @ known.peak_head
    scores = (
        hidden.mean(axis=0) @ known.mean_head
        + np.logaddexp.reduce(2 * peaks, axis=0) / 2
        - np.log(len(peaks)) / 2
        + known.bias
    )
    kinds = scores[: len(TECHNIQUES)]
    at = peaks.argmax(axis=0)[len(TECHNIQUES) :]
    chances = 1 / (1 + np.exp(-scores[len(TECHNIQUES) :]))
    return Impression(
        kinds - np.logaddexp.reduce(kinds),
        {
            code: Leaning(float(chance), *cut.spans[place])
            for code, chance, place in zip(CODES, chances, at, strict=True)
        },
    )


def _parts(number: int) -> int:
    return -(-number // WINDOW)


def _encoded(known: Encoder, numbers: NDArray[np.int64]) -> Floats:
    """One row of 384 numbers for each piece."""
    words = known.words[numbers] * known.word_scales[numbers]
    hidden = _norm(words + known.positions[: len(numbers)], known.first_norm)
    for layer in known.layers:
        hidden = _norm(hidden + _attention(hidden, layer), layer["norm1"])
        wide = hidden @ layer["widen"] + layer["widen_bias"]
        hidden = _norm(
            hidden + _gelu(wide) @ layer["narrow"] + layer["narrow_bias"], layer["norm2"]
        )
    return hidden


def _attention(hidden: Floats, layer: dict[str, Floats]) -> Floats:
    """Scaled dot-product attention with twelve heads (Vaswani et al., 2017)."""
    number, width = hidden.shape
    split = (hidden @ layer["qkv"] + layer["qkv_bias"]).reshape(number, 3, HEADS, width // HEADS)
    query, key, value = split.transpose(1, 2, 0, 3)
    weights = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width / HEADS))
    weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    mixed: Floats = (weights @ value).transpose(1, 0, 2).reshape(number, width)
    return mixed @ layer["out"] + layer["out_bias"]


def _norm(rows: Floats, gain_and_shift: Floats) -> Floats:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    result: Floats = centred / spread * gain_and_shift[0] + gain_and_shift[1]
    return result


def _gelu(rows: Floats) -> Floats:
    inner = np.float32(0.7978845608) * rows * (1 + np.float32(0.044715) * rows * rows)
    result: Floats = np.float32(0.5) * rows * (1 + np.tanh(inner))
    return result
