"""What a sentence of an English letter does: asks for a talk, hints at an opening, thanks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kithwork.wording.english.lexicon import act_patterns
from kithwork.wording.text import Sentence, negated


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a letter does, where, and whether it says that it does not."""

    kind: str
    start: int
    end: int
    negated: bool
    asks: bool


def acts(sentences: Iterable[Sentence]) -> tuple[Act, ...]:
    """Every act of the sentences, in the order of the phrase file within each sentence."""
    return tuple(act for sentence in sentences for act in _acts_of(sentence))


def _acts_of(sentence: Sentence) -> Iterator[Act]:
    for kind, pattern in act_patterns().items():
        if kind.startswith("<"):
            continue
        for match in pattern.finditer(sentence.text):
            yield Act(
                kind,
                sentence.start + match.start(),
                sentence.start + match.end(),
                negated(sentence.text, match.start()),
                sentence.asks,
            )
