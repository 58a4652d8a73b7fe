"""Invented postings for measuring: seeded; words, employers, towns as uneven as real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from kithwork.jobs.index.entry import Entry, spot_of
from kithwork.jobs.job_types import types_of_occupation
from kithwork.jobs.onet import known_titles, occupations
from kithwork.jobs.towns import towns

NOW = 1_795_392_000
A_DAY = 86_400
BLOCK = 10_000


class Invented:
    """Draws postings: titles are O*NET's, the text has its words by their own frequencies."""

    def __init__(self, seed: int = 5, words: int = 90) -> None:
        self.rng, self.words = np.random.default_rng(seed), words
        self.titles = [(t.title, t.socs[0]) for t in known_titles().values()]
        said = re.findall(r"[a-z]{3,}", " ".join(o.duties.lower() for o in occupations().values()))
        rare = [f"{word}{number}" for number in range(5) for word in sorted(set(said))]
        names, counts = np.unique(np.array(said + rare), return_counts=True)
        self.vocabulary, self.chance = names, counts / counts.sum()
        large = {town for town in towns() if town.people > 100_000}
        self.towns = sorted(large, key=lambda town: (-town.people, town.name))[:3000]

    def uneven(self, size: int, among: int) -> np.ndarray:
        """Few are drawn often, many seldom (Zipf's law with exponent 1)."""
        weights = 1 / np.arange(1, among + 1)
        return self.rng.choice(among, size, p=weights / weights.sum())

    def entries(self, size: int, first: int = 1) -> Iterator[Entry]:
        """So many postings, numbered from `first`."""
        order = self.rng.permutation(len(self.titles))
        for start in range(0, size, BLOCK):
            n = min(BLOCK, size - start)
            titles = order[self.uneven(n, len(order))]
            employers, towns = self.uneven(n, 20_000), self.uneven(n, len(self.towns))
            texts = self.rng.choice(self.vocabulary, (n, self.words), p=self.chance)
            ages = (self.rng.exponential(30, n) * A_DAY).astype(int)
            pays = self.rng.integers(25, 160, n)
            for i in range(n):
                yield self._entry(first + start + i, titles[i], int(employers[i]), towns[i],
                                  texts[i], NOW - int(ages[i]), int(pays[i]))  # fmt: skip

    def _entry(self, key: int, title: int, employer: int, town: int, text: np.ndarray,
               new_at: int, pay: int) -> Entry:  # fmt: skip
        name, soc = self.titles[title]
        place = self.towns[town]
        return Entry(
            key=key, title=name, employer=f"Employer {employer} Ltd", normal=f"employer {employer}",
            text=" ".join(text), where=(place.name, place.country),
            places=(f"{place.name}, {place.country}",),
            spots=(spot_of(place.latitude, place.longitude),),
            types=types_of_occupation(soc), soc=soc, level="experienced",
            remote=("remote",) if key % 7 == 0 else (), pay=pay * 1000 if key % 3 else None,
            currency="USD", new_at=new_at, first_seen=new_at,
        )  # fmt: skip

    def questions(self, size: int) -> list[tuple[str, str, str]]:
        """Two of the more frequent words, and a job type that many postings have."""
        order = np.argsort(-self.chance)[5:200]
        words = self.vocabulary[self.rng.choice(order, (size, 2))]
        types = ["Healthcare", "Engineering", "Managerial", "Sales", "Education"]
        return [(str(a), str(b), types[i % len(types)]) for i, (a, b) in enumerate(words)]
