"""A search is kept on the page of openings, and followed on its own page or in a feed."""

import datetime as dt
import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from kithwork.boards.models import Board
from kithwork.jobs.index import outbox
from kithwork.jobs.models import Alert, Posting
from kithwork.web.views.alerts import feed_address


@pytest.fixture
def inside(ada, client):
    client.force_login(ada)
    return client


@pytest.fixture
def nurse(ada, inside):
    """An alert that was saved, and an opening that came after it."""
    inside.post("/alerts/save/", {"asked": "q=nurse&km=25", "name": "Nurses"})
    now = dt.datetime.now(dt.UTC)
    acme = Board.objects.create(
        ats="greenhouse", token="acme", employer="Acme & Sons", normal="acme", added_at=now
    )
    one = Posting.objects.create(
        board=acme, posting_id="1", title="Nurse <nights>", employer="Acme & Sons", normal="acme",
        first_seen_at=now, last_seen_at=now, new_at=now, url="https://acme.test/1",
    )  # fmt: skip
    outbox.changed([one.pk])
    return one


def test_a_search_is_kept_and_its_page_shows_what_came_since(inside, nurse):
    shown = inside.get("/alerts/").content.decode()
    assert "Nurse &lt;nights&gt;" in shown
    assert Alert.objects.get().asked == {"words": "nurse", "within_km": 25}
    inside.post(f"/alerts/{Alert.objects.get().pk}/remove/")
    assert not Alert.objects.exists()


def test_a_search_for_everything_is_not_kept(inside):
    answer = inside.post("/alerts/save/", {"asked": "page=2"}, follow=True)
    assert "Ask for something first" in answer.content.decode()


def test_the_feeds_open_for_their_secret_only(nurse):
    address = feed_address(Alert.objects.get())
    stranger = Client()
    feed = json.loads(stranger.get(f"{address}.json").content)
    assert [item["title"] for item in feed["items"]] == ["Nurse <nights>, Acme & Sons"]
    atom = ElementTree.fromstring(stranger.get(f"{address}.atom").content)
    name = "{http://www.w3.org/2005/Atom}"
    assert atom.find(f"{name}entry/{name}title").text == "Nurse <nights>, Acme & Sons"
    assert atom.find(f"{name}entry/{name}id").text == feed["items"][0]["id"]
    assert stranger.get("/feeds/guess/alert.json").status_code == 404


def test_another_owners_alert_can_not_be_removed(inside, nurse, django_user_model):
    other = django_user_model.objects.create(username="other")
    alert = Alert.objects.create(owner=other, name="X", created_at=dt.datetime.now(dt.UTC))
    assert inside.post(f"/alerts/{alert.pk}/remove/").status_code == 404
