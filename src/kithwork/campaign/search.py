"""Work a headhunter's search: begin it, add source people, record calls, judge who was named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from kithwork.campaign import promise
from kithwork.campaign.models import Call, CallName, Campaign, Goal, Opinion, Source, Verdict
from kithwork.errors import KithworkError
from kithwork.people.introduce import Introduced, NameGiven, introduce, know
from kithwork.people.models import Introduction, Owner, Person

LONGEST_REASON = 500


@dataclass(frozen=True)
class OpinionHeard:
    """What the person called said about somebody, whom they may have named in the same call."""

    about: str
    text: str


@dataclass(frozen=True)
class CallReport:
    """What the owner tells of a call. A name with leave to say who gave it is a referral."""

    names: Sequence[NameGiven] = ()
    opinions: Sequence[OpinionHeard] = ()
    told: str = ""
    reached: bool = True


@dataclass(frozen=True)
class RecordedCall:
    """The call as it stands, and whom this report added to it."""

    call: Call
    introduced: tuple[Introduced, ...]

    @property
    def new_names(self) -> int:
        """People who were unknown until this call."""
        return sum(one.was_new for one in self.introduced)


@transaction.atomic
def begin_search(
    owner: Owner,
    brief: str,
    now: dt.datetime,
    *,
    name: str = "",
    wanted: str = Goal.Wanted.POST,
    target: int = 5,
) -> Campaign:
    """A search for a post to fill or a field to enter, until `target` qualified people are found.

    KithworkError where the brief says nothing or the target is not between 1 and 100.
    """
    brief = brief.strip()
    if not brief:
        raise KithworkError("Say in a few words which post to fill, or which field to enter.")
    if not 1 <= target <= 100:
        raise KithworkError("Aim for between 1 and 100 qualified people.")
    search = Campaign.objects.create(
        owner=owner,
        name=(name.strip() or brief.splitlines()[0])[:200],
        kind=Campaign.Kind.SEARCH,
        brief=brief,
        started_on=owner.today(now),
    )
    Goal.objects.create(search=search, wanted=wanted, target=target)
    return search


def searches(owner: Owner) -> QuerySet[Campaign]:
    """All searches of the owner, those that run first, the latest first."""
    found = owner.campaigns.filter(kind=Campaign.Kind.SEARCH).select_related("goal")
    return found.order_by("ended_on", "-started_on", "-pk")


def end_search(search: Campaign, now: dt.datetime) -> Campaign:
    """Note that it is enough."""
    search.ended_on = search.ended_on or search.owner.today(now)
    search.save(update_fields=["ended_on"])
    return search


@transaction.atomic
def add_source(search: Campaign, given: NameGiven, kind: str, now: dt.datetime) -> Source:
    """Somebody to begin with; known already or not, they are no more the owner's kith by it."""
    _running(search)
    if kind not in Source.Kind.values:
        kinds = ", ".join(str(label) for label in Source.Kind.labels)
        raise KithworkError(f"A source person is one of these: {kinds}.")
    before = _generations(search.owner, [given])
    person = know(search.owner, given, now)
    _stand_as_before([person], before)
    return Source.objects.update_or_create(
        search=search, person=person, defaults={"kind": kind}, create_defaults={
            "kind": kind, "added_at": now,
        },
    )[0]  # fmt: skip


@transaction.atomic
def record_call(
    search: Campaign, person: Person, report: CallReport, now: dt.datetime
) -> RecordedCall:
    """Write down a call; a second word about the same person's call of the same day adds to it.

    Every name becomes a person and an introduction. Opinions are kept in confidence.
    """
    _running(search)
    if not report.reached and (report.names or report.opinions):
        raise KithworkError("Nobody was reached, so nobody was named; record it as reached.")
    call = _call(search, person, report, now)
    introduced = tuple(_name(call, given, now) for given in report.names)
    for heard in report.opinions:
        _note(call, heard, [one.person for one in introduced])
    if call.reached and (person.last_spoken_on is None or person.last_spoken_on < call.on):
        person.last_spoken_on = call.on
        person.save(update_fields=["last_spoken_on"])
    promise.after_call(call, now)
    return RecordedCall(call, introduced)


