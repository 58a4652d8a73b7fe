"""What a sentence of an English letter does: asks for a talk, hints at an opening, gives thanks ..."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kithwork.wording.english.lexicon import ACTS
from kithwork.wording.text import Sentence, negated


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a letter does, where it does it, and whether it says that it does not."""

    kind: str
    start: int
    end: int
    negated: bool
    asks: bool


_PATTERNS = {
    kind: re.compile("|".join(f"(?:{part})" for part in parts)) for kind, parts in ACTS.items()
}


def acts(sentences: Iterable[Sentence]) -> tuple[Act, ...]:
    """Every act of the sentences, in the order of the lexicon within each sentence."""
    return tuple(act for sentence in sentences for act in _acts_of(sentence))


def _acts_of(sentence: Sentence) -> Iterable[Act]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(sentence.text):
            yield Act(
                kind,
                sentence.start + match.start(),
                sentence.start + match.end(),
                negated(sentence.text, match.start()),
                sentence.asks,
            )
