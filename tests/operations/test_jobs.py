"""What can be asked about openings: import them, search them, with their dates and doubts."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting, PostingText
from kithwork.operations.jobs import jobs_import, jobs_search
from kithwork.operations.match import jobs_join, jobs_split

SHEET = "Ref,Job Title,Firm,Town\n7,Registered Nurse,Acme Inc,Leeds\n8,,Acme Inc,Hull\n"
COLUMNS = ["id=Ref", "title=Job Title", "employer=Firm", "location=Town"]
DAY = dt.timedelta(days=1)


@pytest.fixture
def sheet(tmp_path):
    file = tmp_path / "openings.csv"
    file.write_text(SHEET)
    return file


@pytest.fixture
def nurse(db, now):
    acme = Board.objects.create(
        ats="greenhouse", token="acme", employer="Acme Inc", normal="acme", added_at=now
    )
    return Posting.objects.create(
        board=acme, posting_id="1", title="Nurse", employer="Acme Inc", normal="acme",
        first_seen_at=now - 2 * DAY, last_seen_at=now, new_at=now - 120 * DAY,
        updated_at=now - DAY, posted_on=(now - 121 * DAY).date(),
    )  # fmt: skip


def test_a_plain_sheet_is_asked_about_before_it_is_taken_in(ada, sheet, now):
    with pytest.raises(KithworkError, match=r"say so: --mapping .title=Job Title"):
        jobs_import(ada, sheet, now=now)
    assert not Posting.objects.exists()


def test_a_confirmed_mapping_takes_a_sheet_in_and_names_the_rows_that_fail(ada, sheet, now):
    brought = jobs_import(ada, sheet, now=now, mapping=COLUMNS)
    assert (brought.opened, len(brought.unreadable)) == (1, 1)
    posting = Posting.objects.get()
    assert (posting.title, posting.city) == ("Registered Nurse", "Leeds")
    assert "Nursing" in posting.types
    assert jobs_import(ada, sheet, now=now, mapping=COLUMNS).opened == 0


@pytest.mark.parametrize("wrong", ["Job Title", "=Job Title", "title="])
def test_a_mapping_that_is_none_is_refused(ada, sheet, now, wrong):
    with pytest.raises(KithworkError, match="Write a mapping like"):
        jobs_import(ada, sheet, now=now, mapping=[wrong])


def test_an_opening_tells_when_it_was_new_seen_and_changed_apart(ada, nurse, now):
    [found] = jobs_search(ada, ["nurse"], now=now).openings
    assert found.first_seen_at == now - 2 * DAY
    assert found.new_at == now - 120 * DAY
    assert found.updated_at == now - DAY
    assert found.posted_on == (now - 121 * DAY).date()


def test_an_opening_comes_with_the_reasons_to_doubt_it(ada, nurse, now):
    found = jobs_search(ada, [], now=now)
    assert found.openings[0].signs[0].startswith("open long: open for 120 days")
    assert "Doubtful: open long" in str(found)


def test_splitting_and_joining_say_what_is_one_now_and_how_to_take_it_back(nurse, now):
    text = "You care for the patients of our ward by day and by night, with six others. " * 4
    copy = Posting.objects.create(
        board=nurse.board, posting_id="2", title="Nurse, again", employer="Acme Inc",
        normal="acme", first_seen_at=now, last_seen_at=now, new_at=now,
    )  # fmt: skip
    for one in (nurse, copy):
        PostingText.objects.create(posting=one, description=text)
    joined = jobs_join(nurse.pk, copy.pk, now=now)
    assert joined.others == (copy.pk,)
    assert str(joined).endswith(f"kithwork jobs split {copy.pk}")
    apart = jobs_split(copy.pk, now=now)
    assert apart.others == ()
    assert apart.undo == f"jobs join {copy.pk} {nurse.pk}"


def test_a_search_says_which_town_was_taken_and_what_to_leave_out(ada, nurse, now):
    said = str(jobs_search(ada, ["zzyzx", "nurse"], now=now, near="Springfield"))
    assert said.startswith("Near Springfield, MO, US; there is also Springfield, MA, US")
    said = str(jobs_search(ada, ["zzyzx", "nurse"], now=now))
    assert said.split("\n") == ["Nothing matches. There would be", "       1  without zzyzx"]


def test_a_file_that_is_no_text_is_told_apart_from_a_table_without_a_mapping(ada, tmp_path, now):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01")
    empty = tmp_path / "empty.csv"
    empty.touch()
    for file, told in ((photo, "no file of openings"), (empty, "The file is empty")):
        with pytest.raises(KithworkError, match=told):
            jobs_import(ada, file, now=now)
