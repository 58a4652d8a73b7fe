"""Postings folded into the jobs that they state."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kithwork.boards.models import Board
from kithwork.errors import KithworkError
from kithwork.jobs.fold import fold, fold_waiting, kept_apart, said_apart, said_one, why
from kithwork.jobs.match import sketches
from kithwork.jobs.match.pairs import CROWD
from kithwork.jobs.models import Job, Posting, PostingKey, PostingText, SaidOfTwo
from kithwork.jobs.stated import recorded
from kithwork.jobs.unfolded import due, never_folded, waiting

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


def test_a_split_is_undone_by_a_join_though_several_state_the_opening(own, copy, post, now):
    third = post("Night Porter", TEXT, location="Leeds")
    fold_all()
    assert len(set(jobs(own, copy, third))) == 1
    said_apart(Posting.objects.get(pk=copy.pk), now)
    assert {one.pk for one in kept_apart(copy)} == {own.pk, third.pk}
    said_one(Posting.objects.get(pk=copy.pk), Posting.objects.get(pk=own.pk), now)
    fold([own.pk, copy.pk, third.pk])
    assert len(set(jobs(own, copy, third))) == 1
    assert kept_apart(copy) == []


def test_what_was_never_folded_is_split_from_nothing(own, post, now):
    post("Doorman", TEXT, location="York, England")
    with pytest.raises(KithworkError, match="stands alone"):
        said_apart(own, now)
    assert not SaidOfTwo.objects.exists()


def test_a_posting_is_not_joined_with_itself(own, now):
    with pytest.raises(KithworkError, match="two different"):
        said_one(own, own, now)


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
    assert "the title to the letter" in str(reason.verdict)


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


def test_the_queue_is_emptied_batch_by_batch_and_each_is_folded_once(own, copy, monkeypatch):
    monkeypatch.setattr("kithwork.jobs.fold.BATCH", 2)
    due([own.pk, copy.pk, own.pk])
    assert [one.postings for one in fold_waiting()] == [2, 1]
    assert waiting() == 0
    assert len(set(jobs(own, copy))) == 1
    assert list(fold_waiting()) == []


def test_nobody_waits_for_other_writers_where_nothing_more_is_to_be_folded(own, copy, monkeypatch):
    pauses = []
    monkeypatch.setattr("kithwork.jobs.fold.BATCH", 2)
    monkeypatch.setattr("kithwork.jobs.fold._let_others_write", lambda: pauses.append(1))
    due([own.pk, copy.pk])
    assert [one.postings for one in fold_waiting()] == [2]
    assert not pauses
    due([own.pk, copy.pk, own.pk])
    assert [one.postings for one in fold_waiting()] == [2, 1]
    assert len(pauses) == 1


def test_what_is_noted_while_its_batch_is_folded_stays_in_the_queue(own, monkeypatch):
    def noted_meanwhile(*_args):
        due([own.pk])
        return 0

    monkeypatch.setattr("kithwork.jobs.fold._fold", noted_meanwhile)
    due([own.pk])
    next(fold_waiting())
    assert waiting() == 1


def test_a_posting_that_is_gone_before_its_turn_is_passed_over(own):
    due([own.pk, own.pk + 999])
    assert [one.changed for one in fold_waiting()] == [1]


def test_a_posting_in_the_queue_is_not_looked_for_again(own, copy):
    due([own.pk])
    assert list(never_folded()) == [copy.pk]


def test_an_agency_that_took_sentences_over_is_found_among_a_towns_usual_words(own, post, now):
    board = Board.objects.create(
        ats="feed", token="osprey", employer="Osprey Staffing", normal="ospreystaffing",
        added_at=now,
    )  # fmt: skip
    told = "Our client needs you. " + TEXT.replace("Acme is", "They are")
    theirs = post("Night Porter", told, board=board, location="Leeds")
    fold_all()
    assert len(set(jobs(own, theirs))) == 1


def test_nothing_is_read_before_it_is_ones_turn(own, monkeypatch):
    """The turn's row is written first, which waits for the other worker to commit."""
    due([own.pk])
    with CaptureQueriesContext(connection) as asked:
        list(fold_waiting())
    first = next(one["sql"] for one in asked if "SAVEPOINT" not in one["sql"])
    assert first.startswith('UPDATE "jobs_foldturn"')


def hand_over(*postings):
    found = recorded(one.pk for one in postings)
    made = sketches([one.facts for one in found.values()])
    due(found, {pk: sketch.packed() for pk, sketch in zip(found, made, strict=True)})


def test_what_was_worked_out_elsewhere_folds_to_the_same(own, copy):
    hand_over(own, copy)
    list(fold_waiting())
    assert len(set(jobs(own, copy))) == 1


def test_a_text_is_not_read_where_the_town_tells_enough(own, post):
    fold_all()
    hull = post("Night Porter", TEXT, location="Hull, England", posted_on=dt.date(2026, 6, 1))
    hand_over(hull)
    with CaptureQueriesContext(connection) as asked:
        list(fold_waiting())
    assert len(set(jobs(own, hull))) == 2
    assert not [query for query in asked if "jobs_postingtext" in query["sql"]]
