"""Pairs that wait for a word: what is asked, in which order, and what is not asked again."""

from __future__ import annotations

import datetime as dt

from kithwork.people import review
from kithwork.people.models import ContactPoint, Person, ReviewPair


def two(ada, now, name="Dee Twice"):
    made = [Person.objects.create(owner=ada, name=name, created_at=now) for _ in range(2)]
    for one in made:
        ContactPoint.objects.create(
            person=one, kind="phone", value="+49 30 1234567", normal="+49301234567"
        )
    return made


def test_a_pair_that_is_put_off_comes_back_in_two_weeks(ada, now):
    two(ada, now)
    review.look_for_pairs(ada, now)
    pair = review.waiting(ada, now.date()).get()
    review.put_off(pair, now)
    assert not review.waiting(ada, now.date()).exists()
    assert review.waiting(ada, now.date() + dt.timedelta(days=14)).exists()


def test_evidence_is_told_apart_for_and_against():
    pair = ReviewPair(evidence=["the same telephone", "but born on different days"])
    question = review.Question.of(pair)
    assert question.reasons_for == ("the same telephone",)
    assert question.reasons_against == ("born on different days",)


def test_the_surest_pair_is_asked_first(ada, bo, cy, now):
    dee, eli = two(ada, now)
    for first, second, chance in ((bo, cy, 0.6), (dee, eli, 0.995)):
        ReviewPair.objects.create(
            owner=ada, first=first, second=second, probability=chance, created_at=now
        )
    assert [p.probability for p in review.waiting(ada, now.date())] == [0.995, 0.6]


def test_the_record_nearer_to_the_owner_takes_the_other_in(ada, bo, now):
    assert review.fuller(Person.objects.create(owner=ada, name="B", created_at=now), bo) == bo


def test_looking_again_renews_the_evidence_of_pairs_that_wait(ada, now):
    first, second = two(ada, now)
    ReviewPair.objects.create(
        owner=ada, first=first, second=second, probability=0.5, evidence=["old"], created_at=now
    )
    assert review.look_for_pairs(ada, now).new == 0
    assert ReviewPair.objects.get().evidence != ["old"]
