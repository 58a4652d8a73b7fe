"""What a file said of people, as plain values: the stage before anything is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

PointKind = Literal["email", "phone", "profile", "address"]
REACHES: tuple[PointKind, ...] = ("email", "phone", "profile")
"""The kinds of contact points that stand in for a name where a source has none."""
SignKind = Literal["endorsed", "recommended", "invited"]
FactKind = Literal["profile", "follow", "application", "saved-job", "own-email"]
StationKind = Literal["employer", "school"]


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach a person, as the source writes it, with its label (work, home, ...)."""

    kind: PointKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Where a person works or worked; an empty end means that it still holds."""

    organisation: str
    title: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person as one source states them. `line` is where it stands in `file`, from 1.

    `known_of` says that the owner doesn't know them yet, only of them. `extras` are what the
    source says beyond the fields; `key` is the source's own name for the person, by which other
    rows of the same file may mean them.
    """

    name: str
    given: str = ""
    family: str = ""
    points: tuple[Point, ...] = ()
    roles: tuple[Role, ...] = ()
    headline: str = ""
    location: str = ""
    industry: str = ""
    birthday: str = ""
    how_known: str = ""
    notes: str = ""
    referred_by: tuple[str, ...] = ()
    connected_on: dt.date | None = None
    last_spoken_on: dt.date | None = None
    closeness: float | None = None
    connections: int | None = None
    generation: int | None = None
    known_of: bool = False
    leave_alone: bool = False
    extras: tuple[tuple[str, str], ...] = ()
    key: str = ""
    file: str = ""
    line: int = 0

    def values(self, kind: PointKind) -> tuple[str, ...]:
        """The contact points of one kind, in the order in which the source gives them."""
        return tuple(point.value for point in self.points if point.kind == kind)

    @property
    def is_nameless(self) -> bool:
        """True where the source gives no name, and a way to reach them stands in its place."""
        return any(point.value == self.name and point.kind in REACHES for point in self.points)

    @property
    def emails(self) -> tuple[str, ...]:
        """E-mail addresses."""
        return self.values("email")

    @property
    def phones(self) -> tuple[str, ...]:
        """Telephone numbers as written."""
        return self.values("phone")

    @property
    def profiles(self) -> tuple[str, ...]:
        """Addresses of profile and home pages."""
        return self.values("profile")

    @property
    def organisation(self) -> str:
        """The employer named first, or nothing."""
        return self.roles[0].organisation if self.roles else ""

    @property
    def title(self) -> str:
        """The role there, or nothing."""
        return self.roles[0].title if self.roles else ""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in a message or a meeting: by a name, an address, or both."""

    name: str = ""
    email: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that a calendar holds. `mark` names it, so that it counts once."""

    mark: str
    on: dt.date
    title: str = ""
    minutes: int | None = None
    place: str = ""
    attendees: tuple[Party, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class MessageRow:
    """Who wrote to whom and when; never what. `mark` names the message."""

    mark: str
    on: dt.date | None
    sender: Party
    to: tuple[Party, ...] = ()
    copied: tuple[Party, ...] = ()
    by_owner: bool | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class TieRow:
    """That one person knows another (each by key, name or e-mail), how strongly from 0 to 1."""

    person: str
    other: str
    strength: float | None = None
    note: str = ""
    to_organisation: bool = False
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """That one person gave another's name (each by key, name or e-mail)."""

    introducer: str
    introduced: str
    may_use_name: bool | None = None
    on: dt.date | None = None
    note: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SeenRow:
    """An observation that was stored before, as Kithwork's own export states it; by keys."""

    person: str
    other: str
    kind: str
    mark: str
    on: dt.date | None = None
    count: int = 1
    note: str = ""
    by: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SignRow:
    """A sign of a tie with the owner: endorsed, recommended, invited; given or received.

    `own` is the owner's own profile, where the sign tells it.
    """

    kind: SignKind
    party: Party
    received: bool
    on: dt.date | None = None
    note: str = ""
    file: str = ""
    line: int = 0
    own: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something about the owner or their search, named columns and all."""

    kind: FactKind
    values: tuple[tuple[str, str], ...]
    on: dt.date | None = None
    file: str = ""
    line: int = 0

    def get(self, name: str) -> str:
        """The value of a column, or nothing."""
        return dict(self.values).get(name, "")


@dataclass(frozen=True, slots=True)
class StationRow:
    """Where the owner worked or learnt; a start without an end means that it still holds."""

    organisation: str
    kind: StationKind = "employer"
    title: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    file: str = ""
    line: int = 0


Row = (
    ContactRow
    | MeetingRow
    | MessageRow
    | TieRow
    | IntroductionRow
    | SeenRow
    | SignRow
    | FactRow
    | StationRow
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A piece that could not be read, why, and how it begins."""

    line: int
    reason: str
    text: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class LeftAside:
    """Something that was understood and not taken, how often, and why."""

    what: str
    count: int
    reason: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that one file gave: its format, its rows, and what could not or was not to be read."""

    kind: str
    rows: tuple[Row, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
    file: str = ""
    digest: str = ""
    # For a table of unknown columns: column to field, and whether the person has confirmed it.
    mapping: tuple[tuple[str, str], ...] = ()
    confirmed: bool = True
    # For an account that is read in pieces: from where to go on next time.
    place: str = ""

    @property
    def contacts(self) -> tuple[ContactRow, ...]:
        """The rows that are people."""
        return tuple(row for row in self.rows if isinstance(row, ContactRow))
