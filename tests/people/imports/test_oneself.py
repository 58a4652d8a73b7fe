"""Which of the parties of messages the owner is."""

import datetime as dt

import pytest

from kithwork.people.imports.oneself import own_keys
from kithwork.people.rows import FactRow, MessageRow, Parsed, Party, SignRow

DAY = dt.date(2026, 2, 8)
ADA = Party("Ada Seeker", profile="https://www.linkedin.com/in/ada")
BO = Party("Bo Friend", profile="https://www.linkedin.com/in/bo")
ADA_KEY, BO_KEY = "linkedin.com/in/ada", "linkedin.com/in/bo"
PROFILE = FactRow("profile", (("first name", "Ada"), ("last name", "Seeker")))
INVITATION = SignRow("invited", BO, received=False, own=ADA.profile)


def message(sender, to, by_owner=None):
    return MessageRow(f"{sender}{to}", DAY, sender, (to,), by_owner=by_owner)


def own(*rows, said=()):
    return own_keys([Parsed("linkedin", rows)], said)


@pytest.mark.parametrize("told_by", [PROFILE, INVITATION])
def test_one_message_is_enough_where_the_export_says_who_one_is(told_by):
    keys = own(message(BO, ADA), told_by)
    assert ADA_KEY in keys
    assert BO_KEY not in keys


def test_a_profile_tells_the_name_by_which_older_messages_go():
    keys = own(message(ADA, BO), message(Party("Ada Seeker"), Party("Bo Friend")), INVITATION)
    assert "name:ada seeker" in keys
    assert "name:bo friend" not in keys


def test_of_two_with_the_owner_s_name_it_is_the_one_in_most_messages():
    namesake = Party("Ada Seeker", profile="https://www.linkedin.com/in/ada-2")
    keys = own(message(ADA, BO), message(namesake, ADA), message(BO, ADA), PROFILE)
    assert {ADA_KEY} == {key for key in keys if "/in/" in key}


def test_in_a_talk_of_two_alone_neither_is_taken_for_the_owner():
    assert not own(*[message(ADA, BO), message(BO, ADA)] * 5)


def test_who_stands_in_most_messages_is_the_owner():
    cy = Party("Cy Stranger", profile="https://www.linkedin.com/in/cy")
    assert own(*[message(ADA, BO), message(cy, ADA)] * 5) == {ADA_KEY, "name:ada seeker"}
