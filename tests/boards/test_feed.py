"""Feeds of openings, read through real sockets and TLS."""

import pytest
from tests.market.world import Fault

from kithwork.boards import source
from kithwork.boards.feed import _is_feed, _rows
from kithwork.boards.reading import Cause, Known


@pytest.fixture
def feed(market):
    return market.board("feed", "acme.test", openings=3)


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_every_kind_of_feed_is_read_and_none_is_taken_for_the_whole(feed, kind):
    reading = source.fetch("feed", f"https://feeds.acme.test/jobs.{kind}", Known())
    assert [row.title for row in reading.postings] == [v.title for v in feed.vacancies]
    assert [row.posted_on for row in reading.postings] == [v.posted for v in feed.vacancies]
    assert all("Reference" in row.description for row in reading.postings)
    assert (reading.complete, reading.cause) == (False, Cause.INCOMPLETE)


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
    assert not _is_feed(str(there))
