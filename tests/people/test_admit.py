"""Where one Kithwork serves many: people are let in, shut out and removed, each alone."""

import datetime as dt

import pytest
from django.test import Client

from kithwork.errors import KithworkError
from kithwork.people.admit import admit, let_in, remove, shut_out
from kithwork.people.keyring import Keyring
from kithwork.people.models import EntryToken, Owner, Person

DAY = dt.timedelta(days=1)


@pytest.fixture
def bea(db):
    """Bea, who looks for work, too."""
    return admit("bea", "Europe/Berlin")


@pytest.fixture
def now():
    """The real time, by which sessions live."""
    return dt.datetime.now(dt.UTC)


def entered(name, now):
    client = Client()
    assert client.get(f"/enter/{let_in(name, now, DAY)}/").status_code == 302
    return client


def test_an_invitation_may_wait_for_days_and_lets_in_once(bea, now):
    token = let_in("bea", now, 7 * DAY)
    assert EntryToken.redeem(token, now + 6 * DAY) == bea
    assert EntryToken.redeem(token, now + 6 * DAY) is None


def test_nobody_finds_what_is_anothers(ada, bea, bo, now):
    client = entered("bea", now)
    assert client.get(f"/people/{bo.pk}/").status_code == 404
    assert "Bo Friend" not in client.get("/people/").content.decode()


def test_who_is_shut_out_has_no_session_and_no_way_in_until_let_in_again(bea, now):
    client, waiting = entered("bea", now), let_in("bea", now, DAY)
    shut_out("bea")
    assert client.get("/").status_code == 403
    assert Client().get(f"/enter/{waiting}/").status_code == 403
    assert entered("bea", now).get("/").status_code == 200


def test_the_feed_of_who_is_shut_out_is_closed(bea, now):
    client = entered("bea", now)
    address = client.get("/settings/").context["feed"]
    assert Client().get(address).status_code == 200
    shut_out("bea")
    assert Client().get(address).status_code == 404


def test_who_is_removed_leaves_nothing_and_others_keep_theirs(ada, bea, bo, now, tmp_path):
    Person.objects.create(owner=bea, name="Cy Stranger", created_at=now)
    assert remove("bea", Keyring(tmp_path, "key")) > 1
    assert list(Owner.objects.values_list("username", flat=True)) == ["me"]
    assert list(Person.objects.values_list("name", flat=True)) == ["Bo Friend"]


@pytest.mark.parametrize("name", ["", "bea", "two words", "x" * 200])
def test_a_name_that_is_taken_or_none_is_refused_in_a_sentence(bea, name):
    with pytest.raises(KithworkError):
        admit(name)


def test_a_zone_that_nobody_keeps_is_refused(db):
    with pytest.raises(KithworkError, match="time zone"):
        admit("bea", "Mars/Olympus")


def test_a_name_that_nobody_has_says_where_to_look(db, now):
    with pytest.raises(KithworkError, match="owners list"):
        let_in("nobody", now, DAY)
