"""What can be asked about one opening: what it says, its dates, what happened to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from kithwork.campaign.openings import known_at
from kithwork.clock import day, moment
from kithwork.errors import KithworkError
from kithwork.jobs.ghosts import signs_of
from kithwork.jobs.models import Posting, PostingEvent
from kithwork.jobs.paid import paid
from kithwork.operations.jobs import Opening
from kithwork.operations.registry import operation
from kithwork.people.models import Owner

EVENTS = 50


@dataclass(frozen=True)
class Happened:
    """What a reading or a file showed of an opening: opened, changed (what), closed, reopened."""

    kind: str
    at: dt.datetime
    changes: tuple[str, ...]

    @classmethod
    def of(cls, event: PostingEvent) -> Happened:
        """A stored event as plain values."""
        return cls(event.kind, event.at, event.told)

    def __str__(self) -> str:
        what = f": {'; '.join(self.changes)}" if self.changes else ""
        return f"{moment(self.at)}  {self.kind}{what}"


@dataclass(frozen=True)
class OpeningInFull:
    """One opening with its text and its dates, which are different things: what is new, what
    its board says, when we saw it first and last, and when we saw it change."""

    opening: Opening
    board: str
    closed_at: dt.datetime | None
    deadline: dt.date | None
    employment_type: str
    compensation: str
    """Pay as its board words it; `opening.pay` is in one form."""
    description: str
    happened: tuple[Happened, ...]

    def __str__(self) -> str:
        one = self.opening
        dates = [
            ("New", day(one.new_at) if one.new_at else "unknown"),
            ("Posted, as its board says", one.posted_on),
            ("First seen", day(one.first_seen_at)),
            ("Last seen", day(one.last_seen_at)),
            ("Changed", one.updated_at and day(one.updated_at)),
            ("Closed", self.closed_at and day(self.closed_at)),
            ("Deadline", self.deadline),
        ]
        facts = [("Board", self.board), ("Contract", self.employment_type),
                 ("Pay", str(one.pay or self.compensation))]  # fmt: skip
        told = [str(one), *(f"{head}: {value}" for head, value in [*dates, *facts] if value)]
        return "\n".join([*told, *map(str, self.happened), "", self.description]).rstrip()


@operation("jobs show")
def jobs_show(
    owner: Owner, posting: Annotated[int, "an opening's number"], *, now: dt.datetime
) -> OpeningInFull:
    """Show one opening whole: its text, its dates, what happened to it, reasons to doubt it."""
    found = Posting.objects.select_related("board", "text").filter(pk=posting).first()
    if found is None:
        raise KithworkError(f"There is no opening {posting}; 'kithwork jobs search' lists them.")
    known = tuple(person.name for person in known_at(owner, {found.normal}).get(found.normal, ()))
    return OpeningInFull(
        Opening.of(found, known, signs_of([found], now)[found.pk], pay=paid([found]).get(found.pk)),
        str(found.board),
        found.closed_at,
        found.deadline,
        found.employment_type,
        found.compensation,
        found.description,
        tuple(map(Happened.of, found.events.all()[:EVENTS])),
    )
