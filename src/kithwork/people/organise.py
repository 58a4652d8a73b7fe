"""Puts organisations in order: two records of one become one, legal entities join their group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from kithwork.errors import KithworkError
from kithwork.people.merge import keep_lost
from kithwork.people.models import (
    Organisation,
    OrganisationMerge,
    OrganisationsApart,
    Owner,
)
from kithwork.people.organisation_identity import (
    OrganisationMatch,
    OrganisationName,
    Relation,
    find_organisation_matches,
)
from kithwork.people.repoint import Journal, repoint, undo

LEAVE = frozenset({"people.organisationmerge"})


@dataclass(frozen=True)
class Suggested:
    """Two organisations that may be one (`entity`), or belong to one group (`group`), and why.

    Of a group, `first` is the one that would stand for the group.
    """

    first: Organisation
    second: Organisation
    relation: Relation
    probability: float
    why: tuple[str, ...]


def family(organisation: Organisation) -> list[Organisation]:
    """The organisation, and where it is a group all legal entities in it, at any depth."""
    top = organisation.absorbed_into or organisation
    found, layer = [top], [top]
    while layer:
        known = {one.pk for one in found}
        layer = list(
            Organisation.objects.filter(group__in=layer, absorbed_into=None).exclude(pk__in=known)
        )
        found += layer
    return found


def families(organisations: Iterable[Organisation]) -> list[Organisation]:
    """All of several families, each organisation once."""
    return list({one.pk: one for each in organisations for one in family(each)}.values())


@transaction.atomic
def merge_organisations(
    kept: Organisation, absorbed: Organisation, reason: Iterable[str], now: dt.datetime
) -> OrganisationMerge:
    """Make two records of one organisation one; all that pointed at the second points at the first.

    Raises KithworkError if they are one already, or belong to different owners.
    """
    _expect_two(kept, absorbed)
    journal = Journal()
    if kept.group_id == absorbed.pk:
        kept.group = absorbed.group if absorbed.group_id != kept.pk else None
        kept.save(update_fields=["group"])
        journal.changed(kept, {"group_id": absorbed.pk})
    repoint(absorbed, kept, journal, LEAVE)
    _fill(kept, absorbed, journal)
    keep_lost(journal, None, now)
    absorbed.absorbed_into = kept
    absorbed.save(update_fields=["absorbed_into"])
    return OrganisationMerge.objects.create(
        owner=kept.owner, kept=kept, absorbed=absorbed, moved={"steps": journal.steps},
        reason=list(reason), made_at=now,
    )  # fmt: skip


@transaction.atomic
def split_organisations(merge: OrganisationMerge, now: dt.datetime) -> list[str]:
    """Take a merge back; returns in words what could not be put back, usually nothing."""
    if merge.undone_at:
        raise KithworkError(f"Merge {merge.pk} was taken back already.")
    absorbed = merge.absorbed
    absorbed.absorbed_into = None
    absorbed.save(update_fields=["absorbed_into"])
    root = merge.kept.absorbed_into or merge.kept
    said = undo(merge.moved["steps"], {f"people.organisation:{merge.kept_id}": root.pk})
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    return said


def put_into_group(entity: Organisation, group: Organisation | None) -> None:
    """Say to which group a legal entity belongs (None: to none). A circle is refused."""
    above, seen = group, set()
    while above is not None and above.pk not in seen:
        if above.pk == entity.pk:
            raise KithworkError(f"{group} belongs to {entity} already; a circle makes no group.")
        seen.add(above.pk)
        above = above.group
    entity.group = group
    entity.save(update_fields=["group"])


def keep_apart(first: Organisation, second: Organisation, now: dt.datetime) -> None:
    """They are neither one nor of one group: this is never asked again, whatever is imported."""
    _expect_two(first, second)
    a, b = sorted((first, second), key=lambda one: one.pk)
    OrganisationsApart.objects.get_or_create(
        first=a, second=b, defaults={"owner": first.owner, "decided_at": now}
    )


def _said_apart(owner: Owner) -> set[frozenset[int]]:
    said = owner.organisations_apart.values_list("first_id", "second_id")
    return {frozenset(pair) for pair in said}


def suggestions(owner: Owner) -> list[Suggested]:
    """Organisations that belong together by their names and websites, the surest first."""
    standing = {
        one.pk: one for one in owner.organisations.filter(absorbed_into=None).order_by("pk")
    }
    names = [OrganisationName(one.pk, one.name, one.website) for one in standing.values()]
    found, apart = [], _said_apart(owner)
    for match in find_organisation_matches(names, names):
        pair = frozenset((int(match.first), int(match.second)))
        if int(match.first) < int(match.second) and pair not in apart:
            a, b = standing[int(match.first)], standing[int(match.second)]
            if not (match.relation == "group" and _in_one_group(a, b)):
                found.append(_suggested(a, b, match))
    return found


def _suggested(a: Organisation, b: Organisation, match: OrganisationMatch) -> Suggested:
    head, other = sorted((a, b), key=lambda one: (len(one.normal.split()), one.pk))
    said = tuple(e.words for e in (*match.evidence_for, *match.evidence_against))
    return Suggested(head, other, match.relation, match.probability, said)


def _in_one_group(a: Organisation, b: Organisation) -> bool:
    groups = {one.group_id for one in (a, b)} - {None}
    return bool(groups & {a.pk, b.pk}) or (len(groups) == 1 and a.group_id == b.group_id)


def _expect_two(kept: Organisation, absorbed: Organisation) -> None:
    if kept.pk == absorbed.pk:
        raise KithworkError("Name two different organisations.")
    if kept.owner_id != absorbed.owner_id:
        raise KithworkError("These two belong to different people's records.")
    if kept.absorbed_into_id or absorbed.absorbed_into_id:
        raise KithworkError("One of them is part of another already.")


def _fill(kept: Organisation, absorbed: Organisation, journal: Journal) -> None:
    was = {}
    for name in ("website", "industry", "group_id"):
        value = getattr(absorbed, name)
        if value and not getattr(kept, name) and value != kept.pk:
            was[name] = getattr(kept, name)
            setattr(kept, name, value)
    if was:
        kept.save(update_fields=list(was))
        journal.changed(kept, was)
