"""Findings of different sources that agree or contradict: suggested, and confirmed by the owner."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kithwork.campaign.models import Campaign, Finding, TwoFindings
from kithwork.errors import KithworkError
from kithwork.wording.two_sayings import Saying, Seeming, compare, saying

LATEST = 300  # findings that are compared with each other


@dataclass(frozen=True)
class Suggested:
    """Two findings that seem to agree or contradict, and the words that speak for it."""

    first: Finding
    second: Finding
    word: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """Another finding that the owner says agrees with, or contradicts, the one it stands beside."""

    word: str
    finding: Finding


def say_of_two(one: Finding, other: Finding, word: str, now: dt.datetime) -> TwoFindings:
    """The owner's word on two findings; a later word replaces it. KithworkError for no word."""
    if word not in TwoFindings.Word.values:
        raise KithworkError(f"Two findings {', '.join(TwoFindings.Word.values[:2])}, or neither.")
    if one.pk == other.pk or one.owner_id != other.owner_id:
        raise KithworkError("Choose two different findings.")
    first, second = sorted((one, other), key=lambda each: each.pk)
    return TwoFindings.objects.update_or_create(
        first=first, second=second, defaults={"word": word, "said_at": now}
    )[0]


def beside(campaign: Campaign) -> dict[int, list[Beside]]:
    """By each finding's key, those that the owner says agree with it or contradict it."""
    found: dict[int, list[Beside]] = defaultdict(list)
    rows = TwoFindings.objects.filter(first__campaign=campaign).exclude(word="apart")
    for row in rows.select_related("first__said_by", "second__said_by"):
        found[row.first_id].append(Beside(row.word, row.second))
        found[row.second_id].append(Beside(row.word, row.first))
    return dict(found)


def suggested(campaign: Campaign, limit: int = 5) -> list[Suggested]:
    """Pairs that nobody has judged yet, contradictions first, those with most in common before.

    Only findings of two different people are compared, and only by simple signs in their words:
    a suggestion, never a record.
    """
    known = list(campaign.findings.exclude(said_by=None).select_related("said_by")[:LATEST])
    told = {one.pk: saying(one.text) for one in known}
    judged = set(
        TwoFindings.objects.filter(first__campaign=campaign).values_list("first", "second")
    )
    found = list(_seeming(known, told, judged))
    found.sort(key=lambda each: (each.word != "contradict", -len(each.because), -each.second.pk))
    return found[: max(limit, 0)]


def _seeming(
    known: list[Finding], told: dict[int, Saying], judged: set[tuple[int, int]]
) -> Iterator[Suggested]:
    for one, other in combinations(sorted(known, key=lambda each: each.pk), 2):
        if one.said_by_id == other.said_by_id or (one.pk, other.pk) in judged:
            continue
        if _known_apart(one, other):
            continue
        seems: Seeming | None = compare(
            told[one.pk], told[other.pk], same_subject=_one_subject(one, other)
        )
        if seems:
            yield Suggested(one, other, seems.word, seems.because)


def _one_subject(one: Finding, other: Finding) -> bool:
    return any(
        getattr(one, name) is not None and getattr(one, name) == getattr(other, name)
        for name in ("about_organisation_id", "about_person_id", "about_posting_id", "answers_id")
    )


def _known_apart(one: Finding, other: Finding) -> bool:
    """Two employers: what holds of one need not hold of the other."""
    places = {one.about_organisation_id, other.about_organisation_id}
    return None not in places and len(places) == 2
