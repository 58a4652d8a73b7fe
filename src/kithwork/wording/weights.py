"""Reads published MiniLM weights, and stores a tuned encoder small: bytes with scales."""

import io
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kithwork.wording.english.encoder import Encoder, Floats, read_encoder

_NORMS = {"norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
_DENSE = {
    "out": "attention.output.dense",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}


def published(folder: Path) -> tuple[list[str], dict[str, Floats], list[dict[str, Floats]]]:
    """Pieces, embeddings and layers of a folder with ``model.safetensors`` and ``vocab.txt``.

    Pieces that no English letter holds (other scripts, unused places) are left out.
    """
    stored = _safetensors(folder / "model.safetensors")
    listed = (folder / "vocab.txt").read_text("utf-8").split("\n")
    kept = [at for at, piece in enumerate(listed) if piece and _is_useful(piece)]
    embeddings = {
        "words": stored["embeddings.word_embeddings.weight"][kept],
        "positions": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "first_norm": _norm(stored, "embeddings.LayerNorm"),
    }
    number = 1 + max(int(name.split(".")[2]) for name in stored if ".layer." in name)
    layers = [_layer(stored, f"encoder.layer.{at}.") for at in range(number)]
    return [listed[at] for at in kept], embeddings, layers


def _is_useful(piece: str) -> bool:
    return piece.isascii() and not piece.startswith("[unused")


def _safetensors(path: Path) -> dict[str, Floats]:
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    found = {}
    for name, about in header.items():
        if about.get("dtype") == "F32":
            start, end = (8 + size + at for at in about["data_offsets"])
            found[name] = np.frombuffer(raw[start:end], dtype="<f4").reshape(about["shape"])
    return found


def _norm(stored: dict[str, Floats], name: str) -> Floats:
    return np.stack([stored[f"{name}.weight"], stored[f"{name}.bias"]])


def _layer(stored: dict[str, Floats], prefix: str) -> dict[str, Floats]:
    three = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
    layer = {
        "qkv": np.concatenate([stored[f"{name}.weight"].T for name in three], axis=1),
        "qkv_bias": np.concatenate([stored[f"{name}.bias"] for name in three]),
    }
    for name, source in _DENSE.items():
        layer[name] = stored[f"{prefix}{source}.weight"].T
        layer[f"{name}_bias"] = stored[f"{prefix}{source}.bias"]
    return layer | {name: _norm(stored, prefix + source) for name, source in _NORMS.items()}


def untuned(folder: Path, heads: int, rng: np.random.Generator) -> Encoder:
    """The published encoder with heads of small random numbers."""
    listed, embeddings, layers = published(folder)
    width = embeddings["words"].shape[1]
    mean, peak = (rng.normal(0, 0.02, (width, heads)) for _ in range(2))
    return read_encoder(
        stored(listed, embeddings, layers, {"mean": mean, "peak": peak, "bias": np.zeros(heads)})
    )


def stored(
    listed: list[str],
    embeddings: dict[str, Any],
    layers: list[dict[str, Any]],
    heads: dict[str, Any],
) -> bytes:
    """The bytes of the ``.npz`` file: matrices as bytes, scaled by row (words) or column."""
    arrays: dict[str, NDArray[Any]] = {"pieces": np.array("\n".join(listed))}
    arrays |= _in_bytes("words", np.asarray(embeddings["words"]), axis=1)
    arrays["positions"] = np.asarray(embeddings["positions"], dtype=np.float16)
    arrays["first_norm"] = np.asarray(embeddings["first_norm"], dtype=np.float32)
    for at, layer in enumerate(layers):
        for name, values in layer.items():
            full = f"l{at}.{name}"
            if name in {"qkv", "out", "widen", "narrow"}:
                arrays |= _in_bytes(full, np.asarray(values), axis=0)
            else:
                arrays[full] = np.asarray(values, dtype=np.float32)
    for name, values in heads.items():
        arrays[name if name == "bias" else f"{name}_head"] = np.asarray(values, dtype=np.float32)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _in_bytes(name: str, values: Floats, axis: int) -> dict[str, NDArray[Any]]:
    scale = np.abs(values).max(axis=axis, keepdims=True) / 127
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return {name: np.round(values / scale).astype(np.int8), f"{name}.scale": scale}
