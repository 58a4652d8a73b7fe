"""What a file of openings holds is told before anything is stored."""

import pytest

from kithwork.errors import KithworkError
from kithwork.jobs.imports.look import look

TABLE = "Job Title,Company,Ref,Notes\nNurse,Acme,1,nights\nPilot,Harbour,2,\n,Harbour,3,\n"


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


@pytest.mark.parametrize("text", ["", "\n\n", "{broken", "Only,a,header\n"])
def test_files_without_openings_hold_nothing(file, text):
    assert look(file(text)).openings == ()


def test_a_file_that_is_gone_is_said_to_be(tmp_path):
    with pytest.raises(KithworkError, match=r"gone\.csv can't be read"):
        look(tmp_path / "gone.csv")
