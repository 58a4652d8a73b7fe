"""Sharing a circle and forgetting a person, as they are asked for."""

from __future__ import annotations

import pytest

from kithwork.errors import KithworkError
from kithwork.operations import share
from kithwork.people.models import Owner, Person


@pytest.fixture
def passphrase(monkeypatch):
    monkeypatch.setenv("KITHWORK_PASSPHRASE", "a few plain words")


def test_a_circle_goes_from_one_owner_to_another(ada, bo, cy, now, tmp_path, passphrase):
    file = tmp_path / "circle.json"
    done = share.people_share(ada, file, now=now)
    assert (done.people, done.fields) == (1, ("employer", "role", "strength"))
    assert "Bo Friend" not in file.read_text()
    eve = Owner.objects.create(username="eve")
    Person.objects.create(owner=eve, name="Ada Seeker", generation=0, created_at=now)
    taken = share.people_take_circle(eve, file, sharer="Ada Seeker", now=now)
    assert (taken.people, taken.ties) == (1, 1)
    assert eve.people.filter(name="Bo Friend").exists()


def test_without_a_passphrase_nothing_is_written(ada, bo, now, tmp_path, monkeypatch):
    monkeypatch.delenv("KITHWORK_PASSPHRASE", raising=False)
    with pytest.raises(KithworkError, match="KITHWORK_PASSPHRASE"):
        share.people_share(ada, tmp_path / "circle.json", now=now)
    assert not list(tmp_path.iterdir())


def test_only_who_was_named_is_shared_and_never_who_is_left_alone(
    ada, bo, cy, now, tmp_path, passphrase
):
    Person.objects.filter(pk=bo.pk).update(leave_alone=True)
    with pytest.raises(KithworkError, match="nobody to share"):
        share.people_share(ada, tmp_path / "a", now=now)
    assert share.people_share(ada, tmp_path / "a", who=["Cy Stranger"], now=now).people == 1


def test_forgetting_says_what_would_go_and_waits_for_a_yes(ada, bo, cy, now):
    said = share.people_forget(ada, "Cy Stranger", now=now)
    assert not said.done
    assert "--yes" in str(said)
    assert ada.people.filter(pk=cy.pk).exists()
    done = share.people_forget(ada, "Cy Stranger", yes=True, now=now)
    assert done.done
    assert "Cy" not in str(done)
    assert not ada.people.filter(pk=cy.pk).exists()