def _call(search: Campaign, person: Person, report: CallReport, now: dt.datetime) -> Call:
    today = search.owner.today(now)
    call = search.calls.filter(person=person, on=today).first() or Call(
        search=search, person=person, on=today, reached=False
    )
    call.reached = call.reached or report.reached
    told = report.told.strip()
    if told and told not in call.told:
        call.told = f"{call.told}\n\n{told}".strip()
    call.save()
    return call


def _name(call: Call, given: NameGiven, now: dt.datetime) -> Introduced:
    before = _generations(call.search.owner, [given])
    known = set(call.person.introductions_given.values_list("introduced", flat=True))
    done = introduce(call.person, given, now)
    _stand_as_before([done.person], before)
    if not call.names.filter(person=done.person).exists():
        CallName.objects.create(
            call=call,
            person=done.person,
            introduction=done.introduction,
            first_heard=done.person.pk not in known,
        )
    return done


def _generations(owner: Owner, given: Sequence[NameGiven]) -> dict[int, int | None]:
    """How far from the owner's kith those stand who may be meant."""
    meant = Q()
    for one in given:
        meant |= Q(name__iexact=" ".join(one.name.split()))
        if one.email:
            meant |= Q(contact_points__normal=one.email.strip().lower())
    return dict(owner.people.filter(meant).values_list("pk", "generation"))


def _stand_as_before(people: Sequence[Person], before: dict[int, int | None]) -> None:
    """Generations count from the owner's kith in the seeking campaign; a search leaves them."""
    for person in people:
        if person.generation != before.get(person.pk):
            person.generation = before.get(person.pk)
            person.save(update_fields=["generation"])


def _note(call: Call, heard: OpinionHeard, just_named: Sequence[Person]) -> None:
    text = heard.text.strip()
    if not text:
        return
    about = _meant(call.search, heard.about, just_named)
    Opinion.objects.get_or_create(call=call, about=about, text=text)


def _meant(search: Campaign, name: str, just_named: Sequence[Person]) -> Person:
    """The person an opinion is about: named in this call, else in this search."""
    tidy = " ".join(name.split()).casefold()
    found = {one for one in just_named if one.name.casefold() == tidy}
    found = found or {one for one in people_of(search) if one.name.casefold() == tidy}
    if len(found) == 1:
        return found.pop()
    if found:
        raise KithworkError(f"Several people here are called {name}; say which in their notes.")
    raise KithworkError(f"Nobody called {name!r} is part of this search; add the name first.")


def people_of(search: Campaign) -> QuerySet[Person]:
    """Everybody in the search: source people, those called and those named."""
    return (
        search.owner.people.known()
        .filter(
            Q(source_in__search=search)
            | Q(calls__search=search)
            | Q(named_in_calls__call__search=search)
        )
        .distinct()
    )


def judge(
    search: Campaign, person: Person, word: str, now: dt.datetime, reason: str = ""
) -> Verdict:
    """Say that somebody of the search is qualified or, with a reason, not suitable."""
    if not people_of(search).filter(pk=person.pk).exists():
        raise KithworkError(f"{person} is not part of this search; record who named them first.")
    if word not in Verdict.Word.values:
        raise KithworkError(f"Say one of {', '.join(Verdict.Word.values)}.")
    reason = reason.strip()[:LONGEST_REASON]
    if word == Verdict.Word.NOT_SUITABLE and not reason:
        raise KithworkError(f"Say why {person} is not suitable: the reason sharpens the brief.")
    return Verdict.objects.create(
        search=search, person=person, word=word, reason=reason, made_at=now
    )


def only_searched(owner: Owner) -> QuerySet[Introduction]:
    """Introductions that are known from searches alone: the seeking campaign doesn't count them."""
    return Introduction.objects.filter(
        owner=owner, named_in_calls__first_heard=True, named_in=None
    ).distinct()


def _running(search: Campaign) -> None:
    if search.ended_on:
        raise KithworkError(f"The search {search} ended on {search.ended_on}; begin a new one.")
