"""The shipped model is the pinned one, and small."""

from importlib.resources import files

import pytest

from kithwork.wording.english import model


def test_the_model_is_small_and_names_the_five_techniques() -> None:
    assert set(model.load_model().classes) == {
        "networking", "direct_contact", "disguised", "interview", "other",
    }  # fmt: skip
    size = len(files("kithwork.wording").joinpath("data/en.npz").read_bytes())
    assert size < 2_000_000


def test_another_model_than_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MODEL_SHA256", "0" * 64)
    model.load_model.cache_clear()
    with pytest.raises(model.ChangedModelError):
        model.load_model()
    model.load_model.cache_clear()
