"""What to mend in an English letter, each with its exact place."""

import re
from collections.abc import Collection, Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.english.messages import MESSAGES
from kithwork.wording.reading import Finding
from kithwork.wording.text import Sentence

_BANNED = re.compile(
    r"\binfo(?:rmation(?:al)?|rmal)?s?[- ]interview\w*|\binformational[- ](?:chat|meeting|conversation|call)s?"
)
_ANY = re.compile(
    r"\b(?:any job|anything (?:available|at all|you have)|any (?:kind|type) of (?:work|job)|any position)\b"
)


def findings(
    text: str,
    parsed: Sequence[Sentence],
    found: Sequence[Act],
    technique: str,
    permitted_names: Collection[str],
) -> tuple[Finding, ...]:
    """The findings of the letter in the order of their places."""
    spots = [("banned_term", m.start(), m.end()) for m in _BANNED.finditer(text.lower())]
    spots += [("any_job", m.start(), m.end()) for m in _ANY.finditer(text.lower())]
    for act in found:
        if act.kind in {"asks_openings", "attaches_resume"} and not act.negated:
            spots.append((act.kind, act.start, act.end))
    talks = [act for act in found if act.kind == "ask_talk" and not act.negated]
    if (
        talks
        and technique in {"networking", "disguised"}
        and all(a.kind != "time_bound" for a in found)
    ):
        spots.append(("no_time_bound", talks[0].start, talks[0].end))
    return tuple(
        Finding(code, start, end, *MESSAGES[code])
        for code, start, end in sorted(set(spots), key=lambda s: s[1])
    )
