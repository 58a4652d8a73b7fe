"""Openings from files of other programs."""

import csv
import datetime as dt
import json

import pytest

from kithwork.boards.directory import READABLE
from kithwork.boards.models import Board
from kithwork.errors import KithworkError
from kithwork.jobs import absorb
from kithwork.jobs.classify import classify
from kithwork.jobs.imports import prepare, tables
from kithwork.jobs.imports.formats import read as read_at
from kithwork.jobs.imports.pieces import Stated, Unreadable
from kithwork.jobs.imports.tables import guess
from kithwork.jobs.imports.take_in import import_file, import_text
from kithwork.jobs.match import sketches
from kithwork.jobs.models import FoldDue, IndexChange, Job, Posting, PostingEvent
from kithwork.jobs.stated import recorded

OPENROLES = {
    "id": "gh-1", "ats": "greenhouse", "board": "acme", "title": "Nurse", "url": "https://a.test/1",
    "location": "Leeds", "locations": ["Leeds"], "remote": None, "posted": "2026-11-20",
    "description": "Days.", "salary_min": 30000.0, "salary_currency": "GBP",
}  # fmt: skip
SCHEMA = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Clerk",
    "identifier": {"value": "77"}, "datePosted": "2026-11-02", "url": "https://bo.test/jobs/77",
    "hiringOrganization": {"@type": "Organization", "name": "Bo's Works"},
    "jobLocation": {"address": {"addressLocality": "Hull", "addressCountry": "GB"}},
}  # fmt: skip
JOBSPY = (
    "id,site,job_url,job_url_direct,title,company,location,date_posted,job_type,interval,"
    "min_amount,max_amount,currency,is_remote,description\n"
    'in-9,indeed,https://i.test/9,,Driver,"Cy, Inc.","Austin, TX",2026-11-01,fulltime,yearly,'
    "50000,60000,USD,True,\n"
    "in-10,indeed,https://i.test/10,,,Cy,,,,,,,,,\n"
)
SHEET = "Ref;Job Title\n".replace(";", ",") + "7,Diver\n"


TODAY = dt.date(2026, 11, 23)


def read(content, mapping=None):
    return read_at(content, mapping, TODAY)


def one(content, mapping=None):
    [found] = read(content, mapping)
    return found


def test_what_openroles_writes_is_read_whole():
    stated = one(json.dumps([OPENROLES]))
    assert (stated.system, stated.token) == ("greenhouse", "acme")
    assert (stated.row.title, stated.row.salary_min) == ("Nurse", 30000.0)
    assert str(stated.row.posted_on) == "2026-11-20"


def test_a_line_that_is_no_json_stops_no_other():
    lines = "\n".join([json.dumps(OPENROLES), "{broken", json.dumps({**OPENROLES, "id": "gh-2"})])
    first, second, third = read(lines)
    assert second == Unreadable(2, "not JSON")
    assert (first.row.posting_id, third.row.posting_id) == ("gh-1", "gh-2")


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(SCHEMA),
        json.dumps({"@graph": [SCHEMA]}),
        f'<html><script type="application/ld+json">{json.dumps(SCHEMA)}</script></html>',
    ],
)
def test_schema_org_is_read_from_json_and_from_a_page(content):
    stated = one(content)
    assert (stated.employer, stated.row.title) == ("Bo's Works", "Clerk")
    assert (stated.row.posting_id, stated.row.location) == ("cs-77", "Hull, GB")


def test_jobspy_is_known_by_its_columns_and_a_row_without_a_title_is_told():
    stated, bad = read(JOBSPY)
    assert (stated.system, stated.employer, stated.row.title) == ("indeed", "Cy, Inc.", "Driver")
    assert (stated.row.salary_max, stated.row.salary_period) == (60000.0, "year")
    assert stated.row.remote is True
    assert bad.line == 3


