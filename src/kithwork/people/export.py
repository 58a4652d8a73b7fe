"""Writes an owner's people out: vCard 4, CSV or JSON; the confidential notes never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kithwork.people.imports import own_csv, own_json, write_vcard
from kithwork.people.models import Evidence, Introduction, Owner, Person, Tie
from kithwork.people.rows import (
    ContactRow,
    IntroductionRow,
    Point,
    PointKind,
    Role,
    Row,
    SeenRow,
    StationKind,
    StationRow,
    TieRow,
)

_KINDS: dict[str, PointKind] = {
    "email": "email", "phone": "phone", "profile": "profile", "address": "address",
}  # fmt: skip

_STATIONS: dict[str, StationKind] = {"employer": "employer", "school": "school"}


def export_vcard(owner: Owner) -> str:
    """Everybody as vCard 4.0, for an address book or another Kithwork."""
    return write_vcard.write(contact_rows(owner))


def export_csv(owner: Owner) -> str:
    """Everybody as CSV that no spreadsheet takes for formulas."""
    return own_csv.write(contact_rows(owner))


def export_json(owner: Owner) -> str:
    """Everybody with introductions, ties and evidence, and the own career.

    Read back, it gives the same records.
    """
    return own_json.write(
        [*contact_rows(owner, with_introducers=False), *_links(owner), *_career(owner)]
    )


EXPORTS: dict[str, Callable[[Owner], str]] = {
    "vcard": export_vcard,
    "csv": export_csv,
    "json": export_json,
}


def contact_rows(owner: Owner, with_introducers: bool = True) -> Iterator[ContactRow]:
    """Everybody who stands for themselves, with all that is stored but confidential notes."""
    introducers = _introducers(owner) if with_introducers else {}
    people = owner.people.known().prefetch_related(
        "contact_points", "positions__organisation", "alternatives"
    )
    for person in people.order_by("pk"):
        yield contact_row(person, introducers.get(person.pk, ()))


def contact_row(person: Person, introducers: Iterable[str] = ()) -> ContactRow:
    """One stored person as a row, the contact points in the order in which they were learnt."""
    points = sorted(person.contact_points.all(), key=lambda point: point.pk)
    positions = sorted(
        person.positions.all(), key=lambda found: (found.ended_on is not None, found.pk)
    )
    return ContactRow(
        name=person.name,
        given=person.given_name,
        family=person.family_name,
        points=tuple(Point(_KINDS[point.kind], point.value, point.label) for point in points),
        roles=tuple(
            Role(found.organisation.name, found.title, found.started_on, found.ended_on)
            for found in positions
        ),
        headline=person.headline,
        location=person.location,
        industry=person.industry,
        birthday=person.birthday,
        how_known=person.how_met,
        notes=person.notes,
        referred_by=tuple(introducers),
        connected_on=person.connected_on,
        last_spoken_on=person.last_spoken_on,
        closeness=person.closeness,
        connections=person.connections,
        generation=person.generation,
        known_of=person.generation is None,
        leave_alone=person.leave_alone,
        extras=tuple((also.field, also.value) for also in person.alternatives.all()),
        key=str(person.pk),
    )


def _introducers(owner: Owner) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for introduced, name in _standing(Introduction, owner, "introducer", "introduced").values_list(
        "introduced_id", "introducer__name"
    ):
        found[introduced].append(name)
    return found


def _links(owner: Owner) -> Iterator[Row]:
    """Introductions, ties and evidence between people who stand for themselves, by their keys."""
    for said in _standing(Introduction, owner, "introducer", "introduced"):
        yield IntroductionRow(
            str(said.introducer_id),
            str(said.introduced_id),
            said.may_use_name,
            said.on,
            said.note,
        )
    for tie in _standing(Tie, owner, "person", "other").select_related("organisation"):
        place = tie.organisation
        other = place.name if place else str(tie.other_id)
        yield TieRow(str(tie.person_id), other, tie.own_word, tie.note, place is not None)
    for seen in _standing(Evidence, owner, "person", "other").iterator():
        other = str(seen.other_id) if seen.other_id else ""
        yield SeenRow(
            str(seen.person_id),
            other,
            seen.kind,
            seen.mark,
            seen.on,
            seen.count,
            seen.note,
            seen.by,
        )


def _career(owner: Owner) -> Iterator[StationRow]:
    for one in owner.stations.select_related("organisation").order_by("pk"):
        yield StationRow(
            one.organisation.name, _STATIONS[one.kind], one.title, one.started_on, one.ended_on
        )


def _standing(model, owner: Owner, *people: str):  # type: ignore[no-untyped-def]
    """The owner's rows whose people were not absorbed into others."""
    own = {f"{person}__absorbed_into": None for person in people}
    return model.objects.filter(owner=owner, **own).order_by("pk")
