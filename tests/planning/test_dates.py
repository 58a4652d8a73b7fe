"""Times to offer suit both clocks, both calendars, and are not all alike."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kithwork.planning.dates import Clock, choose_dates

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)  # a Monday
BERLIN, FRISCO, TOKYO = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo")
)


def told(starts, zone):
    return [f"{start.astimezone(zone):%a %H:%M}" for start in starts]


def test_three_times_lie_on_three_days_and_at_three_times_of_day():
    found = choose_dates(NOW, Clock(BERLIN), Clock(BERLIN))
    assert told(found, BERLIN) == ["Wed 10:00", "Thu 14:00", "Fri 16:00"]


def test_a_time_lies_in_their_working_hours_even_where_mine_are_late():
    found = choose_dates(NOW, Clock(BERLIN), Clock(FRISCO))
    assert found
    for start in found:
        assert 9 <= start.astimezone(FRISCO).hour < 17
        assert start.astimezone(BERLIN).hour >= 17


def test_my_evening_is_offered_only_where_my_day_leaves_nothing():
    only_mornings = [
        (NOW + dt.timedelta(days=n), NOW + dt.timedelta(days=n, hours=9)) for n in range(30)
    ]  # 10:00 to 19:00 in Berlin, every day
    found = choose_dates(NOW, Clock(BERLIN), Clock(FRISCO), only_mornings)
    assert found
    assert all(start.astimezone(BERLIN).hour >= 19 for start in found)


def test_holidays_of_either_are_left_out():
    wednesday, thursday = dt.date(2026, 11, 25), dt.date(2026, 11, 26)
    mine = Clock(BERLIN, frozenset({wednesday}))
    theirs = Clock(BERLIN, frozenset({thursday}))
    days = {s.astimezone(BERLIN).date() for s in choose_dates(NOW, mine, theirs, how_many=6)}
    assert days
    assert not days & {wednesday, thursday}


def test_a_friday_may_be_their_weekend():
    theirs = Clock(ZoneInfo("Asia/Riyadh"), weekend=frozenset({4, 5}))
    found = choose_dates(NOW, Clock(BERLIN), theirs, how_many=6)
    weekdays = {start.astimezone(theirs.zone).weekday() for start in found}
    assert weekdays
    assert weekdays <= {0, 1, 2, 3}  # Sunday is a working day there, but not for me


def test_what_stands_in_my_calendar_is_kept_clear_with_room_around_it():
    ten = dt.datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)
    busy = [(ten, ten + dt.timedelta(minutes=30))]
    found = choose_dates(NOW, Clock(BERLIN), Clock(BERLIN), busy, how_many=1, days=2)
    assert told(found, BERLIN) == ["Wed 14:00"]
    close = choose_dates(
        NOW,
        Clock(BERLIN),
        Clock(BERLIN),
        [*busy, (ten + dt.timedelta(hours=1.5), ten + dt.timedelta(hours=9))],
        how_many=1,
        days=1,
    )
    assert told(close, BERLIN) == ["Wed 09:00"]  # 09:30 and 10:30 leave no quarter of an hour


def test_nothing_is_offered_sooner_than_a_day_and_a_half():
    found = choose_dates(NOW, Clock(BERLIN), Clock(BERLIN), how_many=6)
    assert min(found) >= NOW + dt.timedelta(hours=36)


def test_no_time_at_all_is_an_empty_list():
    always = [(NOW, NOW + dt.timedelta(days=60))]
    assert choose_dates(NOW, Clock(BERLIN), Clock(TOKYO), always) == []


def test_the_clock_may_change_in_between():
    spring = dt.datetime(2027, 3, 26, 9, 0, tzinfo=dt.UTC)  # the last Friday of winter time
    found = choose_dates(spring, Clock(BERLIN), Clock(BERLIN), how_many=1)
    assert told(found, BERLIN) == ["Mon 10:00"]
    assert found[0].hour == 8  # 10:00 is 08:00 in UTC from then on


@given(
    st.sampled_from([BERLIN, FRISCO, TOKYO]),
    st.sampled_from([BERLIN, FRISCO, TOKYO]),
    st.integers(5, 240),
    st.integers(1, 9),
)
def test_whatever_is_offered_is_a_working_hour_of_theirs(mine, theirs, minutes, how_many):
    found = choose_dates(NOW, Clock(mine), Clock(theirs), minutes=minutes, how_many=how_many)
    assert len(found) == len(set(found)) <= how_many
    for start in found:
        there = start.astimezone(theirs)
        ends = (start + dt.timedelta(minutes=minutes)).astimezone(theirs)
        assert there.weekday() < 5
        assert dt.time(9) <= there.time() <= ends.time() <= dt.time(17)
