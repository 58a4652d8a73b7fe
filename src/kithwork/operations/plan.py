"""What can be asked about the plan and the growth of the circle."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.growth import growth_so_far
from kithwork.campaign.observed import load_observed
from kithwork.campaign.plan import PlannedMeeting, choose, make_plan
from kithwork.errors import KithworkError
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.planning.growth import forecast
from kithwork.words import counted

MOST_WEEKS = 104


@dataclass(frozen=True)
class Recommended:
    """One person to approach: by which technique, why, and whom to ask them for."""

    person: int
    name: str
    technique: str
    reason: str
    score: float
    chance: float
    ask_for: tuple[str, ...]
    ask_whom_they_know_at: tuple[str, ...]
    openings: tuple[str, ...]

    @classmethod
    def of(cls, one: PlannedMeeting) -> Recommended:
        """The recommendation as plain values."""
        reasons = one.recommendation.reasons
        return cls(
            one.person.pk,
            one.person.name,
            one.technique,
            one.reason,
            round(one.recommendation.score, 4),
            round(reasons.chance, 3),
            tuple(person.name for person in one.ask_for),
            one.targets,
            tuple(f"{opening.title} {opening.url}".strip() for opening in one.openings),
        )

    def __str__(self) -> str:
        told = [f"{self.name} ({self.technique.replace('_', ' ')})", f"    {self.reason}"]
        if self.ask_for:
            told.append(f"    Ask for: {', '.join(self.ask_for)}")
        elif self.ask_whom_they_know_at and self.technique == "networking":
            told.append(f"    Ask whom they know at: {', '.join(self.ask_whom_they_know_at)}")
        return "\n".join([*told, *(f"    Open there: {opening}" for opening in self.openings[:3])])


@dataclass(frozen=True)
class PlanShown:
    """Whom to meet; where direct contact is the honest way; how many rest."""

    day: dt.date
    meetings: tuple[Recommended, ...]
    direct_contact: tuple[Recommended, ...]
    resting: int

    def __str__(self) -> str:
        told = [f"{i}. {one}" for i, one in enumerate(self.meetings, 1)]
        if not told:
            told = ["Nobody to ask right now. Import contacts, or hold the meetings agreed."]
        if self.direct_contact:
            told += ["", "An opening matches your objective at the employers of these people;"]
            told += ["there, asking openly is the honest way:"]
            told += [f"- {one}" for one in self.direct_contact]
        return "\n".join(told)


@operation("plan")
def plan(
    owner: Owner, *, now: dt.datetime, meetings: Annotated[int | None, "how many a week"] = None
) -> PlanShown:
    """Say whom to meet this week, why, and which names to ask for."""
    week = make_plan(current_campaign(owner, now), now, meetings)
    return PlanShown(
        week.day,
        tuple(Recommended.of(one) for one in week.meetings),
        tuple(Recommended.of(one) for one in week.direct),
        week.resting,
    )


@dataclass(frozen=True)
class Chosen:
    """Your word about planning one person."""

    person: str
    choice: str

    def __str__(self) -> str:
        return f"{self.person}: {self.choice or 'the plan decides again'}."


@operation("plan choose")
def plan_choose(
    owner: Owner,
    person: str,
    choice: Literal["pin", "not_now", "never", "forget"],
    *,
    now: dt.datetime,
) -> Chosen:
    """Pin PERSON, put them off (not_now), never plan them, or forget what you said."""
    somebody = person_of(owner, person)
    said = "" if choice == "forget" else choice
    choose(current_campaign(owner, now), somebody, said, now)
    return Chosen(somebody.name, said)


@dataclass(frozen=True)
class Range:
    """A forecast number: the middle, and the bounds that hold four times in five."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class WeekForecast:
    """What is forecast by the end of one week ahead, counted from today."""

    ends: dt.date
    meetings: Range
    names: Range
    drying_out: float


@dataclass(frozen=True)
class GrowthShown:
    """The campaign so far, and what it forecasts."""

    meetings: int
    names: int
    names_a_meeting: float | None
    generations: dict[int, int]
    reproduction: Range
    chance_of_growth: float
    chance_of_drying_out: float
    weeks: tuple[WeekForecast, ...]
    meaning: tuple[str, ...]
    what_helps: tuple[str, ...]

    def __str__(self) -> str:
        people = ", ".join(f"generation {g}: {n}" for g, n in self.generations.items())
        so_far = (
            f"{counted(self.meetings, 'meeting')} held, {counted(self.names, 'new name')}. {people}"
        ).rstrip()
        if not self.generations:
            return f"{so_far}\nA forecast needs people: import your contacts, then ask the first."
        helps = [f"- {each}" for each in self.what_helps]
        return "\n".join([so_far, *self.meaning, "What would help most:", *helps])


@operation("growth")
def growth(
    owner: Owner, *, now: dt.datetime, weeks: Annotated[int, "how far to look ahead"] = 12
) -> GrowthShown:
    """Say whether the circle is growing or drying out, and what would help."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise KithworkError(f"Look ahead between 1 and {MOST_WEEKS} weeks.")
    campaign = current_campaign(owner, now)
    so_far = growth_so_far(campaign, now)
    ahead = forecast(load_observed(campaign, now), np.random.default_rng(campaign.pk), weeks=weeks)
    return GrowthShown(
        so_far.meetings,
        so_far.names,
        so_far.names_a_meeting,
        dict(so_far.generations),
        _range(ahead.reproduction),
        round(ahead.p_growing, 3),
        round(ahead.p_drying_out, 3),
        tuple(
            WeekForecast(w.ends, _range(w.meetings), _range(w.names), round(w.p_dry, 3))
            for w in ahead.weeks
        ),
        tuple(ahead.sentences),
        tuple(ahead.helping),
    )


def _range(band: object) -> Range:
    low, middle, high = (getattr(band, part) for part in ("low", "middle", "high"))
    return Range(round(low, 3), round(middle, 3), round(high, 3))
