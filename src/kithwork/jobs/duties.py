"""Compares a posting's description with what each occupation's people do, by weighed words.

Used only where the title leaves the occupation open. TF-IDF with the cosine (Salton and Buckley,
1988) over O*NET's descriptions and titles of each occupation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from kithwork.jobs.onet import known_titles, occupations
from kithwork.jobs.title_model import Floats

_WORDS = re.compile(r"[a-zà-öø-ÿ]{3,30}")
_READ = 4000
"""Characters of a description that are read: duties stand at its beginning."""
_TITLE_COUNTS = 0.5
_SHARPNESS = 25.0
"""How far a likeness of 1 raises a chance over a likeness of 0, as a power of e."""


class Duties:
    """Every occupation's words, weighed; made once, for the codes of a model."""

    def __init__(self, socs: Sequence[str]) -> None:
        counts = _occupation_words()
        seen = Counter(word for words in counts.values() for word in words)
        self._place = {word: at for at, word in enumerate(sorted(seen))}
        self._rarity = np.array([np.log(len(socs) / seen[word]) for word in self._place])
        self._occupations = self._weighed([counts[soc] for soc in socs])

    def chances(self, descriptions: Sequence[str]) -> Floats:
        """Each description's chance for every occupation; even ones if it says nothing."""
        words = [Counter(_WORDS.findall(text[:_READ].lower())) for text in descriptions]
        alike = (self._weighed(words) @ self._occupations.T).toarray()
        raised = np.exp(_SHARPNESS * alike)
        chances: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return chances

    def _weighed(self, texts: Sequence[Counter[str] | dict[str, float]]) -> sp.csr_array:
        cells = [
            (row, self._place[word], np.log1p(count))
            for row, words in enumerate(texts)
            for word, count in words.items()
            if word in self._place
        ]
        rows, columns, counts = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(texts), len(self._place))
        values = np.array(counts) * self._rarity[list(columns)]
        table = sp.csr_array((values, (rows, columns)), shape=shape)
        sizes = np.sqrt((table * table).sum(axis=1))
        return sp.csr_array(sp.diags_array(1 / np.maximum(sizes, 1e-9)) @ table)


def _occupation_words() -> dict[str, dict[str, float]]:
    counts: dict[str, dict[str, float]] = {
        soc: dict(Counter(_WORDS.findall(occupation.duties.lower())))
        for soc, occupation in occupations().items()
    }
    for title in known_titles().values():
        for word in _WORDS.findall(title.title.lower()):
            for soc in title.socs:
                counts[soc][word] = counts[soc].get(word, 0.0) + _TITLE_COUNTS / len(title.socs)
    return counts
