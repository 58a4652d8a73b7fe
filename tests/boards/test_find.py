"""Boards found for employers: what is sure, what waits for a yes, and what the owner decided."""

import pytest

from kithwork.boards import find
from kithwork.boards.directory import Entry
from kithwork.boards.likely import matches
from kithwork.boards.models import Board, Watch
from kithwork.boards.names import name_key
from kithwork.errors import KithworkError


def entry(employer, ats="greenhouse", token=""):
    return Entry(ats, token or name_key(employer), employer, name_key(employer))


def one(employer, *found):
    return matches(employer, found)[0]


def test_the_same_name_on_one_board_is_sure():
    match = one("Harbour Hospital Inc", entry("Harbour Hospital"))
    assert match.sure
    assert match.why == "The directory lists “Harbour Hospital” on Greenhouse."


@pytest.mark.parametrize(
    ("employer", "found", "reason"),
    [
        ("Oh", [entry("Oh")], "so short a name"),
        ("Summit", [entry("Summit")], "many employers bear this name"),
        ("Glacier Works", [entry("Glacier Works"), entry("Glacier Works", "lever")], "2 boards"),
        ("Harbour Works (Leeds)", [entry("Harbour Works")], "you wrote"),
        ("Harbour Works GmbH", [entry("Harbour Works Inc")], "one is “gmbh” and the other “inc”"),
        ("Go To", [entry("goto")], "written differently"),
    ],
)
def test_a_doubt_waits_for_a_yes_and_says_why(employer, found, reason):
    match = one(employer, *found)
    assert not match.sure
    assert reason in match.why


@pytest.mark.parametrize(
    ("employer", "found"),
    [
        ("Third Street Music", [entry("thirdstreetmusic")]),
        ("Harbour Works Limited", [entry("Harbour Works Ltd")]),
        ("Harbour Works (Leeds)", [entry("Harbour Works (Leeds)")]),
    ],
)
def test_other_spellings_of_a_long_name_are_sure(employer, found):
    assert one(employer, *found).sure


def test_several_sites_of_one_workday_tenant_are_one_employers():
    sites = [entry("Harbour Works", "workday", f"harbour.wd5/{n}") for n in ("uk", "us")]
    assert all(match.sure for match in matches("Harbour Works", sites))


@pytest.fixture
def found(ada, now):
    pairs = [("1-800 Contacts", "Bo works there."), ("Summit", ""), ("Nobody At All Example", "")]
    return find.find_boards(ada, [*pairs, ("Third Street Music School, Inc.", "Your aim.")], now)


def test_sure_boards_are_watched_and_employers_without_one_are_named(ada, found):
    sure = {watch.employer: watch.why for watch in found.sure}
    assert set(sure) == {"1-800 Contacts", "Third Street Music School, Inc."}
    assert sure["1-800 Contacts"].startswith("Bo works there. The directory lists")
    assert found.without == ["Nobody At All Example"]
    assert ada.watches.certain().count() == 2
    assert {watch.employer for watch in ada.watches.waiting()} == {"Summit"}


def test_finding_again_adds_nothing_and_undoes_no_decision(ada, found, now):
    watch = find.refuse(found.sure[0], now)
    again = find.find_boards(ada, [(watch.employer, "Again.")], now)
    assert (again.sure, again.already) == ([], 1)
    assert Watch.objects.get(pk=watch.pk).certainty == Watch.Certainty.REFUSED


def test_a_yes_makes_a_waiting_board_sure(ada, found, now):
    watch = found.waiting[0]
    assert find.confirm(watch, now).decided_at == now
    assert watch in ada.watches.certain()


def test_a_pasted_address_is_watched_at_once(ada, now):
    [watch] = find.watch_address(ada, "https://jobs.lever.co/harbour-works", now)
    assert (watch.certainty, watch.employer) == (Watch.Certainty.SURE, "Harbour Works")
    assert Board.objects.get().normal == "harbour works"


def test_an_address_without_a_board_is_said_to_have_none(ada, now):
    with pytest.raises(KithworkError, match=r"example\.test"):
        find.watch_address(ada, "example.test", now, boards_at=lambda address: [])


def test_two_owners_watch_one_board_apart(ada, now, django_user_model):
    eve = django_user_model.objects.create(username="eve")
    for owner in (ada, eve):
        find.watch_address(owner, "https://jobs.lever.co/harbour-works", now)
    assert Board.objects.count() == 1
    assert (ada.watches.count(), eve.watches.count()) == (1, 1)


def test_the_whole_directory_can_be_taken_in_and_keeps_what_is_there(ada, now, monkeypatch):
    some = (entry("Harbour Works"), entry("Bo Works", "lever"), entry("Harbour Works"))
    monkeypatch.setattr(find, "entries", lambda: some)
    find.watch_address(ada, "https://jobs.lever.co/BoWorks", now)
    assert find.watch_directory(ada, now) == 1
    assert find.watch_directory(ada, now) == 0
    assert Board.objects.count() == 2
