"""What can be asked about the circle: ways to anyone, one person once, organisations in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from kithwork.boards.names import normal_name
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.ways import WayShown, ways_into_employers, ways_to_person
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.operations.find import person_of
from kithwork.operations.registry import Progress, operation, silent
from kithwork.people import merge as merging
from kithwork.people import organise, review
from kithwork.people.edit import edit
from kithwork.people.models import Merge, Organisation, Owner, Person, ReviewPair
from kithwork.words import counted


@dataclass(frozen=True)
class WayLine:
    """One way: through whom, how likely, its weakest link, what to ask first, who rests."""

    through: tuple[str, ...]
    chance: float
    weakest: str
    ask: str
    resting: tuple[str, ...]

    @classmethod
    def of(cls, way: WayShown) -> WayLine:
        """The line of a way."""
        names = (*(person.name for person in way.people), *([way.into] if way.into else []))
        return cls(names, round(way.chance, 4), way.weakest, way.ask, way.resting)

    def __str__(self) -> str:
        rest = "".join(f"\n      rests: {reason}" for reason in self.resting)
        chain = " -> ".join(("you", *self.through))
        return f"{self.chance:>5.0%}  {chain}\n      {self.ask} Weakest: {self.weakest}.{rest}"


@dataclass(frozen=True)
class Ways:
    """The best ways to somebody or into an employer, each through another first person."""

    to: str
    ways: tuple[WayLine, ...]

    def __str__(self) -> str:
        if not self.ways:
            return f"No way to {self.to} is known yet. Ask in your next meetings who knows them."
        return "\n".join(map(str, self.ways))


@operation("people paths")
def people_paths(
    owner: Owner,
    *,
    to: Annotated[str, "a person (name or number) or an employer"],
    top: Annotated[int, "how many ways"] = 5,
    now: dt.datetime,
) -> Ways:
    """Show the best ways to a person, or to anybody at an employer and its whole group."""
    campaign, goal = current_campaign(owner, now), person_or_employer(owner, to)
    if isinstance(goal, Person):
        found = ways_to_person(campaign, goal, now, top)
    else:
        found = ways_into_employers(campaign, organise.family(goal), now, top)
    return Ways(str(goal), tuple(map(WayLine.of, found)))


def person_or_employer(owner: Owner, who: str) -> Person | Organisation:
    """Whom or what a person means by a name: an employer written out wins over half a name."""
    standing = owner.organisations.filter(normal=normal_name(who)) if who.strip() else None
    exact = owner.people.known().filter(name__iexact=who.strip()).exists()
    if standing is not None and not exact and row_number(who) is None:
        found = standing.first()
        if found is not None:
            return found.absorbed_into or found
    try:
        return person_of(owner, who)
    except KithworkError as nobody:
        try:
            return organisation_of(owner, who)
        except KithworkError:
            raise nobody from None


def organisation_of(owner: Owner, who: str) -> Organisation:
    """The organisation with this number or name; KithworkError names those that fit."""
    standing = owner.organisations.filter(absorbed_into=None)
    if (number := row_number(who)) is not None:
        found = list(standing.filter(pk=number))
    else:
        found = list(standing.filter(normal=normal_name(who)))
        found = found or list(standing.filter(name__icontains=who.strip())[:6])
    if len(found) == 1:
        return found[0]
    if not found:
        raise KithworkError(f"No employer here fits {who!r}.")
    names = "; ".join(f"{one.pk} {one}" for one in found)
    raise KithworkError(f"Several employers fit {who!r}: {names}. Give the number.")


@dataclass(frozen=True)
class Merged:
    """Two records that are one now; `number` takes it back."""

    number: int
    kept: str
    absorbed: str
    undo: str = "people unmerge"

    def __str__(self) -> str:
        return (
            f"{self.absorbed} is part of {self.kept} now. "
            f"'kithwork {self.undo} {self.number}' takes it back."
        )


@dataclass(frozen=True)
class TakenBack:
    """A merge that was taken back, and what could not be put back, usually nothing."""

    number: int
    left: tuple[str, ...]

    def __str__(self) -> str:
        said = "".join(f"\nNot put back: {one}." for one in self.left)
        return f"Merge {self.number} is taken back.{said}"


@operation("people merge")
def people_merge(
    owner: Owner,
    kept: str,
    other: str,
    *,
    now: dt.datetime,
    reason: Annotated[str, "why they are one person"] = "",
) -> Merged:
    """Make two records one person: OTHER's meetings, ties and promises move to KEPT."""
    one, two = person_of(owner, kept), person_of(owner, other)
    done = merging.merge(one, two, [reason] if reason else [], now)
    return Merged(done.pk, str(one), str(two))


