"""Join the two halves: openings that match the objective, and whom one knows at their employers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from kithwork.campaign.models import Objective
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting, PostingQuerySet
from kithwork.jobs.search import Aim, Found, Wanted, search
from kithwork.people.models import Owner, Person, Position


def aim_of(objective: Objective | None) -> Aim:
    """What an objective asks of an opening, as every search takes it."""
    if objective is None:
        return Aim()
    return Aim(tuple(objective.occupations), tuple(objective.places))


def matching(
    objective: Objective | None, employers: Collection[str] | None = None
) -> Sequence[Posting]:
    """Openings in one of the objective's occupations and, where it names any, places; newest first.

    They are found as the search finds them: a title matches an occupation when it has all of its
    words. `employers` (normal names) are the only ones wanted. Without an objective, or with one
    that names no occupation, nothing matches: everything would be no aim. While the index is being
    made, the database is asked instead.
    """
    try:
        return _found(objective, employers) or ()
    except KithworkError:
        plain = ever_matched(objective).open()
        return list(plain if employers is None else plain.filter(normal__in=employers))


def openings_by_employer(
    objective: Objective | None, employers: Collection[str] | None = None
) -> dict[str, int]:
    """How many openings match the objective, by the employer's normalised name."""
    try:
        found = _found(objective, employers)
    except KithworkError:  # the index is being made
        found = None
    return found.spread("normal") if found is not None else {}


def focus(objective: Objective | None) -> dict[str, int]:
    """How narrow the objective is: openings, employers and occupations that it matches now.

    Empty while nobody can tell, because the index is being made.
    """
    try:
        found = _found(objective)
    except KithworkError:
        return {}
    if found is None:
        return {"openings": 0, "employers": 0, "occupations": 0}
    return {"openings": len(found), "employers": len(found.spread("normal")),
            "occupations": len(found.spread("soc"))}  # fmt: skip


def ever_matched(objective: Objective | None) -> PostingQuerySet:
    """Postings, closed ones too, of which the objective says the same by plain words of the title.

    For what was: the index has only what is open. It knows no plurals and no folding of postings.
    """
    aim = aim_of(objective)
    if not aim.titles:
        return Posting.objects.none()
    found = Posting.objects.filter(_any(_title_has(each) for each in aim.titles))
    return found.filter(_any(_is_in(place) for place in aim.places)) if aim.places else found


def _found(objective: Objective | None, employers: Collection[str] | None = None) -> Found | None:
    aim = aim_of(objective)
    if not aim.titles or (employers is not None and not employers):
        return None
    return search(Wanted(aim=aim, employers=None if employers is None else frozenset(employers)))


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
