"""LinkedIn's connections, in every era and every state of repair."""

import csv
import datetime as dt
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.people.imports import linkedin_connections as linkedin
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.rows import ContactRow, Point, Role

OLD = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
NEW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PREAMBLE = 'Notes:\n"Some addresses are missing, because\nmembers chose so."\n\n'


def read(text, encoding="utf-8"):
    return linkedin.read(Source.of_bytes("Connections.csv", text.encode(encoding)))


def test_a_connection_of_today_is_read_whole():
    parsed = read(
        PREAMBLE + NEW + 'Bo,Friend,https://www.linkedin.com/in/bo,bo@example.org,"Mill, Ltd",'
        "Miller,08 Feb 2026\n"
    )
    assert parsed.rows == (
        ContactRow(
            name="Bo Friend",
            given="Bo",
            family="Friend",
            points=(
                Point("profile", "https://www.linkedin.com/in/bo"),
                Point("email", "bo@example.org"),
            ),
            roles=(Role("Mill, Ltd", "Miller"),),
            connected_on=dt.date(2026, 2, 8),
            file="Connections.csv",
            line=6,
        ),
    )
    assert parsed.unreadable == ()


def test_an_old_file_has_neither_preamble_nor_address_of_the_profile():
    row = read(OLD + 'Bo,Friend,bo@example.org,Mill,Miller,"1/29/26, 2:37 PM"').contacts[0]
    assert (row.profiles, row.emails, row.connected_on) == (
        (),
        ("bo@example.org",),
        dt.date(2026, 1, 29),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator_gives_the_same_names(encoding, separator):
    text = (NEW + "Zoë,Müller,,,Bäckerei,Köchin,08 Feb 2026\n").replace(",", separator)
    row = read(text, encoding).contacts[0]
    assert (row.name, row.organisation, row.title) == ("Zoë Müller", "Bäckerei", "Köchin")


def test_members_who_hide_are_counted_and_are_not_people():
    parsed = read(NEW + ",,,,,,08 Feb 2026\n,,,,,,07 Feb 2026\nBo,Friend,,,,,06 Feb 2026\n")
    assert [row.name for row in parsed.rows] == ["Bo Friend"]
    assert [(aside.what, aside.count) for aside in parsed.left_aside] == [("hidden members", 2)]


def test_emoji_and_degrees_stay_in_the_name_and_out_of_its_parts():
    row = read(NEW + '🚀 Bo,"Friend, PhD, MBA",,,,,08 Feb 2026\n').contacts[0]
    assert (row.name, row.given, row.family) == ("🚀 Bo Friend, PhD, MBA", "Bo", "Friend")


def test_a_stray_quotation_mark_costs_no_other_row():
    parsed = read(
        NEW + 'Bo,"Friend,,,Mill,Miller,08 Feb 2026\n'
        'Cy,Stranger,,,"Over\ntwo lines",Boss,07 Feb 2026\n'
    )
    assert [row.name for row in parsed.contacts][-1] == "Cy Stranger"
    assert parsed.contacts[-1].organisation == "Over two lines"


def test_a_row_with_too_many_columns_is_reported_with_its_line():
    parsed = read(NEW + "Bo,Friend,,,Mill, Ltd,Miller,08 Feb 2026\nCy,Stranger,,,,,\n")
    assert [row.name for row in parsed.rows] == ["Cy Stranger"]
    assert [(bad.line, bad.reason) for bad in parsed.unreadable] == [
        (2, "has 8 columns where the header has 7")
    ]


def test_a_damaged_byte_costs_only_its_own_letter():
    content = (NEW + "Zoë,Müller,,,,,\n").encode() + b"Jos\xe9,Pe\xf1a,,,,,\nBo,Fri\x81end,,,,,\n"
    names = [row.name for row in linkedin.read(Source.of_bytes("c", content)).contacts]
    assert names == ["Zoë Müller", "José Peña", "Bo Fri�end"]


def test_a_date_without_sense_is_kept_as_it_was_written():
    row = read(NEW + "Bo,Friend,,,,,00 Jan 0000\n").contacts[0]
    assert row.connected_on is None
    assert row.extras == (("connected on", "00 Jan 0000"),)


def test_dates_with_the_day_in_front_are_told_by_the_whole_column():
    rows = read(OLD + "Bo,Friend,,,,29/01/26\nCy,Stranger,,,,03/02/26\n").contacts
    assert [row.connected_on for row in rows] == [dt.date(2026, 1, 29), dt.date(2026, 2, 3)]


def test_another_file_is_refused_in_one_sentence():
    with pytest.raises(ImportFailedError, match="no header line"):
        read("a,b\n1,2\n")


_CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp"]), max_size=12
)


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=6))
def test_what_is_written_as_csv_is_read_back(cells):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(NEW.strip().split(","))
    for first, last, company in cells:
        writer.writerow([first, f"Z{last}", "", "", company, "", ""])
    rows = read(out.getvalue()).contacts
    expected = [(f"{first} Z{last}".strip(), company) for first, last, company in cells]
    assert [(row.name, row.organisation) for row in rows] == [
        (unicodedata.normalize("NFC", name), unicodedata.normalize("NFC", company))
        for name, company in expected
    ]


@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_ever_break_it(noise, with_header):
    content = (NEW.encode() if with_header else b"") + noise
    try:
        parsed = linkedin.read(Source.of_bytes("c", content))
    except ImportFailedError:
        assert not with_header
    else:
        assert all(row.name and "\x00" not in row.name for row in parsed.contacts)
