"""The strength of a tie: what one expects of it, whatever the numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.network.ties import (
    MOST,
    Colleagues,
    Hearsay,
    Introduction,
    Linked,
    Mail,
    Meeting,
    Said,
    Schoolmates,
    strength,
)

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1990, 1, 1), TODAY)
COUNTS = st.integers(0, 5000)
MONTHS = st.floats(0, 600)


def chance(*evidence):
    return strength(evidence, TODAY).chance


def mails():
    return st.builds(Mail, COUNTS, COUNTS, st.integers(1, 200), st.none() | DAYS, COUNTS)


def evidence():
    maybe = st.none() | DAYS
    return st.one_of(
        st.builds(Introduction, maybe, st.booleans()),
        st.builds(
            Colleagues, st.just("A Ltd"), st.none() | MONTHS, maybe, st.none() | st.integers(1)
        ),
        st.builds(Schoolmates, st.just("B School"), st.none() | st.floats(0, 20), maybe),
        mails(),
        st.builds(Meeting, st.integers(0, 500), maybe),
        st.just(Linked()),
        st.builds(Hearsay, st.just("Bo"), st.floats(0, 1), maybe),
    )


@given(st.lists(evidence(), max_size=12))
def test_a_strength_is_a_chance(pieces):
    assert 0 <= chance(*pieces) <= MOST


@given(st.lists(evidence(), max_size=6), evidence())
def test_more_evidence_never_weakens_but_for_a_refusal(pieces, more):
    if not (isinstance(more, Introduction) and more.refused):
        assert chance(*pieces, more) >= chance(*pieces) - 1e-12


@given(st.lists(evidence(), max_size=6))
def test_a_refused_introduction_weakens_the_tie(pieces):
    refused = Introduction(TODAY, refused=True)
    assert chance(*pieces, refused) <= chance(*pieces)
    if chance(*pieces) > 0.1:
        assert chance(*pieces, refused) < 0.5 * chance(*pieces)


@given(st.lists(evidence(), max_size=6), st.floats(0, 1))
def test_the_persons_own_word_stands_above_all_computed_ones(pieces, word):
    assert chance(*pieces, Said(word)) == word


def test_the_latest_own_word_counts():
    assert chance(Said(0.9, date(2024, 1, 1)), Said(0.2, date(2026, 1, 1)), Said(0.5)) == 0.2


@given(DAYS, DAYS, st.sampled_from(["mail", "meeting", "introduction", "job", "school", "word"]))
def test_more_recent_is_never_weaker(one, other, kind):
    def made(when):
        return {
            "mail": Mail(5, 4, 3, when, 2),
            "meeting": Meeting(2, when),
            "introduction": Introduction(when),
            "job": Colleagues("A Ltd", 30, when),
            "school": Schoolmates("B School", 3, when),
            "word": Hearsay("Bo", 0.8, when),
        }[kind]

    early, late = sorted([one, other])
    assert chance(made(late)) >= chance(made(early))


@given(COUNTS)
def test_one_way_bulk_is_nothing(count):
    assert chance(Mail(there=count, last=TODAY)) == 0
    assert chance(Mail(back=count, months=60, last=TODAY)) == 0


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_two_way_mail_counts_more_than_as_many_letters_less_evenly(there, back):
    even = (there + back) // 2
    assert chance(Mail(even, there + back - even, last=TODAY)) >= chance(
        Mail(there, back, last=TODAY)
    )


@given(mails(), st.sampled_from(["there", "back", "months", "together"]))
def test_more_mail_is_never_weaker(mail, field):
    more = Mail(**{**vars(mail), field: getattr(mail, field) + 1})
    assert chance(more) >= chance(mail)


def test_a_rhythm_counts_more_than_one_burst():
    assert chance(Mail(12, 12, 12, TODAY)) > chance(Mail(12, 12, 1, TODAY))


@given(st.integers(2, 500))
def test_small_meetings_count_more_than_big_ones(people):
    assert chance(Meeting(people, TODAY)) >= chance(Meeting(people + 1, TODAY))
    assert chance(Meeting(2, TODAY)) > chance(Meeting(20, TODAY))


def test_a_meeting_with_nobody_else_is_nothing():
    assert chance(Meeting(1, TODAY), Meeting(0, TODAY)) == 0


@given(MONTHS, MONTHS)
def test_a_longer_time_together_is_never_weaker(one, other):
    short, long = sorted([one, other])
    assert chance(Colleagues("A Ltd", long)) >= chance(Colleagues("A Ltd", short))


def test_known_not_to_have_overlapped_is_nothing_and_unknown_is_not_that():
    assert chance(Colleagues("A Ltd", months=0)) == 0
    assert chance(Colleagues("A Ltd", months=None)) > 0
    assert chance(Schoolmates("B School", years=0)) == 0
    assert chance(Schoolmates("B School")) > 0


def test_colleagues_in_a_small_firm_know_each_other_better():
    small, large = Colleagues("A Ltd", 24, TODAY, 12), Colleagues("B plc", 24, TODAY, 90_000)
    assert chance(small) > 2 * chance(large)


def test_an_introduction_outweighs_a_mere_connection():
    assert chance(Introduction(date(2026, 6, 1))) > 3 * chance(Linked())


def test_no_evidence_is_no_tie():
    assert strength([], TODAY) == strength([Meeting(1)], TODAY)
    assert chance() == 0


def test_a_date_to_come_counts_as_today():
    assert chance(Meeting(2, TODAY + timedelta(days=9))) == chance(Meeting(2, TODAY))


def test_every_piece_of_evidence_shows_what_it_brought():
    tie = strength([Linked(), Introduction(TODAY), Introduction(TODAY, refused=True)], TODAY)
    assert tie.explain() == [
        "Made an introduction on 2026-11-23: 60% on its own.",
        "Declined to introduce on 2026-11-23: takes 60% of the chance away.",
        "Connected online: 8% on its own.",
    ]
    assert tie.chance == pytest.approx((1 - 0.4 * 0.92) * 0.4)


def test_shared_years_at_work_and_at_school_are_named():
    since, until = date(2015, 3, 1), date(2018, 3, 1)
    work, school = Colleagues("Mill", 36, until, None, since), Schoolmates("Yard", 3, until, since)
    said = strength([work, school, Colleagues("Quay", 7)], TODAY).contributions
    assert {piece.words for piece in said} == {
        "Both worked at Mill, 2015 to 2018",
        "Both at Yard, 2015 to 2018",
        "Both worked at Quay for 7 months",
    }
    within = Schoolmates("Yard", 0.5, date(2018, 8, 1), date(2018, 2, 1))
    assert strength([within], TODAY).contributions[0].words == "Both at Yard, 2018"


def test_own_word_is_explained_with_what_it_overrules():
    assert strength([Linked(), Said(0.3)], TODAY).explain() == [
        "Your own word: 30%.",
        "Connected online: not counted, your own word stands above it.",
    ]


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_a_word_that_is_no_chance_is_refused(wrong):
    with pytest.raises(ValueError, match="between 0 and 1"):
        strength([Said(wrong)], TODAY)
