"""A shared circle shows what was chosen, to who has the passphrase, and ways run through it."""

from __future__ import annotations

import json

import pytest

from kithwork.errors import KithworkError
from kithwork.people import share
from kithwork.people.forget import forget
from kithwork.people.introduce import organisation_named
from kithwork.people.models import ContactPoint, Owner, Person, Position, Tie

WORDS = "correct horse battery"


@pytest.fixture
def dee(ada, bo, now):
    """Dee, whom Bo's circle holds, with much that is nobody's business."""
    dee = Person.objects.create(
        owner=ada, name="Dee Known", generation=0, closeness=0.8, notes="PRIVATE",
        confidential_notes="SECRET", how_met="PRIVATE", created_at=now,
    )  # fmt: skip
    ContactPoint.objects.create(person=dee, kind="email", value="d@example.org", normal="d")
    Position.objects.create(person=dee, organisation=organisation_named(ada, "Acme"), title="Clerk")
    return dee


@pytest.fixture
def eve(db, now):
    """Another owner, who knows Ada."""
    eve = Owner.objects.create(username="eve")
    ada = Person.objects.create(owner=eve, name="Ada Seeker", generation=0, created_at=now)
    return eve, ada


def opened(content):
    return json.loads(share.unseal(content, WORDS))["people"]


def test_only_chosen_fields_are_in_the_file(ada, dee, now):
    content = share.share(ada, [dee], ["employer", "strength"], WORDS, now)
    assert b"Dee Fern" not in content
    (one,) = opened(content)
    assert set(one) == {"name", "employer", "strength"}
    assert one["strength"] == pytest.approx(0.8, abs=0.05)


def test_notes_never_leave_whatever_is_chosen(ada, dee, now):
    said = share.unseal(share.share(ada, [dee], share.FIELDS, WORDS, now), WORDS).decode()
    assert "d@example.org" in said
    assert "PRIVATE" not in said
    assert "SECRET" not in said
    with pytest.raises(KithworkError, match="notes"):
        share.share(ada, [dee], ["notes"], WORDS, now)


def test_who_is_to_be_left_alone_is_left_out(ada, bo, dee, now):
    Person.objects.filter(pk=bo.pk).update(leave_alone=True)
    bo.refresh_from_db()
    assert [one["name"] for one in opened(share.share(ada, [bo, dee], [], WORDS, now))] == [
        "Dee Known"
    ]


@pytest.mark.parametrize("change", ["sealed", "salt", "nonce", "n", "version"])
def test_a_changed_file_is_refused(ada, dee, now, change):
    said = json.loads(share.share(ada, [dee], [], WORDS, now))
    old = said[change]
    said[change] = old + 1 if isinstance(old, int) else ("B" if old[0] == "A" else "A") + old[1:]
    with pytest.raises(KithworkError):
        share.unseal(json.dumps(said).encode(), WORDS)


def test_a_wrong_passphrase_opens_nothing(ada, dee, now):
    content = share.share(ada, [dee], [], WORDS, now)
    with pytest.raises(KithworkError, match="passphrase is wrong"):
        share.unseal(content, WORDS.upper())


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"sealed": 3}', b"null"])
def test_a_file_that_is_none_of_ours_is_refused_in_words(content):
    with pytest.raises(KithworkError, match="no shared circle"):
        share.unseal(content, WORDS)


def test_a_short_passphrase_is_refused(ada, dee, now):
    with pytest.raises(KithworkError, match="10 characters"):
        share.share(ada, [dee], [], "short", now)


def test_ways_run_through_what_a_friend_shared(ada, dee, eve, now):
    other, friend = eve
    content = share.share(ada, [dee], share.USUAL, WORDS, now)
    share.take_in(other, content, friend, WORDS, now)
    shared = other.people.get(name="Dee Known")
    assert shared.generation is None
    assert shared.positions.get().organisation.name == "Acme"
    tie = Tie.objects.get(owner=other)
    assert (tie.person, tie.other) == (friend, shared)
    assert tie.own_word == pytest.approx(0.8, abs=0.05)
    friend.refresh_from_db()
    assert friend.generation == 0


def test_the_same_circle_twice_changes_nothing(ada, dee, eve, now):
    other, friend = eve
    content = share.share(ada, [dee], share.FIELDS, WORDS, now)
    share.take_in(other, content, friend, WORDS, now)
    assert not share.take_in(other, content, friend, WORDS, now).recorded
    assert other.people.count() == 2


def test_who_was_forgotten_does_not_come_back_in_a_circle(ada, dee, eve, now):
    other, friend = eve
    content = share.share(ada, [dee], share.FIELDS, WORDS, now)
    share.take_in(other, content, friend, WORDS, now)
    forget(other.people.get(name="Dee Known"), now)
    share.take_in(other, content, friend, WORDS, now)
    assert list(other.people.all()) == [friend]


def test_an_odd_value_in_a_circle_is_left_out(eve, now):
    other, friend = eve
    people = [{"name": "Fay", "strength": 7, "email": "x", "employer": 3, "notes": "no"}, "x", {}]
    content = share.seal(json.dumps({"people": people}).encode(), WORDS)
    share.take_in(other, content, friend, WORDS, now)
    fay = other.people.get(name="Fay")
    assert fay.notes == ""
    assert Tie.objects.get().own_word is None


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    share.write(tmp_path / "a", b"1")
    with pytest.raises(KithworkError, match="already"):
        share.write(tmp_path / "a", b"2")
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0
