"""A circle shared by page: only what was chosen leaves, and a friend's file opens ways."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kithwork.people.models import Owner, Person, Tie
from kithwork.people.share import unseal

WORDS = "four words and more"


@pytest.fixture
def browser_of(client):
    """Whose browser it is: a function that signs an owner in."""

    def sign_in(owner):
        client.force_login(owner)
        return client

    return sign_in


def ask(**also):
    return {
        "whom": "kith",
        "fields_shown": ["employer"],
        "passphrase": WORDS,
        "again": WORDS,
        **also,
    }


def shown(answer):
    assert answer["Content-Disposition"] == 'attachment; filename="circle.kithwork"'
    return json.loads(unseal(answer.content, WORDS))["people"]


def test_the_file_holds_ones_kith_and_nothing_that_was_not_chosen(ada, bo, cy, browser_of):
    Person.objects.filter(pk=bo.pk).update(headline="Miller", notes="secret")
    assert shown(browser_of(ada).post("/people/share/", ask())) == [{"name": "Bo Friend"}]


def test_only_the_ticked_are_shown_and_never_those_to_be_left_alone(ada, bo, browser_of, now):
    dee, eli = (
        Person.objects.create(
            owner=ada, name=name, generation=0, leave_alone=name == "Eli", created_at=now
        )
        for name in ("Dee", "Eli")
    )
    answer = browser_of(ada).post("/people/share/", ask(whom="ticked", person=[dee.pk, eli.pk]))
    assert shown(answer) == [{"name": "Dee"}]


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ({"again": "another one entirely"}, "differs from the first"),
        ({"passphrase": "short", "again": "short"}, "at least 10"),
        ({"whom": "ticked"}, "Tick the people first"),
    ],
)
def test_what_is_missing_is_said_and_nothing_leaves(ada, bo, browser_of, also, said):
    answer = browser_of(ada).post("/people/share/", ask(**also))
    assert "Content-Disposition" not in answer
    assert said in answer.content.decode()


def test_a_friends_circle_is_taken_in_and_ties_them_to_its_people(ada, bo, browser_of, now):
    sealed = browser_of(ada).post("/people/share/", ask()).content
    eve = Owner.objects.create(username="eve")
    friend = Person.objects.create(owner=eve, name="Ada Seeker", generation=0, created_at=now)
    file = SimpleUploadedFile("circle.kithwork", sealed)
    answer = browser_of(eve).post(
        "/people/take-circle/",
        {"file": file, "sharer": "Ada Seeker", "passphrase": WORDS},
        follow=True,
    )
    assert "1 person new to you, 1 tie of Ada Seeker" in answer.content.decode()
    tie = Tie.objects.get(owner=eve)
    assert {tie.person, tie.other} == {friend, eve.people.get(name="Bo Friend")}


def test_a_wrong_passphrase_takes_nothing_in(ada, bo, browser_of):
    sealed = browser_of(ada).post("/people/share/", ask()).content
    answer = browser_of(ada).post(
        "/people/take-circle/",
        {
            "file": SimpleUploadedFile("c", sealed),
            "sharer": "Bo Friend",
            "passphrase": "not these words",
        },
    )
    assert "passphrase is wrong" in answer.content.decode()
    assert not Tie.objects.exists()
