"""Findings that the rules and the encoder agree on: each may overrule the other when it is sure."""

from collections.abc import Collection, Mapping, Sequence

from kithwork.wording.english.asked import only_offers, speaks_of_meeting
from kithwork.wording.english.encoder import Leaning
from kithwork.wording.text import Sentence

Spot = tuple[str, int, int]
# What the rules found is dropped when the encoder gives it less than the first chance; what they
# did not find is added from the second on. Set on letters of two hands it had not seen.
# The banned term is spelling: rules alone.
SURE: dict[str, tuple[float, float]] = {
    "any_job": (0.0, 0.3),
    "vague_objective": (0.0, 0.1),
    "asks_openings": (0.0, 0.15),
    "unpermitted_name": (0.02, 0.3),
    "no_time_bound": (0.02, 0.4),
    "attaches_resume": (0.0, 0.995),
}
# Who dresses up a request mostly says in which field: a vague disguise takes more to believe.
SURE_OF_DISGUISED = SURE | {"vague_objective": (0.1, 0.3)}


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
    sure = SURE_OF_DISGUISED if technique == "disguised" else SURE
    kept = [spot for spot in spots if not _ruled_out(spot[0], leanings, sure)]
    said = {code for code, _, _ in spots}
    for code, (_, enough) in sure.items():
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
        if code != "attaches_resume" or not only_offers(place):
            kept.append((code, place.start, place.end))
    return kept


def _ruled_out(
    code: str, leanings: Mapping[str, Leaning], sure: Mapping[str, tuple[float, float]]
) -> bool:
    return code in sure and code in leanings and leanings[code].chance < sure[code][0]


def _sentence_at(leaning: Leaning, parsed: Sequence[Sentence]) -> Sentence:
    inside = (one for one in parsed if one.start <= leaning.start < one.end)
    return next(inside, parsed[0])
