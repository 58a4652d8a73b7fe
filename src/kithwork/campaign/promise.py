"""Keep promises: thanks, report back, a nudge, then rest."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kithwork.campaign.models import Approach, Call, FollowUp, Meeting
from kithwork.campaign.working_days import working_days_from
from kithwork.errors import KithworkError
from kithwork.people.models import Person

# Steve Dalton's 3B7 rhythm: a nudge three working days after asking, one more after seven.
NUDGES_AFTER = (3, 7)
REPORT_BACK_AFTER = 2

Kind = FollowUp.Kind


def nudge_after_sending(approach: Approach, now: dt.datetime, nudges_done: int = 0) -> None:
    """Owe the next nudge, or nothing when both have been given."""
    if nudges_done >= len(NUDGES_AFTER):
        return
    FollowUp.objects.create(
        owner=approach.owner,
        campaign=approach.campaign,
        person=approach.person,
        approach=approach,
        kind=Kind.NUDGE,
        note="One kind reminder; then let it rest." if nudges_done else "A short reminder.",
        due_on=working_days_from(approach.owner, now, NUDGES_AFTER[nudges_done]),
        created_at=now,
    )


def thank_after_no(approach: Approach, now: dt.datetime) -> None:
    """A no deserves thanks as well."""
    FollowUp.objects.create(
        owner=approach.owner,
        campaign=approach.campaign,
        person=approach.person,
        approach=approach,
        kind=Kind.THANKS,
        note="Thank them for answering, and leave the door open.",
        due_on=approach.owner.today(now) + dt.timedelta(days=1),
        created_at=now,
    )


def after_meeting(meeting: Meeting, now: dt.datetime) -> list[FollowUp]:
    """Owe thanks within a day, and a report to whoever gave us this person's name."""
    today = meeting.owner.today(now)
    owed = [_owe(meeting, meeting.person, Kind.THANKS, today + dt.timedelta(days=1), now)]
    due = working_days_from(meeting.owner, now, REPORT_BACK_AFTER)
    for introduction in meeting.person.introductions_received.select_related("introducer"):
        owed.append(
            _owe(meeting, introduction.introducer, Kind.REPORT_BACK, due, now, meeting.person)
        )
    return owed


def after_call(call: Call, now: dt.datetime) -> list[FollowUp]:
    """Owe thanks within a day of a call, and a report to each who named this person."""
    if not call.reached:
        return []
    search, today = call.search, call.search.owner.today(now)
    thanks = _owe_for_call(call, call.person, Kind.THANKS, today + dt.timedelta(days=1), now)
    due = working_days_from(search.owner, now, REPORT_BACK_AFTER)
    named = call.person.named_in_calls.filter(call__search=search).select_related("call__person")
    givers = {one.call.person for one in named if one.call.person_id != call.person_id}
    return [thanks] + [
        _owe_for_call(call, giver, Kind.REPORT_BACK, due, now, call.person)
        for giver in sorted(givers, key=lambda each: each.pk)
    ]


def _owe_for_call(
    call: Call,
    person: Person,
    kind: str,
    due: dt.date,
    now: dt.datetime,
    about: Person | None = None,
) -> FollowUp:
    """A report back on one person is owed once in a search, however often they are called."""
    note = f"Tell them that you spoke with {about}. What was said of anybody stays with you."
    same = {"campaign": call.search, "person": person, "kind": kind, "about": about}
    found = FollowUp.objects.filter(**same, **({} if about else {"call": call})).first()
    return found or FollowUp.objects.create(
        **same,
        call=call,
        owner=call.search.owner,
        due_on=due,
        created_at=now,
        note=note if about else "",
    )


def _owe(
    meeting: Meeting,
    person: Person,
    kind: str,
    due: dt.date,
    now: dt.datetime,
    about: Person | None = None,
) -> FollowUp:
    note = f"Tell them how the meeting with {about} went." if about else ""
    return FollowUp.objects.get_or_create(
        meeting=meeting,
        person=person,
        kind=kind,
        about=about,
        defaults={
            "owner": meeting.owner,
            "campaign": meeting.campaign,
            "due_on": due,
            "created_at": now,
            "note": note,
        },
    )[0]


def ask_kindly(meeting: Meeting, now: dt.datetime) -> FollowUp:
    """They did not come: ask once, without reproach, whether another time suits."""
    due = working_days_from(meeting.owner, now, 1)
    owed = _owe(meeting, meeting.person, Kind.NUDGE, due, now)
    owed.note = (
        "They did not come. Something may have come up: ask kindly whether another time suits, "
        "and offer two or three."
    )
    owed.due_on, owed.dropped_at = due, None
    owed.save(update_fields=["note", "due_on", "dropped_at"])
    return owed


def forgive_absence(meeting: Meeting, now: dt.datetime) -> None:
    """The meeting is on again, held or off: nobody is asked why they did not come."""
    meeting.follow_ups.owed().filter(kind=Kind.NUDGE).update(dropped_at=now)


@transaction.atomic
def keep(follow_up: FollowUp, now: dt.datetime) -> FollowUp:
    """Note that it is done; a nudge given leads to the next one or to rest."""
    if follow_up.done_at or follow_up.dropped_at:
        return follow_up
    follow_up.done_at = now
    follow_up.save(update_fields=["done_at"])
    if follow_up.need and follow_up.need.met_on is None:
        follow_up.need.met_on = follow_up.owner.today(now)
        follow_up.need.save(update_fields=["met_on"])
    approach = follow_up.approach
    if follow_up.kind == Kind.NUDGE and approach and approach.state == Approach.State.SENT:
        done = approach.follow_ups.filter(kind=Kind.NUDGE).exclude(done_at=None).count()
        nudge_after_sending(approach, now, nudges_done=done)
    return follow_up


def snooze(follow_up: FollowUp, until: dt.date, because: str, now: dt.datetime) -> FollowUp:
    """Owe it later, with the reason written down."""
    if not because.strip():
        raise KithworkError("Write why it waits; a promise put off without a reason is forgotten.")
    if until <= follow_up.owner.today(now):
        raise KithworkError("Choose a day after today.")
    follow_up.due_on = until
    follow_up.snoozed_because = because.strip()
    follow_up.save(update_fields=["due_on", "snoozed_because"])
    return follow_up


def drop(follow_up: FollowUp, now: dt.datetime) -> FollowUp:
    """Note that it is no longer owed."""
    follow_up.dropped_at = follow_up.dropped_at or now
    follow_up.save(update_fields=["dropped_at"])
    return follow_up
