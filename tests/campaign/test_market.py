"""How the aim narrowed and the market moved is told from what was counted, and nothing else."""

import datetime as dt

import pytest

from kithwork.boards.models import Board
from kithwork.campaign.begin import write_objective
from kithwork.campaign.market import (
    FocusThen,
    focus_over_time,
    learnt_by_kind,
    market_by_week,
    narrowing,
)
from kithwork.campaign.models import Finding
from kithwork.jobs.index import keep
from kithwork.jobs.models import Posting

DAY = dt.timedelta(days=1)


@pytest.fixture
def posted(db, now):
    board = Board.objects.create(ats="lever", token="acme", employer="Acme", normal="acme",
                                 url="https://acme.test/", added_at=now)  # fmt: skip

    def publish(title, days, closed=None, employer="acme", soc=""):
        at = now + days * DAY
        return Posting.objects.create(
            board=board, posting_id=f"{title}{days}{employer}", title=title, employer=employer,
            normal=employer, first_seen_at=at, last_seen_at=at, new_at=at, soc=soc,
            closed_at=now + closed * DAY if closed is not None else None,
        )  # fmt: skip

    return publish


def then(version, openings, employers, occupations=None):
    return FocusThen(version, dt.date(2026, 11, 1), openings, employers, occupations)


def test_the_focus_of_each_version_stays_and_todays_is_added(campaign, posted, now):
    written = [
        ("Something in a hospital.", [], (0, 0, 0)),
        ("Nursing.", ["nurse"], (40, 12, 5)),
        ("Lead.", ["nurse manager"], (3, 2, 1)),
    ]
    for version, (text, occupations, counts) in enumerate(written, 1):
        focus = dict(zip(("openings", "employers", "occupations"), counts, strict=True))
        campaign.objectives.create(
            version=version, text=text, occupations=occupations, focus=focus, written_at=now
        )
    posted("Nurse manager", -1, soc="11-9111.00")
    posted("Nurse", -1, soc="29-1141.00")
    keep.remake()
    told = [(f.version, f.openings, f.employers, f.occupations)
            for f in focus_over_time(campaign, now)]  # fmt: skip
    assert told == [(1, None, None, None), (2, 40, 12, 5), (3, 3, 2, 1), (0, 1, 1, 1)]


def test_fewer_employers_than_before_is_narrower():
    assert narrowing([then(1, 40, 12), then(2, 9, 4), then(0, 9, 4)]).narrower is True
    assert narrowing([then(1, 9, 4), then(2, 40, 12), then(0, 40, 12)]).narrower is False


def test_nothing_left_is_not_called_narrower():
    told = narrowing([then(1, 40, 12), then(2, 0, 0), then(0, 0, 0)])
    assert told.narrower is None
    assert "no opening" in told.sentence


def test_one_version_is_not_compared_with_anything():
    assert narrowing([then(1, None, None), then(2, 9, 4), then(0, 9, 4)]).narrower is None
    assert narrowing([]).narrower is None


def test_weeks_count_what_was_open_at_their_end(campaign, posted, now):
    write_objective(campaign, "Lead.", now, occupations=["nurse manager"])
    posted("Nurse manager", -14, closed=-6)  # a Monday two weeks ago, closed last Tuesday
    posted("Nurse manager", -7)
    posted("Cook", -7)
    weeks = [(w.monday.day, w.open, w.new) for w in market_by_week(campaign, now)]
    assert weeks == [(9, 1, 1), (16, 1, 1), (23, 1, 0)]


def test_an_empty_market_has_no_weeks(campaign, now):
    assert market_by_week(campaign, now) == []


def test_findings_are_counted_by_kind(ada, campaign, now):
    for kind in ("trend", "fact", "trend"):
        Finding.objects.create(owner=ada, campaign=campaign, text="So.", kind=kind,
                               heard_on=now.date())  # fmt: skip
    assert learnt_by_kind(campaign) == [("Trend", 2), ("Fact", 1)]
