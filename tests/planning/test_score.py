"""Whom to meet next: the score, the week's meetings, and what conduct keeps back."""

from datetime import date

import numpy as np
import pytest

from kithwork.planning.prospects import Kind, Prospect, Skip, Targets, assemble
from kithwork.planning.score import Chances, best_three, recommend, repeated, score
from kithwork.planning.yields import shipped

NOW = date(2026, 3, 2)
PORT, MILL, SHOP = 100, 200, 300
BO, CY, DEE, EVE = 1, 2, 3, 4


def world(*people, reached=(False, False), **targets):
    return assemble(people, Targets.of([PORT, MILL], reached=list(reached), **targets))


def ids(plan):
    return [each.person for each in plan.meetings]


def test_somebody_inside_an_unreached_target_comes_before_a_like_person_elsewhere():
    plan = recommend(
        world(Prospect(BO, Kind.KITH, employer=SHOP), Prospect(CY, Kind.KITH, employer=PORT)),
        2,
        NOW,
    )
    assert ids(plan) == [CY, BO]
    assert plan.meetings[0].reasons.inside == 1.0


def test_a_reached_target_loses_its_worth():
    people = [Prospect(CY, Kind.KITH, employer=PORT)]
    before = recommend(world(*people), 1, NOW).meetings[0]
    after = recommend(world(*people, reached=(True, False)), 1, NOW).meetings[0]
    assert before.reasons.inside == 1.0
    assert after.reasons.inside == 0.0
    assert after.score < before.score


def test_a_target_that_hires_more_is_worth_more():
    plan = recommend(
        world(
            Prospect(BO, Kind.KITH, employer=PORT),
            Prospect(CY, Kind.KITH, employer=MILL),
            weights=[1.0, 2.0],
        ),
        1,
        NOW,
    )
    assert ids(plan) == [CY]


def test_a_friend_who_knows_an_insider_beats_a_friend_whose_list_holds_none():
    plan = recommend(
        world(
            Prospect(BO, Kind.KITH, knows=[EVE], looked_up=True),
            Prospect(CY, Kind.KITH, knows=[DEE], looked_up=True),
            Prospect(DEE, Kind.COLD, employer=PORT),
            Prospect(EVE, Kind.COLD, employer=SHOP),
        ),
        2,
        NOW,
    )
    assert ids(plan) == [CY, BO]
    assert plan.meetings[0].reasons.known == 1
    assert plan.meetings[1].reasons.known == 0


def test_a_list_nobody_looked_at_is_not_an_empty_list():
    scores = score(
        world(Prospect(BO, Kind.KITH), Prospect(CY, Kind.KITH, looked_up=True)),
        Chances(),
        shipped(),
    )
    assert scores.expected[0] > 0
    assert scores.expected[1] == 0


def test_insiders_without_a_name_count_too_and_the_second_of_a_place_less():
    """Granted .8, met .5, half of it since later: .2 for the first, .2 x .6 for the second."""
    scores = score(
        world(Prospect(BO, Kind.KITH, insiders={PORT: 2}), Prospect(CY, Kind.KITH)),
        Chances(),
        shipped(),
    )
    assert scores.known.tolist() == [2, 0]
    assert scores.expected[0] - scores.expected[1] == pytest.approx(0.32)


def test_knowing_insiders_of_two_targets_is_worth_more_than_two_of_one():
    scores = score(
        world(
            Prospect(BO, Kind.KITH, insiders={PORT: 2}),
            Prospect(CY, Kind.KITH, insiders={PORT: 1, MILL: 1}),
        ),
        Chances(),
        shipped(),
    )
    assert scores.expected[1] > scores.expected[0]


def test_an_insider_at_hand_comes_before_a_friend_of_three_insiders():
    plan = recommend(
        world(
            Prospect(BO, Kind.KITH, insiders={PORT: 2, MILL: 1}, looked_up=True),
            Prospect(CY, Kind.REFERRED, employer=PORT),
        ),
        2,
        NOW,
    )
    assert ids(plan) == [CY, BO]


