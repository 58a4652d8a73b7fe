"""What Kithwork writes it reads back whole, and a spreadsheet finds nothing to run in it."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.people.imports import own_csv, own_json, vcard, write_vcard
from kithwork.people.imports.read import read_file
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.text import clean, one_line
from kithwork.people.rows import (
    ContactRow,
    IntroductionRow,
    Point,
    Role,
    SeenRow,
    StationRow,
    TieRow,
)

LINE = st.text(st.characters(codec="utf-8"), max_size=20).map(one_line)
NAME = LINE.filter(lambda text: bool(text) and not text.isspace())
TEXT = st.text(st.characters(codec="utf-8"), max_size=30).map(clean)
DAY = st.none() | st.dates(dt.date(1900, 1, 1))
LABEL = st.sampled_from(["", "work", "home", "Main office", "büro;2", "pref"])
POINT = st.builds(
    Point,
    st.sampled_from(["email", "phone", "profile", "address"]),
    NAME.filter(lambda text: not text.lower().startswith(("tel:", "mailto:"))),
    LABEL,
)
ROLE = st.builds(Role, NAME, LINE, DAY, DAY)
ROW = st.builds(
    ContactRow,
    name=NAME,
    given=LINE,
    family=LINE,
    points=st.lists(POINT, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda point: point.kind))
    ),
    roles=st.lists(ROLE, max_size=2).map(tuple),
    headline=LINE,
    location=LINE,
    industry=LINE,
    birthday=st.sampled_from(["", "1980-03-07", "--03-07"]),
    how_known=TEXT,
    notes=TEXT,
    referred_by=st.lists(NAME, max_size=2).map(tuple),
    connected_on=DAY,
    last_spoken_on=DAY,
    closeness=st.none() | st.floats(0, 1),
    connections=st.none() | st.integers(0, 10**6),
    generation=st.none() | st.integers(0, 9),
    known_of=st.booleans(),
    leave_alone=st.booleans(),
    extras=st.lists(st.tuples(NAME, TEXT.filter(bool)), max_size=2).map(tuple),
)


def bare(row):
    points = tuple(sorted(row.points, key=lambda point: point.kind))
    return replace(row, file="", line=0, points=points)


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, max_size=3))
def test_a_card_that_is_written_is_read_back(rows):
    text = write_vcard.write(rows)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    parsed = vcard.read(Source.of_bytes("a.vcf", text.encode()))
    assert [bare(row) for row in parsed.rows] == [bare(row) for row in rows]
    assert parsed.unreadable == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, max_size=3))
def test_a_table_that_is_written_is_read_back(rows):
    parsed = own_csv.read(Source.of_bytes("a.csv", own_csv.write(rows).encode()))
    order = {"email": 0, "phone": 1, "profile": 2, "address": 3}
    expected = [
        replace(row, points=tuple(sorted(row.points, key=lambda point: order[point.kind])))
        for row in rows
    ]
    assert [replace(row, file="", line=0) for row in parsed.rows] == expected
    assert parsed.unreadable == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, max_size=3))
def test_json_that_is_written_is_read_back(rows):
    links = [
        TieRow("1", "2", 0.5, "old friends"),
        IntroductionRow("1", "2", True, dt.date(2026, 1, 2), "at the fair"),
        StationRow("Mill", "school", "BSc", dt.date(2010, 1, 1), dt.date(2014, 1, 1)),
        SeenRow("1", "2", "meeting", "m1", dt.date(2026, 1, 2), 3, "lunch"),
    ]
    parsed = own_json.read(Source.of_bytes("a.json", own_json.write([*rows, *links]).encode()))
    assert parsed.unreadable == ()
    found = [replace(row, file="", line=0) for row in parsed.rows]
    assert found == [*rows, links[1], links[0], links[3], links[2]]


@settings(max_examples=30, deadline=None)
@given(ROW)
def test_no_cell_begins_like_a_formula(row):
    for record in csv.reader(io.StringIO(own_csv.write([row]).removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in record)


@given(st.text(max_size=20))
def test_making_a_cell_safe_can_be_undone(text):
    assert own_csv.unsafe(own_csv.safe(text)) == text


def test_a_formula_in_a_name_stays_a_name():
    row = ContactRow(name='=HYPERLINK("http://example.test")', notes="@SUM(1)")
    text = own_csv.write([row])
    assert '"\'=HYPERLINK(""http://example.test"")"' in text
    assert read_file(Source.of_bytes("a.csv", text.encode())).contacts[0].name == row.name


@pytest.mark.parametrize(
    "entry",
    [
        '{"name": ""}', '{"name": 7}', "[]", '"x"', '{"name": "Bo", "points": [{"kind": "soul"}]}',
        '{"name": "Bo", "closeness": 2}', '{"name": "Bo", "generation": -1}',
        '{"name": "Bo", "connected_on": "0000-00-00"}', '{"name": "Bo", "extras": [1]}',
        '{"name": "Bo", "roles": {"a": 1}}', '{"name": "Bo", "leave_alone": "yes"}',
    ],
)  # fmt: skip
def test_a_wrong_entry_is_reported_and_stops_no_other(entry):
    text = f'{{"kithwork": 1, "people": [{entry}, {{"name": "Cy"}}]}}'
    parsed = own_json.read(Source.of_bytes("a.json", text.encode()))
    assert [row.name for row in parsed.contacts] == ["Cy"]
    assert [bad.line for bad in parsed.unreadable] == [1]


@pytest.mark.parametrize("text", ['{"kithwork": 1, "people": [', '{"kithwork": 9}', "[" * 100_000])
def test_json_that_is_cut_off_or_of_another_version_is_refused(text):
    with pytest.raises(ImportFailedError):
        own_json.read(Source.of_bytes("a.json", text.encode()))
