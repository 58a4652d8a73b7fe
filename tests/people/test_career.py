"""The owner's own career: written down, taken in, carried out, and what it says of ties."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kithwork.errors import KithworkError
from kithwork.people.absorb import absorb, preview
from kithwork.people.career import day_of, write_station
from kithwork.people.export import export_json
from kithwork.people.forget import forget
from kithwork.people.imports.source import Source
from kithwork.people.introduce import organisation_named
from kithwork.people.models import Import, Owner, OwnStation, Position
from kithwork.people.organise import merge_organisations
from kithwork.people.snapshot import snapshot, tie_of

HEAD = "Company Name,Title,Description,Location,Started On,Finished On\n"
CAREER = HEAD + "Mill Ltd,Miller,,,Jan 2015,Jan 2018\nMill Ltd,Head Miller,,,Jan 2018,\n"


def take(owner, now, text=CAREER):
    file = Source.of_bytes("Positions.csv", text.encode())
    return absorb(owner, preview(owner, [file], now), now)


def at(person, name, start=None, end=None):
    place = organisation_named(person.owner, name)
    return Position.objects.create(
        person=person, organisation=place, started_on=start, ended_on=end
    )


def reasons(owner, person, now):
    return [piece.words for piece in tie_of(owner, person, now.date()).contributions]


def stations(owner):
    return list(
        owner.stations.order_by("pk").values_list(
            "kind", "organisation__name", "title", "started_on", "ended_on"
        )
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("", None),
        ("2015", dt.date(2015, 1, 1)),
        ("2015-03", dt.date(2015, 3, 1)),
        ("March 2015", dt.date(2015, 3, 1)),
        ("2015-03-09", dt.date(2015, 3, 9)),
    ],
)
def test_a_date_is_as_precise_as_one_remembers(said, day):
    assert day_of(said) == day


@pytest.mark.parametrize("said", ["yesterday", "2015-13", "0000"])
def test_what_is_no_date_is_refused_in_a_sentence(said):
    with pytest.raises(KithworkError, match="no date"):
        day_of(said)


def test_a_preview_stores_nothing_and_tells_each_row(ada, now):
    file = Source.of_bytes("Positions.csv", CAREER.encode())
    seen = preview(ada, [file], now)
    assert [(entry.status, entry.name) for entry in seen.entries] == [("new", "Mill Ltd")] * 2
    assert not ada.stations.exists()
    assert not ada.organisations.exists()


def test_linkedins_positions_become_the_career_and_the_same_file_changes_nothing(ada, now):
    assert take(ada, now).recorded.stations == 2
    before = stations(ada)
    assert before == [
        ("employer", "Mill Ltd", "Miller", dt.date(2015, 1, 1), dt.date(2018, 1, 1)),
        ("employer", "Mill Ltd", "Head Miller", dt.date(2018, 1, 1), None),
    ]
    assert not take(ada, now).recorded
    assert stations(ada) == before
    assert Import.objects.count() == 1


def test_what_was_changed_or_removed_since_stays_so_when_the_file_comes_again(ada, now):
    take(ada, now)
    first, second = ada.stations.order_by("pk")
    write_station(ada, "Mill Ltd", started_on=dt.date(2015, 5, 1), title="Miller", station=first)
    second.delete()
    before = stations(ada)
    take(ada, now)
    assert stations(ada) == before


def test_a_newer_file_brings_the_end_of_what_went_on(ada, now):
    take(ada, now)
    take(ada, now, CAREER.replace("Jan 2018,\n", "Jan 2018,May 2020\n"))
    assert [row[-1] for row in stations(ada)] == [dt.date(2018, 1, 1), dt.date(2020, 5, 1)]


def test_nothing_is_stored_where_taking_in_is_stopped(ada, now):
    def stop(done, total):
        raise RuntimeError

    file = Source.of_bytes("Positions.csv", CAREER.encode())
    with pytest.raises(RuntimeError):
        absorb(ada, preview(ada, [file], now), now, stop)
    assert not ada.stations.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"organisation": "!!!"}, "no name"),
        ({"organisation": "x" * 301}, "at most 300"),
        ({"organisation": "Mill", "kind": "club"}, "neither employer nor school"),
        (
            {
                "organisation": "Mill",
                "started_on": dt.date(2018, 1, 1),
                "ended_on": dt.date(2015, 1, 1),
            },
            "ends before",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(ada, said, why):
    with pytest.raises(KithworkError, match=why):
        write_station(ada, **said)


def test_a_station_stands_once(ada):
    one = write_station(ada, "Mill", title="Miller")
    with pytest.raises(KithworkError, match="already"):
        write_station(ada, "Mill Ltd", title="Miller")
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnStation.objects.create(owner=ada, organisation=one.organisation, title="Miller")
    assert write_station(ada, "Mill", title="Miller", station=one) == one


def test_who_worked_there_at_the_same_time_is_tied_to_one_with_the_years(ada, cy, now):
    assert tie_of(ada, cy, now.date()).chance == 0
    write_station(ada, "Mill Ltd", "employer", "", dt.date(2012, 1, 1), dt.date(2018, 6, 1))
    at(cy, "MILL Limited", dt.date(2015, 1, 1), dt.date(2021, 1, 1))
    assert reasons(ada, cy, now) == ["Both worked at Mill Ltd, 2015 to 2018"]
    circle = snapshot(ada, now.date())
    assert tie_of(ada, cy, now.date()).chance == pytest.approx(
        circle.circle.chance(0, circle.number[cy.pk]), abs=1e-4
    )


def test_who_was_there_at_another_time_is_not_tied_to_one(ada, cy, now):
    write_station(ada, "Mill", "employer", "", dt.date(2012, 1, 1), dt.date(2014, 1, 1))
    at(cy, "Mill", dt.date(2015, 1, 1))
    assert tie_of(ada, cy, now.date()).chance == 0


def test_a_longer_time_together_is_a_stronger_tie_and_an_unknown_one_a_weak_one(ada, bo, cy, now):
    write_station(ada, "Mill", "employer", "", dt.date(2012, 1, 1))
    at(cy, "Mill", dt.date(2014, 1, 1))
    long = tie_of(ada, cy, now.date()).chance
    assert reasons(ada, cy, now) == ["Both worked at Mill, 2014 to 2026"]
    cy.positions.update(started_on=None)
    unknown = tie_of(ada, cy, now.date()).chance
    assert reasons(ada, cy, now) == ["Both worked at Mill"]
    assert 0 < unknown < long


def test_several_roles_at_one_place_are_one_time_together(ada, cy, now):
    take(ada, now)
    at(cy, "Mill Ltd", dt.date(2016, 1, 1))
    assert reasons(ada, cy, now) == ["Both worked at Mill Ltd, 2016 to 2026"]
    two_roles = tie_of(ada, cy, now.date()).chance
    ada.stations.all().delete()
    write_station(ada, "Mill Ltd", "employer", "", dt.date(2015, 1, 1))
    assert tie_of(ada, cy, now.date()).chance == pytest.approx(two_roles)


def test_a_school_just_left_says_less_than_an_employer(ada, cy, now):
    start, end = dt.date(2022, 1, 1), now.date()
    one = write_station(ada, "Mill College", "school", "", start, end)
    at(cy, "Mill College", start, end)
    assert reasons(ada, cy, now) == ["Both at Mill College, 2022 to 2026"]
    school = tie_of(ada, cy, now.date()).chance
    write_station(ada, "Mill College", "employer", "", start, end, one)
    assert 0 < school < tie_of(ada, cy, now.date()).chance


def test_ones_own_word_stands_above_a_common_employer(ada, bo, now):
    write_station(ada, "Mill", "employer", "", dt.date(2012, 1, 1))
    at(bo, "Mill", dt.date(2012, 1, 1))
    tie = tie_of(ada, bo, now.date())
    assert tie.chance == 0.9
    assert tie.explain()[1] == (
        "Both worked at Mill, 2012 to 2026: not counted, your own word stands above it."
    )


def test_the_circle_is_built_again_when_only_a_date_of_the_career_changed(ada, cy, now):
    one = write_station(ada, "Mill", "employer", "", dt.date(2012, 1, 1))
    before = snapshot(ada, now.date())
    write_station(ada, "Mill", "employer", "", dt.date(2013, 1, 1), station=one)
    assert snapshot(ada, now.date()) is not before


def test_the_career_of_another_owner_says_nothing(ada, cy, now):
    eve = Owner.objects.create(username="eve")
    write_station(eve, "Mill", "employer", "", dt.date(2012, 1, 1))
    at(cy, "Mill", dt.date(2012, 1, 1))
    assert tie_of(ada, cy, now.date()).chance == 0


def test_the_career_goes_along_when_an_employer_is_taken_into_another(ada, cy, now):
    write_station(ada, "Old Mill", "employer", "", dt.date(2012, 1, 1))
    at(cy, "Mill", dt.date(2012, 1, 1))
    kept, absorbed = organisation_named(ada, "Mill"), organisation_named(ada, "Old Mill")
    merge_organisations(kept, absorbed, [], now)
    assert reasons(ada, cy, now) == ["Both worked at Mill, 2012 to 2026"]
    assert not take(ada, now, HEAD + "Old Mill,,,,Jan 2012,\n").recorded


def test_json_carries_the_career_to_another_house_and_back(ada, bo, now):
    take(ada, now)
    write_station(ada, "Mill College", "school", "BSc")
    text, eve = export_json(ada), Owner.objects.create(username="eve")
    for owner in (eve, ada):
        absorb(owner, preview(owner, [Source.of_bytes("all.json", text.encode())], now), now)
        assert sorted(map(str, stations(owner))) == sorted(map(str, stations(ada)))
    assert len(stations(eve)) == 3


def test_forgetting_a_person_leaves_ones_career_without_their_name(ada, cy, now):
    one = write_station(ada, "Mill", title="Assistant to Cy Stranger")
    at(cy, "Mill")
    forget(cy, now)
    one.refresh_from_db()
    assert one.title == "Assistant to somebody"
