"""A recommendation with its reasons, as numbers and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kithwork.planning.ask import Ask
from kithwork.planning.prospects import Kind
from kithwork.words import full_stop


@dataclass(frozen=True, slots=True)
class Reasons:
    """The numbers behind a score.

    ``chance`` that they accept; ``inside`` the worth of being inside their employer (0 unless it
    is a target not yet reached); ``expected`` the worth of the people whom one meeting should
    bring, onward names included; ``brings`` how many people inside open targets that is;
    ``known`` how many such people they are known to know (None: nobody looked);
    ``factors`` what multiplied the expectation, by name, 1 being usual.
    """

    chance: float
    inside: float
    expected: float
    brings: float
    known: int | None
    factors: tuple[tuple[str, float], ...]
    kind: Kind
    employer: int | None
    past_targets: tuple[int, ...]
    pinned: bool

    @property
    def score(self) -> float:
        """Chance of acceptance times what an acceptance is worth."""
        return self.chance * (self.inside + self.expected)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One person to approach, why, and what to ask them."""

    person: int
    score: float
    reasons: Reasons
    sentence: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Plan:
    """The meetings recommended on a day, best first.

    ``direct`` are people at employers with an opening that matches the objective: the honest
    technique there is direct contact, and they take none of the meetings. ``resting`` counts the
    people whom conduct keeps back (asked or met recently, or put aside by the seeker).
    """

    day: date
    meetings: tuple[Recommendation, ...]
    direct: tuple[Recommendation, ...]
    resting: int


_WHO = {
    Kind.KITH: "You know them yourself",
    Kind.REFERRED: "You have been given their name",
    Kind.COLD: "Nobody has named them to you yet",
}


def sentence(reasons: Reasons, employers: Mapping[int, str], *, aimed: bool = True) -> str:
    """The reasons in words; ``employers`` maps ids to names, ``aimed`` that there are targets."""
    parts = [f"{_WHO[reasons.kind]}: {reasons.chance:.0%} likely to agree."]
    if reasons.pinned:
        parts.insert(0, "You pinned them.")
    if reasons.inside > 0 and reasons.employer is not None:
        parts.append(f"They work at {_name(reasons.employer, employers)}, not reached yet.")
    if reasons.past_targets:
        places = " and ".join(_name(each, employers) for each in reasons.past_targets[:3])
        parts.append(full_stop(f"They used to work at {places}"))
    if reasons.known:
        people = "somebody" if reasons.known == 1 else f"{reasons.known} people"
        parts.append(f"They know {people} inside the employers you aim at.")
    elif reasons.known == 0:
        parts.append("In their list nobody works at an employer you aim at.")
    if aimed:
        parts.append(_leads(reasons.brings))
    return " ".join(parts)


def _leads(brings: float) -> str:
    if brings < 0.05:
        return "Such meetings hardly ever bring a name at an employer you aim at."
    if brings < 0.95:
        return f"{brings:.0%} of such meetings bring a name at an employer you aim at."
    return f"Expect about {brings:.1f} names at employers you aim at."


def _name(employer: int, employers: Mapping[int, str]) -> str:
    return employers.get(employer, f"employer {employer}")
