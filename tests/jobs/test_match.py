"""Postings that state one opening, and those that only look like it. Acme hires; Bolt does, too."""

import json

import pytest

from kithwork.errors import KithworkError
from kithwork.jobs.match import facts_of, judge, match, read_lines

TEXT = (
    "As a Senior Backend Engineer at Acme you will build services in Python and Go, own them end"
    " to end and help colleagues. You bring five years of experience, strong SQL and a liking for"
    " simple designs. We give flexible hours, thirty days of holiday and a budget for learning."
)
CARE = (
    "Mercy hires a registered nurse for its busy emergency department. You will triage patients,"
    " give medication and support families. You hold a licence and know acute care. We give health"
    " insurance, paid leave and a pension."
)
OFFICE = {
    "ats": "greenhouse", "board": "acme", "employer": "Acme Inc",
    "title": "Senior Backend Engineer",
    "location": "Berlin, Germany", "posted": "2026-10-01", "department": "Engineering",
    "description": TEXT,
}  # fmt: skip
WARD = {
    "ats": "workday", "board": "mercy", "employer": "Mercy Health", "title": "Registered Nurse",
    "location": "Austin, TX", "posted": "2026-10-01", "description": CARE,
}  # fmt: skip
SITE = {"ats": "indeed", "board": "indeed", "department": ""}


def stated(*postings):
    return list(read_lines(json.dumps({"id": str(i), **p}) for i, p in enumerate(postings)))


def one_job(*postings):
    return len({found.job for found in match(stated(*postings))}) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"ats": "lever", "board": "acmehq", "title": "Sr. Backend Engineer", "location": "Berlin"},
        {**SITE, "title": "Senior Backend Engineer (m/w/d)", "description": TEXT[:130] + "..."},
        {**SITE, "employer": "ACME Incorporated", "description": TEXT + " Apply on our site!"},
        {**SITE, "description": None},
        {**SITE, "employer": "", "description": TEXT[:200]},
        {"ats": "lever", "description": f"<p>{TEXT.replace('. ', '.</p><p>')}</p>"},
        {"posted": "2026-11-10"},
        {"posted": "2026-11-10", "description": TEXT + " Apply by 30 November."},
        {"location": "München, Germany", "locations": ["Munich", "Berlin"]},
    ],
)
def test_one_opening_stated_twice_is_one_job(other):
    assert one_job(OFFICE, {**OFFICE, **other})


@pytest.mark.parametrize(
    "other",
    [
        {"department": "Payments"},
        {"title": "Backend Engineer"},
        {"title": "Senior Backend Engineer, Payments"},
        {"description": "You will join the search team. " + TEXT, "department": "Search"},
        {"location": "Munich, Germany", "posted": "2026-10-20"},
        {"employment_type": "Part-time"},
        {"salary_min": 90_000, "salary_max": 95_000},
        {"board": "bolt", "employer": "Bolt", "description": TEXT.replace("Acme", "Bolt")},
    ],
)
def test_openings_that_only_look_alike_stay_apart(other):
    first = {**OFFICE, "employment_type": "Full-time", "salary_min": 50_000, "salary_max": 60_000}
    assert not one_job(first, {**first, **other})


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (" This is a day shift.", " This is a night shift."),
        (" Hours: 7am to 7pm.", " Hours: 7pm to 7am."),
        (" Requisition ID: 10231.", " Requisition ID: 10288."),
        (" You work in our Northside clinic.", " You work in our Riverside clinic."),
    ],
)
def test_one_word_in_the_same_usual_text_tells_two_openings_apart(here, there):
    other = {**WARD, "description": CARE + there}
    assert not one_job({**WARD, "description": CARE + here}, other)


def test_work_bound_to_a_place_is_another_opening_in_another_town():
    assert not one_job(WARD, {**WARD, "location": "Dallas, TX"})


def test_one_number_in_two_towns_is_one_opening():
    numbered = {**WARD, "description": CARE + " Requisition ID: JR-20331."}
    assert one_job(numbered, {**numbered, "location": "Dallas, TX"})


def test_office_work_in_the_same_words_on_the_same_day_is_stated_once_a_place():
    assert one_job(OFFICE, {**OFFICE, "location": "Munich, Germany"})


def test_office_work_whose_text_names_its_own_town_is_another_opening():
    here = {**OFFICE, "description": TEXT + " You work in our Berlin office."}
    there = {**OFFICE, "description": TEXT + " You work in our Munich office."}
    assert not one_job(here, {**there, "location": "Munich, Germany"})


def test_towns_offered_as_a_choice_are_one_opening():
    choice = {**WARD, "description": CARE + " You can work in Austin or Dallas."}
    assert one_job(choice, {**choice, "location": "Dallas, TX"})


def test_an_agency_that_hides_the_employer_is_found_by_its_words():
    agency = {
        "ats": "feed", "board": "northgate", "employer": "Northgate Staffing", "department": "",
        "description": "Our client needs you. " + TEXT.replace("at Acme", "at our client"),
    }  # fmt: skip
    assert one_job(OFFICE, {**OFFICE, **agency})


def test_a_short_copy_that_fits_two_shifts_joins_neither():
    day = {**WARD, "description": CARE + " This is a day shift."}
    night = {**WARD, "description": CARE + " This is a night shift."}
    copy = {**WARD, **SITE, "description": CARE[:150]}
    assert len({found.job for found in match(stated(day, night, copy))}) == 3


def test_a_posting_without_a_place_does_not_join_two_towns():
    copy = {**WARD, **SITE, "location": ""}
    found = match(stated(WARD, {**WARD, "location": "Dallas, TX"}, copy))
    assert found[0].job != found[1].job


def test_a_job_is_called_after_the_employers_own_posting():
    copy = {**OFFICE, **SITE, "id": "copy", "description": TEXT[:200]}
    assert {found.job for found in match(stated(copy, {**OFFICE, "id": "own"}))} == {"own"}


def test_the_verdict_gives_reasons_on_both_sides_and_does_not_depend_on_the_order():
    a, b = map(facts_of, stated(OFFICE, {**OFFICE, "department": "Payments"}))
    there, back = judge(a, b), judge(b, a)
    assert (there.one, there.strength) == (back.one, back.strength)
    assert "the title to the letter" in there.reasons_for
    assert there.reasons_against[0].startswith("other departments")


def test_the_order_of_the_postings_does_not_change_the_jobs():
    postings = stated(OFFICE, {**OFFICE, "ats": "lever"}, {**OFFICE, "title": "Clerk"}, WARD)
    forth, back = match(postings), match(postings[::-1])
    assert {(m.id, m.job) for m in forth} == {(m.id, m.job) for m in back}


def test_lines_may_lack_everything_but_an_id():
    lines = ['{"id": 7}', "", '{"id": "8", "salary_min": "x", "remote": "maybe", "new": [1]}']
    assert [found.id for found in match(list(read_lines(lines)))] == ["7", "8"]


@pytest.mark.parametrize("line", ["{bad", "[1]", '"text"', '{"title": "Clerk"}'])
def test_a_bad_line_is_named(line):
    with pytest.raises(KithworkError, match="Line 2 "):
        list(read_lines(['{"id": "1"}', line]))
