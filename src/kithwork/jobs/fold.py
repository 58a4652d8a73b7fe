"""Folds postings into the jobs that they state, as they arrive: load, decide, record.

Folding is for showing: a posting's identity stays its system and id. What a new posting costs
depends on how many share a key with it, never on how many there are.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from kithwork.boards.directory import READABLE
from kithwork.jobs.index import outbox
from kithwork.jobs.match import Facts, Statement, Verdict, facts_of, judge, keys_of, own_first
from kithwork.jobs.match.groups import Jobs, Pair, join, weigh
from kithwork.jobs.match.keys import CROWD
from kithwork.jobs.match.titles import title_words
from kithwork.jobs.models import Job, Posting, PostingKey, SaidOfTwo

BATCH = 500
SHARED = 3
"""Keys that postings of differently named employers share at least. By the binomial of 32 bands,
80 % of pairs of Jaccard 0.6 share three bands or more, 99 % of 0.7, and 5 % of 0.4."""
_ASKED = 900
"""Keys in one question; the smallest limit of the databases' on parameters is 999."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Another posting of the same job, and why it is taken for the same opening."""

    posting: Posting
    verdict: Verdict
    said: bool = False
    """A person said so."""


def fold(postings: Iterable[int]) -> int:
    """Give each of these postings (by key) the job that it states; how many changed theirs.

    New and changed ones alike: a changed posting leaves a job that it no longer fits.
    """
    return sum(_fold(batch) for batch in _batched(postings))


def unfolded() -> Iterator[int]:
    """The postings that were never folded, oldest first."""
    known = PostingKey.objects.filter(posting=OuterRef("pk"))
    pending = Posting.objects.filter(~Exists(known)).order_by("pk")
    return pending.values_list("pk", flat=True).iterator()


def said_apart(posting: Posting, now: dt.datetime) -> Job:
    """A person says that a posting is an opening of its own; it stays so."""
    with transaction.atomic():
        mates = Posting.objects.filter(job=posting.job).exclude(pk=posting.pk)
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
    with transaction.atomic():
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
    whole = {p.pk: p for p in _stated(Posting.objects.filter(job=posting.job_id))}
    facts = {pk: facts_of(statement_of(p)) for pk, p in whole.items()}
    said = {pair for pair, one in _words(list(whole)).items() if one}
    others = sorted(whole.keys() - {posting.pk}, key=lambda pk: own_first(facts[pk]))
    return [
        Reasons(whole[pk], judge(facts[posting.pk], facts[pk]), _pair(posting.pk, pk) in said)
        for pk in others
    ]


def statement_of(posting: Posting) -> Statement:
    """A recorded posting as the plain values that are compared."""
    return Statement(
        id=str(posting.pk),
        title=posting.title,
        employer=posting.employer,
        system=posting.board.ats,
        board=posting.board.token,
        url=posting.url,
        location=posting.location,
        locations=tuple(posting.locations),
        remote=posting.remote,
        posted=posting.posted_on,
        department=posting.department,
        employment_type=posting.employment_type,
        salary_min=posting.salary_min,
        salary_max=posting.salary_max,
        salary_currency=posting.salary_currency,
        salary_period=posting.salary_period,
        description=posting.description,
        own=posting.board.ats in READABLE,
    )


@transaction.atomic
def _fold(pks: Sequence[int]) -> int:
    new = {p.pk: p for p in _stated(Posting.objects.filter(pk__in=pks))}
    facts = {pk: facts_of(statement_of(p)) for pk, p in new.items()}
    pairs = _of_one_work(_rekey(facts), facts)
    known = _known(new, pairs)
    facts |= {pk: facts_of(statement_of(p)) for pk, p in known.items()}
    pairs |= _mates(new, known)
    jobs = _decide(new, known, facts, pairs)
    return _record(jobs, {**known, **new}, new, facts)


def _rekey(facts: dict[int, Facts]) -> Counter[Pair]:
    """Write the postings' keys; how many each shares with those that share any."""
    mine = dict(zip(facts, keys_of(list(facts.values())), strict=True))
    PostingKey.objects.filter(posting__in=list(facts)).delete()
    under: dict[int, list[int]] = defaultdict(list)
    for some in _batched(sorted({int(k) for keys in mine.values() for k in keys}), _ASKED):
        rows = PostingKey.objects.filter(key__in=some).values_list("key", "posting_id")
        for key, other in rows:
            under[key].append(other)
    pairs: Counter[Pair] = Counter()
    rows_made: list[PostingKey] = []
    for pk, keys in mine.items():
        for key in keys.tolist():
            sharing = under[key]
            pairs.update(_pair(pk, other) for other in sharing)
            if len(sharing) < CROWD:
                sharing.append(pk)
                rows_made.append(PostingKey(key=key, posting_id=pk))
    PostingKey.objects.bulk_create(rows_made, 5000)
    return pairs


