"""Answers of the systems that speak XML or HTML, in the shape of their public documentation."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
from xml.sax.saxutils import escape

from tests.market.world import MarketBoard, Vacancy

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _tags(**values: object) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in values.items())


def teamtailor(board: MarketBoard, offset: int, size: int) -> str:
    """Teamtailor's jobs feed, `GET /jobs.rss`, a page at a time."""
    items = []
    for v in board.vacancies[offset : offset + size]:
        noon = dt.datetime.combine(v.posted, dt.time(12), dt.UTC)
        tags = _tags(
            title=v.title,
            description=v.text,
            pubDate=email.utils.format_datetime(noon),
            link=f"https://{board.token}.teamtailor.com/jobs/{v.number}",
            remoteStatus="fully" if v.remote else "none",
            guid=v.uuid,
        )
        place = f"<tt:city>{v.city}</tt:city><tt:country>{v.country}</tt:country>"
        items.append(
            f"<item>{tags}<tt:locations><tt:location>{place}</tt:location></tt:locations>"
            f"<tt:department>{v.department}</tt:department></item>"
        )
    channel = f"<channel>{_tags(title=board.employer)}{''.join(items)}</channel>"
    return f'{HEAD}<rss version="2.0" xmlns:tt="https://teamtailor.com/locations">{channel}</rss>'


def personio(board: MarketBoard) -> str:
    """Personio's open positions, `GET /xml`."""
    positions = []
    for v in board.vacancies:
        text = f"<name>Tasks</name><value><![CDATA[{v.text}]]></value>"
        tags = _tags(
            id=v.number,
            office=v.city,
            department=v.department,
            name=v.title,
            employmentType="permanent",
            schedule="full-time",
            createdAt=f"{v.posted}T12:00:00+00:00",
        )
        positions.append(
            f"<position>{tags}<jobDescriptions><jobDescription>{text}</jobDescription>"
            "</jobDescriptions></position>"
        )
    return f"{HEAD}<workzag-jobs>{''.join(positions)}</workzag-jobs>"


def jazzhr(board: MarketBoard) -> str:
    """JazzHR's feed for a careers page, `GET /feeds/export/jobs/{token}`."""
    jobs = [
        "<job>"
        + _tags(
            id=f"job_{v.number}",
            status="Open",
            title=v.title,
            department=v.department,
            url=f"https://{board.token}.applytojob.com/apply/job_{v.number}",
            city=v.city,
            state=v.region,
            country=v.country,
            description=v.text,
            type="Full Time",
        )
        + "</job>"
        for v in board.vacancies
    ]
    return f"{HEAD}<jobs>{''.join(jobs)}</jobs>"


def homerun(board: MarketBoard) -> str:
    """Homerun's Atom feed."""
    entries = []
    for v in board.vacancies:
        link = f'<link rel="alternate" href="https://{board.token}.homerun.co/{v.number}"/>'
        tags = _tags(id=v.number, title=v.title, updated=f"{v.posted}T12:00:00Z", content=v.text)
        place = f"<location>{_tags(name=v.city)}</location>"
        entries.append(f"<entry>{tags}{link}{place}</entry>")
    return f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'


def sitemap(board: MarketBoard) -> str:
    """A careers site's sitemap."""
    urls = "".join(
        f"<url><loc>https://{board.token}/jobs/{v.number}</loc><lastmod>{v.posted}</lastmod></url>"
        for v in board.vacancies
    )
    return f'{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def job_page(board: MarketBoard, v: Vacancy) -> str:
    """A careers site's page of one job, marked up with schema.org JobPosting."""
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": v.title,
        "description": v.text,
        "datePosted": v.posted.isoformat(),
        "identifier": {"@type": "PropertyValue", "name": board.employer, "value": f"J{v.number}"},
        "employmentType": "FULL_TIME",
        "hiringOrganization": {"@type": "Organization", "name": board.employer},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": v.city,
                "addressRegion": v.region,
                "addressCountry": v.country,
            },
        },
    }
    script = json.dumps(posting).replace("<", "\\u003c")
    return (
        f"<!doctype html><html><head><title>{escape(v.title)}</title>"
        f'<script type="application/ld+json">{script}</script></head>'
        f"<body><h1>{escape(v.title)}</h1></body></html>"
    )


def feed(board: MarketBoard, kind: str) -> str:
    """A feed of openings of no system in particular: RSS, Atom or JSON Feed."""
    base = f"https://feeds.{board.token}"
    if kind == "json":
        items = [
            {"id": v.uuid, "title": v.title, "url": f"{base}/{v.number}", "content_html": v.text,
             "date_published": f"{v.posted}T12:00:00Z"}
            for v in board.vacancies
        ]  # fmt: skip
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    if kind == "atom":
        entries = ""
        for v in board.vacancies:
            tags = _tags(id=v.uuid, title=v.title, published=f"{v.posted}T12:00:00Z")
            content = f'<content type="html">{escape(v.text)}</content>'
            entries += f'<entry>{tags}<link href="{base}/{v.number}"/>{content}</entry>'
        return f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    rss = ""
    for v in board.vacancies:
        noon = email.utils.format_datetime(dt.datetime.combine(v.posted, dt.time(12), dt.UTC))
        link = f"{base}/{v.number}"
        tags = _tags(guid=v.uuid, title=v.title, link=link, description=v.text, pubDate=noon)
        rss += f"<item>{tags}</item>"
    return f'{HEAD}<rss version="2.0"><channel><title>Jobs</title>{rss}</channel></rss>'
