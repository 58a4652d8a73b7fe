"""Openings that may not be real any more, with the evidence."""

import datetime as dt

import pytest

from kithwork.jobs.ghosts import Past, signs, signs_of
from kithwork.jobs.models import Posting, PostingEvent

DAY = dt.timedelta(days=1)


@pytest.fixture
def posting(now):
    def posting(**fields):
        usual = {"first_seen_at": now, "last_seen_at": now, "new_at": now}
        return Posting(title="Nurse", **{**usual, **fields})

    return posting


def kinds(found):
    return [sign.kind for sign in found]


def test_a_fresh_posting_has_no_marks(posting, now):
    assert signs(posting(), Past(), now) == ()


def test_a_posting_open_for_a_quarter_is_marked_with_its_days(posting, now):
    [sign] = signs(posting(new_at=now - 120 * DAY), Past(), now)
    assert (sign.kind, sign.evidence) == ("open long", "open for 120 days, since 2026-07-26")


def test_what_a_board_says_is_old_is_old_even_if_we_saw_it_today(posting, now):
    assert kinds(signs(posting(new_at=now - 100 * DAY, first_seen_at=now), Past(), now))


def test_a_closed_posting_is_not_said_to_be_open_long(posting, now):
    old = posting(new_at=now - 120 * DAY, closed_at=now, last_seen_at=now - 9 * DAY)
    assert signs(old, Past(), now) == ()


def test_a_posting_that_comes_and_goes_is_marked(posting, now):
    assert kinds(signs(posting(), Past(reopened=2), now)) == ["reopened"]
    assert signs(posting(), Past(reopened=1), now) == ()


def test_a_posting_not_seen_for_days_is_unconfirmed(posting, now):
    unseen = posting(first_seen_at=now - 9 * DAY, last_seen_at=now - 5 * DAY)
    assert kinds(signs(unseen, Past(), now)) == ["unconfirmed"]


def test_reposts_and_returns_are_counted_from_the_record(post, now):
    for days in (60, 30):
        gone = now - (days - 5) * DAY
        post("Nurse", location="Leeds", first_seen_at=now - days * DAY, last_seen_at=gone,
             closed_at=gone)  # fmt: skip
    post("Nurse", location="Hull", closed_at=now)
    again, other = post("Nurse", location="Leeds"), post("Nurse", location="Hull")
    for _ in range(2):
        PostingEvent.objects.create(posting=other, kind="reopened", at=now)
    found = signs_of([again, other], now)
    assert found[again.pk][0].evidence == (
        "2 closed postings of the same title here since 2026-09-24"
    )
    assert kinds(found[other.pk]) == ["reopened"]
