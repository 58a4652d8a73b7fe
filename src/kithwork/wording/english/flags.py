"""The acts of a letter as plain flags that the trained model weighs beside the words."""

import math
from collections.abc import Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.english.lexicon import act_patterns

ANGLING = frozenset(
    {"angles", "at_yours", "hints_opening", "asks_openings", "passes_me_on", "hires_me",
     "knows_gap", "self_ready"}
)  # fmt: skip
SHORT = 40
# What only a finding looks at; the trained model does not weigh it.
_UNWEIGHED = frozenset({"aimless"})
ASKING = frozenset({"ask_talk", "ask_info", "explores", "disclaimer"})


def flag_names() -> tuple[str, ...]:
    """The flags in the order of ``flags``."""
    single = [name for kind in _weighed() for name in (kind, f"not {kind}")]
    return (*single, "angling", "angling+asking", "angling+info", "angling+disclaimer", "bare")


def flag_share(words: int) -> float:
    """How much the flags count in a letter of so many words.

    A longer letter has more chances of a stray hit, and unit length thins its words out likewise.
    """
    return min(1.0, math.sqrt(SHORT / max(1, words)))


def flags(found: Sequence[Act]) -> list[float]:
    """One number between 0 and 1 for each of ``flag_names``."""
    meant = {act.kind for act in found if not act.negated}
    denied = {act.kind for act in found if act.negated}
    angling, asking = meant & ANGLING, meant & ASKING
    single = [float(kind in side) for kind in _weighed() for side in (meant, denied)]
    return [
        *single,
        min(1.0, len(angling) / 3),
        float(bool(angling and asking)),
        float(bool(angling) and "ask_info" in meant),
        float(bool(angling) and "disclaimer" in meant),
        float(not angling and not asking),
    ]


def _weighed() -> list[str]:
    return [kind for kind in act_patterns() if kind[0] != "<" and kind not in _UNWEIGHED]