def test_any_other_table_needs_a_mapping_and_suggests_one():
    with pytest.raises(
        KithworkError, match=r"title=Job Title' --mapping 'employer=\.\.\.' --mapping 'id=Ref'"
    ):
        list(read(SHEET))
    assert guess(["Company", "Position", "Odd"]) == {"employer": "Company", "title": "Position"}


def test_a_mapping_to_a_column_that_is_not_there_is_refused():
    with pytest.raises(KithworkError, match="no column 'Firm'"):
        list(read(SHEET, {"employer": "Firm"}))
    with pytest.raises(KithworkError, match="Say which column holds the employer"):
        list(read(SHEET, {"title": "Job Title"}))
    with pytest.raises(KithworkError, match="'boss' is no field"):
        list(read(SHEET, {"title": "Job Title", "boss": "Ref"}))


def test_a_mapped_table_is_read():
    content = "Firm,What,Where,Link\nHarbour,Diver,Hull,https://h.test/1\n"
    mapping = {"employer": "Firm", "title": "What", "location": "Where", "url": "Link"}
    stated = one(content, mapping)
    assert isinstance(stated, Stated)
    assert (stated.system, stated.row.posting_id) == ("file", "https://h.test/1")


def test_a_row_without_a_number_or_a_link_is_known_by_what_and_where_it_is():
    content = "Job,Firm,Town\nNurse,Acme,Leeds\nNurse,Acme,Hull\nNurse,Acme,Leeds\n"
    mapping = {"title": "Job", "employer": "Firm", "location": "Town"}
    first, second, third = (found.row.posting_id for found in read(content, mapping))
    assert first == third != second


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Job,Firm,Link\n,Acme,https://a.test\n", "it has no title"),
        ("Job,Firm,Link\nNurse,,https://a.test\n", "it has no employer"),
        ("Job,Firm,Link\n,,\n", "it has no title and no employer"),
    ],
)
def test_a_row_that_can_t_be_read_is_told_with_what_it_lacks(content, why):
    [bad] = read(content, {"title": "Job", "employer": "Firm", "url": "Link"})
    assert bad == Unreadable(2, why)


@pytest.fixture
def short_cells(monkeypatch):
    limit = csv.field_size_limit()  # the whole process has one
    monkeypatch.setattr(tables, "LONGEST_CELL", 100)
    yield
    csv.field_size_limit(limit)


def test_a_cell_that_is_far_too_long_costs_only_its_row(short_cells):
    content = f"Job,Firm,Text\nNurse,Acme,{'x' * 200}\nClerk,Acme,short\n"
    bad, good = read(content, {"title": "Job", "employer": "Firm", "description": "Text"})
    assert "longer than 100 characters" in bad.why
    assert good.row.title == "Clerk"


@pytest.mark.parametrize("content", ["[]", "[1]", '{"a": 1}', "[[[", "<p>"])
def test_no_content_breaks_the_reader(content):
    assert all(isinstance(found, Unreadable) for found in read(content, {}))


def test_the_same_file_twice_changes_nothing(db, now):
    assert import_text(json.dumps(SCHEMA), now).opened == 1
    again = import_text(json.dumps(SCHEMA), now)
    assert (again.openings, again.opened, again.changed) == (1, 0, 0)
    assert Posting.objects.count() == 1


def test_an_import_closes_nothing_and_its_board_is_never_read(db, now):
    import_text(JOBSPY, now)
    import_text(JOBSPY.replace("in-9", "in-11"), now)
    assert Posting.objects.open().count() == 2
    assert Board.objects.get().openings == 2
    assert not Board.objects.due(now).exists()


def test_an_import_is_as_old_as_it_says(db, now):
    import_text(JOBSPY, now)
    assert str(Posting.objects.get().new_at.date()) == "2026-11-01"


def test_what_a_board_shows_and_a_file_repeats_is_one_posting(db, now):
    board = Board.objects.create(
        ats="greenhouse", token="Acme", employer="Acme", normal="acme", added_at=now
    )
    import_text(json.dumps(OPENROLES), now)
    assert Posting.objects.get().board == board


