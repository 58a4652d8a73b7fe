"""What can be asked about the campaign: objective, meetings, promises."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from kithwork.campaign import meet, promise
from kithwork.campaign.begin import current_campaign, write_objective
from kithwork.campaign.capture import capture as catch
from kithwork.campaign.models import FollowUp, Meeting, Objective, Technique
from kithwork.campaign.openings import focus
from kithwork.campaign.record import FindingHeard, OutcomeReport, PromiseMade, record_outcome
from kithwork.campaign.who_knows import who_would_know
from kithwork.clock import moment
from kithwork.errors import KithworkError
from kithwork.operations.find import follow_up_of, meeting_of, person_of
from kithwork.operations.registry import operation
from kithwork.people.introduce import NameGiven
from kithwork.people.models import Owner
from kithwork.words import counted


@dataclass(frozen=True)
class ObjectiveShown:
    """A version of the objective, and how many openings and employers match it now."""

    version: int
    text: str
    occupations: tuple[str, ...]
    places: tuple[str, ...]
    employers: tuple[str, ...]
    written_at: dt.datetime
    focus: dict[str, int]

    @classmethod
    def of(cls, one: Objective) -> ObjectiveShown:
        """The stored version as plain values."""
        return cls(
            one.version,
            one.text,
            tuple(one.occupations),
            tuple(one.places),
            tuple(one.employers),
            one.written_at,
            focus(one),
        )

    def __str__(self) -> str:
        lists = (
            ("Occupations", self.occupations),
            ("Places", self.places),
            ("Employers", self.employers),
        )
        told = [f"{name}: {', '.join(values)}" for name, values in lists if values]
        openings = counted(self.focus["openings"], "opening")
        matched = f"{openings} at {counted(self.focus['employers'], 'employer')}"
        return "\n".join([f"Version {self.version}: {self.text}", *told, f"Matches {matched}."])


@operation("objective show")
def objective_show(owner: Owner, *, now: dt.datetime) -> list[ObjectiveShown]:
    """Show every version of the objective, the latest first."""
    return [ObjectiveShown.of(o) for o in current_campaign(owner, now).objectives.all()]


@operation("objective write")
def objective_write(
    owner: Owner,
    text: str,
    *,
    now: dt.datetime,
    occupation: Annotated[list[str] | None, "a target occupation; may be repeated"] = None,
    place: Annotated[list[str] | None, "a target place; may be repeated"] = None,
    employer: Annotated[list[str] | None, "a target employer; may be repeated"] = None,
    aim: Annotated[str, "the aim in a few words, as letters say it: ward management"] = "",
) -> ObjectiveShown:
    """Write what you are aiming for, in a few sentences; earlier versions are kept."""
    return ObjectiveShown.of(
        write_objective(
            current_campaign(owner, now),
            text,
            now,
            occupation or (),
            place or (),
            employer or (),
            aim,
        )
    )


@dataclass(frozen=True)
class MeetingShown:
    """One meeting, and what it brought where it was held and told."""

    id: int
    person: str
    technique: str
    state: str
    purpose: str
    starts_at: dt.datetime | None
    minutes: int
    place: str
    agenda: tuple[str, ...]
    new_names: int | None
    two_more: bool | None
    purpose_met: bool | None
    promises: int
    stayed_networking: bool | None
    findings: tuple[str, ...]

    @classmethod
    def of(cls, one: Meeting) -> MeetingShown:
        """The stored meeting as plain values."""
        outcome = getattr(one, "outcome", None)
        return cls(
            one.pk,
            one.person.name,
            one.technique,
            one.state,
            one.purpose,
            one.starts_at,
            one.minutes,
            one.place,
            tuple(f"{part['title']}: {part['minutes']} min" for part in one.agenda),
            outcome.new_names() if outcome else None,
            outcome.two_more if outcome else None,
            outcome.purpose_met if outcome else None,
            one.follow_ups.filter(kind=FollowUp.Kind.PROMISE).count(),
            outcome.stayed_networking if outcome else None,
            tuple(f.text for f in outcome.findings.all() if not f.confidential) if outcome else (),
        )

    def __str__(self) -> str:
        when = moment(self.starts_at) if self.starts_at else "no time agreed"
        head = f"Meeting {self.id} with {self.person} ({self.technique}, {self.state}): {when}"
        told = [head, f"Purpose: {self.purpose}", " / ".join(self.agenda)]
        if self.new_names is not None:
            told.append(f"Judged after: {'; '.join(self._judged())}.")
        return "\n".join([*told, *(f"Learnt: {finding}" for finding in self.findings)])

    def _judged(self) -> list[str]:
        """How it is judged afterwards; the names and the technique count for networking alone."""
        said = [f"purpose met: {_yes_no(self.purpose_met)}"]
        if self.technique == Technique.NETWORKING:
            said.append(f"{counted(self.new_names or 0, 'new name')}, {_two_more(self.two_more)}")
        said.append(f"{counted(self.promises, 'promise')} made")
        if self.technique == Technique.NETWORKING:
            said.append(f"stayed networking: {_yes_no(self.stayed_networking)}")
        return said


def _yes_no(word: bool | None) -> str:
    return "not said" if word is None else "yes" if word else "no"


def _two_more(met: bool | None) -> str:
    return "two more met" if met else "two more not met"


@operation("meeting list")
def meeting_list(owner: Owner) -> list[MeetingShown]:
    """List every meeting, planned and held."""
    rows = owner.meetings.select_related("person", "outcome")
    return [MeetingShown.of(one) for one in rows]


@operation("meeting plan")
def meeting_plan(
    owner: Owner,
    person: str,
    *,
    purpose: Annotated[str, "what you want to learn; a meeting needs one"],
    now: dt.datetime,
    at: Annotated[dt.datetime | None, "when, such as 2026-11-30T10:00"] = None,
    minutes: int = 20,
    place: str = "",
) -> MeetingShown:
    """Agree on a meeting with PERSON."""
    if at and at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(owner.time_zone))
    somebody = person_of(owner, person)
    asked = owner.approaches.filter(person=somebody, state__in=["sent", "accepted"]).first()
    one = meet.plan_meeting(
        current_campaign(owner, now),
        somebody,
        purpose,
        now,
        starts_at=at,
        minutes=minutes,
        place=place,
        approach=asked,
    )
    return MeetingShown.of(one)


@operation("meeting held")
def meeting_held(owner: Owner, meeting: str, *, now: dt.datetime) -> MeetingShown:
    """Note that the MEETING (its number, or the person) took place."""
    return MeetingShown.of(meet.hold(meeting_of(owner, meeting), now))


@operation("meeting outcome")
def meeting_outcome(
    owner: Owner,
    meeting: str,
    *,
    now: dt.datetime,
    told: Annotated[str, "in your own words"] = "",
    finding: Annotated[list[str] | None, "something learnt; may be repeated"] = None,
    name: Annotated[list[str] | None, "a name given, 'Name' or 'Name @ Employer'"] = None,
    exposed: Annotated[list[str] | None, "who else heard of you; may be repeated"] = None,
    promised: Annotated[list[str] | None, "something you promised; may be repeated"] = None,
    need: Annotated[list[str] | None, "something they look for; may be repeated"] = None,
    purpose_met: Annotated[bool | None, "the purpose was met"] = None,
    opening_raised_by: Literal["contact", "seeker", ""] = "",
) -> MeetingShown:
    """Record what the MEETING (its number, or the person) brought; again to add more."""
    report = OutcomeReport(
        told=told,
        findings=[FindingHeard(text) for text in finding or ()],
        names=[_name(text) for text in name or ()],
        exposed=exposed or (),
        promises=[PromiseMade(text) for text in promised or ()],
        needs=need or (),
        purpose_met=purpose_met,
        opening_raised_by=opening_raised_by,
    )
    return MeetingShown.of(record_outcome(meeting_of(owner, meeting), report, now).outcome.meeting)


def _name(text: str) -> NameGiven:
    name, _, employer = text.partition("@")
    return NameGiven(name.strip(), employer.strip())


@dataclass(frozen=True)
class PromiseShown:
    """Something owed."""

    id: int
    kind: str
    person: str
    note: str
    due_on: dt.date

    @classmethod
    def of(cls, one: FollowUp) -> PromiseShown:
        """The stored follow-up as plain values."""
        return cls(one.pk, one.kind, one.person.name, one.note, one.due_on)

    def __str__(self) -> str:
        return f"{self.id:>6}  {self.due_on}  {self.kind}: {self.person} {self.note}".rstrip()


@operation("promises")
def promises(owner: Owner) -> list[PromiseShown]:
    """List what you owe, the soonest first."""
    return [PromiseShown.of(f) for f in owner.follow_ups.owed().select_related("person")]


@operation("promises keep")
def promises_keep(owner: Owner, promise_number: int, *, now: dt.datetime) -> PromiseShown:
    """Note that a promise is kept."""
    return PromiseShown.of(promise.keep(follow_up_of(owner, promise_number), now))


@operation("promises snooze")
def promises_snooze(
    owner: Owner, promise_number: int, *, until: dt.date, because: str, now: dt.datetime
) -> PromiseShown:
    """Put a promise off, with the reason written down."""
    one = promise.snooze(follow_up_of(owner, promise_number), until, because, now)
    return PromiseShown.of(one)


@dataclass(frozen=True)
class Caught:
    """A remark that was caught."""

    id: int
    text: str

    def __str__(self) -> str:
        return "Caught. Sort it when you have a minute."


@operation("capture")
def capture(owner: Owner, text: str, *, now: dt.datetime) -> Caught:
    """Catch an overheard remark in seconds; sort it later."""
    one = catch(owner, text, now)
    return Caught(one.pk, one.text)


@dataclass(frozen=True)
class KnowerShown:
    """Somebody who may know, and the words that speak for it."""

    person: int
    name: str
    because: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.person:>6}  {self.name} ({', '.join(self.because)})"


@operation("who-knows")
def who_knows(
    owner: Owner, question: str, *, now: dt.datetime, top: Annotated[int, "how many people"] = 5
) -> list[KnowerShown]:
    """Say who of the people you know of would know the answer to a QUESTION."""
    if top < 1:
        raise KithworkError("Ask for at least one person.")
    found = who_would_know(current_campaign(owner, now), question, now, top)
    return [KnowerShown(one.person.pk, one.person.name, one.because) for one in found]
