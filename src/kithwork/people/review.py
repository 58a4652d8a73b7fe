"""Finds records that are likely one person, and carries out what the owner says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from kithwork.errors import KithworkError
from kithwork.people.identity import Identity, Match, find_duplicates
from kithwork.people.imports.known import Known
from kithwork.people.load import known_people
from kithwork.people.merge import merge
from kithwork.people.models import Merge, Owner, Person, ReviewPair

REST = dt.timedelta(days=14)
AGAINST = "but "
"""How a reason against begins in the list of evidence; every other one speaks for one person."""
_SHOWN = 6


@dataclass(frozen=True)
class Looked:
    """How many people were compared, and how many pairs wait now, new ones apart."""

    people: int
    new: int
    waiting: int


@dataclass(frozen=True)
class Question:
    """A pair with its reasons in words, for and against."""

    pair: ReviewPair
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]

    @classmethod
    def of(cls, pair: ReviewPair) -> Question:
        """The pair's evidence, parted."""
        words = [str(one) for one in pair.evidence]
        return cls(
            pair,
            tuple(one for one in words if not one.startswith(AGAINST)),
            tuple(one.removeprefix(AGAINST) for one in words if one.startswith(AGAINST)),
        )


def look_for_pairs(
    owner: Owner, now: dt.datetime, progress: Callable[[int, int], object] | None = None
) -> Looked:
    """Compare everybody with everybody, and let likely pairs wait for the owner's word.

    A pair that was decided on stays decided; one that waits gets its evidence anew.
    """
    people = known_people(owner)
    if progress:
        progress(0, len(people))
    found = find_duplicates([identity(known) for known in people])
    if progress:
        progress(len(people), len(people))
    with transaction.atomic():
        new = _store(owner, found, now)
    return Looked(len(people), new, waiting(owner, owner.today(now)).count())


def identity(known: Known) -> Identity:
    """A stored person as the evidence of who they are."""
    values = known.values
    return Identity(
        key=known.stored,
        name=known.name,
        given=str(values.get("given_name") or ""),
        family=str(values.get("family_name") or ""),
        other_names=tuple(v for n, v in known.alternatives if n in ("name", "nickname")),
        emails=tuple(known.keys("email")),
        phones=tuple(known.keys("phone")),
        profiles=tuple(f"https://{profile}" for profile in known.keys("profile")),
        employers=tuple({span.organisation for span in known.roles.values()}),
        titles=tuple({title for _, title in known.roles if title}),
        addresses=tuple(known.keys("address")),
        birth_date=str(values.get("birthday") or ""),
    )


def _store(owner: Owner, found: Sequence[Match], now: dt.datetime) -> int:
    there = {(pair.first_id, pair.second_id): pair for pair in owner.review_pairs.all()}
    new = []
    for match in found:
        first, second = sorted((int(match.first), int(match.second)))
        said = {"probability": match.probability, "evidence": _words(match)}
        pair = there.get((first, second))
        if pair is None:
            new.append(
                ReviewPair(owner=owner, first_id=first, second_id=second, created_at=now, **said)
            )
        elif not pair.decision:
            ReviewPair.objects.filter(pk=pair.pk).update(**said)
    ReviewPair.objects.bulk_create(new)
    return len(new)


def _words(match: Match) -> list[str]:
    told = [one.words for one in match.evidence_for[:_SHOWN]]
    return told + [f"{AGAINST}{one.words}" for one in match.evidence_against[:_SHOWN]]


def waiting(owner: Owner, today: dt.date) -> QuerySet[ReviewPair]:
    """Pairs to be asked about, the surest first; those put off come back in time."""
    return (
        owner.review_pairs.filter(
            decision="", first__absorbed_into=None, second__absorbed_into=None
        )
        .filter(Q(put_off_until=None) | Q(put_off_until__lte=today))
        .select_related("first", "second")
        .order_by("-probability", "pk")
    )


def same(pair: ReviewPair, now: dt.datetime) -> Merge:
    """They are one person: the fuller record takes the other in."""
    _expect_open(pair)
    kept = fuller(pair.first, pair.second)
    absorbed = pair.second if kept == pair.first else pair.first
    done = merge(kept, absorbed, [str(one) for one in pair.evidence], now)
    pair.refresh_from_db()
    return done


def different(pair: ReviewPair, now: dt.datetime) -> None:
    """They are two people; this is never asked again."""
    _expect_open(pair)
    pair.decision, pair.decided_at = ReviewPair.Decision.DIFFERENT, now
    pair.save(update_fields=["decision", "decided_at"])


def put_off(pair: ReviewPair, now: dt.datetime) -> None:
    """Ask again in two weeks."""
    _expect_open(pair)
    pair.put_off_until = pair.owner.today(now) + REST
    pair.save(update_fields=["put_off_until"])


def fuller(first: Person, second: Person) -> Person:
    """Of two records the one that is nearer to the owner and says more; then the earlier."""

    def weight(person: Person) -> tuple[object, ...]:
        return (
            person.is_kith,
            person.closeness is not None,
            person.meetings.count() + person.approaches.count(),
            person.contact_points.count() + person.positions.count(),
            -person.pk,
        )

    return max((first, second), key=weight)


def _expect_open(pair: ReviewPair) -> None:
    if pair.decision:
        raise KithworkError(f"Pair {pair.pk} was decided already: {pair.decision}.")
    if pair.first.absorbed_into_id or pair.second.absorbed_into_id:
        raise KithworkError(f"Pair {pair.pk} is settled: one of them is part of another record.")
