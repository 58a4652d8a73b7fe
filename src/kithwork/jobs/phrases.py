"""Finds known phrases among the words of a title, the longest first, each word used once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path


class Phrases:
    """A table of phrases with what each means, made to be read and mended by hand as lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Each line is a phrase, a tab, and its meaning; raises `ValueError` for any other."""
        self._meaning: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}
        for line in lines:
            phrase, tab, meaning = line.partition("\t")
            key = tuple(phrase.split())
            if not key or not tab:
                raise ValueError(f"Not a phrase with its meaning: {line!r}")
            self._meaning[key] = meaning
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    @classmethod
    def read(cls, path: Path) -> Phrases:
        """The phrases of a file with one to a line."""
        return cls(path.read_text("utf-8").splitlines())

    def touch(self, words: Sequence[str]) -> bool:
        """Whether a phrase could begin among the words; a quick no saves the search."""
        return not self._longest.keys().isdisjoint(words)

    def among(self, words: Sequence[str]) -> Iterator[tuple[str | None, str]]:
        """Goes through the words: each phrase's meaning, and None with each word that is in none.

        The second of each pair is the phrase or word itself.
        """
        at = 0
        while at < len(words):
            word = words[at]
            size, meaning = self._at(words, at) if word in self._longest else (1, None)
            yield meaning, word if size == 1 else " ".join(words[at : at + size])
            at += size

    def meanings(self, words: Sequence[str]) -> list[str]:
        """What the phrases among the words mean, in their order."""
        if not self.touch(words):
            return []
        return [meaning for meaning, _ in self.among(words) if meaning is not None]

    def _at(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        for size in range(min(self._longest[words[at]], len(words) - at), 0, -1):
            meaning = self._meaning.get(tuple(words[at : at + size]))
            if meaning is not None:
                return size, meaning
        return 1, None
