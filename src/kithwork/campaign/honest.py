"""The honest ways where an opening at the contact's employer matches what one is aiming for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kithwork.campaign.models import Approach, Campaign, Objective, Technique
from kithwork.campaign.openings import known_at, matching
from kithwork.campaign.who_knows import stems
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.people.models import Organisation, Owner, Person

MOST = 5
_LEADS = re.compile(
    r"\b(?:head|director|manager|chief|lead(?:er)?|president|principal|matron|partner|owner|"
    r"founder|superintendent|supervisor|foreman|dean|chair|vp|ce?o|cto|cfo)\b",
    re.I,
)
_HIRES = re.compile(r"\b(?:hr|human resources|personnel|recruit\w*|talent|people)\b", re.I)


@dataclass(frozen=True)
class HonestWay:
    """Why networking would be a pretext here, and what to do instead.

    `there` are people one knows at the employer, those first who are likely to decide about the
    opening; `elsewhere` people who know the employer and work somewhere else.
    """

    employer: str
    openings: tuple[Posting, ...]
    elsewhere: tuple[Person, ...] = ()
    there: tuple[Person, ...] = ()

    @property
    def role(self) -> str:
        """Whom to ask for where one knows nobody who decides."""
        return whom_to_ask_for(self.openings[0])

    @property
    def pages(self) -> tuple[Posting, ...]:
        """The openings of which the employer's own page is known."""
        return tuple(one for one in self.openings if one.url)

    def __str__(self) -> str:
        titles = "; ".join(one.title for one in self.openings[:3])
        there = f" (you know {_listed(self.there)} there, too)" if self.there else ""
        elsewhere = f": {_listed(self.elsewhere)}" if self.elsewhere else ""
        page = f" The employer's own page: {self.pages[0].url}" if self.pages else ""
        return (
            f"An opening at {self.employer} matches your objective: {titles}. Asking for a "
            "networking meeting there would be a pretext. Say openly that it interests you"
            f"{there}, or ask somebody elsewhere who knows {self.employer}{elsewhere}. "
            f"{self.role}{page}"
        )


class PretextError(KithworkError):
    """A networking request would be a pretext; `way` says why, and what is honest."""

    def __init__(self, person: Person, way: HonestWay) -> None:
        self.way = way
        super().__init__(
            f"{way}\nNothing is drafted before you choose:\n"
            f"- direct contact to {person} (technique direct_contact),\n"
            "- a request to somebody elsewhere, or\n"
            "- networking all the same: say why it isn't about the opening (despite opening); the "
            "reason is kept."
        )


def whom_to_ask_for(opening: Posting) -> str:
    """The person who decides, as a switchboard can find them, in a sentence."""
    where = f" in {opening.department}" if opening.department else ""
    return (
        f"The right person for it is whoever the post reports to{where}: ask on the phone who "
        f"leads the team that looks for “{opening.title}”."
    )


def honest_way(approach: Approach) -> HonestWay | None:
    """What the honest technique is where an opening at the contact's employer matches the aim.

    None where networking is honest: no such opening, or the approach is not networking.
    """
    if approach.technique != Technique.NETWORKING:
        return None
    return way_with(approach.campaign, approach.person)


def way_with(campaign: Campaign, person: Person) -> HonestWay | None:
    """The same for a networking request to this person that isn't drafted yet."""
    position = person.current_position()
    if position is None:
        return None
    return _way_at(campaign.objective(), position.organisation, person)


def expect_honest(campaign: Campaign, person: Person, because: str) -> Posting | None:
    """The opening in spite of which one networks, with a reason; None where nothing matches.

    Raises PretextError where something does and no reason is given.
    """
    way = way_with(campaign, person)
    if way is None:
        return None
    if not because.strip():
        raise PretextError(person, way)
    return way.openings[0]


def _way_at(aim: Objective | None, there: Organisation, person: Person) -> HonestWay | None:
    openings = tuple(matching(aim, [there.normal])[:MOST])
    if not openings:
        return None
    inside = known_at(there.owner, [there.normal]).get(there.normal, [])
    others = [one for one in inside if one != person and not one.leave_alone]
    return HonestWay(
        there.name,
        openings,
        tuple(knows_from_elsewhere(there.owner, there, {person.pk, *(p.pk for p in inside)})),
        tuple(likeliest_to_decide(others, openings[0])[:MOST]),
    )


def knows_from_elsewhere(owner: Owner, there: Organisation, but: Iterable[int]) -> list[Person]:
    """People who worked at an employer once, or know somebody there."""
    known = Person.objects.filter(owner=owner, absorbed_into=None)
    past = known.filter(positions__organisation=there, positions__ended_on__isnull=False)
    tied = known.filter(ties__organisation=there)
    found = (past | tied).exclude(pk__in=list(but)).exclude(leave_alone=True)
    return list(found.distinct()[:MOST])


def likeliest_to_decide(people: Iterable[Person], opening: Posting) -> list[Person]:
    """Who leads, in the opening's own field, before who hires, before everybody else."""
    field = set(stems(f"{opening.title} {opening.department}"))

    def rank(person: Person) -> tuple[int, int]:
        position = person.current_position()
        title = position.title if position else ""
        leads, hires = bool(_LEADS.search(title)), bool(_HIRES.search(title))
        return (
            -len(field & set(stems(title))) if leads else 1 if hires else 2,
            person.generation or 0,
        )

    return sorted(people, key=rank)


def _listed(people: tuple[Person, ...]) -> str:
    return ", ".join(str(one) for one in people)