def test_further_people_of_one_employer_count_less_and_less():
    factor = repeated(np.array([5, 5, 6, 5]), np.array([1, 2, 1, 1]), 0.4)
    assert factor.tolist() == pytest.approx([1.0, 1.0, 1.0, 0.6])


def test_a_tie_that_may_not_hold_lowers_the_chance():
    plan = recommend(
        world(Prospect(BO, Kind.REFERRED, tie=0.5), Prospect(CY, Kind.REFERRED)), 2, NOW
    )
    assert [round(each.reasons.chance, 3) for each in plan.meetings] == [0.5, 0.25]


def test_nobody_is_approached_too_soon_again():
    recent, long_ago = date(2026, 2, 20), date(2025, 11, 1)
    plan = recommend(
        world(
            Prospect(BO, Kind.KITH, last_asked=recent),
            Prospect(CY, Kind.KITH, last_asked=long_ago),
            Prospect(DEE, Kind.KITH, last_spoken=recent),
        ),
        5,
        NOW,
    )
    assert ids(plan) == [CY]
    assert plan.resting == 2


def test_strangers_whom_nobody_named_are_asked_for_and_not_approached():
    plan = recommend(
        world(Prospect(BO, Kind.KITH, knows=[CY]), Prospect(CY, Kind.COLD, employer=PORT)), 5, NOW
    )
    assert ids(plan) == [BO]
    assert [name.person for name in plan.meetings[0].ask.names] == [CY]


def test_pinned_people_come_first_and_skipped_people_not_at_all():
    plan = recommend(
        world(
            Prospect(BO, Kind.KITH, employer=PORT),
            Prospect(CY, Kind.REFERRED, pinned=True),
            Prospect(DEE, Kind.KITH, skip=Skip.NEVER),
            Prospect(EVE, Kind.KITH, skip=Skip.NOT_NOW),
        ),
        5,
        NOW,
    )
    assert ids(plan) == [CY, BO]


def test_skipping_one_kind_of_person_lowers_others_like_them():
    scores = score(
        world(Prospect(BO, Kind.KITH, skip=Skip.NOT_NOW), Prospect(CY, Kind.KITH)),
        Chances(),
        shipped(),
    )
    assert scores.chance[1] == pytest.approx(0.8 * 5 / 6)


def test_where_an_opening_matches_direct_contact_is_the_honest_technique():
    plan = recommend(
        world(Prospect(BO, Kind.KITH, employer=PORT), Prospect(CY, Kind.KITH)),
        2,
        NOW,
        openings=[PORT],
    )
    assert ids(plan) == [CY]
    assert [each.person for each in plan.direct] == [BO]


def test_every_recommendation_says_why_in_numbers_and_words():
    plan = recommend(
        world(Prospect(BO, Kind.KITH, employer=PORT, past=[MILL])),
        1,
        NOW,
        employers={PORT: "Port of Trade", MILL: "Old Mill"},
    )
    each = plan.meetings[0]
    assert each.score == pytest.approx(each.reasons.chance * (1.0 + each.reasons.expected))
    assert "Port of Trade, not reached yet" in each.sentence
    assert "used to work at Old Mill" in each.sentence
    assert "80%" in each.sentence


def test_an_empty_circle_gives_an_empty_plan():
    assert recommend(assemble([], Targets.of([PORT])), 3, NOW).meetings == ()


def test_a_negative_number_of_meetings_is_refused():
    with pytest.raises(ValueError, match="fewer than no meetings"):
        recommend(world(), -1, NOW)


def test_only_the_three_best_of_each_owner_count():
    sums = best_three(np.array([0, 0, 0, 0, 2]), np.array([1.0, 4.0, 2.0, 3.0, 5.0]), 3)
    assert sums.tolist() == [9.0, 0.0, 5.0]
