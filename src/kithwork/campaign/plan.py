"""The week's plan: load everybody, let the planner decide, and say it in people and words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kithwork.campaign.learning import learnt_yields
from kithwork.campaign.models import Campaign, PlanChoice, Technique
from kithwork.campaign.observed import load_observed
from kithwork.campaign.openings import matching
from kithwork.campaign.plan_words import known_beside, reason
from kithwork.campaign.prospects import employer_names, load_prospects
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.people.models import Organisation, Person
from kithwork.planning.posteriors import learn
from kithwork.planning.prospects import Kind
from kithwork.planning.reasons import Plan, Recommendation
from kithwork.planning.score import Chances, recommend

REST_OF = dt.timedelta(days=30)


@dataclass(frozen=True)
class PlannedMeeting:
    """One person to approach, by which technique, why, and whom to ask them for."""

    person: Person
    technique: str
    reason: str
    recommendation: Recommendation
    ask_for: tuple[Person, ...]
    targets: tuple[str, ...]
    openings: tuple[Posting, ...]


@dataclass(frozen=True)
class WeekPlan:
    """Whom to meet, and where direct contact is the honest way instead."""

    day: dt.date
    meetings: tuple[PlannedMeeting, ...]
    direct: tuple[PlannedMeeting, ...]
    resting: int
    people: int

    @property
    def ask_all(self) -> tuple[str, ...]:
        """The employers to ask everybody about, where nothing tells the meetings apart."""
        asked = {one.targets for one in self.meetings if not one.ask_for}
        return next(iter(asked)) if len(asked) == 1 and len(self.meetings) > 1 else ()


def make_plan(campaign: Campaign, now: dt.datetime, meetings: int | None = None) -> WeekPlan:
    """The meetings recommended now, best first; at employers with a matching opening, direct.

    Raises KithworkError for a number of meetings that no week holds.
    """
    wanted = campaign.meetings_a_week if meetings is None else meetings
    if not 1 <= wanted <= 50:
        raise KithworkError("A week holds between 1 and 50 meetings.")
    prospects = load_prospects(campaign, now)
    openings = _openings(campaign)
    plan = recommend(
        prospects,
        wanted,
        campaign.owner.today(now),
        chances=_chances(campaign, now),
        openings=list(openings),
        employers=employer_names(campaign),
        ask_again_after=campaign.ask_again_after_days,
        yields=learnt_yields(campaign, now),
    )
    return _in_words(campaign, plan, openings, now, len(prospects))


def choose(
    campaign: Campaign, person: Person, choice: str, now: dt.datetime, rank: int | None = None
) -> PlanChoice | None:
    """Pin somebody, put them off, never ask them, or (an empty choice) let the plan decide."""
    if choice == "":
        campaign.choices.filter(person=person).delete()
        return None
    if choice not in PlanChoice.Choice.values:
        raise KithworkError("A choice is 'pin', 'not_now' or 'never'.")
    until = campaign.owner.today(now) + REST_OF if choice == PlanChoice.Choice.NOT_NOW else None
    return PlanChoice.objects.update_or_create(
        campaign=campaign,
        person=person,
        defaults={"choice": choice, "until": until, "made_at": now, "rank": rank},
    )[0]


def _chances(campaign: Campaign, now: dt.datetime) -> Chances:
    """How likely each kind of person accepts, learnt from this campaign so far."""
    observed = load_observed(campaign, now)
    beliefs = learn(observed.approaches, observed.today)
    return Chances(
        *(beliefs.acceptance(kind).mean for kind in (Kind.KITH, Kind.REFERRED, Kind.COLD))
    )


def _openings(campaign: Campaign) -> dict[int, list[Posting]]:
    """Openings that match the objective, by the owner's organisation that offers them."""
    rows = dict(Organisation.objects.filter(owner=campaign.owner).values_list("normal", "pk"))
    found: dict[int, list[Posting]] = {}
    for posting in matching(campaign.objective(), rows.keys()):
        found.setdefault(rows[posting.normal], []).append(posting)
    return found


def _in_words(
    campaign: Campaign,
    plan: Plan,
    openings: dict[int, list[Posting]],
    now: dt.datetime,
    people: int,
) -> WeekPlan:
    every = (*plan.meetings, *plan.direct)
    keys = {r.person for r in every} | {n.person for r in every for n in r.ask.names}
    found = campaign.owner.people.prefetch_related("positions__organisation").in_bulk(keys)
    names = employer_names(campaign)
    today = campaign.owner.today(now)
    aimed = any(each.ask.targets for each in every)
    beside = known_beside(campaign.owner, found.values())

    def told(one: Recommendation, technique: str) -> PlannedMeeting:
        person = found[one.person]
        employer = one.reasons.employer
        return PlannedMeeting(
            person=person,
            technique=technique,
            reason=reason(one, person, today, beside, aimed=aimed),
            recommendation=one,
            ask_for=tuple(found[name.person] for name in one.ask.names if name.person in found),
            targets=tuple(names[t] for t in one.ask.targets if t in names),
            openings=tuple(openings.get(employer, ())) if employer is not None else (),
        )

    in_order = _placed(campaign, plan.meetings)
    return WeekPlan(
        day=plan.day,
        meetings=tuple(told(one, Technique.NETWORKING) for one in in_order),
        direct=tuple(told(one, Technique.DIRECT_CONTACT) for one in plan.direct),
        resting=plan.resting,
        people=people,
    )


def _placed(campaign: Campaign, meetings: tuple[Recommendation, ...]) -> list[Recommendation]:
    """Those whom the owner put in a place of their own stand there, the others around them."""
    places = dict(
        campaign.choices.filter(rank__isnull=False, choice=PlanChoice.Choice.PIN)
        .order_by("rank", "-made_at")
        .values_list("person", "rank")
    )
    in_order = [one for one in meetings if one.person not in places]
    by_person = {one.person: one for one in meetings}
    for person, place in places.items():
        if person in by_person:
            in_order.insert(place or 0, by_person[person])
    return in_order
