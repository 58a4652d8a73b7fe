"""Whether the circle grows: the branching process by hand, and the forecast's good sense."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from kithwork.planning.growth import forecast
from kithwork.planning.observed import Observed, ObservedApproach
from kithwork.planning.offspring import Referrals
from kithwork.planning.prospects import Kind
from kithwork.planning.reproduction import extinction, generations, names_for_growth, reproduction

TODAY = date(2026, 6, 1)
NAMES, ACCEPTANCE = [[1.2, 0.3], [0.5, 0.8]], [0.7, 0.5]


def met(days_ago, new, known=0, kind=Kind.REFERRED, cold=0):
    """A request answered after two days, and met after five, `days_ago`."""
    sent = TODAY - timedelta(days_ago + 5)
    return ObservedApproach(
        kind, sent, sent + timedelta(2), True, TODAY - timedelta(days_ago), new, known, cold
    )


def refused(days_ago, kind=Kind.REFERRED):
    sent = TODAY - timedelta(days_ago + 3)
    return ObservedApproach(kind, sent, TODAY - timedelta(days_ago), False)


def campaign(new, yes=10, no=5, waiting=10, known=0):
    """Ada's last four weeks: `yes` meetings with `new` names each, `no` refusals."""
    rows = [met(1 + i * 20 // yes, new, known) for i in range(yes)]
    rows += [refused(1 + i * 20 // max(no, 1)) for i in range(no)]
    return Observed(rows, TODAY, {Kind.REFERRED: waiting})


def look(seen, **more):
    return forecast(seen, np.random.default_rng(1), **more)


def test_six_of_ten_who_accept_and_two_names_die_out_with_the_known_chance():
    assert extinction(Referrals.of([0.6], [[2]])) == pytest.approx(0.811781, abs=2e-6)
    assert extinction(Referrals.of([0.6], [[2.5]])) == pytest.approx(0.650313, abs=2e-6)


def test_a_circle_below_one_dies_out_for_certain():
    assert extinction(Referrals.of([0.5], [[1.9]])) == pytest.approx(1)


def test_over_dispersed_names_die_out_more_often():
    even, wild = Referrals.of([0.6], [[2.5]]), Referrals.of([0.6], [[2.5]], shape=1)
    assert extinction(wild)[0] > extinction(even)[0]


def test_two_types_reproduce_by_the_largest_eigenvalue():
    assert reproduction(ACCEPTANCE, NAMES) == pytest.approx(0.937648, abs=2e-6)


def test_the_fifth_generation_of_four_and_one():
    rows = generations((4, 1), ACCEPTANCE, NAMES, 5)
    assert rows[0] == pytest.approx([4, 1])
    assert rows[5] == pytest.approx([2.73924, 1.0685], abs=1e-5)


def test_two_more_names_are_break_even_at_one_half_and_too_few_when_some_are_known():
    assert names_for_growth(0.5) == pytest.approx(2)
    assert reproduction(0.5, 2) == pytest.approx(1)
    assert names_for_growth(0.5, share_known=0.2) == pytest.approx(2.5)
    assert names_for_growth(0) == float("inf")


def test_the_same_seed_gives_the_same_forecast():
    assert look(campaign(2)) == look(campaign(2))


def test_before_anything_is_seen_growth_is_open_and_kith_are_at_hand():
    found = look(Observed([], TODAY, {Kind.KITH: 12}))
    assert 0.2 < found.p_growing < 0.6
    assert found.reproduction.low < 1 < found.reproduction.high
    assert found.weeks[3].meetings.middle > 1


def test_four_names_in_every_meeting_make_the_circle_grow():
    found = look(campaign(4, waiting=20))
    assert found.p_growing > 0.8
    assert found.p_drying_out < 0.1
    assert "probably growing" in found.sentences[0]


def test_meetings_without_names_dry_the_circle_out():
    found = look(campaign(0, waiting=3))
    assert found.p_growing < 0.05
    assert found.p_drying_out > 0.9
    assert "probably shrinking" in found.sentences[0]


def test_nobody_waiting_and_nothing_open_is_dry_already():
    found = look(campaign(1, waiting=0))
    assert found.p_drying_out == 1
    assert found.weeks[-1].names.high < 1


def test_an_open_request_is_hope_while_it_is_young():
    young = ObservedApproach(Kind.REFERRED, TODAY - timedelta(3))
    old = ObservedApproach(Kind.REFERRED, TODAY - timedelta(60))
    base = campaign(3, waiting=0)
    hopes = [1 - look(replace(base, approaches=[*base.approaches, a])).weeks[0].p_dry
             for a in (young, old)]  # fmt: skip
    assert hopes[0] > 0.2
    assert hopes[1] < hopes[0] / 2


def test_names_known_already_do_not_make_the_circle_grow():
    fresh, stale = look(campaign(3)), look(campaign(1, known=2))
    assert stale.share_known > 0.4
    assert stale.reproduction.high < fresh.reproduction.high
    assert stale.p_growing < 0.5 < fresh.p_growing


def test_a_supply_that_fades_is_noticed_though_known_names_were_not_noted():
    """The same 40 new names: evenly over twenty meetings, or nearly all of them at first."""
    falling = [5, 5, 5, 5, 4, 4, 3, 2, 2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]

    def of(names):
        rows = [met(28 - i, new) for i, new in enumerate(names)]
        return look(Observed(rows, TODAY, {Kind.REFERRED: 6}))

    even, fading = of([2] * 20), of(falling)
    assert fading.p_growing < even.p_growing - 0.1
    assert fading.weeks[-1].names.middle < 0.7 * even.weeks[-1].names.middle


def test_names_without_leave_to_use_the_contact_name_count_for_less():
    rows = [met(1 + 2 * i, 3) for i in range(10)]
    cold = [replace(row, names_cold=3) for row in rows]
    warm, stranger = (look(Observed(r, TODAY, {Kind.REFERRED: 5})) for r in (rows, cold))
    assert stranger.reproduction.middle < warm.reproduction.middle / 2


def test_totals_grow_and_intervals_widen_with_the_weeks():
    weeks = look(campaign(2)).weeks
    assert [w.number for w in weeks] == list(range(1, 13))
    assert weeks[0].ends == TODAY + timedelta(7)
    for one, next_ in pairwise(weeks):
        assert one.p_dry <= next_.p_dry
        assert one.names.middle <= next_.names.middle + 0.6
    assert weeks[11].names.high - weeks[11].names.low > weeks[1].names.high - weeks[1].names.low


def test_more_to_see_makes_the_forecast_surer():
    little, much = campaign(2, yes=3, no=3), campaign(2, yes=40, no=40)
    width = [look(seen).reproduction for seen in (little, much)]
    assert width[1].high - width[1].low < 0.7 * (width[0].high - width[0].low)


def test_who_runs_out_of_people_is_helped_by_starts_most():
    """Everybody accepts and nobody gives names: only more people to start from can help."""
    found = look(campaign(0, yes=15, no=0, waiting=1))
    assert found.what_helps[0].lever == "starts"
    assert found.what_helps[0].meetings > 3
    assert "people you know yourself" in found.helping[0]


def test_who_has_people_enough_is_helped_by_acceptances_not_by_names():
    found = look(campaign(3, yes=8, no=16, waiting=300))
    helps = {help_.lever: help_ for help_ in found.what_helps}
    assert found.what_helps[0].lever == "acceptance"
    assert helps["names"].meetings == pytest.approx(0, abs=0.2)


def test_every_lever_moves_the_forecast_the_right_way():
    for help_ in look(campaign(2, waiting=4)).what_helps:
        assert help_.meetings > 0
        assert help_.names > 0
        assert help_.p_dry <= 0


def test_a_lever_that_nobody_would_notice_is_not_recommended():
    found = look(campaign(3, yes=8, no=16, waiting=300))
    assert not any("every meeting brought" in told for told in found.helping)
    assert any("said yes" in told for told in found.helping)


def test_sentences_carry_the_numbers_they_are_made_from():
    found = look(campaign(2))
    told = " ".join(found.sentences)
    assert f"Ten people asked lead to about {10 * found.reproduction.middle:.0f} new people" in told
    assert f"must bring {found.names_needed:.1f} names" in told
    assert "informational" not in told.lower()


def test_the_order_in_which_approaches_are_listed_does_not_matter():
    seen = campaign(2)
    turned = replace(seen, approaches=seen.approaches[::-1])
    assert look(turned).reproduction.middle == pytest.approx(look(seen).reproduction.middle)


def test_what_happens_in_invented_campaigns_lies_in_the_interval_about_as_often_as_it_says():
    """Forty plain branching processes: half accept, Poisson names, five asked a week."""
    inside = [_played(np.random.default_rng([9, i])) for i in range(40)]
    assert 0.68 <= np.mean(inside) <= 0.95


def _played(rng):
    mean, waiting, rows, after = rng.gamma(4, 0.5), 15, [], 0
    for week in range(8):
        asked = min(5, waiting)
        names = rng.poisson(mean, rng.binomial(asked, 0.5))
        waiting += int(names.sum()) - asked
        ago = 7 * (4 - week) - 1
        if week < 4:
            rows += [met(ago - 5, int(new)) for new in names]
            rows += [refused(ago - 3) for _ in range(asked - len(names))]
            seen = Observed(list(rows), TODAY, {Kind.REFERRED: waiting})
        else:
            after += int(names.sum())
    return look(seen, weeks=4, draws=400).weeks[3].names.holds(after)


def test_sloppy_records_are_never_fatal():
    """A request dated tomorrow, a meeting before its request, an answer before both."""
    row = met(3, 2)
    rows = [
        replace(row, sent=TODAY + timedelta(1), answered=None, held=None, accepted=None),
        replace(row, sent=row.sent + timedelta(40)),
        replace(row, answered=row.sent - timedelta(9), names_cold=2),
    ]
    found = look(Observed(rows, TODAY, {Kind.COLD: 50_000}))
    assert 0 <= found.p_drying_out <= 1
    assert np.isfinite(found.reproduction.middle)


def test_a_long_campaign_is_forecast_as_well():
    rows = [met(i % 200, i % 4, i % 3) for i in range(300)]
    rows += [ObservedApproach(Kind.COLD, TODAY - timedelta(i % 150)) for i in range(300)]
    found = look(Observed(rows, TODAY, {Kind.REFERRED: 100}))
    assert found.reproduction.high - found.reproduction.low < 0.5


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"draws": 0}])
def test_a_forecast_of_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="at least one"):
        look(campaign(2), **wrong)
