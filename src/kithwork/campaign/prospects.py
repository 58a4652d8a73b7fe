"""Load everybody the owner knows of as plain prospects, for a plan to be made from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Max

from kithwork.boards.names import normal_name
from kithwork.campaign.last_asked import last_asked
from kithwork.campaign.models import Approach, Campaign, Meeting, PlanChoice
from kithwork.campaign.openings import openings_by_employer
from kithwork.campaign.search import only_searched
from kithwork.jobs.levels import level_of
from kithwork.people.introduce import organisation_named
from kithwork.people.models import Introduction, Organisation, Position, Tie
from kithwork.planning.prospects import Kind, Prospect, Prospects, Skip, Targets, assemble

LEVELS = {"entry": 0, "experienced": 1, "manager": 2, "executive": 2}
CLOSE_ENOUGH = 0.5


def load_prospects(campaign: Campaign, now: dt.datetime, *, engaged_too: bool = False) -> Prospects:
    """Everybody known of, with what speaks for meeting them, and the employers aimed at.

    People with an approach or meeting under way are not to be asked once more: they are left
    out unless `engaged_too`.
    """
    people = _People(campaign, now).prospects(engaged_too=engaged_too)
    return assemble(people, load_targets(campaign))


def load_targets(campaign: Campaign) -> Targets:
    """The objective's employers, weighted by the matching openings that each has now.

    An employer counts as reached once a meeting was held with somebody who works there.
    """
    aim = campaign.objective()
    names = aim.employers if aim else []
    organisations = [organisation_named(campaign.owner, n) for n in names if normal_name(n)]
    reached = set(
        Position.objects.filter(
            person__meetings__state=Meeting.State.HELD,
            person__meetings__campaign=campaign,
            ended_on=None,
        ).values_list("organisation", flat=True)
    )
    unique = list({organisation.pk: organisation for organisation in organisations}.values())
    hiring = openings_by_employer(aim, {organisation.normal for organisation in unique})
    return Targets.of(
        [organisation.pk for organisation in unique],
        weights=[1 + min(hiring.get(organisation.normal, 0), 20) / 10 for organisation in unique],
        reached=[organisation.pk in reached for organisation in unique],
    )


class _People:
    """One query a table, joined in memory: fifty thousand people are a few columns."""

    def __init__(self, campaign: Campaign, now: dt.datetime) -> None:
        self.campaign, self.owner, self.now = campaign, campaign.owner, now
        self.now_at, self.past, self.titles = self._positions()
        self.asked = self._latest(last_asked(self.owner).items())
        self.met = self._latest(
            Meeting.objects.filter(owner=self.owner)
            .held()
            .values_list("person")
            .annotate(Max("starts_at"))
        )
        self.engaged = self._engaged()
        self.referred = set(
            Introduction.objects.filter(owner=self.owner)
            .exclude(pk__in=only_searched(self.owner))
            .values_list("introduced", flat=True)
        )
        self.choices = {choice.person_id: choice for choice in campaign.choices.all()}
        self.knows, self.insiders = self._ties()

    def prospects(self, *, engaged_too: bool = False) -> list[Prospect]:
        """One a person; those with an approach or meeting under way are left out."""
        rows = self.owner.people.known().values_list(
            "pk", "generation", "closeness", "headline", "connections", "leave_alone"
        )
        left_out = set() if engaged_too else self.engaged
        return [self._one(*row) for row in rows.iterator() if row[0] not in left_out]

    def _one(
        self,
        pk: int,
        generation: int | None,
        closeness: float | None,
        headline: str,
        connections: int | None,
        leave_alone: bool,
    ) -> Prospect:
        choice = self.choices.get(pk)
        title = self.titles.get(pk) or headline
        level = level_of(title) if title else None
        return Prospect(
            id=pk,
            kind=self._kind(pk, generation),
            employer=self.now_at.get(pk),
            past=self.past.get(pk, ()),
            level=LEVELS.get(level) if level else None,
            connections=connections,
            generation=generation,
            tie=None if closeness is None else CLOSE_ENOUGH + closeness * (1 - CLOSE_ENOUGH),
            last_asked=self.asked.get(pk),
            last_spoken=self.met.get(pk),
            pinned=choice is not None and choice.choice == PlanChoice.Choice.PIN,
            skip=Skip.NEVER if leave_alone else self._skip(choice),
            knows=self.knows.get(pk, ()),
            insiders=self.insiders.get(pk, {}),
        )

    def _kind(self, pk: int, generation: int | None) -> Kind:
        if generation == 0:
            return Kind.KITH
        return Kind.REFERRED if pk in self.referred else Kind.COLD

    def _skip(self, choice: PlanChoice | None) -> Skip:
        if choice is None:
            return Skip.NO
        if choice.choice == PlanChoice.Choice.NEVER:
            return Skip.NEVER
        waits = choice.until is None or choice.until > self.owner.today(self.now)
        not_now = choice.choice == PlanChoice.Choice.NOT_NOW and waits
        return Skip.NOT_NOW if not_now else Skip.NO

    def _positions(self) -> tuple[dict[int, int], dict[int, list[int]], dict[int, str]]:
        now_at: dict[int, int] = {}
        past: dict[int, list[int]] = defaultdict(list)
        titles: dict[int, str] = {}
        rows = Position.objects.filter(person__owner=self.owner).order_by("started_on", "pk")
        for person, organisation, title, ended_on in rows.values_list(
            "person", "organisation", "title", "ended_on"
        ).iterator():
            if ended_on is None:
                now_at[person], titles[person] = organisation, title
            else:
                past[person].append(organisation)
        return now_at, past, titles

    def _latest(self, rows: object) -> dict[int, dt.date]:
        return {pk: self.owner.today(at) for pk, at in rows if at}  # type: ignore[attr-defined]

    def _engaged(self) -> set[int]:
        """People with a request waiting or a meeting ahead: not to be asked once more."""
        open_states = [Approach.State.SENT, Approach.State.ACCEPTED]
        asked = Approach.objects.filter(
            campaign=self.campaign, state__in=open_states, meetings__isnull=True
        )
        ahead = Meeting.objects.filter(campaign=self.campaign).planned()
        return set(asked.values_list("person", flat=True)) | set(
            ahead.values_list("person", flat=True)
        )

    def _ties(self) -> tuple[dict[int, list[int]], dict[int, dict[int, int]]]:
        knows: dict[int, list[int]] = defaultdict(list)
        insiders: dict[int, dict[int, int]] = defaultdict(dict)
        rows = Tie.objects.filter(owner=self.owner).values_list("person", "other", "organisation")
        for person, other, organisation in rows.iterator():
            if other is not None:
                knows[person].append(other)
                knows[other].append(person)
            elif organisation is not None:
                insiders[person][organisation] = 1
        return knows, insiders


def employer_names(campaign: Campaign) -> Mapping[int, str]:
    """The names of the owner's organisations by their key."""
    return dict(Organisation.objects.filter(owner=campaign.owner).values_list("pk", "name"))
