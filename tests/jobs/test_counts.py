"""Counts by the person's own days."""

import datetime as dt

from kithwork.boards.models import Board
from kithwork.jobs.counts import start_of_day
from kithwork.jobs.search import Wanted, search

DAY = dt.timedelta(days=1)


def count(now, zone="UTC"):
    return search(Wanted()).counted(now, zone)


def test_today_begins_at_the_persons_own_midnight(post, now):
    post("Evening before", new_at=dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC))
    assert count(now, "UTC").added_today == 0
    assert count(now, "Europe/Berlin").added_today == 1


def test_a_day_when_the_clocks_change_still_begins_at_midnight():
    summer_ends = dt.datetime(2026, 10, 25, 12, tzinfo=dt.UTC)
    assert start_of_day(summer_ends, "Europe/Berlin").hour == 22
    assert start_of_day(summer_ends + DAY, "Europe/Berlin").hour == 23


def test_the_week_is_today_and_the_six_days_before(post, now):
    for days in (0, 6, 7):
        post("Nurse", new_at=now - days * DAY, first_seen_at=now - days * DAY)
    counts = count(now)
    assert (counts.open, counts.added_today, counts.new_this_week) == (3, 1, 2)


def test_a_change_never_makes_an_old_posting_new(post, now):
    post("Nurse", new_at=now - 30 * DAY, first_seen_at=now - 30 * DAY, updated_at=now)
    assert count(now).new_this_week == 0


def test_a_posting_of_several_types_counts_for_each(post):
    post("Nurse manager", types=["Healthcare", "Managerial"])
    post("Nurse", types=["Healthcare"])
    post("Unsorted")
    counts = count(dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    assert counts.by_type == [("Healthcare", 2), ("Managerial", 1)]


def test_places_are_towns_where_known_and_else_what_the_board_says(post, now):
    post("Nurse", city="Leeds", region="England", country="GB", location="Leeds General")
    post("Clerk", city="Leeds", region="England", country="GB", location="Leeds 1")
    post("Pilot", location="Everywhere")
    post("Diver")
    assert count(now).by_place == [("Leeds, England, GB", 2), ("Everywhere", 1)]


def test_two_boards_of_one_employer_count_together(post, acme, now):
    other = Board.objects.create(
        ats="lever", token="acme", employer="Acme", normal="acme", added_at=now
    )
    small = Board.objects.create(
        ats="lever", token="bo", employer="Bo's", normal="bos", added_at=now
    )
    for board in (acme, other, small):
        post("Nurse", board=board)
    assert count(now).by_employer == [("Acme Inc", 2), ("Bo's", 1)]


def test_the_trend_has_every_day(post, now):
    post("Nurse", new_at=now - 2 * DAY, first_seen_at=now - 2 * DAY)
    trend = count(now).by_day[-4:]
    assert [(day.day, number) for day, number in trend] == [(20, 0), (21, 1), (22, 0), (23, 0)]


def test_what_is_closed_is_not_counted(post, now):
    post("Gone", closed_at=now)
    assert count(now).open == 0
