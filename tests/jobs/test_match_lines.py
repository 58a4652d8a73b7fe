"""Postings read out of lines of JSON, whatever their fields are called."""

import datetime as dt
import json

import pytest

from kithwork.jobs.match import read_lines


def read(line, tell=None):
    (found,) = read_lines([json.dumps(line)], tell)
    return found


@pytest.mark.parametrize(
    "line",
    [
        {"id": 7, "title": "Cook", "employer": "Acme", "location": "Leeds, England"},
        {"jobId": "7", "jobTitle": "Cook", "companyName": "Acme", "city": "Leeds",
         "region": "England"},
        {"posting_id": "7", "job_title": "Cook", "company": {"name": "Acme"},
         "place": {"city": "Leeds", "region": "England"}},
        {"identifier": {"value": "7"}, "title": "Cook", "hiringOrganization": {"name": "Acme"},
         "jobLocation": {"address": {"addressLocality": "Leeds", "addressRegion": "England"}}},
        {"uid": "7", "position": "Cook", "organisation": "Acme", "job_location": "Leeds, England"},
    ],
)  # fmt: skip
def test_the_usual_names_of_fields_mean_the_same(line):
    found = read(line)
    said = found.id, found.title, found.employer, found.location
    assert said == ("7", "Cook", "Acme", "Leeds, England")


@pytest.mark.parametrize(
    "day",
    ["2026-10-01", "2026-10-01T09:30:00Z", "1 October 2026", "01.10.2026", 1_790_845_200,
     1_790_845_200_000],
)  # fmt: skip
def test_days_are_read_in_the_usual_forms(day):
    assert read({"id": 1, "datePosted": day}).posted == dt.date(2026, 10, 1)


@pytest.mark.parametrize("day", ["03/04/2026", "soon", "yesterday", "3 days ago"])
def test_a_day_that_is_none_or_may_be_two_is_said(day):
    heard = []
    assert read({"id": 1, "posted": day}, heard.append).posted is None
    assert heard == [f"Line 1: the day “{day}” isn't understood, or may be two."]


def test_what_is_not_understood_is_said_by_line_and_the_rest_is_read():
    heard = []
    lines = ['{"id": 1, "colour": "red"}', "{bad", "[2]", '{"title": "Cook", "colour": "blue"}']
    assert [one.id for one in read_lines(lines, heard.append)] == ["1", "line 4"]
    assert [said.split(":")[0].split(" (")[0] for said in heard] == [
        "“colour”", "Line 2 is not JSON",
        "Line 3 is not a JSON object but list. It is passed over.",
        "Line 4 has no id; it is called “line 4”.",
    ]  # fmt: skip


def test_of_two_names_for_one_field_the_usual_one_counts_and_empty_ones_do_not():
    assert read({"id": 1, "summary": "short", "description": "long"}).description == "long"
    assert read({"id": 1, "description": "", "text": "told"}).description == "told"
    assert read({"id": 1, "company": None, "organization": "Acme"}).employer == "Acme"


def test_a_number_and_a_shift_in_fields_of_their_own_are_kept():
    found = read({"id": 1, "requisitionId": "R-1", "shift": "night shift", "job_type": "Full-time"})
    assert (found.number, found.employment_type) == ("R-1", "Full-time, night shift")
