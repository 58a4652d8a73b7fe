"""The language model of letters: its pieces lie where they say, its file is small and pinned."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.wording.english import encoder
from kithwork.wording.english.encoder import CODES, Encoder, impression, read_encoder
from kithwork.wording.english.model import ChangedModelError
from kithwork.wording.english.wordpiece import pieces
from kithwork.wording.reading import TECHNIQUES
from kithwork.wording.text import plain
from kithwork.wording.weights import stored

PLACES = {
    piece: at for at, piece in enumerate(["[UNK]", "[CLS]", "[SEP]", "weld", "##er", "'", "a"])
}


def small() -> Encoder:
    """An encoder of one layer and twelve numbers a piece."""
    rng = np.random.default_rng(3)

    def some(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    layer = {
        "qkv": some(12, 36), "qkv_bias": some(36), "out": some(12, 12), "out_bias": some(12),
        "widen": some(12, 48), "widen_bias": some(48), "narrow": some(48, 12),
        "narrow_bias": some(12), "norm1": some(2, 12), "norm2": some(2, 12),
    }  # fmt: skip
    embeddings = {
        "words": some(len(PLACES), 12),
        "positions": some(encoder.WINDOW, 12),
        "first_norm": some(2, 12),
    }
    number = len(TECHNIQUES) + len(CODES)
    heads = {"mean": some(12, number), "peak": some(12, number), "bias": some(number)}
    return read_encoder(stored(list(PLACES), embeddings, [layer], heads))


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    cut = pieces("A Welder’s", PLACES)
    assert cut.numbers == [1, 6, 3, 4, 5, 0, 2]
    assert cut.spans[1:-1] == [(0, 1), (2, 6), (6, 8), (8, 9), (9, 10)]


@given(st.text(max_size=120))
def test_every_piece_lies_where_it_says(text: str) -> None:
    cut = pieces(text, encoder.load_encoder().places)
    names = list(encoder.load_encoder().places)
    flat = plain(text)
    for number, (start, end) in zip(cut.numbers[1:-1], cut.spans[1:-1], strict=True):
        piece = names[number].removeprefix("##")
        assert 0 <= start < end <= len(text)
        if piece != "[UNK]" and flat.isascii():
            assert flat[start:end] == piece


def test_an_impression_weighs_all_techniques_and_findings() -> None:
    told = impression("a welder", small())
    assert np.exp(told.techniques).sum() == pytest.approx(1, abs=1e-4)
    assert tuple(told.leanings) == CODES
    assert all(0 <= one.chance <= 1 for one in told.leanings.values())


def test_a_letter_longer_than_the_window_is_read_to_its_end() -> None:
    long = "a " * (encoder.WINDOW + 50)
    told, other = impression(long, small()), impression(long + "welder", small())
    assert not np.allclose(told.techniques, other.techniques, atol=1e-7)


def test_stored_weights_come_back_within_a_byte() -> None:
    known = small()
    again = read_encoder(
        stored(
            list(known.places),
            {
                "words": known.words * known.word_scales,
                "positions": known.positions,
                "first_norm": known.first_norm,
            },
            list(known.layers),
            {"mean": known.mean_head, "peak": known.peak_head, "bias": known.bias},
        )
    )
    assert np.array_equal(again.words, known.words)
    assert np.allclose(again.layers[0]["qkv"], known.layers[0]["qkv"], atol=1e-6)


def test_the_shipped_encoder_is_small_enough_for_the_wheel() -> None:
    raw = files("kithwork.wording").joinpath("data/en.encoder.npz").read_bytes()
    assert len(raw) < 24_000_000


def test_another_encoder_than_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "ENCODER_SHA256", "0" * 64)
    encoder.load_encoder.cache_clear()
    with pytest.raises(ChangedModelError):
        encoder.load_encoder()
    encoder.load_encoder.cache_clear()