def _of_one_work(pairs: Counter[Pair], facts: dict[int, Facts]) -> set[Pair]:
    """Those worth reading the texts of: their titles share a word, and so do their employers'
    names or else much of their texts."""
    others = {pk for pair in pairs for pk in pair} - facts.keys()
    cores = {pk: (one.title.core, one.employer.name) for pk, one in facts.items()}
    for some in _batched(others, _ASKED):
        rows = Posting.objects.filter(pk__in=some).values_list("pk", "title", "normal")
        cores |= {pk: (title_words(title).core, name) for pk, title, name in rows}
    return {
        (a, b)
        for (a, b), shared in pairs.items()
        if cores[a][0] & cores[b][0]
        and (shared >= SHARED or cores[a][1].split()[:1] == cores[b][1].split()[:1])
    }


def _mates(new: dict[int, Posting], known: dict[int, Posting]) -> set[Pair]:
    """The pairs of postings that are of one job now: they have to be one still."""
    of_job: dict[int | None, list[int]] = defaultdict(list)
    for pk, posting in known.items():
        of_job[posting.job_id].append(pk)
    return {_pair(pk, mate) for pk, posting in new.items() for mate in of_job[posting.job_id]}


def _known(new: dict[int, Posting], pairs: set[Pair]) -> dict[int, Posting]:
    """The postings that were there before and may be the same, with all of their jobs'."""
    found = {pk for pair in pairs for pk in pair} - new.keys()
    jobs = {p.job_id for p in new.values() if p.job_id}
    for some in _batched(found, _ASKED):
        jobs.update(Posting.objects.filter(pk__in=some).values_list("job", flat=True))
    wanted: dict[int, Posting] = {}
    for some in _batched(jobs - {None}, _ASKED):
        wanted |= {p.pk: p for p in _stated(Posting.objects.filter(job__in=some))}
    return {pk: p for pk, p in wanted.items() if pk not in new}


def _decide(
    new: dict[int, Posting],
    known: dict[int, Posting],
    facts: dict[int, Facts],
    pairs: set[Pair],
) -> Jobs:
    words = _words([*new, *known])
    groups: dict[int, list[int]] = defaultdict(list)
    for pk, posting in known.items():
        groups[posting.job_id or -pk].append(pk)
    jobs = Jobs(facts, groups.values(), {pair for pair, one in words.items() if not one})
    for a, b in (pair for pair, one in words.items() if one):
        jobs.unite(a, b)
    join(jobs, facts, weigh(facts, sorted(pair for pair in pairs if pair not in words)))
    return jobs


def _record(
    jobs: Jobs,
    postings: dict[int, Posting],
    new: dict[int, Posting],
    facts: dict[int, Facts],
) -> int:
    """Give every group that a new posting is in one job; jobs without postings go."""
    keeps: dict[int | None, int] = {}  # a job stays with those that were there
    for pk in sorted(postings, key=lambda pk: (pk in new, pk)):
        keeps.setdefault(postings[pk].job_id, id(jobs.of(pk)))
    left: set[int] = set()
    changed = 0
    for members in {id(jobs.of(pk)): jobs.of(pk) for pk in new}.values():
        head = postings[min(members, key=lambda pk: own_first(facts[pk]))]
        old = {postings[pk].job_id for pk in members} - {None}
        kept = min((pk for pk in old if pk and keeps[pk] == id(members)), default=None)
        job = _stating(kept, head, min(postings[pk].first_seen_at for pk in members))
        moved = [pk for pk in members if postings[pk].job_id != job]
        left.update(postings[pk].job_id or job for pk in moved)
        Posting.objects.filter(pk__in=moved).update(job=job)
        if moved:
            outbox.changed(members)
        changed += len(moved)
    Job.objects.filter(pk__in=left, postings=None).delete()
    return changed


def _stating(job: int | None, head: Posting, since: dt.datetime) -> int:
    """The job, made where there is none, under the words of its first posting."""
    said = {"title": head.title, "employer": head.employer, "first_seen_at": since}
    if job is None:
        return Job.objects.create(**said).pk
    Job.objects.filter(pk=job).exclude(**said).update(**said)
    return job


def _stated(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    return postings.select_related("board", "text")


def _words(pks: Sequence[int]) -> dict[Pair, bool]:
    """What people said of any two of these postings."""
    found: dict[Pair, bool] = {}
    for some in _batched(pks, _ASKED):
        rows = SaidOfTwo.objects.filter(first__in=some).values_list("first", "second", "one")
        found |= {(a, b): one for a, b, one in rows}
    among = set(pks)
    return {pair: one for pair, one in found.items() if pair[1] in among}


def _say(a: int, b: int, *, one: bool, now: dt.datetime) -> None:
    first, second = _pair(a, b)
    SaidOfTwo.objects.update_or_create(
        first_id=first, second_id=second, defaults={"one": one, "said_at": now}
    )


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _batched(items: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    some: list[int] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
