"""The owner's circle as the network's arrays: everybody, their ties with evidence, who is where."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Max

from kithwork.network import ties
from kithwork.network.graph import Circle
from kithwork.people.models import (
    Evidence,
    Introduction,
    Owner,
    OwnStation,
    Person,
    Position,
    Tie,
)

SEEKER = 0
CROWD = 60
"""At an employer where one knows more people than this, being colleagues says too little."""

Pair = tuple[int, int]
Pieces = dict[Pair, list[ties.Evidence]]
Kind = Evidence.Kind


@dataclass(frozen=True)
class Snapshot:
    """The circle with the keys of its people and organisations; the seeker is number 0."""

    circle: Circle
    people: tuple[int, ...]
    number: dict[int, int]
    organisations: dict[int, int]


@dataclass(frozen=True)
class Overlap:
    """The time that two people shared at one place, as far as it is known."""

    months: float | None
    since: dt.date | None
    until: dt.date | None


_KEPT: dict[int, tuple[object, Snapshot]] = {}


def snapshot(owner: Owner, today: dt.date) -> Snapshot:
    """The circle as it stands; built again only when something in it has changed."""
    stamp = _stamp(owner, today)
    kept = _KEPT.get(owner.pk)
    if kept is None or kept[0] != stamp:
        kept = _KEPT[owner.pk] = (stamp, _build(owner, today))
    return kept[1]


def tie_of(owner: Owner, person: Person, today: dt.date) -> ties.Strength:
    """How strong the owner's own tie to a person is, and what it rests on."""
    return ties.strength(_pieces(owner, today, only=person.pk)[(0, person.pk)], today)


def _stamp(owner: Owner, today: dt.date) -> object:
    """Changes whenever a row is added, removed or saved again."""
    counted = (
        owner.people.aggregate(Count("pk"), Max("updated_at")),
        Tie.objects.filter(owner=owner).aggregate(Count("pk"), Max("created_at")),
        Introduction.objects.filter(owner=owner).aggregate(Count("pk"), Max("pk")),
        Evidence.objects.filter(owner=owner).aggregate(Count("pk"), Max("pk")),
        Position.objects.filter(person__owner=owner).aggregate(
            Count("pk"), Max("pk"), Count("ended_on")
        ),
        owner.organisations.aggregate(Count("pk"), Count("absorbed_into")),
    )
    career = tuple(owner.stations.values_list("organisation", "kind", "started_on", "ended_on"))
    return (today, career, *(tuple(each.values()) for each in counted))


def _build(owner: Owner, today: dt.date) -> Snapshot:
    keys = list(owner.people.known().order_by("pk").values_list("pk", flat=True))
    number = {key: place for place, key in enumerate(keys, 1)}
    number[0] = SEEKER
    strengths = [
        (number[one], number[other], strength)
        for (one, other), pieces in _pieces(owner, today).items()
        if one in number and other in number
        if (strength := ties.strength(pieces, today).chance) > 0
    ]
    organisations = {
        key: place
        for place, key in enumerate(owner.organisations.order_by("pk").values_list("pk", flat=True))
    }
    members = [
        (number[person], organisations[organisation])
        for person, organisation in Position.objects.filter(
            person__owner=owner, ended_on=None
        ).values_list("person", "organisation")
        if person in number
    ]
    knows = [
        (number[person], organisations[organisation], word if word is not None else 0.3)
        for person, organisation, word in Tie.objects.filter(owner=owner)
        .exclude(organisation=None)
        .values_list("person", "organisation", "own_word")
        if person in number and word != 0
    ]
    there, where = _columns(members, 2)
    friends, places, words = _columns(knows, 3)
    circle = Circle.build(
        len(number),
        *_columns(strengths, 3),
        organisations=len(organisations),
        members=(there, where),
        knows=(friends, places, words),
    )
    return Snapshot(circle, (0, *keys), number, organisations)


def _columns(rows: Iterable[tuple[float, ...]], width: int) -> tuple[list[float], ...]:
    columns = tuple(list(column) for column in zip(*rows, strict=True))
    return columns or tuple([] for _ in range(width))


def _pieces(owner: Owner, today: dt.date, only: int | None = None) -> Pieces:
    """All evidence by pair; (0, person) is the owner's own tie. `only` is one person's."""
    found: Pieces = defaultdict(list)
    people = owner.people.known()
    for key, closeness, generation in (people.filter(pk=only) if only else people).values_list(
        "pk", "closeness", "generation"
    ):
        if closeness is not None:
            found[0, key].append(ties.Said(closeness))
        elif generation == 0:
            found[0, key].append(ties.Hearsay("You say", 0.5))
    _add_evidence(owner, found, only)
    _add_own_career(owner, found, today, only)
    if only is None:
        _add_ties(owner, found)
        _add_colleagues(owner, found)
    return found


def _pair(person: int, other: int | None) -> Pair:
    return (0, person) if other is None else (min(person, other), max(person, other))


