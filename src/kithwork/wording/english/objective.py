"""Whether an English request says what its writer is aiming for or wants to learn."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from kithwork.wording.text import Sentence

_WORD = re.compile(r"[a-z][a-z'-]+")
_CUE = re.compile(
    r"\b(?:become|becoming|into|towards?|aiming|aim|target(?:ing)?|interested in|"
    r"interest in|about|learn\w*|understand\w*|curious|how|what|whether|which|why|when|"
    r"where|field|looking at|looking for|consider\w*|thinking|explor\w*|work in|role|roles|"
    r"job|jobs|position|career|careers|career in|move|moving|switch\w*|transition\w*|"
    r"train\w*|study\w*|studies|research\w*|as an?|decid\w*|choos\w*|weigh\w*|want|wants|"
    r"specialis\w*|specializ\w*|between|from|certif\w*|questions?|answer|doing|the|know|"
    r"plan\w*|idea|hear|aspects?|side|world|advice|on|in|like|after|to be|way|look\w*|"
    r"direction|compar\w*|find out|torn|going|set on|drawn|shift\w*|for|prepar\w*|narrow\w*|"
    r"go)\b"
)


@cache
def _generic() -> frozenset[str]:
    source = files("kithwork.wording").joinpath("data/en.generic").read_text("utf-8")
    return frozenset(
        word for line in source.splitlines() if line[:1] != "#" for word in line.split()
    )


def specific_words(parsed: Sequence[Sentence], skip: frozenset[str]) -> list[str]:
    """Words near a cue of aim or interest that belong to some field of work."""
    found = []
    for sentence in parsed:
        for cue in _CUE.finditer(sentence.text):
            tail = _WORD.findall(sentence.text[cue.end() : cue.end() + 60])[:5]
            found += [word for word in tail if _is_specific(word, skip)]
    return found


def _is_specific(word: str, skip: frozenset[str]) -> bool:
    stem = word.removesuffix("'s").strip("'-")
    return len(stem) > 2 and stem not in _generic() and stem not in skip
