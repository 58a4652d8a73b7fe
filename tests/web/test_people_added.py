"""Adding a person by hand: who stands here already is shown before there are two."""

from __future__ import annotations

import datetime as dt

import pytest

from kithwork.operations.people import people_add


@pytest.fixture
def add(ada, client):
    """Ada's browser, adding a person."""
    client.force_login(ada)

    def post(name, **also):
        said = {"name": name, "known": "yes", **also}
        return client.post("/people/add/", said, follow=True).content.decode()

    return post


def test_a_namesake_is_shown_and_nothing_is_stored_until_it_is_said_to_be_another(ada, bo, add):
    text = add("Friend, Bo")
    assert "Somebody of this name stands here already" in text
    assert f'href="/people/{bo.pk}/"' in text
    assert ada.people.count() == 1
    add("Friend, Bo", another="yes")
    assert ada.people.count() == 2


def test_a_new_name_is_written_down_at_once(ada, bo, add):
    assert "Dee Singer is written down." in add("Dee Singer")


def test_the_command_says_that_somebody_was_here_already(ada, bo, now: dt.datetime):
    assert "here already; what you said is added" in str(people_add(ada, "Bo Friend", now=now))
    again = people_add(ada, "Friend, Bo", now=now)
    assert f"people merge {bo.pk} {again.id}" in str(again)
    assert people_add(ada, "Dee Singer", now=now).hint == ""
