"""Contacts in and out, as they are asked for: plain tables, broken files, exports."""

from __future__ import annotations

import json

import pytest

from kithwork.errors import KithworkError
from kithwork.operations import people
from kithwork.people.models import Owner

TABLE = "Wer;E-Mail;Verein\nBo Friend;bo@example.org;Rowing\nCy Stranger;cy@example.org;Chess\n"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "club.csv"
    file.write_text(TABLE)
    return file


def test_a_plain_table_waits_until_its_columns_are_confirmed(ada, table, now):
    with pytest.raises(KithworkError, match=r"only guesses.*club\.csv.*verein = keep.*--map"):
        people.people_import(ada, [table], now=now)
    assert not ada.people.exists()


def test_a_preview_says_what_is_guessed_and_stores_nothing(ada, table, now):
    seen = people.people_import(ada, [table], preview=True, now=now)
    assert len(seen.unconfirmed) == 1
    assert "--map" in str(seen)
    assert seen.counts == {"new": 2}
    assert not ada.people.exists()


def test_a_confirmed_table_is_taken_in_and_not_asked_again(ada, table, now):
    done = people.people_import(ada, [table], map_=["Wer=name", "Verein=how_known"], now=now)
    assert done.stored
    assert ada.people.get(name="Bo Friend").how_met == "Rowing"
    table.write_text("Verein;Wer;E-Mail\nChoir;Dee Singer;dee@example.org\n")
    people.people_import(ada, [table], now=now)
    assert ada.people.get(name="Dee Singer").how_met == "Choir"


def test_the_same_file_again_says_that_nothing_was_stored(ada, table, now):
    said = ["Wer=name"]
    assert str(people.people_import(ada, [table], map_=said, now=now)) == "2 new. Stored."
    again = str(people.people_import(ada, [table], now=now))
    assert again == "2 matched. That is known already; nothing was stored."


def test_ties_that_a_file_states_are_counted(ada, tmp_path, now):
    ties = tmp_path / "ties.csv"
    ties.write_text("person,person,strength\nBo Friend,Cy Stranger,0.7\n")
    done = people.people_import(ada, [ties], now=now)
    assert (done.ties, str(done)) == (1, "2 new. Stored, with 1 tie of who knows whom.")


def test_one_of_two_tables_is_named_by_its_file(ada, table, tmp_path, now):
    other = tmp_path / "work.csv"
    other.write_text("Name,E-Mail,Verein\nDee Singer,dee@example.org,Acme\n")
    said = ["Wer=name", "club.csv:verein=leave", "work.csv:verein=organisation"]
    people.people_import(ada, [table, other], map_=said, now=now)
    assert ada.people.get(name="Dee Singer").current_position().organisation.name == "Acme"
    assert not ada.people.get(name="Bo Friend").positions.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [("Wer=nickname", "names no field"), ("Colour=name", "No table here has"), ("Wer", "field")],
)
def test_a_wrong_word_on_columns_is_said_in_a_sentence(ada, table, now, said, why):
    with pytest.raises(KithworkError, match=why):
        people.people_import(ada, [table], map_=[said], now=now)


def test_files_in_which_nothing_can_be_read_are_an_error_that_says_why(ada, tmp_path, now):
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(KithworkError, match=r"Nothing can be read: broken\.zip is damaged"):
        people.people_import(ada, [broken], now=now)


def test_a_broken_file_beside_a_good_one_is_reported_and_costs_only_itself(ada, tmp_path, now):
    broken, good = tmp_path / "broken.zip", tmp_path / "good.vcf"
    broken.write_bytes(b"PK\x03\x04 and no more")
    good.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Bo Friend\nEND:VCARD\n")
    said = people.people_import(ada, [broken, good], now=now)
    assert said.counts == {"unreadable": 1, "new": 1}
    assert str(said).endswith("Stored.")


def test_what_linkedin_says_of_the_owner_s_search_is_shown_and_left_aside(ada, tmp_path, now):
    (tmp_path / "Company Follows.csv").write_text(
        "Organization,Followed On\nAcme,Wed Jun 24 12:43:42 UTC 2026\n"
    )
    seen = people.people_import(ada, [tmp_path], now=now)
    said = "Left aside: 1 employers that you follow: about you, not your contacts"
    assert said in seen.left_aside
    assert json.loads(json.dumps(seen.counts)) == {}


@pytest.mark.parametrize("form", ["vcard", "csv", "json"])
def test_an_export_keeps_confidences_and_is_read_back(ada, bo, tmp_path, now, form):
    bo.confidential_notes, bo.notes = "tells nobody", "likes tea"
    bo.save()
    said = people.people_export(ada, format_=form)
    assert "Bo Friend" in str(said)
    assert "likes tea" in said.text
    assert "tells nobody" not in said.text
    file = tmp_path / "everybody"
    done = people.people_export(ada, format_=form, output=file)
    assert (done.people, done.text) == (1, "")
    assert "1 person in" in str(done)
    assert file.stat().st_mode & 0o077 == 0
    eve = Owner.objects.create(username="eve")
    people.people_import(eve, [file], now=now)
    assert eve.people.get().notes == "likes tea"
    with pytest.raises(KithworkError, match="already"):
        people.people_export(ada, format_=form, output=file)


def test_a_spreadsheet_takes_no_name_for_a_formula(ada, now):
    ada.people.create(name="=HYPERLINK(1)", created_at=now)
    assert "\n=HYPERLINK" not in people.people_export(ada, format_="csv").text


def test_a_number_told_twice_is_one_number(ada, now):
    people.people_add(ada, "Dee Singer", phone="+49 171 123 4567", now=now)
    people.people_add(ada, "Dee Singer", phone="0049 (171) 1234567", now=now)
    assert ada.people.get().contact_points.get().normal == "+491711234567"
