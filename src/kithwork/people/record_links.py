"""Stores introductions, ties, evidence, the own career, questions of sameness: the second part."""

from __future__ import annotations

from kithwork.people.bulk import insert
from kithwork.people.models import Evidence, Introduction, OwnStation, ReviewPair, Tie
from kithwork.people.record_people import Writing, organisation_key


def introductions(writing: Writing) -> None:
    """Who introduced whom, each once."""
    there = set(
        Introduction.objects.filter(owner=writing.owner).values_list(
            "introducer_id", "introduced_id"
        )
    )
    new = []
    for link in writing.decision.introductions:
        if link.second is None or (pair := (link.first.stored, link.second.stored)) in there:
            continue
        there.add(pair)
        writing.first_said.add(id(link))
        new.append(
            {
                "owner_id": writing.owner.pk,
                "introducer_id": pair[0],
                "introduced_id": pair[1],
                "may_use_name": link.may_use_name,
                "on": link.on,
                "note": link.note[:500],
            }
        )
    insert(Introduction, new)
    writing.recorded.introductions = len(new)


def ties(writing: Writing) -> None:
    """Ties that a file states; the owner's own earlier word stands."""
    there: set[tuple[int, int | None, int | None]] = set(
        Tie.objects.filter(owner=writing.owner).values_list(
            "person_id", "other_id", "organisation_id"
        )
    )
    new = []
    for link in writing.decision.ties:
        other = link.second.stored if link.second else None
        place = writing.organisation_keys.get(organisation_key(link)) if other is None else None
        key = (link.first.stored, other, place)
        if key in there or (other is None and place is None):
            continue
        there.add(key)
        new.append(
            {
                "owner_id": writing.owner.pk,
                "person_id": link.first.stored,
                "other_id": other,
                "organisation_id": place,
                "own_word": link.strength,
                "note": link.note[:300],
                "origin_id": writing.origin(link.origin),
                "created_at": writing.now,
            }
        )
    insert(Tie, new)
    writing.recorded.ties = len(new)


def evidence(writing: Writing) -> None:
    """Observations that are new; a pair is written with the earlier record first."""
    there: set[tuple[int, int | None, str, str]] = set(
        Evidence.objects.filter(owner=writing.owner).values_list(
            "person_id", "other_id", "kind", "mark"
        )
    )
    new = []
    for seen in writing.decision.evidence:
        first, second = seen.person.stored, seen.other.stored if seen.other else None
        if second is not None and second < first:
            first, second = second, first
        key = (first, second, seen.kind, seen.mark[:64])
        if key in there or first == second:
            continue
        there.add(key)
        new.append(
            {
                "owner_id": writing.owner.pk,
                "person_id": first,
                "other_id": second,
                "kind": seen.kind,
                "on": seen.on,
                "count": seen.count,
                "mark": seen.mark[:64],
                "note": seen.note[:300],
                "by": seen.by[:500],
                "origin_id": writing.origin(seen.origin),
            }
        )
    insert(Evidence, new)
    writing.recorded.evidence = len(new)


def stations(writing: Writing) -> None:
    """The owner's own career: what is new, and what a file knows beyond what stood."""
    for one in writing.decision.stations:
        dates = {"started_on": one.started_on, "ended_on": one.ended_on}
        if one.pk is None:
            OwnStation.objects.create(
                owner=writing.owner, kind=one.kind, title=one.title, **dates,
                organisation_id=writing.organisation_keys[one.organisation],
                origin_id=writing.origin(one.origin),
            )  # fmt: skip
        else:
            OwnStation.objects.filter(pk=one.pk).update(**dates)
            writing.origin(one.origin)
    writing.recorded.stations = len(writing.decision.stations)


def review(writing: Writing) -> None:
    """Pairs that are likely one person, for the owner to decide; asked once only."""
    there = set(ReviewPair.objects.filter(owner=writing.owner).values_list("first", "second"))
    new = []
    for known, likely in writing.decision.likely:
        one, other = known.stored, likely.known.stored
        pair = (min(one, other), max(one, other))
        if pair in there or one == other:
            continue
        there.add(pair)
        new.append(
            {
                "owner_id": writing.owner.pk,
                "first_id": pair[0],
                "second_id": pair[1],
                "probability": likely.probability,
                "evidence": list(likely.evidence),
                "created_at": writing.now,
            }
        )
    insert(ReviewPair, new)
    writing.recorded.review_pairs = len(new)
