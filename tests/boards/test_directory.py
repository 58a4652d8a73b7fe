"""The packed directory answers by name and by token, exactly."""

import openroles

from kithwork.boards import directory, pack_directory
from kithwork.boards.names import name_key


def test_the_directory_holds_every_listed_board_once():
    boards = directory.entries()
    assert len(boards) == 30_247
    assert len({(e.ats, e.token.casefold()) for e in boards}) == len(boards)
    assert not [e for e in boards if e.ats == "ats" or not e.key or not e.url]


def test_packed_keys_are_those_the_rules_give_today():
    assert [e for e in directory.entries() if e.key != name_key(e.employer)] == []


def test_a_name_is_found_however_it_is_written():
    assert "thirdstreetmusicschool" in {
        e.token for e in directory.find_by_name("The Third Street Music School, Inc.")
    }


def test_part_of_a_name_finds_nothing():
    assert directory.find_by_name("Third Street Music") == ()
    assert directory.find_by_name("") == ()


def test_a_token_is_found_without_regard_to_case():
    entry = directory.find_by_token("greenhouse", "REDAPT")
    assert entry is not None
    assert entry.url == "https://job-boards.greenhouse.io/redapt"


def test_workday_tokens_carry_the_data_centre_that_the_reader_needs():
    workday = [e for e in directory.entries() if e.ats == "workday"]
    unread = [e for e in workday if not openroles.hosts(openroles.Board("workday", e.token))]
    assert len(workday) == 3530
    assert len(unread) <= 1


def test_an_address_leads_back_to_its_entry():
    for entry in directory.entries()[::97]:
        if entry.ats != "careersite" and " " not in entry.token:
            found = openroles.detect(entry.url)
            assert [(b.ats, b.token.casefold()) for b in found] == [
                (entry.ats, entry.token.casefold())
            ], entry


def test_employers_websites_are_found_both_ways():
    assert directory.website("1-800 Contacts, Inc.") == "https://www.1800contacts.com"
    assert directory.employer_at("1800contacts.com/careers") == "1-800 Contacts"
    assert directory.website("Nobody At All Example") == ""


def test_header_lines_and_repeated_rows_are_not_boards():
    rows = [
        ["ats", "token", "employer", "url"],
        ["lever", "acme", "Acme", "https://jobs.lever.co/acme"],
        ["lever", "ACME", "Acme again", "https://jobs.lever.co/ACME"],
        ["lever", "", "Nobody", "https://jobs.lever.co/"],
        ["lever"],
        ["workday", "acme/jobs", "Acme", "https://acme.wd5.myworkdayjobs.com/Jobs"],
    ]
    assert pack_directory.board_rows(rows) == [
        ("lever", "acme", "Acme", "acme"),
        ("workday", "acme.wd5/Jobs", "Acme", "acme"),
    ]


def test_packing_twice_gives_the_same_bytes(tmp_path):
    rows = [("lever", "acme", "Acme", "acme")]
    pack_directory.pack(rows, tmp_path / "a")
    pack_directory.pack(rows, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