@operation("people unmerge")
def people_unmerge(owner: Owner, number: int, *, now: dt.datetime) -> TakenBack:
    """Take merge NUMBER back: two records again, what was edited since stays."""
    done = owner.merges.filter(pk=number).select_related("kept", "absorbed").first()
    if done is None:
        raise KithworkError(f"There is no merge {number}; 'kithwork people merges' lists them.")
    return TakenBack(number, tuple(merging.unmerge(done, now)))


@operation("people merges")
def people_merges(owner: Owner, *, limit: int = 50) -> list[Merged]:
    """List the merges that stand, the latest first."""
    standing = owner.merges.filter(undone_at=None).select_related("kept", "absorbed")
    return [_merged(done) for done in standing.order_by("-made_at", "-pk")[:limit]]


def _merged(done: Merge) -> Merged:
    return Merged(done.pk, str(done.kept), str(done.absorbed))


@dataclass(frozen=True)
class PairLine:
    """Two records that may be one person, and why."""

    number: int
    first: str
    second: str
    probability: float
    evidence: tuple[str, ...]

    @classmethod
    def of(cls, pair: ReviewPair) -> PairLine:
        """The line of a stored pair."""
        first, second = (f"{one} ({one.pk})" for one in (pair.first, pair.second))
        return cls(pair.pk, first, second, round(pair.probability, 4), tuple(pair.evidence))

    def __str__(self) -> str:
        reasons = "".join(f"\n        {one}" for one in self.evidence)
        return f"{self.number:>6}  {self.probability:.1%}  {self.first} = {self.second}?{reasons}"


@dataclass(frozen=True)
class Waiting:
    """The pairs that wait for a word: at most `limit` of `count`."""

    count: int
    pairs: tuple[PairLine, ...]

    def __str__(self) -> str:
        if not self.pairs:
            return "No pair waits. 'kithwork people review find' looks for more."
        lines = "\n".join(map(str, self.pairs))
        return f"{lines}\n{self.count} wait. Say 'people same NUMBER' or 'people different NUMBER'."


@operation("people review")
def people_review(owner: Owner, *, limit: int = 20, now: dt.datetime) -> Waiting:
    """List records that are likely one person, the surest first, with the evidence."""
    found = review.waiting(owner, owner.today(now))
    return Waiting(found.count(), tuple(map(PairLine.of, found[: max(limit, 0)])))


@dataclass(frozen=True)
class Looked:
    """What looking for pairs has found."""

    people: int
    new: int
    waiting: int

    def __str__(self) -> str:
        return (
            f"{counted(self.people, 'person')} compared; {counted(self.new, 'new pair')}, "
            f"{counted(self.waiting, 'waits', 'wait')} in all."
        )


@operation("people review find")
def people_review_find(owner: Owner, *, now: dt.datetime, progress: Progress = silent) -> Looked:
    """Compare everybody with everybody and put likely pairs into the review queue."""
    done = review.look_for_pairs(owner, now, lambda n, of: progress(n, of, "people"))
    return Looked(done.people, done.new, done.waiting)


