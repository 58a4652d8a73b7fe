"""How much of a posting's title stands in what somebody said of an opening."""

from __future__ import annotations

import re
from dataclasses import dataclass

LIKELY = 0.6
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HEAD_ENDS = re.compile(r"\s*[,:;|/–—]\s*|\s+-\s+")
_EMPTY = frozenset(
    {"the", "and", "for", "of", "in", "at", "a", "an", "to", "or", "with", "on", "our", "all",
     "genders", "time", "full", "part", "und", "der", "die", "das"}
)  # fmt: skip
_STEM = 6


@dataclass(frozen=True, slots=True)
class TitleHeard:
    """The share of a title's words that were said, and whether all stand there side by side."""

    share: float
    exact: bool

    @property
    def likely(self) -> bool:
        """Whether it is worth asking if this is the opening that was heard of."""
        return self.exact or self.share >= LIKELY


def title_heard(title: str, said: str) -> TitleHeard:
    """Compares words by their beginnings; what stands in brackets, such as "(m/f/d)", is nothing.

    Where all of a title's head was said ("Ward Manager" of "Ward Manager, Surgery"), it is likely.
    Exact is a title of two words at least that stands word for word in what was said.
    """
    wanted, heard = _words(_BRACKETS.sub(" ", title)), _words(said)
    if not wanted:
        return TitleHeard(0.0, False)
    stems = {word[:_STEM] for word in heard}
    share = sum(word[:_STEM] in stems for word in wanted) / len(wanted)
    head = _words(_HEAD_ENDS.split(_BRACKETS.sub(" ", title), maxsplit=1)[0])
    if len(head) > 1 and all(word[:_STEM] in stems for word in head):
        share = max(share, LIKELY)
    side_by_side = f" {' '.join(wanted)} " in f" {' '.join(heard)} "
    return TitleHeard(share, side_by_side and len(wanted) > 1)


def _words(text: str) -> list[str]:
    found = (word.removesuffix("s") for word in re.findall(r"[^\W_]+", text.casefold()))
    return [word for word in found if len(word) > 1 and word not in _EMPTY]
