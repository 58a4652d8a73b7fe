"""Feeds of openings, read through real sockets and TLS."""

import pytest
from tests.market.world import Fault

from kithwork.boards import source
from kithwork.boards.feed import _rows, is_feed
from kithwork.boards.reading import Cause, Known

ADDRESS = "https://feeds.acme.test/jobs.rss"


@pytest.fixture
def feed(market):
    return market.board("feed", "acme.test", openings=3)


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_every_kind_of_feed_is_read_well_and_none_is_taken_for_the_whole(feed, kind):
    reading = source.fetch("feed", f"https://feeds.acme.test/jobs.{kind}", Known())
    assert [row.title for row in reading.postings] == [v.title for v in feed.vacancies]
    assert [row.posted_on for row in reading.postings] == [v.posted for v in feed.vacancies]
    assert all("Reference" in row.description for row in reading.postings)
    assert (reading.good, reading.complete, reading.cause) == (True, False, None)


def test_the_same_entries_keep_their_ids(feed):
    ids = [
        {row.posting_id for row in source.fetch("feed", address, Known()).postings}
        for address in ["https://feeds.acme.test/jobs.rss"] * 2
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3


@pytest.mark.parametrize("kind", ["rss", "json"])
def test_a_page_that_says_sorry_is_no_feed(feed, kind):
    feed.fault = Fault.HTML
    reading = source.fetch("feed", f"https://feeds.acme.test/jobs.{kind}", Known())
    assert (reading.failed, reading.cause) == (True, Cause.BAD_ANSWER)


def test_a_feed_is_asked_for_by_its_address(market):
    [entry] = source.boards_at("feed:https://feeds.acme.test/jobs.rss")
    assert (entry.ats, entry.token) == ("feed", "https://feeds.acme.test/jobs.rss")
    assert entry.url == entry.token
    assert source.hosts("feed", entry.token) == ("feeds.acme.test",)
    assert source.hosts("feed", "no address") == ()


def test_a_body_that_is_a_path_opens_no_file(feed, tmp_path):
    there = tmp_path / "feed.xml"
    there.write_text(
        "<rss version='2.0'><channel><item><title>T</title><link>https://a.test/1</link></item></channel></rss>"
    )
    assert not list(_rows("https://feeds.acme.test/jobs.rss", str(there)))
    assert not is_feed(str(there))


def rss(*items, head='<?xml version="1.0"?>'):
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"{head}<rss version='2.0'><channel><title>Jobs</title>{inside}</channel></rss>"


def served(market, address, body, kind="application/rss+xml"):
    market.pages[address] = (kind, body)
    return source.fetch("feed", address, Known())


def test_an_empty_feed_is_read_well(market):
    reading = served(market, ADDRESS, rss().encode())
    assert (reading.failed, reading.good, reading.postings) == (False, True, ())


def test_a_feed_in_another_encoding_loses_no_letter(market):
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    item = "<title>Gärtner</title><link>https://acme.test/1</link><description>Tür</description>"
    [row] = served(market, ADDRESS, rss(item, head=head).encode("latin-1")).postings
    assert (row.title, row.description) == ("Gärtner", "Tür")


def test_markup_in_a_title_goes_and_a_relative_link_leads_on_from_the_feed():
    xml = rss("<title>&lt;b&gt;Cook&lt;/b&gt; &amp;amp; Baker</title><link>/jobs/1</link>")
    json = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 7, "url": "jobs/1", '
    json += '"title": "<b>Cook</b> &amp; Baker"}, "junk", {"id": "8", "title": "No link"}]}'
    for body in (xml, json):
        [row] = _rows(ADDRESS, body)
        assert (row.title, row.url) == ("Cook & Baker", "https://feeds.acme.test/jobs/1")


def test_entries_that_share_an_id_are_told_apart_by_their_links():
    one = "<title>Cook</title><link>https://acme.test/1</link><guid isPermaLink='false'>x</guid>"
    two = one.replace("acme.test/1", "acme.test/2")
    ids = [row.posting_id for row in _rows(ADDRESS, rss(one, two))]
    assert len(set(ids)) == 2
    assert [row.posting_id for row in _rows(ADDRESS, rss(two, one))] == ids[::-1]
    assert len({row.posting_id for row in _rows(ADDRESS, rss(one, one))}) == 1


def test_a_date_that_is_missing_or_makes_no_sense_stays_unknown():
    dated = "<title>Cook</title><link>https://acme.test/1</link>"
    for date in ("", "<pubDate>soon</pubDate>"):
        [row] = _rows(ADDRESS, rss(dated + date))
        assert row.posted_on is None


def test_an_update_of_an_entry_is_no_date_of_posting():
    body = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>u:1</id><title>Cook</title>"
    body += (
        "<link href='https://acme.test/1'/><updated>2026-11-20T00:00:00Z</updated></entry></feed>"
    )
    [row] = _rows(ADDRESS, body)
    assert row.posted_on is None
