"""The page of one's own career, and what it brings to a person's page."""

import datetime as dt

import pytest

from kithwork.people.career import write_station
from kithwork.people.introduce import NameGiven, know
from kithwork.people.models import Owner


@pytest.fixture
def browser(ada, client):
    """Ada's browser."""
    client.force_login(ada)
    return client


def said(response):
    return response.content.decode()


def test_a_station_is_written_down_changed_and_removed(ada, browser):
    form = {"kind": "employer", "organisation": "Mill", "title": "Miller", "started_on": "2015"}
    page = said(browser.post("/settings/career/", form, follow=True))
    assert "Miller, Mill is written down." in page
    one = ada.stations.get()
    assert one.started_on == dt.date(2015, 1, 1)
    assert "2015-01-01" in said(browser.get(f"/settings/career/{one.pk}/"))
    browser.post(f"/settings/career/{one.pk}/", {**form, "ended_on": "March 2018"})
    assert "until March 2018" in said(browser.get("/settings/career/"))
    assert browser.get(f"/settings/career/{one.pk}/remove/").status_code == 405
    browser.post(f"/settings/career/{one.pk}/remove/")
    assert not ada.stations.exists()


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"started_on": "yesterday"}, "is no date"),
        ({"started_on": "2018", "ended_on": "2015"}, "ends before it starts"),
        ({"organisation": "!!!"}, "is no name"),
    ],
)
def test_a_mistake_is_said_beside_what_was_typed_and_nothing_is_stored(ada, browser, form, why):
    page = said(
        browser.post("/settings/career/", {"kind": "school", "organisation": "Mill", **form})
    )
    assert why in page
    assert not ada.stations.exists()


def test_a_stranger_s_career_is_not_found(browser):
    one = write_station(Owner.objects.create(username="eve"), "Mill")
    assert browser.get(f"/settings/career/{one.pk}/").status_code == 404
    assert browser.post(f"/settings/career/{one.pk}/remove/").status_code == 404


def test_the_settings_lead_there(browser):
    assert 'href="/settings/career/"' in said(browser.get("/settings/"))


def test_a_person_s_page_tells_what_the_tie_rests_on(ada, browser, now):
    cy = know(ada, NameGiven("Cy Stranger", "Mill"), now)
    cy.generation = None
    cy.save()
    assert "Nothing speaks for one yet" in said(browser.get(f"/people/{cy.pk}/"))
    write_station(ada, "Mill", "employer", "", dt.date(2012, 1, 1), dt.date(2018, 1, 1))
    cy.positions.update(started_on=dt.date(2015, 1, 1))
    assert "Both worked at Mill, 2015 to 2018" in said(browser.get(f"/people/{cy.pk}/"))
