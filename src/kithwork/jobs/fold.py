"""Folds postings into the jobs that they state, as they arrive: load, decide, record.

Folding is for showing: a posting's identity stays its system and id. What a new posting costs
depends on how many share keys with it, never on how many there are. Each step takes a batch:
keys and pairs are columns, rows are read and written many at once.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db import connection, transaction
from django.db.models import Q

from kithwork.errors import KithworkError
from kithwork.jobs import found_by, jobs_of, unfolded
from kithwork.jobs.in_bulk import among, batched
from kithwork.jobs.index import outbox
from kithwork.jobs.match import (
    Facts,
    Sketch,
    Verdict,
    judge,
    own_first,
    refused_unread,
    sketches,
)
from kithwork.jobs.match.groups import Jobs, Pair, join, weigh
from kithwork.jobs.match.pairs import Shared
from kithwork.jobs.models import FoldTurn, Job, Posting, SaidOfTwo
from kithwork.jobs.plainly import plainly
from kithwork.jobs.stated import Recorded, recorded, recorded_of_jobs, unread

BATCH = 2000
WEIGHED_AGAIN = 24
"""Postings of one job that are weighed again when one comes that may be of it, too."""
_PAUSE = 0.12
"""Seconds between two batches on SQLite, whose other writers look every tenth of a second
whether they may write; without it they would never find the file free."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Another posting of the same job, and why it is taken for the same opening."""

    posting: Posting
    verdict: Verdict
    said: bool = False
    """A person said so."""


@dataclass(frozen=True, slots=True)
class Folded:
    """How many postings were folded, and how many of all changed their job by it."""

    postings: int
    changed: int


def fold(postings: Iterable[int]) -> int:
    """Give each of these postings (by key) the job that it states; how many changed theirs.

    New and changed ones alike: a changed posting leaves a job that it no longer fits. Each
    batch is a transaction of its own, in which no other worker folds.
    """
    changed = 0
    for number, some in enumerate(batched(postings, BATCH)):
        if number:
            _let_others_write()
        with transaction.atomic():
            _turn()
            changed += _fold(some)
    return changed


def fold_waiting() -> Iterator[Folded]:
    """Fold what the queue holds, a batch at a time, until it is empty.

    Any number of workers may do so at once: each takes its turn and finds what the others left.
    """
    while True:
        with transaction.atomic():
            _turn()
            some = unfolded.first(BATCH)
            changed = _fold(some.postings, some.sketches)
            some.done()
        if some.rows:
            yield Folded(len(some.postings), changed)
        if not some.more:
            return
        _let_others_write()


def said_apart(posting: Posting, now: dt.datetime) -> Job:
    """A person says that a posting is an opening of its own; it stays so.

    Raises KithworkError where no other posting states the same.
    """
    with transaction.atomic():
        _turn()
        mates = Posting.objects.filter(job=posting.job_id, job__isnull=False).exclude(pk=posting.pk)
        if not mates:
            raise KithworkError(f"No other posting is known of {posting.title!r}: it stands alone.")
        for mate in mates.values_list("pk", flat=True):
            _say(posting.pk, mate, one=False, now=now)
        alone = Job.objects.create(
            title=posting.title, employer=posting.employer, first_seen_at=posting.first_seen_at
        )
        left = list(Posting.objects.filter(job=posting.job).values_list("pk", flat=True))
        posting.job = alone
        posting.save(update_fields=["job"])
        outbox.changed([posting.pk, *left])
    return alone


def said_one(first: Posting, second: Posting, now: dt.datetime) -> Job:
    """A person says that two postings are one opening: their jobs become one, and stay so."""
    if first.pk == second.pk:
        raise KithworkError("Name two different postings.")
    with transaction.atomic():
        _take_back(first, second)
        _say(first.pk, second.pk, one=True, now=now)
        fold([first.pk, second.pk])
    first.refresh_from_db(fields=["job"])
    second.refresh_from_db(fields=["job"])
    assert first.job is not None
    return first.job


def why(posting: Posting) -> list[Reasons]:
    """The other postings of the same job, the employer's own first, each with its reasons."""
    if posting.job_id is None:
        return []
    facts = {pk: one.facts for pk, one in recorded_of_jobs([posting.job_id]).items()}
    whole = Posting.objects.select_related("board", "text").in_bulk(list(facts))
    said = {pair for pair, one in _words(list(facts)).items() if one}
    others = sorted(facts.keys() - {posting.pk}, key=lambda pk: own_first(facts[pk]))
    return [
        Reasons(whole[pk], judge(facts[posting.pk], facts[pk]), _pair(posting.pk, pk) in said)
        for pk in others
    ]


def kept_apart(posting: Posting) -> list[Posting]:
    """The postings of which a person said that they state another opening than this one."""
    rows = SaidOfTwo.objects.filter(Q(first=posting.pk) | Q(second=posting.pk), one=False)
    pairs = rows.values_list("first", "second")
    others = {second if first == posting.pk else first for first, second in pairs}
    return list(Posting.objects.filter(pk__in=others).order_by("pk"))


def _turn() -> None:
    """Wait until no other worker folds, to the end of this transaction.

    The row is written, not only read: on PostgreSQL that locks the row, on SQLite the file.
    """
    if not FoldTurn.objects.filter(pk=1).update(id=1):
        FoldTurn.objects.get_or_create(pk=1)
        FoldTurn.objects.filter(pk=1).update(id=1)


def _let_others_write() -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(_PAUSE)


