"""Nobody else comes in, and a page may do nothing but its own."""

import datetime as dt

import pytest
from django.test import Client

from kithwork.people.models import EntryToken, Owner
from kithwork.web import incoming

PATHS = ["/", "/people/", "/people/add/", "/people/import/", "/meetings/", "/promises/",
         "/openings/", "/employers/", "/employers/find/", "/objective/", "/growth/", "/capture/",
         "/settings/", "/more/", "/review/", "/findings/", "/mail/", "/mail/outgoing/"]  # fmt: skip


@pytest.fixture
def inside(ada, client):
    client.force_login(ada)
    return client


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_every_page_is_closed(db, client, path):
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_house_shows_every_page_and_what_to_do_next(inside, path):
    answer = inside.get(path)
    assert answer.status_code == 200
    assert b"<h1>" in answer.content


def test_a_foreign_host_header_is_refused(inside):
    assert inside.get("/", headers={"host": "evil.test"}).status_code == 400


def test_no_page_allows_script_or_style_of_its_own(inside):
    answer = inside.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert b"<style" not in answer.content
    assert b"style=" not in answer.content


def test_a_form_without_its_token_is_refused(ada):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert strict.post("/capture/", {"text": "x"}).status_code == 403
    assert not ada.captures.exists()


def test_the_address_lets_in_once(ada, client, now):
    token = EntryToken.issue(ada, dt.datetime.now(dt.UTC))
    assert client.get(f"/enter/{token}/").status_code == 302
    assert client.get("/").status_code == 200
    assert Client().get(f"/enter/{token}/").status_code == 403


def test_an_old_address_lets_nobody_in(ada, now):
    token = EntryToken.issue(ada, now)
    assert EntryToken.redeem(token, now + dt.timedelta(hours=1)) is None


def test_what_a_contact_file_says_is_text_never_markup(inside, ada, now):
    somebody = ada.people.create(name="<script>alert(1)</script>", created_at=now)
    page = inside.get(f"/people/{somebody.pk}/").content
    assert b"<script>alert" not in page
    assert b"&lt;script&gt;" in page


def test_another_owners_records_are_not_found(inside, now):
    other = Owner.objects.create(username="other")
    theirs = other.people.create(name="Oda Other", created_at=now)
    for path in (f"/people/{theirs.pk}/", f"/people/{theirs.pk}/edit/"):
        assert inside.get(path).status_code == 404


def test_an_uploads_token_leads_nowhere_else():
    assert incoming.files_of("../../etc") == []


def test_a_dangerous_link_on_a_person_is_no_link(inside, ada, now):
    somebody = ada.people.create(name="Cy", created_at=now)
    somebody.contact_points.create(kind="profile", value="javascript:alert(1)", normal="x")
    assert b'href="javascript' not in inside.get(f"/people/{somebody.pk}/").content
