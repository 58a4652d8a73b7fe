"""Turns messages, meetings and other signs into people met and evidence of who knows whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kithwork.people.imports.keys import point_key
from kithwork.people.imports.known import Edition, Known
from kithwork.people.imports.match import Pool
from kithwork.people.imports.oneself import key_of, own_keys
from kithwork.people.rows import (
    ContactRow,
    MeetingRow,
    MessageRow,
    Parsed,
    Party,
    Point,
    SignRow,
)

EVIDENCE_KINDS = frozenset(
    ("mail_to", "mail_from", "copied", "meeting", "school", "endorsed", "connected", "told")
)
Place = Callable[[ContactRow, int, Edition], Known | None]

CIRCULAR = 15  # recipients; beyond that a message is a circular and ties nobody
ASSEMBLY = 12  # attendees; beyond that one has not met each of them
TABLE = 6  # people of whom one may say that they know each other after mail or a meeting


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """One observation; without `other` it is of the owner's own tie.

    `by` is the contact point by which the person was recognised.
    """

    person: Known
    kind: str
    mark: str
    on: dt.date | None = None
    other: Known | None = None
    count: int = 1
    note: str = ""
    origin: int = 0
    by: str = ""


@dataclass
class _Observing:
    pool: Pool
    place: Place
    own: frozenset[str]
    wanted: set[str] = field(default_factory=set)
    found: list[EvidenceAdded] = field(default_factory=list)

    def is_own(self, party: Party) -> bool:
        return not self.own.isdisjoint((key_of(party), point_key("profile", party.profile)))

    def whom(self, party: Party, row: MessageRow | MeetingRow, origin: int) -> Known | None:
        """The person of a party; made if the owner deals with them, else None."""
        known = self.known(party)
        if known is None and (isinstance(row, MeetingRow) or key_of(party) in self.wanted):
            points = [Point("email", party.email)] if party.email else []
            points += [Point("profile", party.profile)] if party.profile else []
            name = party.name or party.email
            made = ContactRow(
                name, points=tuple(points), generation=0, file=row.file, line=row.line
            )
            known = self.place(made, origin, Edition()) if name else None
        return known

    def known(self, party: Party) -> Known | None:
        for kind, value in (("email", party.email), ("profile", party.profile)):
            if value and (there := self.pool.at(kind, point_key(kind, value))):
                return there[0]
        named = self.pool.named(party.name) if party.name and not party.email else []
        return named[0] if len(named) == 1 else None


def observe(
    files: Sequence[Parsed],
    pool: Pool,
    place: Place,
    own: Iterable[str],
    today: dt.date,
) -> list[EvidenceAdded]:
    """The evidence in these files. People whom the owner wrote to or met are placed if new."""
    messages = [row for parsed in files for row in parsed.rows if isinstance(row, MessageRow)]
    observing = _Observing(pool, place, own_keys(files, own))
    observing.wanted = {
        key_of(party)
        for row in messages
        if observing.is_own(row.sender) and len(row.to) + len(row.copied) <= CIRCULAR
        for party in row.to
    }
    for origin, parsed in enumerate(files):
        for row in parsed.rows:
            if isinstance(row, MessageRow):
                observing.found += _message(observing, row, origin)
            elif isinstance(row, MeetingRow) and row.on <= today:
                observing.found += _meeting(observing, row, origin)
            elif isinstance(row, SignRow):
                observing.found += _sign(observing, row, origin)
    return observing.found


def _message(observing: _Observing, row: MessageRow, origin: int) -> Iterator[EvidenceAdded]:
    parties = [party for party in (row.sender, *row.to, *row.copied) if not observing.is_own(party)]
    if len(row.to) + len(row.copied) > CIRCULAR:
        return
    sent = observing.is_own(row.sender)
    received = any(observing.is_own(party) for party in (*row.to, *row.copied))
    people: dict[int, Known] = {}
    for party in parties:
        known = observing.whom(party, row, origin)
        if known is None or id(known) in people:
            continue
        people[id(known)] = known
        kind = _kind_of_mail(party, row, sent, received)
        if kind:
            yield EvidenceAdded(known, kind, row.mark, row.on, origin=origin, by=_point(party))
    if len(parties) <= TABLE:
        for one, other in combinations(people.values(), 2):
            yield EvidenceAdded(one, "copied", row.mark, row.on, other, origin=origin)


def _kind_of_mail(party: Party, row: MessageRow, sent: bool, received: bool) -> str | None:
    if sent:
        return "mail_to" if party in row.to else "copied"
    if party == row.sender:
        return "mail_from" if received else None
    return "copied" if received else None


def _meeting(observing: _Observing, row: MeetingRow, origin: int) -> Iterator[EvidenceAdded]:
    others = [party for party in row.attendees if not observing.is_own(party)]
    if not others or len(others) >= ASSEMBLY:
        return
    size = len(others) + 1
    people: dict[int, Known] = {}
    by: dict[int, str] = {}
    for party in others:
        if known := observing.whom(party, row, origin):
            people.setdefault(id(known), known)
            by.setdefault(id(known), _point(party))
    for known in people.values():
        spoken = known.values.get("last_spoken_on")
        if not isinstance(spoken, dt.date) or spoken < row.on:
            known.set("last_spoken_on", row.on)
        note = row.title[:300]
        yield EvidenceAdded(
            known, "meeting", row.mark, row.on,
            count=size, note=note, origin=origin, by=by[id(known)],
        )  # fmt: skip
    if size <= TABLE:
        for one, other in combinations(people.values(), 2):
            yield EvidenceAdded(one, "meeting", row.mark, row.on, other, size, origin=origin)


def _sign(observing: _Observing, row: SignRow, origin: int) -> Iterator[EvidenceAdded]:
    known = observing.known(row.party)
    if known:
        kind = "connected" if row.kind == "invited" else "endorsed"
        direction = "received" if row.received else "given"
        day = row.on.isoformat() if row.on else ""
        note = f"{row.kind}, {direction}" + (f": {row.note}" if row.note else "")
        mark = f"{row.kind}:{direction}:{day}"
        yield EvidenceAdded(
            known, kind, mark, row.on, note=note[:300], origin=origin, by=_point(row.party)
        )


def _point(party: Party) -> str:
    return point_key("email", party.email) or point_key("profile", party.profile)
