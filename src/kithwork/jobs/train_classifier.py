"""Trains the model of titles: `python -m kithwork.jobs.train_classifier`.

Softmax over occupations by stochastic gradient descent: Adam (Kingma and Ba, 2015) for the linear
layer, Adagrad with one rate a row (Duchi and others, 2011) for the features' vectors. A title
given for several occupations counts for each in equal shares; a second term asks for the right
major group. Part 0 of the titles (see `onet.PARTS`) is left out, and is what is reported.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from kithwork.jobs.onet import PARTS, KnownTitle, known_titles, occupations, posting_titles
from kithwork.jobs.title_model import Floats, feature_rows, title_features
from kithwork.jobs.titles import CleanTitle, clean_title

BUCKETS = 1 << 17
SIZE = 96
TOGETHER = 2
"""Networks learnt one after another; their mean score is better than either's."""
EPOCHS = 30
BATCH_SIZE = 256
DROPPED = 0.3
"""Share of a title's features left out each time, so that no single word decides."""
GROUP_TERM = 0.5
NOISY_SHARE = 0.3
_HEAD_SEEN = 3
_HEAD_SHARE = 0.25
_VECTOR_RATE, _LAYER_RATE = 0.03, 0.01
MODEL = Path(__file__).with_name("data") / "title_model.npz"


def head_words(titles: Sequence[KnownTitle]) -> list[str]:
    """Words that end at least a few titles, and often where they stand: "nurse", not "retail"."""
    heads = [c.head for c in (clean_title(t.title) for t in titles) if c.head]
    last, anywhere = Counter(h[-1] for h in heads), Counter(w for h in heads for w in set(h))
    return sorted(
        word
        for word, seen in last.items()
        if seen >= _HEAD_SEEN and seen >= _HEAD_SHARE * anywhere[word] and len(word) > 1
    )


def feature_matrix(titles: Sequence[CleanTitle], idf: Floats) -> sp.csr_array:
    """Titles by buckets, each row of length 1, weighed just as `TitleModel` weighs them."""
    keys: dict[str, int] = {}
    bounds, columns, counts = [0], [], []
    for title in titles:
        for key, weight in title_features(title):
            columns.append(keys.setdefault(key, len(keys)))
            counts.append(weight)
        bounds.append(len(columns))
    mix, where = feature_rows(list(keys), idf)
    squares = (mix * mix).sum(axis=1)
    spread = sp.csr_array(
        (np.ones(len(where), np.float32), (np.arange(len(where)), where)),
        shape=(len(where), len(idf)),
    )
    used = sp.csr_array(
        (np.array(counts, np.float32), columns, bounds), shape=(len(titles), len(keys))
    )
    sizes = np.sqrt(np.maximum((used * used) @ squares, 1e-9)).astype(np.float32)
    rows = sp.diags_array(1 / sizes) @ (used @ (mix @ spread))
    return sp.csr_array(rows, dtype=np.float32)


def rarity(titles: Sequence[CleanTitle]) -> Floats:
    """Inverse document frequency of each bucket, 1 for one that no title has."""
    plain = feature_matrix(titles, np.ones(BUCKETS, np.float32))
    seen = np.bincount(plain.indices, minlength=BUCKETS)
    idf = np.log((1 + len(titles)) / (1 + seen)) + 1
    rounded: Floats = (idf / idf.max()).astype(np.float16).astype(np.float32)
    return rounded


def noisy(titles: Sequence[CleanTitle], rng: np.random.Generator) -> list[CleanTitle]:
    """The titles with a few words of other titles beside the head, as postings have them."""
    picks = rng.integers(len(titles), size=len(titles))
    return [
        CleanTitle(title.head, (*title.rest, *titles[pick].head[: int(rng.integers(1, 4))]))
        for title, pick in zip(titles, picks, strict=True)
    ]