def pair_of(owner: Owner, number: int) -> ReviewPair:
    """The pair with this number."""
    found = owner.review_pairs.filter(pk=number).select_related("first", "second").first()
    if found is None:
        raise KithworkError(f"There is no pair {number}; 'kithwork people review' lists them.")
    return found


@operation("people same")
def people_same(owner: Owner, number: int, *, now: dt.datetime) -> Merged:
    """Say that pair NUMBER of the review queue is one person: the two records become one."""
    return _merged(review.same(pair_of(owner, number), now))


@operation("people different")
def people_different(owner: Owner, number: int, *, now: dt.datetime) -> PairLine:
    """Say that pair NUMBER of the review queue is two people; it is never asked again."""
    pair = pair_of(owner, number)
    review.different(pair, now)
    return PairLine.of(pair)


@operation("people edit")
def people_edit(
    owner: Owner,
    people: list[str],
    *,
    closeness: Annotated[float | None, "0 to 1; -1 takes your word back"] = None,
    leave_alone: Annotated[bool | None, "never plan to ask them"] = None,
    known: Annotated[bool | None, "you know each other"] = None,
    now: dt.datetime,
) -> str:
    """Change the same of several PEOPLE (names or numbers) at once."""
    keys = [person_of(owner, one).pk for one in people]
    chosen = owner.people.known().filter(pk__in=keys)
    count = edit(chosen, now, closeness=closeness, leave_alone=leave_alone, known=known)
    return f"{counted(count, 'person')} changed."


@operation("organisations merge")
def organisations_merge(owner: Owner, kept: str, other: str, *, now: dt.datetime) -> Merged:
    """Make two records of one employer one: everybody at OTHER is at KEPT then."""
    one, two = organisation_of(owner, kept), organisation_of(owner, other)
    done = organise.merge_organisations(one, two, [], now)
    return Merged(done.pk, str(one), str(two), "organisations split")


@operation("organisations split")
def organisations_split(owner: Owner, number: int, *, now: dt.datetime) -> TakenBack:
    """Take merge NUMBER of organisations back: two records again."""
    done = owner.organisation_merges.filter(pk=number).first()
    if done is None:
        raise KithworkError(f"There is no merge of organisations with the number {number}.")
    return TakenBack(number, tuple(organise.split_organisations(done, now)))


@dataclass(frozen=True)
class Together:
    """Two organisations that may belong together."""

    first: str
    second: str
    relation: str
    probability: float
    why: tuple[str, ...]

    def __str__(self) -> str:
        what = "are one" if self.relation == "entity" else "are of one group"
        return (
            f"{self.probability:.1%}  {self.first} and {self.second} {what}: {'; '.join(self.why)}"
        )


@operation("organisations suggest")
def organisations_suggest(owner: Owner, *, limit: int = 50) -> list[Together]:
    """List employers that may be one, or legal entities of one group, by name and website."""
    return [_together(one) for one in organise.suggestions(owner)[: max(limit, 0)]]


def _together(one: organise.Suggested) -> Together:
    first, second = (f"{place} ({place.pk})" for place in (one.first, one.second))
    return Together(first, second, one.relation, round(one.probability, 4), one.why)


@operation("organisations group")
def organisations_group(
    owner: Owner,
    entity: str,
    *,
    under: Annotated[str, "the group's name or number; left out: to none"] = "",
    now: dt.datetime,
) -> str:
    """Say to which group a legal entity belongs, so that ways into the group lead there too."""
    one = organisation_of(owner, entity)
    group = organisation_of(owner, under) if under else None
    organise.put_into_group(one, group)
    return f"{one} belongs to {group}." if group else f"{one} stands for itself."


@operation("organisations different")
def organisations_different(owner: Owner, first: str, second: str, *, now: dt.datetime) -> str:
    """Say that two employers are neither one nor of one group; it is never suggested again."""
    one, two = organisation_of(owner, first), organisation_of(owner, second)
    organise.keep_apart(one, two, now)
    return f"{one} and {two} stay two."
