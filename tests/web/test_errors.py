"""What goes wrong is said in the house's words, and shows a way on."""

import pytest
from django.db import OperationalError
from django.test import Client

from kithwork.people.models import Owner


@pytest.fixture
def inside(ada: Owner) -> Client:
    """A session of Ada's."""
    client = Client(raise_request_exception=False)
    client.force_login(ada)
    return client


def test_an_address_that_leads_nowhere_shows_the_menu_and_a_way_on(inside):
    answer = inside.get("/people/99999/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This page isn’t here" in page
    assert 'href="/people/"' in page


def test_a_form_without_its_token_says_what_to_do(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    answer = client.post("/capture/", {"text": "a remark"})
    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_a_fault_of_kithworks_own_says_so_and_that_nothing_stored_is_lost(inside, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("kithwork.web.views.start.make_plan", broken)
    answer = inside.get("/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke here" in page
    assert "ZeroDivisionError" not in page


@pytest.fixture
def away(monkeypatch):
    """The database is out of reach for what the start page and a search ask."""

    def no_server(*_args, **_more):
        raise OperationalError("connection failed: connection refused\n\tIs the server running?")

    monkeypatch.setattr("kithwork.web.views.start.make_plan", no_server)
    monkeypatch.setattr("kithwork.operations.jobs.search", no_server)


def test_a_database_that_is_away_is_no_mistake_and_says_when_to_come_back(inside, away):
    answer = inside.get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Away for a moment" in answer.content.decode()


def test_the_api_says_so_too(ada, away):
    client = Client(raise_request_exception=False)
    client.force_login(ada)
    answer = client.post("/api/v1/jobs/search", "{}", content_type="application/json")
    assert answer.status_code == 503
    assert "database" in answer.json()["error"]


@pytest.mark.parametrize(
    ("where", "given"),
    [
        ("/plan/{bo}/?up=²", {"choice": "pin"}),
        ("/people/bulk/", {"person": "²", "act": "tag"}),
        ("/objective/question/", {"close": "abc"}),
        ("/objective/question/", {"close": "9" * 30}),
        ("/objective/question/", {"text": "q" * 2000}),
        ("/capture/", {"text": "a\0b"}),
    ],
)
def test_what_no_form_sends_is_no_fault_of_kithworks(inside, bo, where, given):
    assert inside.post(where.format(bo=bo.pk), given).status_code in {200, 302, 404}


def test_a_question_that_is_too_long_is_told_so(inside):
    answer = inside.post("/objective/question/", {"text": "q" * 2000}, follow=True)
    assert "at most 500 characters" in answer.content.decode()
