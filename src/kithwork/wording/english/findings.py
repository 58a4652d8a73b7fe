"""What to mend in an English letter, each with its exact place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kithwork.wording.english.acts import Act
from kithwork.wording.english.agreed import agreed
from kithwork.wording.english.asked import is_asked, is_length, is_offer, to_meet
from kithwork.wording.english.banned import banned_spans
from kithwork.wording.english.encoder import Leaning
from kithwork.wording.english.messages import MESSAGES
from kithwork.wording.english.names import forbidden, names_in, without_leave
from kithwork.wording.english.objective import specific_words
from kithwork.wording.reading import Finding, Technique
from kithwork.wording.text import Sentence, plain

REQUESTS = frozenset({"networking", "direct_contact", "disguised"})
_ASKS = frozenset({"ask_talk", "ask_info", "ask_names"})
_SEEKS = frozenset({"direct_contact", "disguised"})
_WIDE = {"openings_widely": "asks_openings", "any_job_widely": "any_job"}
# How many words of some field a letter needs that says so: the first that applies.
_WARNINGS = {"aimless": 99, "vague_words": 3, "vague_hints": 2}
Spot = tuple[str, int, int]


def findings(
    text: str,
    parsed: Sequence[Sentence],
    found: Sequence[Act],
    technique: Technique,
    relationship: str,
    permitted: Collection[str],
    leanings: Mapping[str, Leaning] | None = None,
) -> tuple[Finding, ...]:
    """The findings of the letter in the order of their places, at most one of each code a place."""
    spots = [("banned_term", *span) for span in banned_spans(plain(text))]
    if technique in REQUESTS:
        spots += _said(plain(text), found, technique)
        name = without_leave(text, parsed, found, relationship, permitted)
        spots += [("unpermitted_name", *name)] if name else []
        spots += _unsaid(text, parsed, found, technique, {code for code, _, _ in spots})
        heard = _without_what_is_known(leanings or {}, relationship)
        spots = agreed(spots, parsed, technique, permitted, heard, _bounded(text, found))
    ordered = sorted(_apart(spots), key=lambda spot: (spot[1], spot[0]))
    return tuple(Finding(code, start, end, *MESSAGES[code]) for code, start, end in ordered)


def _without_what_is_known(
    leanings: Mapping[str, Leaning], relationship: str
) -> Mapping[str, Leaning]:
    """No leave is a fact of the introduction, whatever the letter sounds like."""
    if not forbidden(relationship):
        return leanings
    return {code: one for code, one in leanings.items() if code != "unpermitted_name"}


def _apart(spots: Iterable[Spot]) -> list[Spot]:
    """Of spots of one code that overlap, only the longest."""
    kept: list[Spot] = []
    for code, start, end in sorted(spots, key=lambda spot: spot[1] - spot[2]):
        if not any(code == c and start < e and s < end for c, s, e in kept):
            kept.append((code, start, end))
    return kept


def _said(text: str, found: Sequence[Act], technique: str) -> Iterator[Spot]:
    """Findings about words that stand in the letter."""
    meant = [act for act in found if not act.negated]
    wide = _WIDE if technique in _SEEKS else {}
    anything = [act for act in meant if wide.get(act.kind, act.kind) == "any_job"]
    for act in meant:
        code = wide.get(act.kind, act.kind)
        overlaps = any(act.start < one.end and one.start < act.end for one in anything)
        if code == "attaches_resume" and is_offer(text, act):
            continue
        if code in {"any_job", "attaches_resume"} or (
            code == "asks_openings" and not (overlaps and not act.asks) and is_asked(text, act)
        ):
            yield code, act.start, act.end
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
    talks = [act for act in asks if act.kind == "ask_talk" and to_meet(parsed, act)]
    if technique != "direct_contact" and talks and not _bounded(text, found):
        last = max(talks, key=lambda act: act.asks)
        yield "no_time_bound", last.start, last.end
    if "any_job" not in said and _is_vague(text, parsed, found, technique):
        place: Act | Sentence = asks[0] if asks else parsed[0]
        yield "vague_objective", place.start, place.end


def _bounded(text: str, found: Sequence[Act]) -> bool:
    """Whether the letter names a length of time, or a number of questions."""
    flat = plain(text)
    return any(act.kind == "time_bound" and is_length(flat, act) for act in found)


def _is_vague(text: str, parsed: Sequence[Sentence], found: Sequence[Act], technique: str) -> bool:
    """Hardly a word that belongs to a field of work; fewer still where no stock phrase warns.

    Who openly asks for work names it by asking, unless the letter itself says that it has no aim.
    """
    names = frozenset(
        word.lower()
        for sentence in parsed
        for start, end in names_in(text, sentence)
        for word in text[start:end].split()
        if start > sentence.start
    )
    kinds = {act.kind for act in found}
    if technique == "direct_contact" and "aimless" not in kinds:
        return False
    enough = next((least for kind, least in _WARNINGS.items() if kind in kinds), 1)
    return len(set(specific_words(parsed, names))) < enough
