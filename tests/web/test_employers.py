"""The page of employers' boards: found by name, and how reading them goes."""

import datetime as dt

import pytest

from kithwork.boards.models import Board, Reading, Watch

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def inside(ada, campaign, client):
    client.force_login(ada)
    return client


def asked_for(inside, address):
    answer = inside.post("/employers/find/", {"address": address}, follow=True)
    return answer.content.decode()


def test_an_employer_s_name_is_looked_up_in_the_directory(inside, ada):
    assert "Watching https://siemens.teamtailor.com." in asked_for(inside, "Siemens")
    assert "is watched, or was decided on, already" in asked_for(inside, "Siemens")
    assert [watch.employer for watch in ada.watches.certain()] == ["Siemens"]
    assert "no board of Nowhere Works. Paste" in asked_for(inside, "Nowhere Works")


def test_the_page_tells_progress_failures_and_a_spent_budget(inside, ada, campaign):
    now = dt.datetime.now(dt.UTC)
    board = Board.objects.create(
        ats="careersite", token="jobs.acme.test", employer="Acme", normal="acme", added_at=now,
        last_read_at=now, failure="timeout", failure_message="late", waiting=12, openings=3,
    )  # fmt: skip
    Watch.objects.create(
        owner=ada, board=board, employer="Acme", certainty="sure", why="", added_at=now
    )
    Reading.objects.create(board=board, started_at=now, finished_at=now, result="good", requests=41)
    campaign.requests_a_day = 41
    campaign.save()
    text = inside.get("/employers/").content.decode()
    for said in ("1 watched, 0 openings; 1 due", "Last good reading never",
                 "in the last hour 1 reading with 41 requests", "1 no answer in time",
                 "12 pages still to be read", "budget is spent"):  # fmt: skip
        assert said in text
    campaign.requests_a_day = 2000
    campaign.save()
    assert "budget is spent" not in inside.get("/employers/").content.decode()
