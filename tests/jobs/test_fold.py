"""Postings folded into the jobs that they state."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.jobs.fold import fold, said_apart, said_one, why
from kithwork.jobs.match.pairs import CROWD
from kithwork.jobs.models import Job, Posting, PostingKey, PostingText
from kithwork.jobs.unfolded import never_folded

pytestmark = pytest.mark.django_db
TEXT = (
    "Acme is looking for a night porter who likes quiet hours. You will greet late guests, carry"
    " their bags, keep the lobby warm and the coffee fresh, and write down what the morning has"
    " to know. We pay every Friday and feed you well."
)


@pytest.fixture
def mirror(db, now):
    return Board.objects.create(
        ats="indeed", token="indeed", employer="Acme GmbH", normal="acme", added_at=now
    )


@pytest.fixture
def own(post):
    return post("Night Porter", TEXT, location="Leeds, England")


@pytest.fixture
def copy(post, mirror):
    return post("Night Porter (m/w/d)", TEXT[:180] + " ...", board=mirror, location="Leeds")


def jobs(*postings):
    return [Posting.objects.get(pk=posting.pk).job_id for posting in postings]


def fold_all():
    return fold(list(never_folded()))


def test_a_copy_that_arrives_later_joins_the_job(own, post, mirror):
    fold_all()
    (first,) = jobs(own)
    copy = post("Night Porter", TEXT[:180] + " ...", board=mirror, location="Leeds")
    assert fold([copy.pk]) == 1
    assert jobs(own, copy) == [first, first]


def test_folding_again_changes_nothing(own, copy):
    fold_all()
    before, keys = jobs(own, copy), PostingKey.objects.count()
    assert before[0] == before[1]
    assert fold([own.pk, copy.pk]) == 0
    assert (jobs(own, copy), PostingKey.objects.count()) == (before, keys)
    assert Job.objects.count() == 1


def test_the_job_is_called_as_the_employer_calls_it(own, copy):
    fold([copy.pk])
    fold([own.pk])
    job = Job.objects.get()
    assert (job.title, job.employer) == ("Night Porter", "Acme Inc")


def test_another_town_stays_another_job(own, post):
    york = post("Night Porter", TEXT, location="York, England")
    fold_all()
    assert len(set(jobs(own, york))) == 2


def test_a_changed_posting_leaves_the_job_that_it_no_longer_fits(own, copy):
    fold_all()
    Posting.objects.filter(pk=copy.pk).update(title="Head Chef")
    PostingText.objects.filter(posting=copy).update(description="You will cook. " * 20)
    fold([copy.pk])
    first, second = jobs(own, copy)
    assert first != second
    assert Job.objects.count() == 2


def test_what_a_person_splits_stays_apart(own, copy, now):
    fold_all()
    said_apart(Posting.objects.get(pk=copy.pk), now)
    fold([own.pk, copy.pk])
    first, second = jobs(own, copy)
    assert first != second


def test_what_a_person_joins_stays_together(own, post, now):
    york = post("Doorman", TEXT, location="York, England")
    fold_all()
    said_one(Posting.objects.get(pk=own.pk), Posting.objects.get(pk=york.pk), now)
    fold([york.pk])
    first, second = jobs(own, york)
    assert first == second
    (reason,) = why(Posting.objects.get(pk=own.pk))
    assert reason.said
    assert not reason.verdict.one


def test_a_join_is_undone_by_a_split(own, post, now):
    york = post("Doorman", TEXT, location="York, England")
    fold_all()
    said_one(Posting.objects.get(pk=own.pk), Posting.objects.get(pk=york.pk), now)
    said_apart(Posting.objects.get(pk=york.pk), now)
    fold([own.pk, york.pk])
    assert len(set(jobs(own, york))) == 2


def test_the_reasons_are_told_in_words(own, copy):
    fold_all()
    (reason,) = why(Posting.objects.get(pk=own.pk))
    assert reason.posting.pk == copy.pk
    assert "the same title" in str(reason.verdict)


def test_postings_that_were_folded_are_not_asked_for_again(own, copy):
    assert list(never_folded()) == [own.pk, copy.pk]
    fold_all()
    assert list(never_folded()) == []


def test_a_crowded_key_stops_growing(post):
    for number in range(CROWD + 6):
        post("Night Porter", TEXT, location=f"Store {number}")
    fold_all()
    shared = PostingKey.objects.values_list("key", flat=True)
    assert max(list(shared).count(key) for key in set(shared)) == CROWD


def test_a_repost_months_later_is_the_same_job(own, post, now):
    again = post("Night Porter", TEXT, location="Leeds", posted_on=dt.date(2026, 9, 1))
    Posting.objects.filter(pk=own.pk).update(posted_on=dt.date(2026, 6, 1))
    fold_all()
    assert len(set(jobs(own, again))) == 1
