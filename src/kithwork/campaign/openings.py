"""Join the two halves: openings that match the objective, and whom one knows at their employers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from kithwork.campaign.models import Campaign, Objective
from kithwork.jobs.models import Posting, PostingQuerySet
from kithwork.people.models import Owner, Person, Position


def matching(objective: Objective | None) -> PostingQuerySet:
    """Open postings in one of the objective's occupations and, where it names any, places.

    A title matches an occupation when it holds all of its words. Without an objective, or with
    one that names no occupation, nothing matches: everything would be no aim.
    """
    if objective is None or not objective.occupations:
        return Posting.objects.none()
    found = Posting.objects.open().filter(_any(_title_has(each) for each in objective.occupations))
    if objective.places:
        found = found.filter(_any(_is_in(place) for place in objective.places))
    return found


def openings_by_employer(campaign: Campaign) -> Counter[str]:
    """How many openings match the objective, by the employer's normalised name."""
    return Counter(matching(campaign.objective()).values_list("normal", flat=True))


def focus(objective: Objective | None) -> dict[str, int]:
    """How narrow the objective is: the openings and employers that it matches now."""
    normals = list(matching(objective).values_list("normal", flat=True))
    return {"openings": len(normals), "employers": len(set(normals))}


def known_at(owner: Owner, normals: Collection[str]) -> dict[str, list[Person]]:
    """The people whom the owner knows at each of these employers, the nearest first.

    An employer that was taken into another is asked for under either name.
    """
    absorbed = dict(
        owner.organisations.filter(normal__in=set(normals))
        .exclude(absorbed_into=None)
        .values_list("normal", "absorbed_into__normal")
    )
    wanted = {absorbed.get(normal, normal) for normal in normals}
    found: dict[str, list[Person]] = defaultdict(list)
    rows = (
        Position.objects.filter(
            organisation__owner=owner,
            organisation__normal__in=wanted,
            ended_on=None,
            person__absorbed_into=None,
        )
        .select_related("person", "organisation")
        .order_by("person__generation", "person__name")
    )
    for position in rows:
        people = found[position.organisation.normal]
        if position.person not in people:
            people.append(position.person)
    for normal, kept in absorbed.items():
        if kept in found:
            found[normal] = found[kept]
    return dict(found)


def _any(conditions: Iterable[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _title_has(words: str) -> Q:
    every = Q()
    for word in words.split():
        every &= Q(title__icontains=word)
    return every


def _is_in(place: str) -> Q:
    if place.strip().casefold() == "remote":
        return Q(remote=True)
    return Q(location__icontains=place) | Q(city__iexact=place) | Q(region__iexact=place)
