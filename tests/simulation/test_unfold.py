"""One campaign told step by step."""

import xml.etree.ElementTree as ElementTree

import pytest

from kithwork.simulation.habits import Habits
from kithwork.simulation.policies import POLICIES
from kithwork.simulation.unfold import picture, unfold

ADA, BO, CY, DEE, EVE, FAY = range(6)
WILLING = Habits(kith=1.0, referred=1.0, lists_visible=1.0, asks_granted=1.0, forgets=0.0)


@pytest.fixture
def told(town, setting):
    return unfold(town, setting, POLICIES["learned"](), WILLING, seed=1)


def test_every_step_says_who_named_whom(told):
    by = {each.person: each.by for each in told.moments}
    assert by == {BO: None, DEE: BO, CY: None, EVE: CY, FAY: EVE}
    assert [each.generation for each in told.moments] == [0, 1, 0, 1, 2]
    assert [each.reached for each in told.moments] == [0, 1, 1, 1, 2]


def test_every_step_has_a_sentence(told):
    assert told.moments[1].sentence == (
        "2. Person 3, named by person 1, meets, is asked the open question and names 0 new."
        " This is somebody inside: 1 reached."
    )


def test_the_picture_is_well_formed_and_grows(told):
    start, end = (ElementTree.fromstring(picture(told, n)) for n in (0, 5))
    circles = "{http://www.w3.org/2000/svg}circle"
    assert len(start.findall(circles)) == 3
    assert len(end.findall(circles)) == 6


def test_refusal_and_success_are_marked_by_signs_and_not_by_colour_alone(town, setting):
    shy = unfold(town, setting, POLICIES["learned"](), Habits(kith=0.0), seed=1)
    assert "×" in picture(shy, 2)
    assert "★" in picture(unfold(town, setting, POLICIES["learned"](), WILLING, 1), 5)
