"""What the seam makes of each system's answers, read through real sockets and TLS."""

import pytest
from openroles import _http
from tests.market.world import Fault

from kithwork.boards import source
from kithwork.boards.reading import Cause, Known
from kithwork.errors import KithworkError

TOKENS = {
    "ashby": "Acme Robotics",
    "careersite": "careers.acme.test",
    "clearcompany": "0a1b2c3d-0000-4000-8000-0123456789ab",
    "workday": "acme.wd5/Acme_Careers",
}
MORE_SYSTEMS = ("gem", "greenhouse", "homerun", "jazzhr", "lever", "manatal", "personio")
MORE_SYSTEMS += ("polymer", "recruitee", "rippling", "teamtailor", "workable")
SYSTEMS = (*TOKENS, *MORE_SYSTEMS)
NOTHING = Known()


def token(ats):
    return TOKENS.get(ats, "acme")


def listed(market, ats):
    return [path for host, path, status in market.asked if path != "/robots.txt"]


@pytest.mark.parametrize("ats", SYSTEMS)
def test_every_system_is_read_whole(market, ats):
    board = market.board(ats, token(ats), openings=4)
    reading = source.fetch(ats, token(ats), NOTHING)
    assert (reading.complete, reading.cause, reading.message) == (True, None, "")
    assert sorted(row.title for row in reading.postings) == sorted(v.title for v in board.vacancies)
    assert all(row.url.startswith("https://") for row in reading.postings)
    assert all("Reference" in row.description for row in reading.postings)
    assert reading.requests >= 1


@pytest.mark.parametrize("ats", SYSTEMS)
def test_a_board_that_is_not_there_is_said_to_be_missing(market, ats):
    if ats == "careersite":
        market.robots["careers.acme.test"] = (404, "")
    reading = source.fetch(ats, token(ats), NOTHING)
    assert reading.failed
    assert reading.cause in (Cause.NOT_FOUND, Cause.BAD_ANSWER if ats == "careersite" else None)


@pytest.mark.parametrize("ats", ["greenhouse", "ashby", "gem", "lever", "personio", "workable"])
def test_an_unchanged_board_costs_one_conditional_request(market, ats):
    market.board(ats, token(ats))
    first = source.fetch(ats, token(ats), NOTHING)
    market.asked.clear()
    again = source.fetch(ats, token(ats), Known(fingerprint=first.fingerprint))
    assert again.unchanged
    assert again.complete
    assert again.requests == 1
    assert [status for _host, _path, status in market.asked] == [304]


def test_an_answer_kept_from_before_a_crash_is_not_taken_for_one_recorded(market):
    market.board("greenhouse", "acme")
    source.fetch("greenhouse", "acme", NOTHING)
    again = source.fetch("greenhouse", "acme", Known(fingerprint="of an older answer"))
    assert not again.unchanged
    assert len(again.postings) == 3


def test_kept_answers_outlive_the_process(market):
    market.board("greenhouse", "acme")
    source.fetch("greenhouse", "acme", NOTHING)
    _http._ETAGS.clear()
    source.fetch("greenhouse", "acme", NOTHING)
    assert [status for _h, path, status in market.asked if "jobs" in path] == [200, 304]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.GONE, Cause.GONE),
        (Fault.SLOW_DOWN, Cause.RATE_LIMITED),
        (Fault.UNAVAILABLE, Cause.SERVER_ERROR),
        (Fault.BROKEN, Cause.SERVER_ERROR),
        (Fault.HTML, Cause.BAD_ANSWER),
        (Fault.TRUNCATED, Cause.BAD_ANSWER),
    ],
)
@pytest.mark.parametrize("ats", ["greenhouse", "personio", "workday", "jazzhr"])
def test_each_failure_is_told_by_its_cause(market, ats, fault, cause):
    market.board(ats, token(ats)).fault = fault
    reading = source.fetch(ats, token(ats), NOTHING)
    assert reading.failed
    assert (reading.cause, bool(reading.message)) == (cause, True)


def test_the_pause_that_a_site_asks_for_is_heard(market):
    board = market.board("greenhouse", "acme")
    board.fault, board.retry_after = Fault.SLOW_DOWN, "90"
    assert 80 < source.fetch("greenhouse", "acme", NOTHING).retry_after <= 90


def test_a_pause_heard_once_is_not_held_against_a_later_failure(market):
    board = market.board("greenhouse", "acme")
    board.fault = Fault.SLOW_DOWN
    source.fetch("greenhouse", "acme", NOTHING)
    board.fault = Fault.GONE
    reading = source.fetch("greenhouse", "acme", NOTHING)
    assert (reading.cause, reading.retry_after) == (Cause.GONE, None)


