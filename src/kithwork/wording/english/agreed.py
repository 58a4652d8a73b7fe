"""Findings that the rules and the encoder agree on: each may overrule the other when it is sure."""

from collections.abc import Collection, Mapping, Sequence

from kithwork.wording.english.asked import only_offers, speaks_of_meeting
from kithwork.wording.english.encoder import Leaning
from kithwork.wording.text import Sentence, negated

Spot = tuple[str, int, int]
# What the rules found is dropped when the encoder gives it less than the first chance; what they
# did not find is added from the second on. Few letters would take any job or use a name without
# leave, so that the encoder knows little of these. The banned term is spelling: rules alone.
SURE: dict[str, tuple[float, float]] = {
    "any_job": (0.0, 0.5),
    "vague_objective": (0.0, 0.3),
    "asks_openings": (0.0, 0.5),
    "unpermitted_name": (0.0, 0.9),
    "no_time_bound": (0.02, 0.7),
    "attaches_resume": (0.0, 0.97),
}
_DENIED = frozenset({"attaches_resume", "asks_openings", "any_job"})


def agreed(
    spots: Sequence[Spot],
    parsed: Sequence[Sentence],
    technique: str,
    permitted: Collection[str],
    leanings: Mapping[str, Leaning],
    bounded: bool = False,
) -> list[Spot]:
    """The spots of the rules without those ruled out, and with those that the rules missed.

    ``no_time_bound`` is added only to a letter that speaks of meeting and is not ``bounded``.
    What the rules missed is placed at the sentence whose wording speaks for it most.
    """
    kept = [spot for spot in spots if not _ruled_out(spot[0], leanings)]
    said = {code for code, _, _ in spots}
    for code, (_, enough) in SURE.items():
        leaning = leanings.get(code)
        if leaning is None or not parsed or code in said or leaning.chance < enough:
            continue
        if (code == "no_time_bound" and technique == "direct_contact") or (
            code == "unpermitted_name" and permitted
        ):
            continue
        if code == "no_time_bound" and (bounded or not speaks_of_meeting(parsed)):
            continue
        place = _sentence_at(leaning, parsed)
        if code == "attaches_resume" and only_offers(place):
            continue
        if code not in _DENIED or not _says_not(place):
            kept.append((code, place.start, place.end))
    return kept


def _ruled_out(code: str, leanings: Mapping[str, Leaning]) -> bool:
    return code in SURE and code in leanings and leanings[code].chance < SURE[code][0]


def _sentence_at(leaning: Leaning, parsed: Sequence[Sentence]) -> Sentence:
    inside = (one for one in parsed if one.start <= leaning.start < one.end)
    return next(inside, parsed[0])


def _says_not(sentence: Sentence) -> bool:
    """Whether the sentence says that it does not do what it speaks of."""
    return negated(sentence.text, len(sentence.text))