def _add_evidence(owner: Owner, found: Pieces, only: int | None) -> None:
    rows = Evidence.objects.filter(owner=owner)
    if only:
        rows = rows.filter(person=only, other=None)
    mail: dict[Pair, list[tuple[str, dt.date | None, int]]] = defaultdict(list)
    for person, other, kind, on, count in rows.values_list(
        "person", "other", "kind", "on", "count"
    ).iterator():
        pair = _pair(person, other)
        if kind in (Kind.MAIL_TO, Kind.MAIL_FROM, Kind.COPIED):
            mail[pair].append((kind, on, count))
        elif kind == Kind.MEETING:
            found[pair].append(ties.Meeting(max(count, 2), on))
        elif kind == Kind.SCHOOL:
            found[pair].append(ties.Schoolmates("one school", None, on))
        elif kind == Kind.CONNECTED:
            found[pair].append(ties.Linked())
        else:
            found[pair].append(ties.Hearsay("A recommendation", 0.5, on))
    for pair, letters in mail.items():
        found[pair].append(_mail(letters))


def _mail(letters: list[tuple[str, dt.date | None, int]]) -> ties.Mail:
    def total(kind: str) -> int:
        return sum(count for each, _, count in letters if each == kind)

    days = [on for _, on, _ in letters if on]
    months = {(on.year, on.month) for on in days}
    return ties.Mail(
        there=total(Kind.MAIL_TO),
        back=total(Kind.MAIL_FROM),
        months=max(len(months), 1),
        last=max(days, default=None),
        together=total(Kind.COPIED),
    )


def _add_ties(owner: Owner, found: Pieces) -> None:
    rows = Tie.objects.filter(owner=owner).exclude(other=None)
    for person, other, word in rows.values_list("person", "other", "own_word"):
        said = ties.Hearsay("You say", 0.5) if word is None else ties.Said(word)
        found[_pair(person, other)].append(said)
    given = Introduction.objects.filter(owner=owner)
    for introducer, introduced, on in given.values_list("introducer", "introduced", "on"):
        found[_pair(introducer, introduced)].append(ties.Introduction(on))


def _add_colleagues(owner: Owner, found: Pieces) -> None:
    """People at one employer, with the time that they shared where it is known."""
    by_place: dict[int, list[tuple[int, dt.date | None, dt.date | None, str]]] = defaultdict(list)
    rows = Position.objects.filter(person__owner=owner, person__absorbed_into=None)
    for place, person, start, end, name in rows.values_list(
        "organisation", "person", "started_on", "ended_on", "organisation__name"
    ).iterator():
        by_place[place].append((person, start, end, name))
    for spells in by_place.values():
        if 1 < len(spells) <= CROWD:
            for (one, *first), (other, *second) in combinations(spells, 2):
                if one != other and (shared := _shared(first, second)) is not None:
                    found[_pair(one, other)].append(shared)


def _shared(first: Sequence[object], second: Sequence[object]) -> ties.Colleagues | None:
    """The time together; None where both are dated and never met."""
    shared = _overlap(first, second)
    if shared is None:
        return None
    return ties.Colleagues(str(first[2]), shared.months, shared.until, None, shared.since)


def _overlap(first: Sequence[object], second: Sequence[object]) -> Overlap | None:
    """When two spells (start, end) met; None where they are known not to have."""
    start = [day for day in (first[0], second[0]) if isinstance(day, dt.date)]
    end = [day for day in (first[1], second[1]) if isinstance(day, dt.date)]
    until = min(end, default=None)
    if start and until and max(start) > until:
        return None
    since = max(start) if len(start) == 2 else None
    return Overlap((until - since).days / 30.4 if since and until else None, since, until)


def _add_own_career(owner: Owner, found: Pieces, today: dt.date, only: int | None) -> None:
    """The owner and everybody at an employer or school of theirs, each place once.

    However many one knows there, each is the owner's own tie: `CROWD` is for pairs of others.
    """
    stations: dict[int, list[OwnStation]] = defaultdict(list)
    for station in owner.stations.select_related("organisation"):
        stations[station.organisation_id].append(station)
    if not stations:
        return
    rows = Position.objects.filter(
        person__owner=owner, person__absorbed_into=None, organisation__in=list(stations)
    )
    met: dict[tuple[int, str, str], list[Overlap]] = defaultdict(list)
    for person, place, *spell in (rows.filter(person=only) if only else rows).values_list(
        "person", "organisation", "started_on", "ended_on"
    ):
        for station in stations[place]:
            if shared := _overlap(_own_spell(station, today), spell):
                met[person, station.kind, station.organisation.name].append(shared)
    for (person, kind, name), spells in met.items():
        found[0, person].append(_both_at(kind, name, _joined(spells)))


def _own_spell(station: OwnStation, today: dt.date) -> Sequence[object]:
    """From when until when: what began and has no end lasts until today."""
    return station.started_on, station.ended_on or (today if station.started_on else None)


def _joined(spells: Sequence[Overlap]) -> Overlap:
    """Several roles at one place are one time together; those of known length tell it."""
    known = [spell for spell in spells if spell.months is not None]
    since = min((spell.since for spell in known if spell.since), default=None)
    until = max((spell.until for spell in known or spells if spell.until), default=None)
    months = sum(spell.months or 0 for spell in known) if known else None
    return Overlap(months, since, until)


def _both_at(kind: str, name: str, shared: Overlap) -> ties.Evidence:
    if kind == OwnStation.Kind.SCHOOL:
        years = None if shared.months is None else shared.months / 12
        return ties.Schoolmates(name, years, shared.until, shared.since)
    return ties.Colleagues(name, shared.months, shared.until, None, shared.since)
