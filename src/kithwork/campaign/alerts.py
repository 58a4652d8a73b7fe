"""Runs every alert on the postings that have changed, and keeps what each one finds.

The outbox says what is to be looked at; an entry leaves it in the transaction that keeps the
matches, and a match is kept once: nothing is lost by a crash, and nothing told twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from tantivy import Query

from kithwork.campaign.asked import Asked, asked_wanted
from kithwork.errors import KithworkError
from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.keep import shard
from kithwork.jobs.index.query import Vocabulary, query_of
from kithwork.jobs.index.shard import SMALL_HEAP, Shard
from kithwork.jobs.index.taken import entries_of
from kithwork.jobs.models import Alert, AlertMatch, IndexChange, Posting
from kithwork.people.models import Owner

BATCH = 5000
LONGEST_NAME = 200


def save_alert(owner: Owner, name: str, asked: Asked, now: dt.datetime) -> Alert:
    """Keep a search that reports what is new from now on.

    Raises KithworkError for a search that asks for nothing, or a name that is taken.
    """
    kept = asked.to_plain()
    if not kept:
        raise KithworkError("Ask for something first: a word, a place, an employer.")
    query_of(asked_wanted(asked, owner, now), shard())  # a town that nobody knows is told now
    name = " ".join(name.split())[:LONGEST_NAME] or _named(asked)
    if owner.alerts.filter(name=name).exists():
        raise KithworkError(f"There is an alert called {name!r} already.")
    return Alert.objects.create(owner=owner, name=name, asked=kept, created_at=now)


def _named(asked: Asked) -> str:
    said = (f"{name.replace('_', ' ')} {value}" if name != "words" else str(value)
            for name, value in asked.to_plain().items())  # fmt: skip
    return ", ".join(said)[:LONGEST_NAME]


def run_alerts(now: dt.datetime) -> int:
    """Look at everything that the index has taken in since the last time; how many matches.

    Several may run at once: each match is kept once.
    """
    found = 0
    while rows := list(_indexed()):
        with transaction.atomic():
            found += _keep(_matches([posting for _, posting in rows], now))
            IndexChange.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return found


def _indexed() -> Iterable[tuple[int, int]]:
    rows = IndexChange.objects.filter(indexed=True).order_by("pk")
    return rows.values_list("pk", "posting")[:BATCH]


def _matches(postings: Sequence[int], now: dt.datetime) -> list[AlertMatch]:
    alerts = list(Alert.objects.select_related("owner"))
    if not alerts:
        return []
    _, entries = entries_of(postings)
    seen = _first_seen(entries)
    queries = [(one, _query(one, shard(), now)) for one in alerts]
    hits = match([query for _, query in queries], entries)
    return [
        AlertMatch(alert=alert, posting_id=key, found_at=now)
        for (alert, _), keys in zip(queries, hits, strict=True)
        for key in sorted(keys)
        if seen[key] >= alert.created_at
    ]


def match(queries: Sequence[Query | None], entries: Sequence[Entry]) -> list[frozenset[int]]:
    """The keys of the entries that each query finds, by an index of just these in memory."""
    small = Shard()
    with small.writing(SMALL_HEAP) as writer:
        writer.add(entries)
        writer.commit()
    return [small.keys(query) if query is not None else frozenset() for query in queries]


def _query(alert: Alert, known: Vocabulary, now: dt.datetime) -> Query | None:
    """The alert's query; none where it can't be understood any more."""
    try:
        return query_of(asked_wanted(Asked.of_plain(alert.asked), alert.owner, now), known)
    except KithworkError:
        return None


def _first_seen(entries: Iterable[Entry]) -> dict[int, dt.datetime]:
    found = Posting.objects.filter(pk__in=[entry.key for entry in entries])
    return dict(found.values_list("pk", "first_seen_at"))


def _keep(matches: Sequence[AlertMatch]) -> int:
    """Keep those that are new: not the same posting again, nor another posting of its job."""
    found = Posting.objects.filter(pk__in={one.posting_id for one in matches})
    jobs = dict(found.exclude(job=None).values_list("pk", "job"))
    kept = AlertMatch.objects
    of_jobs = kept.filter(posting__job__in=set(jobs.values()))
    told_jobs: set[tuple[int, object]] = set(of_jobs.values_list("alert_id", "posting__job_id"))
    told = set(kept.filter(posting__in=found).values_list("alert_id", "posting_id"))
    fresh = [
        one
        for one in matches
        if (one.alert_id, one.posting_id) not in told
        and (one.alert_id, jobs.get(one.posting_id)) not in told_jobs
    ]
    AlertMatch.objects.bulk_create(fresh, 500, ignore_conflicts=True)
    return len(fresh)
