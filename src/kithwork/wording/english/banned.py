"""The term "informational interview" in all its English variants and misspellings."""

import re
from collections.abc import Iterator

_FIRST = re.compile(r"(?<!\w)info[a-z]*(?!\w)")
_TALK = (
    r"(?:chat|meeting|meet|conversation|convo|call|coffee|discussion|talk|phone|zoom|catch-?up|session"
    r"|sit-?down|interview|q&a|qa)"
)
_EVENT = re.compile(
    r"(?:attend\w*|held|hosted|town'?s?|public|community|parents'?|residents'?|evening|an? open) "
    r"(?:\w+ ){0,2}$"
)
_SECOND = re.compile(r"[\s-]{0,3}((?:style |type |-type )?(?:q&a|[a-z]+))")


def banned_spans(flat: str) -> Iterator[tuple[int, int]]:
    """Spans of the term in plain lower-case text."""
    for first in _FIRST.finditer(flat):
        word = first.group()
        second = _SECOND.match(flat, first.end())
        after = second.group(1) if second else ""
        if (second and after.startswith("interv")) or (second and _near(after, "interview", 3)):
            end = second.end()
            if flat[end : end + 1] in "'" and flat[end + 1 : end + 2] == "s":
                end += 2
            yield first.start(), end
        elif second and re.fullmatch(_TALK + "s?(?:ing)?", after) and _is_term(word, after):
            if after not in {"session"} and not _EVENT.search(flat[: first.start()][-40:]):
                yield first.start(), second.end()
        elif _is_short_for_it(word) and _stands_alone(flat, first.start(), first.end()):
            yield first.start(), first.end()


def _is_term(word: str, after: str) -> bool:
    return _near(word, "informational", 2) or (
        word == "info" and after in {"chat", "call", "convo", "coffee", "meeting"}
    )


def _is_short_for_it(word: str) -> bool:
    return word not in {"information", "informations"} and _near(word, "informational", 2)


def _stands_alone(flat: str, start: int, end: int) -> bool:
    """An "informational" used as a noun: "may I do an informational with you?"."""
    before = r"(?:\ban?|\bsome|\bthe|\bmy|\bquick|\bshort|\bbrief|\blittle|\bvirtual|\bminute|\d) $"
    return re.search(before, flat[:start]) is not None and (
        re.match(r"\s*(?:with|about|on|over|this|next|some|soon|at|[.,?!]|$)", flat[end:])
        is not None
    )


def _near(word: str, wanted: str, edits: int) -> bool:
    """Whether the word is at most so many edits (with swaps counted as two) from the wanted one."""
    if abs(len(word) - len(wanted)) > edits:
        return False
    row = list(range(len(wanted) + 1))
    for i, char in enumerate(word, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(wanted, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (char != other))
    return row[-1] <= edits
