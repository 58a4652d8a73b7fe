"""Which of the techniques an English letter amounts to: words and acts, weighed by the model."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from kithwork.wording.english.acts import Act
from kithwork.wording.english.encoder import Impression
from kithwork.wording.english.flags import flag_share, flags
from kithwork.wording.english.grams import grams, weights
from kithwork.wording.english.model import Model, load_model
from kithwork.wording.reading import TECHNIQUES, Technique

# How much the encoder counts beside words and acts, and what is added for a disguise: missing one
# costs more than looking twice at an honest letter. Set on letters of other writers.
ENCODER_SHARE = 0.6
DISGUISE_BIAS = 0.2


def technique(text: str, found: Sequence[Act], heard: Impression) -> tuple[Technique, float]:
    """The likeliest technique of the letter, with its probability (0-1)."""
    model = load_model()
    chances = blended(model, probabilities(model, text, found), heard)
    best = int(np.argmax(chances))
    return cast(Technique, model.classes[best]), float(chances[best])


def blended(model: Model, by_words: NDArray[np.float64], heard: Impression) -> NDArray[np.float64]:
    """The geometric mean of what words with acts say and what the encoder says."""
    order = [TECHNIQUES.index(cast(Technique, one)) for one in model.classes]
    scores = (1 - ENCODER_SHARE) * np.log(by_words + 1e-9) + ENCODER_SHARE * heard.techniques[order]
    scores[model.classes.index("disguised")] += DISGUISE_BIAS
    powers = np.exp(scores - scores.max())
    return cast(NDArray[np.float64], powers / powers.sum())


def probabilities(model: Model, text: str, found: Sequence[Act]) -> NDArray[np.float64]:
    """The probability of each class of the model (softmax of a linear score)."""
    words, letters = grams(text)
    scores = model.bias.astype(float)
    scores = scores + _weighed(model, weights(words, model.words, model.word_idf), 0)
    shift = len(model.words)
    scores = scores + _weighed(model, weights(letters, model.letters, model.letter_idf), shift)
    marks = np.array(flags(found)) * model.flag_scale * flag_share(len(text.split()))
    scores = scores + model.weights[:, shift + len(model.letters) :] @ marks
    powers = np.exp(scores - scores.max())
    return cast(NDArray[np.float64], powers / powers.sum())


def _weighed(model: Model, found: dict[int, float], shift: int) -> NDArray[np.float64]:
    if not found:
        return np.zeros(len(model.classes))
    columns = np.fromiter(found, dtype=int) + shift
    values = np.fromiter(found.values(), dtype=float)
    return cast(NDArray[np.float64], model.weights[:, columns] @ values)