def test_a_wrong_encoding_costs_no_letters(market):
    board = market.board("greenhouse", "acme", openings=0)
    board.vacancies = [market.vacancy("Café Supervisor")]
    board.fault = Fault.WRONG_ENCODING
    [row] = source.fetch("greenhouse", "acme", NOTHING).postings
    assert row.title == "Café Supervisor"


def test_a_silent_site_is_a_timeout(market, monkeypatch):
    monkeypatch.setattr(_http, "TIMEOUT", 0.3)
    market.board("greenhouse", "acme").fault = Fault.HANGS
    assert source.fetch("greenhouse", "acme", NOTHING).cause is Cause.TIMEOUT


def test_a_board_that_moved_where_nothing_is_is_not_an_empty_board(market):
    market.board("greenhouse", "acme").fault = Fault.MOVED
    assert source.fetch("greenhouse", "acme", NOTHING).failed


@pytest.mark.parametrize("ats", ["teamtailor", "ashby"])
def test_robots_txt_is_obeyed(market, ats):
    market.board(ats, "acme")
    host = source.hosts(ats, "acme")[0]
    market.robots[host] = (200, "User-agent: kithwork\nDisallow: /\n")
    assert source.fetch(ats, "acme", NOTHING).cause is Cause.ROBOTS
    assert listed(market, ats) == []


def test_a_robots_txt_that_could_not_be_read_is_asked_for_again(market):
    market.board("ashby", "acme")
    market.robots["api.ashbyhq.com"] = (503, "")
    assert source.fetch("ashby", "acme", NOTHING).cause is Cause.ROBOTS
    del market.robots["api.ashbyhq.com"]
    assert source.fetch("ashby", "acme", NOTHING).complete


@pytest.mark.parametrize("ats", ["workday", "teamtailor"])
def test_a_list_whose_later_page_failed_is_a_partial_reading(market, ats):
    board = market.board(ats, token(ats), openings=130)
    board.fault = Fault.HALF
    reading = source.fetch(ats, token(ats), NOTHING)
    assert len(reading.postings) in (20, 100)
    assert (reading.complete, reading.cause) == (False, Cause.SERVER_ERROR)


def test_a_list_of_exactly_full_pages_is_whole(market):
    market.board("teamtailor", "acme", openings=100)
    assert source.fetch("teamtailor", "acme", NOTHING).complete


def test_pages_already_read_are_not_asked_for_again(market):
    board = market.board("workday", token("workday"), openings=3)
    first = source.fetch("workday", token("workday"), NOTHING)
    board.vacancies.append(market.vacancy("Midwife"))
    market.asked.clear()
    again = source.fetch(
        "workday",
        token("workday"),
        Known({row.posting_id: row.title for row in first.postings}),
    )
    assert [row.title for row in again.postings if row.detailed] == ["Midwife"]
    assert sum("/job/" in path for _host, path, _status in market.asked) == 1


def test_a_large_board_is_detailed_over_several_readings(market):
    market.board("workday", token("workday"), openings=source.DETAILS_A_READING + 5)
    reading = source.fetch("workday", token("workday"), NOTHING)
    assert sum(row.detailed for row in reading.postings) == source.DETAILS_A_READING
    assert reading.complete


def test_a_token_that_its_system_cannot_have_is_a_missing_board(market):
    assert source.fetch("workday", "no such thing", NOTHING).cause is Cause.NOT_FOUND
    assert source.fetch("nosuchsystem", "acme", NOTHING).cause is Cause.NOT_FOUND


@pytest.mark.parametrize(
    ("address", "board"),
    [
        ("https://job-boards.greenhouse.io/acme/jobs/123", ("greenhouse", "acme")),
        ("jobs.ashbyhq.com/Acme%20Robotics", ("ashby", "Acme Robotics")),
        ("https://acme.wd5.myworkdayjobs.com/en-US/Acme_Careers", ("workday", TOKENS["workday"])),
        ("careersite:careers.acme.test", ("careersite", "careers.acme.test")),
    ],
)
def test_a_pasted_address_tells_its_board_without_asking_anybody(market, address, board):
    [entry] = source.boards_at(address)
    assert (entry.ats, entry.token) == board
    assert entry.employer.startswith("Acme")
    assert market.asked == []


def test_what_is_no_address_is_said_to_be_none(market):
    with pytest.raises(KithworkError, match="not the address of a career page"):
        source.boards_at("the hospital down the road")
