"""Careers sites of any size, read over several readings, through real sockets and TLS."""

import datetime as dt
from dataclasses import replace

import pytest

from kithwork.boards import careersite, source
from kithwork.boards.reading import Cause, Known

TOKEN = "careers.acme.test"
MONDAY = dt.date(2026, 11, 23)


def after(reading, known=None):
    """What is known once a reading has been recorded."""
    rows = [row for row in reading.postings if row.detailed]
    before = known or Known()
    titles = {**before.titles, **{row.posting_id: row.title for row in rows}}
    pages = {**before.pages, **{row.url: row.posting_id for row in rows}}
    return Known(titles, pages, bare={**before.bare, **dict.fromkeys(reading.bare, True)})


def pages_asked(market):
    return [path for _host, path, _status in market.asked if path.startswith("/jobs/")]


@pytest.fixture
def site(market, monkeypatch):
    monkeypatch.setattr(careersite, "PAGES", 4)
    return market.board("careersite", TOKEN, openings=6)


def read(known=None, day=MONDAY):
    return source.fetch("careersite", TOKEN, known or Known(), day)


def test_a_large_site_is_read_in_several_readings_and_new_pages_come_first(site, market):
    first = read()
    assert (len(first.postings), first.complete, first.waiting) == (4, True, 2)
    market.asked.clear()
    second = read(after(first))
    assert len(second.postings) == 6
    assert second.waiting == 0
    new = {v.number for v in site.vacancies[4:]}
    assert {int(path.rsplit("/", 1)[1]) for path in pages_asked(market)[:2]} == new


def test_known_pages_count_as_seen_without_being_asked_for(site, market):
    known = after(read(after(read())), after(read()))
    market.asked.clear()
    again = read(known)
    assert {row.posting_id for row in again.postings} == set(known.titles)
    assert len(pages_asked(market)) < 6


def test_every_known_page_is_looked_at_again_within_a_week(site, market):
    known = after(read(after(read())), after(read()))
    market.asked.clear()
    for day in range(7):
        read(known, MONDAY + dt.timedelta(days=day))
    assert set(pages_asked(market)) == {f"/jobs/{v.number}" for v in site.vacancies}


def test_what_the_sitemap_lists_no_more_is_gone(site):
    known = after(read())
    gone = site.vacancies.pop(0)
    left = {row.posting_id for row in read(known).postings}
    assert f"cs-J{gone.number}" in known.titles
    assert f"cs-J{gone.number}" not in left


def test_a_site_whose_second_sitemap_fails_is_a_partial_reading(site, market):
    robots = f"User-agent: *\nAllow: /\nSitemap: https://{TOKEN}/sitemap.xml\n"
    market.robots[TOKEN] = (200, f"{robots}Sitemap: https://{TOKEN}/jobs/1\n")
    assert read().complete  # a page that isn't there is no sitemap that failed
    market.robots[TOKEN] = (200, f"{robots}Sitemap: https://{TOKEN}/robots.txt\n")
    careersite._http._ROBOTS.clear()
    reading = read()
    assert (reading.complete, reading.cause) == (False, Cause.BAD_ANSWER)
    assert "not a sitemap" in reading.message


def test_pages_that_share_an_identifier_stay_apart(site):
    distinct = careersite._distinct
    rows = {row.url: row for row in read().postings}
    twin = next(iter(rows.values()))
    other = f"https://{TOKEN}/jobs/other"
    ids = [r.posting_id for r in distinct({twin.url: twin, other: twin}, [], Known()).values()]
    assert ids[0] == twin.posting_id
    assert ids[1].startswith(f"{twin.posting_id}@")
    known = Known(dict.fromkeys(ids, "t"), {twin.url: ids[0], other: ids[1]})
    again = distinct({other: twin}, [twin.url, other], known)
    assert again[other].posting_id == ids[1]


def test_pages_that_state_nothing_hold_no_opening_up_and_are_left_alone_for_a_while(site, market):
    bare = {f"https://{TOKEN}/jobs/{v.number}" for v in site.vacancies[:5]}
    market.pages |= dict.fromkeys(bare, ("text/html", b"<h1>All our jobs</h1>"))
    first = read()
    assert (len(first.bare), first.waiting, first.failed) == (4, 2, False)
    second = read(known := after(first))
    assert (len(second.postings), second.waiting) == (1, 0)
    market.asked.clear()
    third = read(known := after(second, known))
    assert third.waiting == 0
    assert not {f"https://{TOKEN}{path}" for path in pages_asked(market)} & bare
    read(replace(known, bare=dict.fromkeys(bare, False)))
    assert len({f"https://{TOKEN}{path}" for path in pages_asked(market)} & bare) == 4


def test_a_reading_makes_no_more_requests_than_it_may(site, market):
    reading = read(Known(most=3))
    assert reading.requests == 3
    assert (len(reading.postings), reading.waiting) == (2, 4)


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_to_slow_down_is_left_with_what_was_read(
    site, market, monkeypatch, status
):
    asked = []

    def busy(url, *args, **kwargs):
        asked.append(url)
        return ("", f"HTTP {status}") if len(asked) == 4 else real(url, *args, **kwargs)

    real = careersite._http.request_raw
    monkeypatch.setattr(careersite._http, "request_raw", busy)
    reading = read()
    assert (len(asked), len(reading.postings), reading.waiting) == (4, 2, 4)
    assert reading.retry_after == careersite.SLOWING
