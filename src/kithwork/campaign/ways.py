"""The ways to somebody, or into an employer: through whom, how likely, what to ask first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kithwork.campaign.last_asked import last_asked
from kithwork.campaign.models import Campaign
from kithwork.errors import KithworkError
from kithwork.network.paths import Resting, Way, ways_into, ways_to
from kithwork.people.models import Organisation, Person
from kithwork.people.snapshot import SEEKER, Snapshot, snapshot
from kithwork.words import counted

ASKED_LATELY = 0.3


@dataclass(frozen=True)
class WayShown:
    """One way: the people in order (the seeker left out), its chance, its weakest link."""

    people: tuple[Person, ...]
    chances: tuple[float, ...]
    chance: float
    weakest: str
    ask: str
    resting: tuple[str, ...]
    into: str = ""


def ways_to_person(
    campaign: Campaign, person: Person, now: dt.datetime, top: int = 5
) -> list[WayShown]:
    """The best ways to a person, each through another first person.

    Raises KithworkError for less than one way.
    """
    seen = _seen(campaign, now, top)
    if person.pk not in seen.number:
        return []
    found = ways_to(
        seen.circle,
        SEEKER,
        seen.number[person.pk],
        top=top,
        resting=resting(campaign, seen, now),
    )
    return _shown(seen, found, str(person))


def ways_into_employers(
    campaign: Campaign, employers: Iterable[Organisation], now: dt.datetime, top: int = 5
) -> list[WayShown]:
    """The best ways to anybody at one of the employers, each through another first person."""
    seen = _seen(campaign, now, top)
    named = list(employers)
    places = [seen.organisations[one.pk] for one in named if one.pk in seen.organisations]
    if not places:
        return []
    rest = resting(campaign, seen, now)
    found = ways_into(seen.circle, SEEKER, places, top=top, resting=rest)
    return _shown(seen, found, ", ".join(str(one) for one in named[:3]))


def _seen(campaign: Campaign, now: dt.datetime, top: int) -> Snapshot:
    if not 1 <= top <= 50:
        raise KithworkError("Ask for between 1 and 50 ways.")
    return snapshot(campaign.owner, campaign.owner.today(now))


def resting(campaign: Campaign, seen: Snapshot, now: dt.datetime) -> dict[int, Resting]:
    """Whoever was asked within the seeker's own rhythm."""
    today = campaign.owner.today(now)
    since = now - dt.timedelta(days=campaign.ask_again_after_days)
    asked = last_asked(campaign.owner)
    return {
        seen.number[person]: Resting(
            ASKED_LATELY, f"asked {counted((today - campaign.owner.today(at)).days, 'day')} ago"
        )
        for person, at in asked.items()
        if at > since and person in seen.number
    }


def _shown(seen: Snapshot, found: list[Way], goal: str) -> list[WayShown]:
    keys = {seen.people[number] for way in found for number in way.people}
    people = Person.objects.prefetch_related("positions__organisation").in_bulk(keys)
    return [_one(seen, way, people, goal) for way in found]


def _one(seen: Snapshot, way: Way, people: dict[int, Person], goal: str) -> WayShown:
    def name(number: int | None) -> str:
        if number is None:
            return f"somebody at {goal}"
        return "you" if number == SEEKER else str(people[seen.people[number]])

    on_it = tuple(people[seen.people[number]] for number in way.people[1:])
    weak = way.weakest
    ends_inside = way.steps[-1].taker is None
    return WayShown(
        people=on_it,
        chances=tuple(step.chance for step in way.steps),
        chance=way.chance,
        weakest=f"{name(weak.giver)} to {name(weak.taker)} ({weak.chance:.0%})",
        ask=_ask(on_it, goal, ends_inside),
        resting=tuple(f"{name(number)} was {reason}" for number, reason in way.resting),
        into=goal if ends_inside else "",
    )


def _ask(people: tuple[Person, ...], goal: str, ends_inside: bool) -> str:
    if not people:
        return f"You know somebody at {goal} yourself."
    if len(people) == 1:
        inside = f"Ask {people[0]} whom they know at {goal}."
        return inside if ends_inside else f"You know {people[0]} yourself: ask for a meeting."
    return f"Ask {people[0]} about {people[1]}, and whether you may use {people[0]}'s name."