def test_a_file_that_is_not_there_is_a_sentence(tmp_path, now):
    with pytest.raises(KithworkError, match="can't be read"):
        import_file(tmp_path / "none.csv", now)


def test_readable_systems_are_those_of_the_reader():
    import openroles

    assert {*openroles.ATS, "feed"} == READABLE


def many(*numbers):
    return "\n".join(
        json.dumps({**OPENROLES, "id": f"gh-{n}", "board": f"b{n % 3}"}) for n in numbers
    )


def test_a_file_that_was_stopped_goes_on_when_given_again(tmp_path, db, now, monkeypatch):
    monkeypatch.setattr(prepare, "CHUNK", 2)
    file = tmp_path / "openings.jsonl"
    file.write_text(many(*range(7)), "utf-8")

    def stop(done, total, what):
        assert 0 < done <= total == file.stat().st_size
        raise KithworkError(what)

    with pytest.raises(KithworkError, match="2 openings"):
        import_file(file, now, progress=stop)
    assert Posting.objects.count() == PostingEvent.objects.count() == 2
    again = import_file(file, now)
    assert (again.openings, again.opened, again.changed) == (7, 5, 0)
    assert Posting.objects.count() == IndexChange.objects.count() == 7


def test_a_chunk_that_fails_leaves_the_chunks_before_it_and_nothing_of_itself(
    tmp_path, db, now, monkeypatch
):
    monkeypatch.setattr(prepare, "CHUNK", 2)
    file = tmp_path / "openings.jsonl"
    file.write_text(many(*range(6)), "utf-8")
    told = []

    def then(added):
        told.append(added.postings)
        if len(told) == 2:
            monkeypatch.setattr(absorb, "_tell_the_index", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        import_file(file, now, then=then)
    assert [len(some) for some in told] == [2, 2]
    assert Posting.objects.count() == Job.objects.count() == 4


def test_what_a_file_states_twice_is_one_posting_and_the_later_words_count(db, now, monkeypatch):
    later = json.dumps({**OPENROLES, "title": "Head nurse"})
    import_text(f"{json.dumps(OPENROLES)}\n{later}\n", now)
    assert Posting.objects.get().title == "Head nurse"
    monkeypatch.setattr(prepare, "CHUNK", 1)
    import_text(f"{json.dumps(OPENROLES)}\n{later}\n", now)
    assert Posting.objects.get().title == "Head nurse"


def test_boards_are_found_whatever_the_case_of_their_names(db, now):
    for token in ("Ärzte GmbH", "ärzte gmbh", "ACME"):
        import_text(json.dumps({**OPENROLES, "ats": "file", "board": token}), now)
    import_text(json.dumps({**OPENROLES, "ats": "file", "board": "acme"}), now)
    assert Board.objects.filter(token__iexact="acme").count() == 1
    assert Posting.objects.filter(board__token="ACME").count() == 1


def test_workers_bring_what_one_process_brings(tmp_path, db, now, monkeypatch):
    monkeypatch.setattr(prepare, "CHUNK", 2)
    file = tmp_path / "openings.jsonl"
    file.write_text(many(*range(9)), "utf-8")
    brought = import_file(file, now, classify=classify, workers=1)
    assert (brought.openings, brought.opened, brought.employers) == (9, 9, 3)
    assert set(Posting.objects.values_list("soc", flat=True)) == {classify(["Nurse"])[0].soc}


def test_what_finds_a_postings_like_is_worked_out_as_it_is_read(db, now):
    import_text(json.dumps(OPENROLES), now)
    waits = FoldDue.objects.get()
    (one,) = recorded([waits.posting]).values()
    (found,) = sketches([one.facts])
    assert bytes(waits.sketch) == found.packed()


def test_what_was_worked_out_for_another_employers_name_is_not_kept(db, now):
    import_text(json.dumps(OPENROLES), now)
    import_text(json.dumps({**OPENROLES, "id": "other", "company": "Somebody Else"}), now)
    assert FoldDue.objects.last().sketch is None
