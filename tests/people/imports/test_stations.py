"""What files add to the owner's own career, and what they leave as it stands."""

import datetime as dt

from kithwork.people.imports.decision import Decision, Station
from kithwork.people.imports.stations import decide_stations
from kithwork.people.rows import Parsed, StationRow

START, END = dt.date(2015, 1, 1), dt.date(2018, 1, 1)


def decided(rows, known=(), taken=(), aliases=None):
    decision = Decision()
    file = Parsed("linkedin-positions", tuple(rows), digest="d")
    decide_stations(decision, [file], known, taken, aliases or {})
    return decision


def stored(**also):
    return Station("employer", "mill", "Miller", **{"started_on": START, "pk": 7, **also})


def words(decision):
    return [(entry.status, entry.detail) for entry in decision.entries]


def test_a_new_station_is_told_and_stored():
    found = decided([StationRow("Mill Ltd", "employer", "Miller", START)])
    assert [(one.organisation, one.pk) for one in found.stations] == [("mill", None)]
    assert words(found) == [("new", "your own employer, from 2015")]


def test_a_row_that_stands_already_changes_nothing_however_it_is_written():
    found = decided([StationRow("MILL Limited", "employer", "miller", START)], [stored()])
    assert found.stations == []
    assert words(found) == [("matched", "nothing new")]


def test_the_same_row_twice_in_a_file_is_one_station():
    row = StationRow("Mill", "employer", "Miller", START)
    assert len(decided([row, row]).stations) == 1


def test_an_end_that_was_not_known_is_learnt_and_one_that_stands_stays():
    row = StationRow("Mill", "employer", "Miller", START, END)
    (learnt,) = decided([row], [stored()]).stations
    assert (learnt.pk, learnt.ended_on) == (7, END)
    assert decided([row], [stored(ended_on=dt.date(2019, 1, 1))]).stations == []


def test_two_times_in_one_role_at_one_place_are_two_stations():
    again = StationRow("Mill", "employer", "Miller", dt.date(2021, 1, 1))
    assert [one.pk for one in decided([again], [stored(ended_on=END)]).stations] == [None]


def test_work_and_study_at_one_place_are_two_stations():
    assert len(decided([StationRow("Mill", "school", "Miller", START)], [stored()]).stations) == 1


def test_a_file_taken_in_before_brings_nothing_back():
    found = decided([StationRow("Mill", "employer", "Miller", START)], taken={"d"})
    assert found.stations == []
    assert words(found) == [("matched", "taken in before")]


def test_an_organisation_that_was_taken_into_another_is_that_one():
    row = StationRow("Old Mill", "employer", "Miller", START)
    assert decided([row], [stored()], aliases={"old mill": "mill"}).stations == []


def test_a_name_without_a_letter_is_reported():
    assert words(decided([StationRow("!!!")])) == [("unreadable", "has no name to compare")]
