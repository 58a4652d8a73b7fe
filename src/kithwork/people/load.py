"""Loads what is known of an owner's people as plain values, for deciding without the database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from kithwork.people.imports.decide import Forgotten
from kithwork.people.imports.decision import Station
from kithwork.people.imports.known import COLUMNS, Edition, Known, Span
from kithwork.people.models import (
    Alternative,
    ContactPoint,
    ForgottenMark,
    Import,
    Organisation,
    Owner,
    Position,
)
from kithwork.people.rows import Parsed

# Formats of a network that states each member's employer of today and nothing earlier.
NETWORK_KINDS = frozenset({"linkedin-connections"})
_FIELDS = (*COLUMNS, "generation", "last_spoken_on", "leave_alone")


def known_people(owner: Owner) -> list[Known]:
    """Everybody the owner knows of who stands for themselves."""
    people = {
        row["pk"]: Known(row.pop("pk"), kinds={row.pop("origin__kind") or ""}, values=row)
        for row in owner.people.known().order_by("pk").values("pk", "origin__kind", *_FIELDS)
    }
    mine = {"person__owner": owner, "person__absorbed_into": None}
    for pk, kind, key, label in ContactPoint.objects.filter(**mine).values_list(
        "person_id", "kind", "normal", "label"
    ):
        people[pk].points[kind, key] = label
    for pk, name, value in Alternative.objects.filter(**mine).values_list(
        "person_id", "field", "value"
    ):
        people[pk].alternatives.add((name, value))
    for pk, key, title, name, start, end, kind in Position.objects.filter(**mine).values_list(
        "person_id",
        "organisation__normal",
        "title",
        "organisation__name",
        "started_on",
        "ended_on",
        "origin__kind",
    ):
        people[pk].roles[key, title] = Span(name, start, end, kind in NETWORK_KINDS)
    return list(people.values())


def editions(owner: Owner, files: Sequence[Parsed], region: str | None) -> list[Edition]:
    """How new each file is, beside those of its kind that were taken in before it."""
    also_called = aliases(owner)
    newest: dict[str, dt.date] = {}
    for kind, counts in Import.objects.filter(owner=owner).values_list("kind", "counts"):
        if latest := counts.get("latest"):
            newest[kind] = max(dt.date.fromisoformat(latest), newest.get(kind, dt.date.min))
    found = []
    for parsed in files:
        latest = latest_date(parsed)
        network = parsed.kind in NETWORK_KINDS
        before = newest.get(parsed.kind)
        found.append(Edition(network, latest, before, region, also_called, parsed.kind))
        if network and latest:
            newest[parsed.kind] = max(latest, newest.get(parsed.kind, dt.date.min))
    return found


def aliases(owner: Owner) -> dict[str, str]:
    """Compared names of organisations that were taken into others, and of those they are now."""
    return dict(
        Organisation.objects.filter(owner=owner)
        .exclude(absorbed_into=None)
        .values_list("normal", "absorbed_into__normal")
    )


def known_stations(owner: Owner) -> list[Station]:
    """The owner's own career as it is stored."""
    return [
        Station(*row)
        for row in owner.stations.values_list(
            "kind", "organisation__normal", "title", "started_on", "ended_on", "pk"
        )
    ]


def taken_before(owner: Owner, files: Sequence[Parsed]) -> frozenset[str]:
    """The digests of those of the files that were taken in before, just as they are."""
    digests = {parsed.digest for parsed in files} - {""}
    found = Import.objects.filter(owner=owner, digest__in=digests)
    return frozenset(found.values_list("digest", flat=True))


def remembered_place(owner: Owner, label: str) -> str:
    """From where to go on reading an account (`Parsed.place`), or nothing."""
    found = Import.objects.filter(owner=owner, label=label[:300]).order_by("-created_at", "-pk")
    places = (str(counts.get("place", "")) for counts in found.values_list("counts", flat=True))
    return next(filter(None, places), "")


def latest_date(parsed: Parsed) -> dt.date | None:
    """The newest day of connecting in a file: about as old as the file itself."""
    days = [row.connected_on for row in parsed.contacts if row.connected_on]
    return max(days, default=None)


def forgotten(owner: Owner) -> Forgotten:
    """The marks of people who must not come back."""
    by_salt: dict[str, set[str]] = defaultdict(set)
    for salt, digest in ForgottenMark.objects.filter(owner=owner).values_list("salt", "digest"):
        by_salt[salt].add(digest)
    return Forgotten({salt: frozenset(digests) for salt, digests in by_salt.items()})