@plainly()
def _fold(pks: Sequence[int], handed: Mapping[int, Sketch] | None = None) -> int:
    known = handed or {}
    made = recorded(set(pks) - known.keys())
    new = dict(sorted((unread(known.keys() & set(pks)) | made).items()))
    sketched = dict(zip(made, sketches([one.facts for one in made.values()]), strict=True))
    sketched |= {pk: one for pk, one in known.items() if pk in new}
    shared = found_by.exchange({pk: sketched[pk] for pk in new})
    pairs = _worth_reading(shared, new, sketched)
    read = _read(new, made, pairs)
    postings = {**new, **read}
    facts = {pk: one.facts for pk, one in postings.items()}
    together, mates = _mates(postings)
    jobs = _decide(facts, together, pairs | mates)
    return jobs_of.record(jobs, postings, new)


def _worth_reading(
    shared: Shared, new: Mapping[int, Recorded], sketched: Mapping[int, Sketch]
) -> set[Pair]:
    """The pairs that only their texts can tell apart, if they are two openings."""
    rows = [(a, b, sure) for (a, b), sure in zip(shared.pairs.tolist(), shared.sure.tolist(),
                                                 strict=True)]  # fmt: skip
    facts = {pk: one.facts for pk, one in new.items()}
    others = unread({pk for a, b, _ in rows for pk in (a, b)} - facts.keys())
    facts |= {pk: one.facts for pk, one in others.items()}

    def offered(a: int, b: int) -> bool:
        """Whether a text of those that come offers other places; of those that are there already
        nobody knows, and the text that comes mostly has the choice as well."""
        known = [sketched[pk].offers for pk in (a, b) if pk in sketched]
        return any(known) or not known

    return {
        (a, b)
        for a, b, sure in rows
        if a in facts and b in facts and not refused_unread(facts[a], facts[b], sure, offered(a, b))
    }


def _read(
    new: Mapping[int, Recorded], made: Mapping[int, Recorded], pairs: set[Pair]
) -> dict[int, Recorded]:
    """Those that may be the same, with all of their jobs' and what is read already."""
    concerned = {pk for pair in pairs for pk in pair} | _spoken_of(new)
    jobs = {one.job for pk, one in new.items() if pk in concerned} | _shared_jobs(new)
    others = Posting.objects.filter(pk__in=among(concerned - new.keys()))
    jobs.update(others.values_list("job", flat=True))
    found = recorded_of_jobs(job for job in jobs if job is not None)
    found |= recorded(concerned - found.keys() - made.keys())
    return {pk: made.get(pk, one) for pk, one in found.items()} | dict(made)


def _shared_jobs(new: Mapping[int, Recorded]) -> set[int | None]:
    """The jobs of these postings that others are of, too."""
    jobs = {one.job for one in new.values() if one.job is not None}
    of = Posting.objects.filter(job__in=among(jobs)).order_by().values_list("job", flat=True)
    return {job for job, times in Counter(of).items() if times > 1}


def _spoken_of(pks: Iterable[int]) -> set[int]:
    """Those of which people said something."""
    asked = set(pks)
    rows = SaidOfTwo.objects.filter(Q(first__in=among(asked)) | Q(second__in=among(asked)))
    return asked & {pk for row in rows.values_list("first", "second") for pk in row}


def _mates(postings: dict[int, Recorded]) -> tuple[list[list[int]], set[Pair]]:
    """Large jobs, which stay whole, and every pair within the others, to be weighed again.

    What has come may be a rival: a copy that fits it as well as its old mates belongs to neither.
    """
    of_job: dict[int, list[int]] = defaultdict(list)
    for pk, posting in postings.items():
        of_job[posting.job or -pk].append(pk)
    large = [some for some in of_job.values() if len(some) > WEIGHED_AGAIN]
    few = (some for some in of_job.values() if len(some) <= WEIGHED_AGAIN)
    return large, {_pair(*pair) for some in few for pair in combinations(some, 2)}


def _decide(facts: dict[int, Facts], together: list[list[int]], pairs: set[Pair]) -> Jobs:
    words = _words(list(facts))
    jobs = Jobs(facts, together, {pair for pair, one in words.items() if not one})
    for a, b in (pair for pair, one in words.items() if one):
        jobs.unite(a, b)
    join(jobs, facts, weigh(facts, sorted(pair for pair in pairs if pair not in words)))
    return jobs


def _words(pks: Sequence[int]) -> dict[Pair, bool]:
    """What people said of any two of these postings."""
    rows = SaidOfTwo.objects.filter(first__in=among(pks), second__in=among(pks))
    return {(a, b): one for a, b, one in rows.values_list("first", "second", "one")}


def _say(a: int, b: int, *, one: bool, now: dt.datetime) -> None:
    first, second = _pair(a, b)
    SaidOfTwo.objects.update_or_create(
        first_id=first, second_id=second, defaults={"one": one, "said_at": now}
    )


def _take_back(first: Posting, second: Posting) -> None:
    """Forget what was said against that any postings of these two's jobs are one."""
    one, other = _job_of(first), _job_of(second)
    said = SaidOfTwo.objects.filter(one=False)
    said.filter(Q(first__in=one, second__in=other) | Q(first__in=other, second__in=one)).delete()


def _job_of(posting: Posting) -> list[int]:
    mates = Posting.objects.filter(job=posting.job_id, job__isnull=False)
    return [posting.pk, *mates.values_list("pk", flat=True)]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
