"""What can be asked about a meeting's time and what it became: dates, moved, missed, an opening."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from kithwork.campaign import busy, dates, meet
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.models import Approach
from kithwork.campaign.record import become
from kithwork.errors import KithworkError
from kithwork.operations.approaches import ApproachShown
from kithwork.operations.campaign import MeetingShown
from kithwork.operations.find import meeting_of, person_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner

LARGEST = 50_000_000  # bytes of a calendar file


@dataclass(frozen=True)
class DatesShown:
    """Times to offer, by both clocks; `guessed` says that the other's zone is only likely."""

    person: str
    their_zone: str
    my_zone: str
    guessed: bool
    starts: tuple[dt.datetime, ...]
    by_their_clock: tuple[str, ...]
    by_my_clock: tuple[str, ...]
    paragraph: str
    letter: int | None

    def __str__(self) -> str:
        if not self.starts:
            return "No time suits both; look further ahead with --days, or at a shorter meeting."
        pairs = zip(self.by_their_clock, self.by_my_clock, strict=True)
        doubt = " (a guess; say it with --their-place)" if self.guessed else ""
        told = [f"For {self.person}, {self.their_zone}{doubt}; for you, {self.my_zone}:"]
        told += [f"  {a}" + (f"   (yours: {b})" if a != b else "") for a, b in pairs]
        put = f"They stand in the letter, approach {self.letter}." if self.letter else ""
        return "\n".join([*told, "", self.paragraph, *([put] if put else [])])


@operation("meeting dates")
def meeting_dates(
    owner: Owner,
    person: str,
    *,
    now: dt.datetime,
    minutes: int = 20,
    how_many: Annotated[int, "so many times, at most 6"] = 3,
    days: Annotated[int, "look so many days ahead"] = 14,
    their_place: Annotated[str, "where they are; else what is written down"] = "",
    my_place: Annotated[str, "where you will be; else what you said last"] = "",
    letter: Annotated[bool, "put them into the letter that is drafted to them"] = False,
) -> DatesShown:
    """Offer times to PERSON: both clocks, both holidays, and your calendar kept clear."""
    campaign, who = current_campaign(owner, now), person_of(owner, person)
    offer = dates.choose_offer(
        campaign, who, now, minutes=minutes, how_many=how_many, days=days,
        their_place=their_place or None, my_place=my_place or None,
    )  # fmt: skip
    drafted = _drafted(owner, who.pk) if letter else None
    if drafted:
        dates.put_into_letter(drafted, offer)
    if offer.starts:
        dates.keep_offer(campaign, offer, now, drafted)
    return DatesShown(
        who.name, offer.theirs.zone, offer.mine.zone, offer.theirs.guessed, offer.starts,
        tuple(offer.theirs_told()), tuple(offer.mine_told()), offer.paragraph(),
        drafted.pk if drafted else None,
    )  # fmt: skip


def _drafted(owner: Owner, person: int) -> Approach:
    found = owner.approaches.filter(person=person, state=Approach.State.DRAFTED).first()
    if found is None:
        raise KithworkError("No letter to them is drafted; 'kithwork approach draft' begins one.")
    return found


@dataclass(frozen=True)
class BusyTaken:
    """How many busy times a calendar holds."""

    source: str
    times: int

    def __str__(self) -> str:
        return f"{self.times} busy times from {self.source}; what they are about isn't stored."


@operation("calendar busy")
def calendar_busy(owner: Owner, file: Path, *, now: dt.datetime) -> BusyTaken:
    """Take the busy times of a calendar FILE (.ics), so that no meeting is offered then."""
    try:
        if file.stat().st_size > LARGEST:
            raise KithworkError(f"{file} is larger than any calendar.")
        content = file.read_bytes()
    except OSError as error:
        raise KithworkError(f"{file} can't be read: {error.strerror}.") from error
    return BusyTaken(file.name, busy.take_busy(owner, file.name, content, now))


@operation("meeting move")
def meeting_move(
    owner: Owner,
    meeting: str,
    *,
    at: Annotated[dt.datetime, "when, such as 2026-11-30T10:00"],
    now: dt.datetime,
) -> MeetingShown:
    """Move the MEETING (its number, or the person); its earlier time stays on record."""
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(owner.time_zone))
    return MeetingShown.of(meet.reschedule(meeting_of(owner, meeting), at, now))


@operation("meeting off")
def meeting_off(
    owner: Owner,
    meeting: str,
    *,
    now: dt.datetime,
    no_show: Annotated[bool, "they did not come"] = False,
) -> MeetingShown:
    """Note that the MEETING (its number, or the person) did not take place."""
    return MeetingShown.of(meet.call_off(meeting_of(owner, meeting), now, no_show=no_show))


@operation("meeting became")
def meeting_became(
    owner: Owner,
    meeting: str,
    technique: Literal["interview", "direct_contact"],
    *,
    now: dt.datetime,
) -> ApproachShown:
    """Note that they raised an opening in the MEETING: it became TECHNIQUE, with its own record."""
    return ApproachShown.of(become(meeting_of(owner, meeting), technique, now))
