"""Agree on a meeting, move it, and note that it was held or was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from kithwork.campaign import promise
from kithwork.campaign.models import Approach, Campaign, Meeting, Technique
from kithwork.campaign.who_knows import questions_for
from kithwork.errors import KithworkError
from kithwork.people.models import Evidence, Person

State = Meeting.State


@dataclass(frozen=True)
class AgendaPart:
    """One part of a meeting: its name, its minutes, what to say or ask."""

    title: str
    minutes: int
    points: tuple[str, ...] = ()


def usual_agenda(
    minutes: int, questions: Sequence[str] = (), targets: Sequence[str] = ()
) -> tuple[AgendaPart, ...]:
    """Opening, about them, questions, names, close: parts whose minutes add up to the length.

    The ask for names says which employers one aims for, and asks whom they know there.
    """
    close = opening = max(1, minutes // 10)
    names = max(2, minutes // 5)
    about = max(1, minutes // 5)
    rest = max(1, minutes - opening - about - names - close)
    where = ", ".join(targets[:5])
    ask = (
        f"Say that you aim for {where}, and ask whom they know there."
        if where
        else "Ask who else could tell you more, and whether you may use their name."
    )
    parts = (
        AgendaPart("Opening", opening, ("Thank them, say why you came and when you will end.",)),
        AgendaPart("About them", about, ("How they came to their work, and what it is like.",)),
        AgendaPart("Questions", rest, tuple(questions[:4])),
        AgendaPart("Names", names, (ask,)),
        AgendaPart("Close", close, ("Sum up, say what you will do, end on time.",)),
    )
    return _fitted(parts, minutes)


def _agenda(
    campaign: Campaign, person: Person, technique: str, minutes: int
) -> tuple[AgendaPart, ...]:
    """One's own agenda for a networking meeting; any other meeting is led by the employer."""
    if technique != Technique.NETWORKING:
        theirs = ("They lead. Know what you can do for them, and what you want to ask.",)
        return (AgendaPart("Their meeting", minutes, theirs),)
    aim = campaign.objective()
    return usual_agenda(minutes, questions_for(campaign, person), aim.employers if aim else ())


def _fitted(parts: tuple[AgendaPart, ...], minutes: int) -> tuple[AgendaPart, ...]:
    """Drop the least needed parts of a very short meeting, and give the rest to questions."""
    kept = [p for p in parts if minutes >= 10 or p.title in ("Opening", "Questions", "Names")]
    spare = minutes - sum(part.minutes for part in kept)
    return tuple(
        AgendaPart(p.title, p.minutes + spare, p.points) if p.title == "Questions" else p
        for p in kept
    )


@transaction.atomic
def plan_meeting(
    campaign: Campaign,
    person: Person,
    purpose: str,
    now: dt.datetime,
    *,
    starts_at: dt.datetime | None = None,
    minutes: int = 20,
    place: str = "",
    approach: Approach | None = None,
    technique: str = Technique.NETWORKING,
    agenda: Sequence[AgendaPart] | None = None,
    names_to_ask_for: Sequence[str] = (),
) -> Meeting:
    """Agree on a meeting; it must have a purpose, and its agenda must add up to its length."""
    if not purpose.strip():
        raise KithworkError("Give the meeting a purpose: what do you want to learn from it?")
    if not 5 <= minutes <= 240:
        raise KithworkError("A meeting lasts between 5 and 240 minutes.")
    parts = agenda or _agenda(campaign, person, technique, minutes)
    if sum(part.minutes for part in parts) != minutes:
        raise KithworkError("The parts of the agenda must add up to the length of the meeting.")
    if approach:
        _accept(approach, now)
    return Meeting.objects.create(
        owner=campaign.owner,
        campaign=campaign,
        person=person,
        approach=approach,
        technique=technique,
        purpose=purpose.strip(),
        agenda=[asdict(part) for part in parts],
        minutes=minutes,
        place=place.strip(),
        starts_at=starts_at,
        known_before=person.is_kith or person.meetings.held().exists(),
        names_to_ask_for=list(names_to_ask_for),
        created_at=now,
    )


def _accept(approach: Approach, now: dt.datetime) -> None:
    """A meeting was agreed on; an interview that they offered was never asked for by letter."""
    offered = approach.state == Approach.State.DRAFTED and approach.technique == Technique.INTERVIEW
    if offered or approach.state == Approach.State.SENT:
        approach.state, approach.answered_at = Approach.State.ACCEPTED, now
        approach.sent_at = approach.sent_at or now
        approach.save(update_fields=["state", "answered_at", "sent_at"])


@transaction.atomic
def reschedule(meeting: Meeting, starts_at: dt.datetime, now: dt.datetime) -> Meeting:
    """Move a meeting; one that was cancelled or missed is planned again.

    Its earlier time stays in `moved`. A reminder owed because they did not come is owed no more.
    """
    if meeting.is_held:
        raise KithworkError("This meeting was held; plan a new one instead.")
    if meeting.starts_at and (meeting.starts_at, meeting.state) != (starts_at, State.PLANNED):
        was = {"was": meeting.starts_at.isoformat(), "at": now.isoformat(), "state": meeting.state}
        meeting.moved = [*meeting.moved, was]
    meeting.starts_at = starts_at
    meeting.state = State.PLANNED
    meeting.save(update_fields=["starts_at", "state", "moved"])
    promise.forgive_absence(meeting, now)
    return meeting


@transaction.atomic
def hold(meeting: Meeting, now: dt.datetime) -> Meeting:
    """Note that the meeting took place: thanks and reports back are owed from now on."""
    if meeting.is_held:
        return meeting
    promise.forgive_absence(meeting, now)
    meeting.state = State.HELD
    meeting.starts_at = meeting.starts_at or now
    meeting.save(update_fields=["state", "starts_at"])
    spoken = meeting.owner.today(meeting.starts_at)
    if meeting.person.last_spoken_on is None or meeting.person.last_spoken_on < spoken:
        meeting.person.last_spoken_on = spoken
        meeting.person.save(update_fields=["last_spoken_on"])
    Evidence.objects.get_or_create(
        owner=meeting.owner,
        person=meeting.person,
        kind=Evidence.Kind.MEETING,
        mark=f"meeting-{meeting.pk}",
        defaults={"on": spoken, "count": 2},
    )
    promise.after_meeting(meeting, now)
    return meeting


@transaction.atomic
def call_off(meeting: Meeting, now: dt.datetime, *, no_show: bool = False) -> Meeting:
    """Note that the meeting did not take place; it counts as not held.

    Where they did not come, one kind question whether another time suits is owed.
    """
    if meeting.is_held:
        raise KithworkError("This meeting was held; it can't be called off.")
    meeting.state = State.NO_SHOW if no_show else State.CANCELLED
    meeting.save(update_fields=["state"])
    if no_show:
        promise.ask_kindly(meeting, now)
    else:
        promise.forgive_absence(meeting, now)
    return meeting
