"""What to mend in an English letter, each with its exact place."""

from collections.abc import Collection, Iterator, Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.english.banned import banned_spans
from kithwork.wording.english.messages import MESSAGES
from kithwork.wording.english.names import names_in, without_leave
from kithwork.wording.english.objective import specific_words
from kithwork.wording.reading import Finding, Technique
from kithwork.wording.text import Sentence, plain

REQUESTS = frozenset({"networking", "direct_contact", "disguised"})
_ASKS = frozenset({"ask_talk", "ask_info", "ask_names"})
Spot = tuple[str, int, int]


def findings(
    text: str,
    parsed: Sequence[Sentence],
    found: Sequence[Act],
    technique: Technique,
    relationship: str,
    permitted: Collection[str],
) -> tuple[Finding, ...]:
    """The findings of the letter in the order of their places, at most one of each code a place."""
    spots = [("banned_term", *span) for span in banned_spans(plain(text))]
    if technique in REQUESTS:
        spots += _said(found, technique)
        name = without_leave(text, parsed, found, relationship, permitted)
        spots += [("unpermitted_name", *name)] if name else []
        spots += _unsaid(text, parsed, found, technique, {code for code, _, _ in spots})
    ordered = sorted(set(spots), key=lambda spot: (spot[1], spot[0]))
    return tuple(Finding(code, start, end, *MESSAGES[code]) for code, start, end in ordered)


def _said(found: Sequence[Act], technique: str) -> Iterator[Spot]:
    """Findings about words that stand in the letter."""
    meant = [act for act in found if not act.negated]
    anything = [act for act in meant if act.kind == "any_job"]
    for act in meant:
        overlaps = any(act.start < one.end and one.start < act.end for one in anything)
        if act.kind in {"any_job", "attaches_resume"} or (
            act.kind == "asks_openings" and not (overlaps and not act.asks)
        ):
            yield act.kind, act.start, act.end
    if technique != "disguised":
        return
    for act in meant:
        if act.kind in {"hints_opening", "passes_me_on"}:
            code = "hints_opening" if act.kind == "hints_opening" else "asks_to_pass_on"
            yield code, act.start, act.end
    for act in found:
        if act.kind == "disclaimer":
            yield "contradicted_disclaimer", act.start, act.end


def _unsaid(
    text: str, parsed: Sequence[Sentence], found: Sequence[Act], technique: str, said: set[str]
) -> Iterator[Spot]:
    """Findings about what is missing, placed at the request that misses it."""
    asks = [act for act in found if act.kind in _ASKS and not act.negated]
    talks = [act for act in asks if act.kind == "ask_talk"]
    bound = any(act.kind == "time_bound" for act in found)
    if technique != "direct_contact" and talks and not bound:
        last = max(talks, key=lambda act: act.asks)
        yield "no_time_bound", last.start, last.end
    if "any_job" not in said and technique == "networking" and _is_vague(text, parsed, found):
        place: Act | Sentence = asks[0] if asks else parsed[0]
        yield "vague_objective", place.start, place.end


def _is_vague(text: str, parsed: Sequence[Sentence], found: Sequence[Act]) -> bool:
    """Hardly a word that belongs to a field of work; fewer still where no stock phrase warns."""
    names = frozenset(
        word.lower()
        for sentence in parsed
        for start, end in names_in(text, sentence)
        for word in text[start:end].split()
        if start > sentence.start
    )
    kinds = {act.kind for act in found}
    enough = 3 if "vague_words" in kinds else 2 if "vague_hints" in kinds else 1
    return len(set(specific_words(parsed, names))) < enough
