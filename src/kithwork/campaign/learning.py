"""Learn from one's own meetings what a meeting yields: the shipped weights, moved a little."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from kithwork.campaign.models import Campaign, Meeting
from kithwork.campaign.prospects import load_prospects
from kithwork.people.models import Position
from kithwork.planning.prospects import Prospects
from kithwork.planning.yields import FULL_TARGETS, Yields, features, refit, shipped


@dataclass(frozen=True)
class Held:
    """One meeting that was told of: with whom, where they work, how many insiders it named."""

    person: int
    day: dt.datetime
    employers: frozenset[int]
    named: frozenset[int]


def learnt_yields(campaign: Campaign, now: dt.datetime) -> Yields:
    """The yields after this campaign's own meetings; the shipped ones before the first.

    Every meeting counts with the targets that were still open when it was held.
    """
    held = _held(campaign)
    if not held:
        return shipped()
    prospects = load_prospects(campaign, now, engaged_too=True)
    rows, named, scale = _observations(prospects, held)
    if not rows:
        return shipped()
    return refit(shipped(), np.array(rows), np.array(named, float), np.array(scale))


def _observations(
    prospects: Prospects, held: list[Held]
) -> tuple[list[np.ndarray], list[int], list[float]]:
    targets, place = prospects.targets, {int(key): i for i, key in enumerate(prospects.id)}
    reached: set[int] = set()
    rows, named, scale = [], [], []
    for meeting in held:
        wanted = set(map(int, targets.employer)) - reached
        if meeting.person in place and wanted:
            then = replace(targets, reached=np.isin(targets.employer, list(reached)))
            table = features(
                prospects.employer, prospects.past, prospects.level, prospects.industry,
                prospects.connections, then,
            )  # fmt: skip
            rows.append(table[place[meeting.person]])
            named.append(len(meeting.named & wanted))
            scale.append(min(len(wanted) / FULL_TARGETS, 2.0))
        reached |= meeting.employers
    return rows, named, scale


def _held(campaign: Campaign) -> list[Held]:
    """The meetings with an outcome, in their order."""
    rows = (
        Meeting.objects.filter(campaign=campaign, outcome__isnull=False)
        .held()
        .networking()
        .exclude(starts_at=None)
        .order_by("starts_at")
        .prefetch_related("outcome__names")
    )
    meetings = list(rows)
    people = {m.person_id for m in meetings}
    people |= {n.person_id for m in meetings for n in m.outcome.names.all()}
    at = _employers(people)
    return [
        Held(
            meeting.person_id,
            meeting.starts_at,
            frozenset(at.get(meeting.person_id, ())),
            frozenset(
                employer
                for name in meeting.outcome.names.all()
                if name.was_new
                for employer in at.get(name.person_id, ())
            ),
        )
        for meeting in meetings
        if meeting.starts_at
    ]


def _employers(people: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Position.objects.filter(person__in=list(people), ended_on=None)
    for person, organisation in rows.values_list("person", "organisation"):
        found.setdefault(person, set()).add(organisation)
    return found
