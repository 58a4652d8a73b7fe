"""The call sheet of a search: whom to call next and what to say, and who has to rest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from kithwork.campaign.last_asked import last_asked
from kithwork.campaign.models import (
    Call,
    CallName,
    Campaign,
    Goal,
    Meeting,
    Source,
    Verdict,
)
from kithwork.campaign.search import people_of
from kithwork.people.models import Person

DAYS_UNTIL_TRIED_AGAIN = 2


@dataclass(frozen=True)
class CallDue:
    """Somebody to call, why now, by whom they were named, and what to say."""

    person: Person
    because: str
    named_by: tuple[str, ...]
    script: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Whom to call, in order; and how many of the search wait, having been asked lately."""

    due: tuple[CallDue, ...]
    resting: int


def verdicts_of(search: Campaign) -> dict[int, Verdict]:
    """The word that holds on each person judged."""
    return {verdict.person_id: verdict for verdict in search.verdicts.all()}


def call_sheet(search: Campaign, now: dt.datetime, limit: int = 10) -> Sheet:
    """Source people first, then those whom most people named; nobody again after a short time.

    Somebody not reached is tried again after two days. Those judged not suitable and those to be
    left alone are not on it; those asked lately in any campaign rest.
    """
    today = search.owner.today(now)
    sources = {one.person_id: one for one in search.sources.all()}
    givers = _givers(search)
    verdicts, reached = verdicts_of(search), _reached(search)
    out = {pk for pk, said in verdicts.items() if said.word == Verdict.Word.NOT_SUITABLE}
    everybody = [p for p in people_of(search).filter(leave_alone=False) if p.pk not in out]
    resting = _resting(search, today) & {person.pk for person in everybody}
    ready = [person for person in everybody if person.pk not in resting]
    ready.sort(key=lambda p: (p.pk in reached, p.pk not in sources, -len(givers[p.pk]), p.pk))
    return Sheet(
        tuple(
            CallDue(
                one,
                _because(sources.get(one.pk), givers[one.pk], one.pk in reached),
                tuple(introducer.name for introducer, _ in givers[one.pk]),
                _script(search, _leave(givers[one.pk]), sources.get(one.pk)),
            )
            for one in ready[: max(limit, 0)]
        ),
        len(resting),
    )


def _givers(search: Campaign) -> dict[int, list[tuple[Person, bool | None]]]:
    """Who named each person, each giver once, and whether their name may be used."""
    rows = CallName.objects.filter(call__search=search).select_related(
        "call__person", "introduction"
    )
    found: dict[int, dict[int, tuple[Person, bool | None]]] = defaultdict(dict)
    for row in rows:
        leave = row.introduction.may_use_name if row.introduction else None
        found[row.person_id][row.call.person_id] = (row.call.person, leave)
    return defaultdict(list, {pk: list(givers.values()) for pk, givers in found.items()})


def _reached(search: Campaign) -> set[int]:
    return set(search.calls.filter(reached=True).values_list("person", flat=True))


def _resting(search: Campaign, today: dt.date) -> set[int]:
    """Those called, asked or met lately, in this search or anywhere else."""
    owner = search.owner
    since = today - dt.timedelta(days=search.ask_again_after_days)
    tried = today - dt.timedelta(days=DAYS_UNTIL_TRIED_AGAIN)
    calls = Call.objects.filter(search__owner=owner)
    rest = set(calls.filter(reached=True, on__gt=since).values_list("person", flat=True))
    rest |= set(calls.filter(reached=False, on__gt=tried).values_list("person", flat=True))
    met = Meeting.objects.filter(owner=owner).held().values_list("person")
    for rows in (last_asked(owner).items(), met.annotate(Max("starts_at"))):
        rest |= {pk for pk, at in rows if at and owner.today(at) > since}
    return rest


def _because(source: Source | None, givers: Sequence[object], before: bool) -> str:
    told = []
    if source:
        told.append(f"source: {source.get_kind_display().lower()}")
    if givers:
        told.append(f"named by {len(givers)}")
    if before:
        told.append("called before, rested since")
    return ", ".join(told) or "called without a name given"


def script_for(search: Campaign, person: Person) -> tuple[str, ...]:
    """What to say, sentence by sentence; a giver is mentioned only with their leave."""
    source = search.sources.filter(person=person).first()
    return _script(search, _leave(_givers(search)[person.pk]), source)


def _leave(givers: Sequence[tuple[Person, bool | None]]) -> str:
    return next((giver.name for giver, may in givers if may), "")


def _script(search: Campaign, leave: str, source: Source | None) -> tuple[str, ...]:
    field = search.goal.wanted == Goal.Wanted.FIELD
    brief = " ".join(search.brief.split()).rstrip(".")
    opening = f"{leave} gave me your name. " if leave else ""
    ask = (
        f"I want to find my way into this field and know nobody there: {brief}."
        if field
        else f"I am looking for somebody for this post: {brief}."
    )
    whom = (
        "Who are the two or three people there who could tell me most?"
        if field
        else "Which two or three people would you think of, or who would know them?"
    )
    return (
        f"{opening}Do you have five minutes? I have one question.",
        ask,
        *(
            (f"You see many people as {_as_words(source)}: that is why I ask you.",)
            if source and source.kind != Source.Kind.OTHER
            else ()
        ),
        whom,
        "May I say that you named them?",
        "What makes you think of them? It stays with me.",
        "Thank you. May I tell you what came of it?",
    )


def _as_words(source: Source) -> str:
    kind = str(source.get_kind_display()).lower()
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
