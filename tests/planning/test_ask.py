"""Whom to ask each contact for."""

from datetime import date

import numpy as np

from kithwork.planning.ask import Ground, choose_names
from kithwork.planning.prospects import Kind, Prospect, Skip, Targets, assemble
from kithwork.planning.score import recommend

NOW = date(2026, 3, 2)
PORT, MILL, SHOP = 100, 200, 300
BO, CY = 1, 2


def asked(*people, targets=None, meetings=1):
    plan = recommend(assemble(people, targets or Targets.of([PORT, MILL])), meetings, NOW)
    return [each.ask for each in plan.meetings]


def test_nothing_known_gives_an_open_question_with_the_unreached_targets():
    targets = Targets.of([PORT, MILL, SHOP], [1.0, 3.0, 2.0], [True, False, False])
    (ask,) = asked(Prospect(BO, Kind.KITH), targets=targets)
    assert ask.names == ()
    assert ask.targets == (MILL, SHOP)


def test_insiders_are_asked_for_before_others():
    (ask,) = asked(
        Prospect(BO, Kind.KITH, knows=[10, 11, 12, 13]),
        Prospect(10, Kind.COLD, employer=SHOP),
        Prospect(11, Kind.COLD, employer=MILL),
        Prospect(12, Kind.COLD, employer=PORT),
        Prospect(13, Kind.COLD, employer=SHOP, past=[PORT]),
    )
    assert [name.person for name in ask.names] == [11, 12, 13]
    assert {name.ground for name in ask.names} == {Ground.KNOWN}


def test_a_second_insider_of_the_same_target_is_worth_less():
    chosen = choose_names(
        np.array([7, 8, 9]),
        np.array([PORT, PORT, MILL]),
        np.array([0.5, 0.5, 0.4]),
        np.ones(3),
        np.zeros(3),
    )
    assert chosen == [(7, 0.5), (9, 0.4), (8, 0.25)]


def test_two_contacts_are_not_asked_for_the_same_person():
    first, second = asked(
        Prospect(BO, Kind.KITH, knows=[10]),
        Prospect(CY, Kind.KITH, knows=[10]),
        Prospect(10, Kind.COLD, employer=PORT),
        meetings=2,
    )
    assert [name.person for name in first.names] == [10]
    assert second.names == ()


def test_former_colleagues_are_likely_acquaintances():
    (ask,) = asked(
        Prospect(BO, Kind.KITH, past=[PORT]),
        Prospect(10, Kind.COLD, employer=PORT),
    )
    assert [(name.person, name.ground) for name in ask.names] == [(10, Ground.LIKELY)]


def test_a_list_looked_up_to_its_end_leaves_no_guesses():
    (ask,) = asked(
        Prospect(BO, Kind.KITH, past=[PORT], looked_up=True),
        Prospect(10, Kind.COLD, employer=PORT),
    )
    assert ask.names == ()


def test_people_put_aside_or_already_named_are_not_asked_for():
    (ask, *_) = asked(
        Prospect(BO, Kind.KITH, knows=[10, 11]),
        Prospect(10, Kind.COLD, employer=PORT, skip=Skip.NEVER),
        Prospect(11, Kind.REFERRED, employer=MILL, last_asked=NOW),
    )
    assert ask.names == ()
