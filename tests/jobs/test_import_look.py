"""What a file of openings holds is told before anything is stored."""

import datetime as dt
import gzip

import pytest

from kithwork.errors import KithworkError
from kithwork.jobs.imports.look import look as look_at

TABLE = "Job Title,Company,Ref,Notes\nNurse,Acme,1,nights\nPilot,Harbour,2,\n,Harbour,3,\n"


def look(path, mapping=None):
    return look_at(path, dt.date(2026, 11, 23), mapping)


@pytest.fixture
def file(tmp_path):
    def write(text, name="jobs.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_plain_table_is_read_as_its_columns_are_called(file):
    seen = look(file(TABLE))
    assert [(c.name, c.field) for c in seen.columns] == [
        ("Job Title", "title"), ("Company", "employer"), ("Ref", "id"), ("Notes", ""),
    ]  # fmt: skip
    assert seen.columns[3].examples == ("nights",)
    assert [one.row.title for one in seen.openings] == ["Nurse", "Pilot"]
    assert [bad.line for bad in seen.unreadable] == [4]
    assert not seen.more


def test_what_was_said_of_the_columns_goes_before_their_names(file):
    said = {"title": "Notes", "employer": "Company", "id": "Ref"}
    assert [one.row.title for one in look(file(TABLE), said).openings] == ["nights"]
    with pytest.raises(KithworkError, match="no column"):
        look(file(TABLE), {**said, "url": "Nowhere"})


def test_a_table_without_a_title_or_an_employer_says_so(file):
    seen = look(file("What,Who\nNurse,Acme\n"))
    assert seen.missing == ("employer", "title")
    assert seen.openings == ()
    assert look(file("What,Who\nNurse,Acme\n"), {"title": "What"}).missing == ("employer",)


def test_formats_of_other_programs_need_no_columns(file):
    jobspy = "site,job_url,title,company\nindeed,https://a.test/1,Nurse,Acme\n"
    lines = (
        '{"ats": "lever", "board": "acme", "id": "1", "title": "Nurse", "url": "https://a.test"}'
    )
    for text in (jobspy, lines, f"[{lines}]"):
        seen = look(file(text))
        assert seen.columns == ()
        assert [one.row.title for one in seen.openings] == ["Nurse"]


def test_of_a_long_file_only_the_beginning_is_looked_at(file):
    rows = "".join(f"Nurse {n},Acme,{n},\n" for n in range(300))
    seen = look(file(TABLE.splitlines()[0] + "\n" + rows))
    assert len(seen.openings) == 200
    assert seen.more


@pytest.mark.parametrize("text", ["{broken", "Only,a,header\n"])
def test_files_without_openings_hold_nothing(file, text):
    assert look(file(text)).openings == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty"),
        (b"\n \n", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no file of openings"),
        (b"Dear Sir or Madam,\nI write to you.\n", "no file of openings"),
        (gzip.compress(b"title,employer\n")[:-9], "can't be unpacked"),
    ],
)
def test_what_is_no_file_of_openings_is_said(tmp_path, content, told):
    path = tmp_path / "jobs.csv"
    path.write_bytes(content)
    with pytest.raises(KithworkError, match=told):
        look(path)


@pytest.mark.parametrize(
    ("mark", "encoding", "before"),
    [(";", "cp1252", ""), (";", "utf-8-sig", "sep=;\n"), ("\t", "utf-16", ""), ("|", "utf-8", "")],
)
def test_a_table_is_read_whatever_parts_its_cells_and_however_it_is_encoded(
    tmp_path, mark, encoding, before
):
    rows = [["Stellenbezeichnung", "Firma", "Veröffentlicht am", "Link"],
            ["Gärtner, Helfer", "Müller & Söhne", "01.12.2026", "https://acme.test/1"]]  # fmt: skip
    path = tmp_path / "stellen.csv"
    path.write_bytes((before + "\n".join(map(mark.join, rows))).encode(encoding))
    seen = look(path)
    assert [c.field for c in seen.columns] == ["title", "employer", "posted", "url"]
    [one] = seen.openings
    assert (one.employer, one.row.title) == ("Müller & Söhne", "Gärtner, Helfer")
    assert one.row.posted_on == dt.date(2026, 12, 1)


def test_a_packed_file_is_looked_into(tmp_path):
    path = tmp_path / "jobs.csv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))
    assert len(look(path).openings) == 2


def test_a_file_that_is_gone_is_said_to_be(tmp_path):
    with pytest.raises(KithworkError, match=r"gone\.csv can't be read"):
        look(tmp_path / "gone.csv")