class Learner:
    """The parameters while they are learnt, and one step of learning."""

    def __init__(self, socs: Sequence[str], rng: np.random.Generator) -> None:
        groups = sorted({soc[:2] for soc in socs})
        self.rng = rng
        self.vectors = (rng.standard_normal((BUCKETS, SIZE)) * 0.05).astype(np.float32)
        self.weights = (rng.standard_normal((SIZE, len(socs))) * 0.05).astype(np.float32)
        self.bias = np.zeros(len(socs), np.float32)
        self.in_group = np.zeros((len(socs), len(groups)), np.float32)
        self.in_group[np.arange(len(socs)), [groups.index(soc[:2]) for soc in socs]] = 1
        self._seen = np.full(BUCKETS, 1e-3, np.float32)
        self._adam: list[tuple[Floats, Floats]] = [
            (np.zeros_like(p), np.zeros_like(p)) for p in (self.weights, self.bias)
        ]
        self._steps = 0

    def learn(self, sources: Sequence[sp.csr_array], wanted: sp.csr_array, epochs: int) -> None:
        """Goes through the titles again and again, in a new order each time."""
        count = wanted.shape[0]
        batches = -(-count // BATCH_SIZE)
        for epoch in range(epochs):
            order, loss = self.rng.permutation(count), 0.0
            for at in range(batches):
                picked = order[at * BATCH_SIZE : (at + 1) * BATCH_SIZE]
                source = sources[int(self.rng.random() < NOISY_SHARE)]
                rate = 1 - (epoch * batches + at) / (epochs * batches)
                loss += self.step(source[picked], wanted[picked].toarray(), rate)
            print(f"epoch {epoch + 1} of {epochs}: loss {loss / batches:.3f}", flush=True)

    def step(self, rows: sp.csr_array, wanted: Floats, rate: float) -> float:
        """Learns from one batch; `rate` falls from 1 to 0 over the training. Gives its loss."""
        kept = self.rng.random(rows.nnz, dtype=np.float32) >= DROPPED
        rows = sp.csr_array(
            (rows.data * kept / (1 - DROPPED), rows.indices, rows.indptr), rows.shape
        )
        hidden: Floats = rows @ self.vectors
        chance = _softmax(hidden @ self.weights + self.bias)
        slope: Floats = self._slope(chance, wanted) / np.float32(len(wanted))
        back = slope @ self.weights.T
        self._adam_step([hidden.T @ slope, slope.sum(axis=0, dtype=np.float32)], rate)
        columns = sp.csr_array(rows.T)
        touched = np.flatnonzero(np.diff(columns.indptr))
        change = columns[touched] @ back
        self._seen[touched] += (change * change).mean(axis=1)
        self.vectors[touched] -= (
            _VECTOR_RATE * rate * change / np.sqrt(self._seen[touched])[:, None]
        )
        return float(-np.log(np.maximum((chance * wanted).sum(axis=1), 1e-9)).mean())

    def _slope(self, chance: Floats, wanted: Floats) -> Floats:
        """How the loss changes with the scores: cross entropy of occupations, then of groups."""
        asked = (wanted @ self.in_group) / np.maximum(chance @ self.in_group, 1e-9)
        pull = -chance * (asked @ self.in_group.T)
        pull -= chance * pull.sum(axis=1, keepdims=True)
        slope: Floats = chance - wanted + GROUP_TERM * pull
        return slope

    def _adam_step(self, slopes: Sequence[Floats], rate: float) -> None:
        self._steps += 1
        for parameter, slope, (mean, square) in zip(
            (self.weights, self.bias), slopes, self._adam, strict=True
        ):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            size = np.sqrt(square / (1 - 0.999**self._steps)) + 1e-8
            parameter -= _LAYER_RATE * rate * (mean / (1 - 0.9**self._steps)) / size


def train(titles: Sequence[KnownTitle], epochs: int, seed: int) -> dict[str, NDArray[Any]]:
    """Learns from the titles and gives the parts of a `TitleModel`. Same seed, same model."""
    rng = np.random.default_rng(seed)
    socs = list(occupations())
    heads = head_words(titles)
    clean = [clean_title(title.title, frozenset(heads)) for title in titles]
    idf = rarity(clean)
    rows, dirty = feature_matrix(clean, idf), feature_matrix(noisy(clean, rng), idf)
    wanted = _wanted(titles, {soc: at for at, soc in enumerate(socs)})
    learners = [Learner(socs, rng) for _ in range(TOGETHER)]
    for learner in learners:
        learner.learn([rows, dirty], wanted, epochs)
    seen = np.bincount(rows.indices, minlength=BUCKETS)
    seen += np.bincount(dirty.indices, minlength=BUCKETS)
    return _packed(learners, seen > 0, socs, heads, idf)


def _wanted(titles: Sequence[KnownTitle], place: dict[str, int]) -> sp.csr_array:
    cells = [(i, place[soc], 1 / len(t.socs)) for i, t in enumerate(titles) for soc in t.socs]
    row, column, share = zip(*cells, strict=True)
    shape = (len(titles), len(place))
    return sp.csr_array((np.array(share, np.float32), (row, column)), shape=shape)


def _softmax(scores: Floats) -> Floats:
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    chance: Floats = scores / scores.sum(axis=1, keepdims=True)
    return chance


def _packed(
    learners: Sequence[Learner],
    seen: NDArray[np.bool_],
    socs: Sequence[str],
    heads: Sequence[str],
    idf: Floats,
) -> dict[str, NDArray[Any]]:
    """The networks side by side as one: their scores are added by the product with `weights`."""
    vectors = np.hstack([learner.vectors for learner in learners]) * seen[:, None]
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-8) / 127
    weights = np.vstack([learner.weights for learner in learners]) / len(learners)
    bias = np.mean([learner.bias for learner in learners], axis=0)
    return {
        "socs": np.array(socs),
        "heads": np.array(heads),
        "vectors": np.rint(vectors / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float32),
        "idf": idf.astype(np.float16),
        "weights": weights.astype(np.float16),
        "bias": bias.astype(np.float16),
    }


def training_titles(hold_out: Collection[int]) -> list[KnownTitle]:
    """Every title, O*NET's and our own, but those of the parts held out."""
    everything = [*known_titles().values(), *posting_titles().values()]
    return [title for title in everything if title.part not in hold_out]


def _write(path: Path, parts: dict[str, NDArray[Any]]) -> None:
    """As `numpy.savez_compressed`, but without the time of writing: same parts, same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as kept:
        for name, part in parts.items():
            written = io.BytesIO()
            np.lib.format.write_array(written, part, allow_pickle=False)
            kept.writestr(zipfile.ZipInfo(f"{name}.npy"), written.getvalue(), zipfile.ZIP_DEFLATED)


def main() -> None:
    """Trains, writes the model, and says the checksum to pin in `classify.py`."""
    parser = argparse.ArgumentParser(description="Train the model of job titles.")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--hold-out",
        type=int,
        nargs="*",
        default=[0],
        metavar="PART",
        help=f"parts of {PARTS} not trained on; 0 is the one that is reported",
    )
    args = parser.parse_args()
    titles = training_titles(args.hold_out)
    _write(args.out, train(titles, args.epochs, args.seed))
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(
        f"{args.out.name}: {len(titles)} titles, {args.out.stat().st_size / 1e6:.1f} MB, {digest}"
    )


if __name__ == "__main__":
    main()
