"""Where one Kithwork serves many, it answers under its own address and names no file of its own."""

import os
import subprocess
import sys

import pytest
from django.test import Client
from django.utils import timezone

from kithwork.people.models import EntryToken

ASK = (
    "from kithwork.project import settings as s;"
    "print(s.ADDRESS, s.ALLOWED_HOSTS[-1], s.CSRF_TRUSTED_ORIGINS, s.SESSION_COOKIE_SAMESITE,"
    " s.SESSION_COOKIE_SECURE)"
)


@pytest.fixture
def many(settings):
    settings.ADDRESS = "https://search.example.org"
    settings.ALLOWED_HOSTS = ["search.example.org"]
    settings.CSRF_TRUSTED_ORIGINS = [settings.ADDRESS]


@pytest.fixture
def inside(ada, many):
    client = Client(enforce_csrf_checks=True, headers={"host": "search.example.org"})
    client.force_login(ada)
    return client


def told(address):
    env = {**os.environ, "KITHWORK_ADDRESS": address}
    return subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True)


def test_the_address_says_host_origin_and_whether_cookies_need_tls():
    expected = (
        "https://search.example.org search.example.org ['https://search.example.org'] Lax True"
    )
    assert told("https://search.example.org/").stdout.strip() == expected
    assert told("http://search.test:8000").stdout.split()[-1] == "False"


@pytest.mark.parametrize("wrong", ["search.example.org", "ftp://x.test", "https://x.test/below"])
def test_an_address_that_is_none_is_said_in_a_sentence(wrong):
    ended = told(wrong)
    assert ended.returncode == 1
    assert ended.stderr.startswith("kithwork: write KITHWORK_ADDRESS like")


@pytest.mark.parametrize(
    ("route", "given"),
    [
        ("people/import", {"files": ["/etc/passwd"]}),
        ("jobs/classify", {"file": "/etc/passwd"}),
        ("people/export", {"output": "/tmp/out.csv"}),
        ("accounts/add/mail", {"host": "h.test", "user": "u", "secret_env": "KITHWORK_SECRET_A"}),
    ],
)
def test_routes_name_no_file_and_no_variable_of_the_machine(inside, ada, route, given):
    inside.handler.enforce_csrf_checks = False
    answer = inside.post(f"/api/v1/{route}", given, content_type="application/json")
    assert answer.status_code == 422
    assert "in a terminal" in answer.json()["error"]


def test_without_files_the_same_route_answers(inside, bo):
    inside.handler.enforce_csrf_checks = False
    answer = inside.post("/api/v1/people/export", {}, content_type="application/json")
    assert answer.status_code == 200
    assert "Bo Friend" in answer.json()["text"]


def test_another_device_is_let_in_by_the_page_and_by_the_route(inside):
    inside.handler.enforce_csrf_checks = False
    said = inside.post("/settings/another-device/", follow=True).content.decode()
    assert "https://search.example.org/enter/" in said
    answer = inside.post("/api/v1/open", {}, content_type="application/json").json()
    assert answer["address"].startswith("https://search.example.org/enter/")


def test_an_address_that_a_mails_filter_opens_is_not_used_up(many, ada):
    address = f"/enter/{EntryToken.issue(ada, timezone.now())}/"
    client = Client(headers={"host": "search.example.org"})
    assert "<button>Come in</button>" in client.get(address).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert client.get("/settings/").status_code == 200
    assert Client(headers={"host": "search.example.org"}).post(address).status_code == 403


def test_who_has_no_address_is_told_whom_to_ask(many, db):
    answer = Client(headers={"host": "search.example.org"}).get("/")
    assert answer.status_code == 403
    assert "ask whoever gave you" in answer.content.decode()
    assert "terminal" not in answer.content.decode()
