"""Postings that somebody wrote anew find their opening, and amounts and times keep twins apart."""

from dataclasses import replace

import pytest

from kithwork.jobs.match import Statement, facts_of, judge, match
from kithwork.jobs.match.amounts import amounts_of, disagree
from kithwork.jobs.match.clock import meet, spans_in
from kithwork.jobs.match.where import Near, compare, sites_differ, where_of

OWN = Statement(
    id="own",
    title="Warehouse Operative - Nights",
    employer="Harrow & Bligh",
    location="Wakefield Distribution Centre",
    url="https://jobs.harrowbligh.example/40400",
    description="Pick, pack and load orders for stores and for customers' homes. Four nights on,"
    " three off, 21:00 to 07:00. £13.85 an hour with night premium. Steel toe-cap shoes are"
    " provided. We have sold good things for the home since 1911.",
)
RETOLD = replace(
    OWN,
    id="retold",
    title="Warehouse Operative (Night shift)",
    location="Wakefield WF1",
    url="https://board.example/5520299",
    description="Picking, packing and loading orders for stores and home delivery; four nights on"
    " and three off, 9pm-7am; £13.85 per hour including night premium.",
)


def jobs(*postings):
    return {one.id: one.job for one in match(postings)}


def test_an_opening_told_in_other_words_on_another_site_is_the_same():
    found = jobs(OWN, RETOLD)
    assert found["own"] == found["retold"]
    assert "the same working time" in judge(facts_of(OWN), facts_of(RETOLD)).reasons_for


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Warehouse Operative (Day shift)"},
        {"location": "Doncaster"},
        {"description": RETOLD.description.replace("9pm-7am", "10pm-6am")},
        {"description": RETOLD.description.replace("£13.85", "£12.10")},
        {"title": "Warehouse Supervisor (Night shift)"},
        {"title": "Warehouse Operative (Night shift), Christmas temp"},
    ],
)
def test_what_the_work_is_keeps_a_retold_twin_apart(change):
    found = jobs(OWN, replace(RETOLD, **change))
    assert found["own"] != found["retold"]


def test_of_two_twins_the_retold_posting_joins_the_one_it_tells_of():
    days = replace(
        OWN,
        id="days",
        title="Warehouse Operative - Days",
        url="https://jobs.harrowbligh.example/40401",
        description=OWN.description.replace("nights", "days").replace("21:00 to 07:00", "07-17 h"),
    )
    found = jobs(OWN, days, RETOLD)
    assert found["own"] == found["retold"] != found["days"]


def test_one_site_states_two_openings_where_it_tells_two_things():
    found = jobs(OWN, replace(RETOLD, url="https://jobs.harrowbligh.example/40477"))
    assert found["own"] != found["retold"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7p-7a", "19:00 to 07:00"),
        ("3 pm - 11:30 pm", "15:00-23:30"),
        ("19h30-7h30", "7.30pm to 7.30am"),
        ("5 bis 15 Uhr", "5am-3pm"),
        ("6:30 am to 3 pm", "6:30 - 15:00"),
    ],
)
def test_working_times_meet_however_they_are_written(one, other):
    assert meet(spans_in(one), spans_in(other))


@pytest.mark.parametrize(
    ("one", "other"), [("7a-7p", "7p-7a"), ("7:00-15:00", "15:00-23:00"), ("2am-10am", "4pm-12am")]
)
def test_other_working_times_do_not_meet(one, other):
    assert not meet(spans_in(one), spans_in(other))


@pytest.mark.parametrize("text", ["3 to 5 years", "5-10 people", "£12-14", "2024-2026", "10-12"])
def test_numbers_beside_each_other_are_no_working_times(text):
    assert spans_in(text) == frozenset()


def test_hours_a_week_tell_openings_apart_and_hours_of_a_shift_do_not():
    def of(title, text=""):
        return amounts_of(title, "", text)

    assert disagree(of("Library Assistant (20 hours)"), of("Library Assistant (30 hours)"))
    assert not disagree(of("Hôte de caisse - 25h"), of("Hôtesse de caisse", "CDI de 25 heures"))
    assert not disagree(of("Nurse", "36 hours, 12-hour shifts"), of("Nurse", "36 hrs a week"))
    assert not disagree(of("Nurse", "36 hours"), of("Nurse", "three 12 hour shifts"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marlowe, TN 37110", "Marlowe, Tennessee, United States"),
        ("Marlowe TN", "Marlowe, TN"),
        ("Lyon 3e", "Lyon, Auvergne-Rhône-Alpes"),
        ("Nantes (44)", "44000 Nantes"),
        ("The Salt House, Padstow, Cornwall", "Padstow, England, United Kingdom"),
        ("Leeds Briggate", "Leeds, West Yorkshire"),
        ("Sheffield Meadowhall", "Sheffield"),
        ("London E14", "London, England"),
        ("Zurich", "8001 Zürich"),
        ("Bochum-Mitte", "Bochum"),
    ],
)
def test_a_place_is_one_however_it_is_written(one, other):
    a, b = where_of(one, (), None), where_of(other, (), None)
    assert compare(a, b) is Near.SAME
    assert not sites_differ(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leeds Briggate", "Leeds White Rose"),
        ("London E14", "London W1"),
        ("Paris 3e", "Paris 15e"),
    ],
)
def test_two_sites_of_a_town_stay_apart(one, other):
    assert sites_differ(where_of(one, (), None), where_of(other, (), None))


def test_one_position_listed_under_several_stores_is_one_opening():
    text = (
        "The valley district needs one Floater Pharmacist to cover three pharmacies. This opening"
        " is listed under each store but there is one position. Verify prescriptions, immunize,"
        " counsel patients and supervise technicians; 36 to 40 hours, mileage paid."
    )
    boise, nampa = (
        Statement(
            id=town, title="Floater Pharmacist", employer="Parkwell", location=f"{town}, ID",
            description=text, number=number, url=f"https://parkwell.example/{number}",
        )
        for town, number in (("Boise", "89130"), ("Nampa", "89131"))
    )  # fmt: skip
    assert len(set(jobs(boise, nampa).values())) == 1
    apart = [replace(one, description=text.split(".")[0] + text[190:]) for one in (boise, nampa)]
    assert len(set(jobs(*apart).values())) == 2


def test_a_number_that_an_address_calls_ref_is_the_openings():
    first, second = (
        replace(OWN, id=ref, url=f"https://jobs.example/Vacancy.aspx?ref={ref}")
        for ref in ("BIO-0611", "BIO-0615")
    )
    assert facts_of(first).link != facts_of(second).link
    same = (f"https://jobs.example/Vacancy.aspx?id=7&ref={of}" for of in ("mail", "feed"))
    assert len({facts_of(replace(OWN, url=url)).link for url in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Will County, IL", "Joliet, IL"), ("Le Sueur County, MN", "Montgomery, Minnesota")],
)
def test_a_town_may_lie_in_a_county_of_its_state(one, other):
    assert compare(where_of(one, (), None), where_of(other, (), None)) is Near.MAY_BE
    assert compare(where_of(one, (), None), where_of("Austin, TX", (), None)) is Near.APART


def test_an_employer_without_its_umlaut_is_the_same():
    found = jobs(
        replace(OWN, employer="Brückner Lager GmbH"),
        replace(RETOLD, employer="Brueckner Lager GmbH"),
    )
    assert found["own"] == found["retold"]
