"""Offer times for a meeting: by both clocks, both holidays and one's own calendar."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kithwork.campaign.busy import busy_times
from kithwork.campaign.clock import (
    Whereabouts,
    place_of,
    place_of_owner,
    whereabouts,
    years_from,
)
from kithwork.campaign.models import Approach, Campaign, DatesProposed
from kithwork.errors import KithworkError
from kithwork.people.models import Person
from kithwork.planning.dates import choose_dates

OPENING = "Would any of these suit you"
SIGN_OFF = 90  # a last paragraph no longer than this is a greeting and a name


@dataclass(frozen=True)
class Offer:
    """Times to offer to one person, in UTC, and by whose clocks they were chosen."""

    person: Person
    mine: Whereabouts
    theirs: Whereabouts
    minutes: int
    starts: tuple[dt.datetime, ...]

    @property
    def one_clock(self) -> bool:
        """Whether both clocks show the same time at all of these times."""
        mine, theirs = ZoneInfo(self.mine.zone), ZoneInfo(self.theirs.zone)
        return all(
            start.astimezone(mine).utcoffset() == start.astimezone(theirs).utcoffset()
            for start in self.starts
        )

    def theirs_told(self) -> list[str]:
        """Each time by their clock: Wednesday 25 November, 10:00."""
        return [_told(start, self.theirs.zone) for start in self.starts]

    def mine_told(self) -> list[str]:
        """Each time by one's own clock."""
        return [_told(start, self.mine.zone) for start in self.starts]

    def paragraph(self) -> str:
        """What a letter says: the times by the reader's clock, and that others are welcome."""
        by = "" if self.one_clock else f" ({self.theirs.city} time)"
        listed = "\n".join(f"- {one}" for one in self.theirs_told())
        return f"{OPENING}{by}?\n{listed}\nIf none does, please name a time that does."


def choose_offer(
    campaign: Campaign,
    person: Person,
    now: dt.datetime,
    *,
    minutes: int = 20,
    how_many: int = 3,
    days: int = 14,
    earliest: dt.date | None = None,
    their_place: str | None = None,
    my_place: str | None = None,
) -> Offer:
    """Times that suit both; nothing is stored. A place left out is what was last said of it.

    The times may be none. Raises KithworkError for a length or number that is none.
    """
    if not 5 <= minutes <= 240:
        raise KithworkError("A meeting lasts between 5 and 240 minutes.")
    if not 1 <= how_many <= 6 or not 1 <= days <= 60:
        raise KithworkError("Offer between 1 and 6 times, within 1 to 60 days.")
    owner = campaign.owner
    mine = whereabouts(place_of_owner(owner) if my_place is None else my_place, owner.time_zone)
    theirs = whereabouts(place_of(person) if their_place is None else their_place, mine.zone)
    years = years_from(now)
    starts = choose_dates(
        now,
        mine.clock(years),
        theirs.clock(years),
        busy_times(owner, now),
        minutes=minutes,
        how_many=how_many,
        days=days,
        earliest=earliest,
    )
    return Offer(person, mine, theirs, minutes, tuple(starts))


def keep_offer(
    campaign: Campaign, offer: Offer, now: dt.datetime, approach: Approach | None = None
) -> DatesProposed:
    """Write down what is offered, with both places, so that the next offer knows them."""
    if not offer.starts:
        raise KithworkError("There is no time to offer; look further ahead, or at a shorter one.")
    return DatesProposed.objects.create(
        owner=campaign.owner,
        campaign=campaign,
        person=offer.person,
        approach=approach,
        minutes=offer.minutes,
        my_place=offer.mine.said,
        their_place=offer.theirs.said,
        starts=[start.isoformat() for start in offer.starts],
        made_at=now,
    )


def put_into_letter(approach: Approach, offer: Offer) -> Approach:
    """Put the times into a drafted letter, above its greeting; earlier ones make room."""
    if approach.state != Approach.State.DRAFTED:
        raise KithworkError("This letter has gone out; its text stays as it was.")
    approach.text = with_dates(approach.text, offer.paragraph())
    approach.save(update_fields=["text"])
    return approach


def with_dates(text: str, paragraph: str) -> str:
    """The letter with the paragraph of times before its last greeting."""
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    kept = [part for part in parts if not part.lstrip().startswith(OPENING)]
    signed = len(kept) > 1 and len(kept[-1]) <= SIGN_OFF and not kept[-1].rstrip().endswith("?")
    at = len(kept) - 1 if signed else len(kept)
    return "\n\n".join([*kept[:at], paragraph, *kept[at:]])


def _told(start: dt.datetime, zone: str) -> str:
    there = start.astimezone(ZoneInfo(zone))
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"
