"""Openings that may not be real any more, with the evidence."""

import datetime as dt

import pytest
from django.utils import timezone

from kithwork.boards import rhythm
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
    unseen = posting(first_seen_at=now - 19 * DAY, last_seen_at=now - 10 * DAY)
    assert kinds(signs(unseen, Past(), now)) == ["unconfirmed"]


def test_a_calm_board_that_is_read_once_a_week_makes_nothing_doubtful(posting, now):
    week = now - rhythm.SLOWEST
    seen = posting(first_seen_at=now - 30 * DAY, last_seen_at=week, new_at=None)
    assert signs(seen, Past(board_read_at=week), now) == ()


def test_what_its_board_shows_no_more_is_unconfirmed_at_once(posting, now):
    [sign] = signs(posting(last_seen_at=now - DAY), Past(board_read_at=now), now)
    assert sign.evidence == "its board showed it last on 2026-11-22, and no more on 2026-11-23"


def test_a_date_in_the_posting_itself_makes_it_old(posting, now):
    old = posting(posted_on=now.date() - 99 * DAY)
    assert kinds(signs(old, Past(), now)) == ["open long"]


def test_a_posting_that_is_given_later_dates_again_and_again_is_marked(post, now):
    one = post("Nurse")
    for before, after in (("2026-09-01", "2026-10-01"), ("2026-10-01", "2026-11-01"),
                          ("2026-11-01", "2026-10-30"), (None, "2026-11-02")):  # fmt: skip
        PostingEvent.objects.create(
            posting=one, kind="changed", at=now, changes={"posted_on": [before, after]}
        )
    PostingEvent.objects.create(posting=one, kind="changed", at=now, changes={"title": ["a", "b"]})
    [sign] = signs_of([one], now)[one.pk]
    assert (sign.kind, sign.evidence) == ("reposted", "given a later date 2 times")


def test_evidence_tells_the_day_by_the_owner_s_clock(posting, now):
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    with timezone.override("Europe/Berlin"):
        [sign] = signs(posting(last_seen_at=late), Past(board_read_at=now), now)
    assert "last on 2026-11-23" in sign.evidence


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
