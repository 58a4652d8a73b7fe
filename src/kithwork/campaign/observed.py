"""Load what a campaign has shown so far, as the planner's plain values."""

from __future__ import annotations

import datetime as dt

from kithwork.campaign.models import Approach, Campaign, Meeting, Technique
from kithwork.campaign.search import only_searched
from kithwork.people.models import Introduction
from kithwork.planning.observed import Observed, ObservedApproach
from kithwork.planning.prospects import Kind

KINDS = {"kith": Kind.KITH, "referred": Kind.REFERRED, "cold": Kind.COLD, "": Kind.KITH}
State = Approach.State


def load_observed(campaign: Campaign, now: dt.datetime) -> Observed:
    """Every networking request that was sent, what came of it, and who is not approached yet."""
    approaches = _approaches(campaign) + _meetings_without_request(campaign)
    return Observed(
        approaches=approaches,
        today=campaign.owner.today(now),
        waiting=_waiting(campaign),
        meetings_a_week=campaign.meetings_a_week,
    )


def _approaches(campaign: Campaign) -> list[ObservedApproach]:
    rows = (
        campaign.approaches.sent()
        .filter(technique=Technique.NETWORKING)
        .prefetch_related("meetings__outcome__names__introduction")
        .order_by("sent_at")
    )
    return [_observed(campaign, row) for row in rows]


def _observed(campaign: Campaign, approach: Approach) -> ObservedApproach:
    today = campaign.owner.today
    held = next((m for m in approach.meetings.all() if m.is_held), None)
    assert approach.sent_at is not None
    accepted = {
        State.ACCEPTED: True,
        State.DECLINED: False,
        State.NO_ANSWER: False,
    }.get(State(approach.state))
    return ObservedApproach(
        kind=KINDS[approach.kind_of_contact],
        sent=today(approach.sent_at),
        answered=today(approach.answered_at) if approach.answered_at else None,
        accepted=accepted,
        held=today(held.starts_at) if held and held.starts_at else None,
        **_names(held),
    )


def _meetings_without_request(campaign: Campaign) -> list[ObservedApproach]:
    """Meetings that came about without a recorded request count as asked and agreed that day."""
    rows = (
        Meeting.objects.filter(campaign=campaign, approach=None)
        .held()
        .networking()
        .exclude(starts_at=None)
        .prefetch_related("outcome__names__introduction")
        .select_related("person")
    )
    found = []
    for meeting in rows:
        assert meeting.starts_at is not None
        day = campaign.owner.today(meeting.starts_at)
        kind = Kind.KITH if meeting.person.generation == 0 else Kind.REFERRED
        found.append(ObservedApproach(kind, day, day, True, day, **_names(meeting)))
    return found


def _names(meeting: Meeting | None) -> dict[str, int]:
    outcome = getattr(meeting, "outcome", None)
    if outcome is None:
        return {}
    names = list(outcome.names.all())
    new = [name for name in names if name.was_new]
    refused = [n for n in new if n.introduction and n.introduction.may_use_name is False]
    return {
        "names_new": len(new),
        "names_known": len(names) - len(new),
        "names_cold": len(refused),
    }


def _waiting(campaign: Campaign) -> dict[Kind, int]:
    """People who could be asked and have not been."""
    asked = campaign.approaches.sent().values("person")
    met = campaign.meetings.all().values("person")
    people = (
        campaign.owner.people.known()
        .filter(leave_alone=False)
        .exclude(pk__in=asked)
        .exclude(pk__in=met)
    )
    given = Introduction.objects.filter(owner=campaign.owner)
    referred = given.exclude(pk__in=only_searched(campaign.owner)).values("introduced")
    return {
        Kind.KITH: people.filter(generation=0).count(),
        Kind.REFERRED: people.exclude(generation=0).filter(pk__in=referred).count(),
        Kind.COLD: 0,
    }
