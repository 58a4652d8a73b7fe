"""A file of openings goes in by the page: handed over, looked at, its columns said, taken in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kithwork.jobs.models import Posting
from kithwork.operations import work

TABLE = "Role,Whose,Ref\nNurse <b>,Acme,1\nPilot,Harbour,2\n"


@pytest.fixture
def inside(ada, client, monkeypatch):
    monkeypatch.setattr(work.huey, "immediate", True)
    client.force_login(ada)
    return client


def handed_in(inside, text=TABLE):
    file = SimpleUploadedFile("jobs.csv", text.encode())
    return inside.post("/openings/import/", {"file": file}).url


def test_a_table_is_taken_in_after_its_columns_were_said(inside):
    there = handed_in(inside)
    assert "No column is the employer yet." in inside.get(there).content.decode()
    said = {"act": "columns", "column": ["Role", "Whose", "Ref"]}
    said["field"] = ["title", "employer", "id"]
    shown = inside.post(there, said, follow=True).content.decode()
    assert "Nurse &lt;b&gt;" in shown
    assert Posting.objects.count() == 0
    done = inside.post(there, {"act": "take"}, follow=True).content.decode()
    assert "2 openings of 2 employers: 2 new" in done
    assert set(Posting.objects.values_list("employer", flat=True)) == {"Acme", "Harbour"}
    assert "<strong>Pilot</strong>" in inside.get("/openings/?q=pilot").content.decode()


def test_two_columns_can_not_be_the_same_field(inside):
    there = handed_in(inside)
    said = {"act": "columns", "column": ["Role", "Whose"], "field": ["title", "title"]}
    assert "Only one column can be" in inside.post(there, said, follow=True).content.decode()
    said["field"] = ["title", ""]
    told = inside.post(there, said, follow=True).content.decode()
    assert "Say which column is the employer." in told


def test_what_was_left_is_gone_and_no_file_is_no_error(inside):
    there = handed_in(inside)
    inside.post(there, {"act": "leave"})
    assert "no longer here" in inside.get(there, follow=True).content.decode()
    assert "Choose a file first." in inside.post("/openings/import/").content.decode()
    assert Posting.objects.count() == 0
