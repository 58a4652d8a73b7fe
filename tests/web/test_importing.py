"""Contacts handed in through the page: columns asked for once, then taken in beside the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kithwork.operations import work
from kithwork.web import incoming

TABLE = b"Wer;E-Mail;Verein\nBo Friend;bo@example.org;<b>Rowing</b>\n"


@pytest.fixture
def inside(ada, client, monkeypatch):
    """Ada's session; work that is asked for is done at once."""
    monkeypatch.setattr(work.huey, "immediate", True)
    client.force_login(ada)
    return client


def hand_in(inside, content=TABLE, name="club.csv"):
    return inside.post("/people/import/", {"files": SimpleUploadedFile(name, content)})["Location"]


def confirm(inside, page, **fields):
    columns = {"wer": "name", "e-mail": "email", "verein": "keep", **fields}
    said = {"file": ["club.csv"] * 3, "column": list(columns), "field": list(columns.values())}
    return inside.post(page, {"act": "columns", **said}, follow=True).content.decode()


def test_each_column_is_shown_with_examples_and_what_it_seems_to_hold(inside):
    page = inside.get(hand_in(inside)).content.decode()
    assert "&lt;b&gt;Rowing" in page
    assert '<option value="email" selected>' in page
    assert "Take them in" not in page


def test_confirmed_columns_reach_the_work_that_takes_them_in(inside, ada):
    page = hand_in(inside)
    assert "Take them in" in confirm(inside, page, verein="how_known")
    inside.post(page, {"act": "take"})
    assert ada.works.get().state == "done", ada.works.get().message
    assert ada.people.get().how_met == "<b>Rowing</b>"
    again = inside.get(hand_in(inside, TABLE.replace(b"Bo", b"Cy"))).content.decode()
    assert "Take them in" in again
    assert "As you confirmed" in again


def test_a_field_that_is_none_is_refused_and_asked_again(inside):
    page = confirm(inside, hand_in(inside), verein="colour")
    assert "names no field" in page
    assert "Take them in" not in page


def test_two_files_of_one_name_are_kept_apart(ada):
    files = [SimpleUploadedFile("a.csv", content) for content in (b"1", b"2")]
    kept = incoming.files_of(incoming.take(files))
    assert [(file.name, file.read_bytes()) for file in kept] == [("a.csv", b"1"), ("a.csv", b"2")]


def test_a_broken_file_ends_in_a_report(inside):
    page = inside.get(hand_in(inside, b"PK\x03\x04 and no more", "broken.zip")).content.decode()
    assert "damaged or cut off" in page
    assert "Take them in" not in page


@pytest.mark.parametrize(("form", "kind"), [("vcard", "text/vcard"), ("csv", "text/csv"),
                                            ("json", "application/json")])  # fmt: skip
def test_everybody_can_be_taken_along_as_a_file(inside, bo, form, kind):
    bo.confidential_notes = "tells nobody"
    bo.save()
    answer = inside.get(f"/people/export/{form}/")
    assert answer["Content-Type"].startswith(kind)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"Bo Friend" in answer.content
    assert b"tells nobody" not in answer.content
    assert f"/people/export/{form}/" in inside.get("/people/").content.decode()


def test_there_is_no_other_export(inside):
    assert inside.get("/people/export/exe/").status_code == 404


def test_a_number_typed_is_the_number_that_a_file_brought(inside, ada):
    card = b"BEGIN:VCARD\nVERSION:4.0\nFN:Dee Singer\nTEL:+49 171 1234567\nEND:VCARD\n"
    inside.post(hand_in(inside, card, "dee.vcf"), {"act": "take"})
    dee = ada.people.get()
    said = {"name": "Dee Singer", "known": "yes", "phone": "+49 (171) 123 45 67"}
    inside.post(f"/people/{dee.pk}/edit/", said)
    assert dee.contact_points.count() == 1
