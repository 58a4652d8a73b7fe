"""Addresses as people paste them, looked behind through real sockets and TLS."""

import gzip

import pytest
from openroles import _http

from kithwork.boards import source
from kithwork.errors import KithworkError

HTML = "text/html; charset=utf-8"
SITE = "careers.acme.test"


def page(market, address, body, kind=HTML):
    market.pages[address] = (kind, body if isinstance(body, bytes) else body.encode())


def found(address):
    return [(entry.ats, entry.token) for entry in source.boards_at(address)]


@pytest.fixture
def site(market):
    page(market, f"https://{SITE}/", "<h1>Work here</h1>")
    return market.board("careersite", SITE, openings=3)


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_a_feed_is_known_by_what_it_says(market, kind):
    market.board("feed", "acme.test", openings=1)
    address = f"https://feeds.acme.test/jobs.{kind}"
    [entry] = source.boards_at(address)
    assert (entry.ats, entry.token, entry.employer) == ("feed", address, "Acme")


def test_a_careers_site_is_known_by_its_sitemap_and_its_pages(site):
    assert found(f"https://{SITE}/") == [("careersite", SITE)]
    assert found(SITE) == [("careersite", SITE)]


def test_one_opening_s_page_leads_to_its_whole_site(site):
    assert found(f"{SITE}/jobs/{site.vacancies[0].number}") == [("careersite", SITE)]


def test_a_site_whose_job_pages_state_nothing_for_search_engines_is_none(site, market):
    for one in site.vacancies:
        page(market, f"https://{SITE}/jobs/{one.number}", "<h1>A job</h1>")
    assert found(f"https://{SITE}/") == []


def test_a_page_that_shows_a_board_leads_to_it_and_each_page_is_asked_for_once(market):
    embed = '<iframe src="//boards.greenhouse.io/embed/job_board?for=acme"></iframe>'
    page(market, "https://www.acme.test/careers", embed)
    assert found("http://www.acme.test/careers#top") == [("greenhouse", "acme")]
    paths = [path for _host, path, _status in market.asked]
    assert paths == ["/robots.txt", "/careers"]


def test_a_home_page_is_followed_to_its_careers_page_and_no_further(market):
    links = "<a href='/news'>News</a><a href='/about/team#top'>Join us</a>"
    page(market, "https://www.acme.test/", links)
    page(market, "https://www.acme.test/about/team", "<a href='/jobs'>https://jobs.lever.co/acme")
    page(market, "https://www.acme.test/news", "https://jobs.lever.co/other")
    assert found("www.acme.test") == [("lever", "acme")]


def test_a_page_that_can_t_be_read_is_said_with_the_reason(market):
    with pytest.raises(KithworkError, match="HTTP 404"):
        found("https://nowhere.test/")
    market.robots["nowhere.test"] = (200, "User-agent: *\nDisallow: /\n")
    _http._ROBOTS.clear()
    with pytest.raises(KithworkError, match=r"robots\.txt"):
        found("https://nowhere.test/")


def test_a_system_that_may_not_be_read_is_named(market):
    page(market, "https://www.acme.test/", "<a href='https://acme.taleo.net/jobs'>Jobs</a>")
    with pytest.raises(KithworkError, match="Taleo"):
        found("https://www.acme.test/")


def test_a_name_is_sent_to_the_directory(market):
    with pytest.raises(KithworkError, match='boards find "Acme Widgets"'):
        found("Acme Widgets")


def test_packed_sitemaps_are_read(site, market):
    market.robots[SITE] = (200, f"User-agent: *\nSitemap: https://{SITE}/all.xml.gz\n")
    spec = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    index = f"<sitemapindex {spec}><sitemap><loc>https://{SITE}/a.xml.gz</loc></sitemap>"
    urls = "".join(f"<url><loc>https://{SITE}/jobs/{v.number}</loc></url>" for v in site.vacancies)
    for name, body in (
        ("all", f"{index}</sitemapindex>"),
        ("a", f"<urlset {spec}>{urls}</urlset>"),
    ):
        packed = gzip.compress(body.encode())
        page(market, f"https://{SITE}/{name}.xml.gz", packed, "application/x-gzip")
    reading = source.fetch("careersite", SITE, source.Known())
    assert {row.title for row in reading.postings} == {v.title for v in site.vacancies}
