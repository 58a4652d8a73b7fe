"""Which board a request is for, and what it answers: well, or with its fault."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.market import json_payloads as of_json
from tests.market import xml_payloads as of_xml
from tests.market.world import Fault, Market, MarketBoard

JSON, XML, HTML = "application/json", "application/xml; charset=utf-8", "text/html; charset=utf-8"
ALLOW_ALL = "User-agent: *\nAllow: /\n"


@dataclass
class Reply:
    """An answer on its way out; `cut` bytes are promised and not sent."""

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    hang: bool = False


@dataclass
class Asked:
    """A request, taken apart."""

    host: str
    path: str
    query: dict[str, list[str]]
    body: Any = None

    def number(self, name: str, usual: int) -> int:
        """A whole number of the query."""
        return int(self.query.get(name, [str(usual)])[0])


Make = Callable[[MarketBoard, Asked, "re.Match[str]"], Any]


def _page(found: MarketBoard, matches: Callable[[Any], bool], make: Callable[[Any], Any]) -> Any:
    return next((make(v) for v in found.vacancies if matches(v)), None)


def _workday_page(board: MarketBoard, asked: Asked, m: re.Match[str]) -> Any:
    wanted = unquote(m["rest"])
    return _page(board, lambda v: of_json.workday_path(v) == wanted, of_json.workday_page)


def _workday_list(board: MarketBoard, asked: Asked, m: re.Match[str]) -> Any:
    offset = asked.body["offset"]
    if board.fault is Fault.HALF and offset:
        return Reply(500)
    return of_json.workday_list(board, offset, asked.body["limit"])


def _rippling_list(board: MarketBoard, asked: Asked, m: re.Match[str]) -> Any:
    page, size = asked.number("page", 0), asked.number("pageSize", 50)
    if board.fault is Fault.HALF and page:
        return Reply(500)
    return of_json.rippling_list(board, page, size)


def _teamtailor(board: MarketBoard, asked: Asked, m: re.Match[str]) -> Any:
    offset = asked.number("offset", 0)
    if board.fault is Fault.HALF and offset:
        return Reply(500)
    return of_xml.teamtailor(board, offset, asked.number("per_page", 100))


def _job_page(board: MarketBoard, asked: Asked, m: re.Match[str]) -> Any:
    number = int(m["rest"])
    page = _page(board, lambda v: v.number == number, lambda v: of_xml.job_page(board, v))
    return Reply(200, page.encode(), HTML) if page else None


_WORKDAY = r"/wday/cxs/[^/]+/(?P<site>[^/]+)"
_RIPPLING = r"/platform/api/ats/v2/board/(?P<token>[^/]+)/jobs"
_POLYMER = r"/v1/hire/organizations/(?P<token>[^/]+)/jobs"
# host, path, system, what it answers
ROUTES: list[tuple[str, str, str, Make]] = [
    (r"boards-api\.greenhouse\.io", r"/v1/boards/(?P<token>[^/]+)/jobs", "greenhouse",
     lambda b, a, m: of_json.greenhouse(b)),
    (r"api\.lever\.co", r"/v0/postings/(?P<token>[^/]+)", "lever",
     lambda b, a, m: of_json.lever(b)),
    (r"api\.ashbyhq\.com", r"/posting-api/job-board/(?P<token>[^/]+)", "ashby",
     lambda b, a, m: of_json.ashby(b)),
    (r"(?P<tenant>.+)\.myworkdayjobs\.com", _WORKDAY + "/jobs", "workday", _workday_list),
    (r"(?P<tenant>.+)\.myworkdayjobs\.com", _WORKDAY + r"(?P<rest>/job/.+)", "workday",
     _workday_page),
    (r"www\.workable\.com", r"/api/accounts/(?P<token>[^/]+)", "workable",
     lambda b, a, m: of_json.workable(b)),
    (r"(?P<token>[^.]+)\.teamtailor\.com", r"/jobs\.rss", "teamtailor", _teamtailor),
    (r"(?P<token>[^.]+)\.jobs\.personio\.de", r"/xml", "personio",
     lambda b, a, m: of_xml.personio(b)),
    (r"(?P<token>[^.]+)\.recruitee\.com", r"/api/offers/", "recruitee",
     lambda b, a, m: of_json.recruitee(b)),
    (r"api\.rippling\.com", _RIPPLING, "rippling", _rippling_list),
    (r"api\.rippling\.com", _RIPPLING + r"/(?P<rest>[^/]+)", "rippling",
     lambda b, a, m: _page(b, lambda v: v.uuid == m["rest"], of_json.rippling_page)),
    (r"app\.jazz\.co", r"/feeds/export/jobs/(?P<token>[^/]+)", "jazzhr",
     lambda b, a, m: of_xml.jazzhr(b)),
    (r"api\.gem\.com", r"/job_board/v0/(?P<token>[^/]+)/job_posts/", "gem",
     lambda b, a, m: of_json.gem(b)),
    (r"api\.polymer\.co", _POLYMER, "polymer",
     lambda b, a, m: of_json.polymer_list(b, a.number("page", 1))),
    (r"api\.polymer\.co", _POLYMER + r"/(?P<rest>\d+)", "polymer",
     lambda b, a, m: _page(b, lambda v: str(v.number) == m["rest"], of_json.polymer_page)),
    (r"api\.manatal\.com", r"/open/v3/career-page/(?P<token>[^/]+)/jobs/", "manatal",
     lambda b, a, m: of_json.manatal(b, a.number("page", 1), a.number("page_size", 10))),
    (r"feed\.homerun\.co", r"/(?P<token>[^/]+)", "homerun", lambda b, a, m: of_xml.homerun(b)),
    (r"careers-api\.clearcompany\.com", r"/v1/(?P<token>[^/]+)", "clearcompany",
     lambda b, a, m: of_json.clearcompany(b)),
    (r"feeds\.(?P<token>.+\.test)", r"/jobs\.(?P<kind>rss|atom|json)", "feed",
     lambda b, a, m: of_xml.feed(b, m["kind"])),
    (r"(?P<token>careers\..+\.test)", r"/sitemap\.xml", "careersite",
     lambda b, a, m: of_xml.sitemap(b)),
    (r"(?P<token>careers\..+\.test)", r"/jobs/(?P<rest>\d+)", "careersite", _job_page),
]  # fmt: skip
_COMPILED = [(re.compile(h), re.compile(p), ats, make) for h, p, ats, make in ROUTES]


def answer(
    market: Market, host: str, target: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """What `host` answers to a request for `target`."""
    parts = urlsplit(target)
    sent = json.loads(body) if body else None
    asked = Asked(host, parts.path, parse_qs(parts.query), sent)
    reply = _robots(market, host) if parts.path == "/robots.txt" else _route(market, asked)
    return reply if parts.path == "/robots.txt" or sent else _conditional(reply, headers)


def _robots(market: Market, host: str) -> Reply:
    status, text = market.robots.get(host, (200, ALLOW_ALL))
    board = market.boards.get(("careersite", host))
    for (ats, token), other in market.boards.items():
        own = f"{token}.teamtailor.com" if ats == "teamtailor" else f"{token}.recruitee.com"
        if other.fault is Fault.FORBIDDEN and (other is board or host == own):
            text = "User-agent: *\nDisallow: /\n"
    return Reply(status, text.encode(), "text/plain")


def _route(market: Market, asked: Asked) -> Reply:
    if page := market.pages.get(f"https://{asked.host}{asked.path}"):
        return Reply(200, page[1], page[0])
    for host, path, ats, make in _COMPILED:
        at, on = host.fullmatch(asked.host), path.fullmatch(asked.path)
        if at and on:
            groups = {**at.groupdict(), **on.groupdict()}
            token = groups.get("token") or f"{groups['tenant']}/{groups['site']}"
            board = market.find(ats, unquote(token))
            with market.lock:
                return _of(board, asked, on, make) if board else _unknown(ats)
    return Reply(404, b"<html><body>Not found</body></html>", HTML)


def _unknown(ats: str) -> Reply:
    said = b'{"ok":false,"error":"Document not found"}' if ats == "lever" else b"{}"
    return Reply(404, said)


def _of(board: MarketBoard, asked: Asked, on: re.Match[str], make: Make) -> Reply:
    fault = board.fault
    if fault in (Fault.NOT_FOUND, Fault.GONE, Fault.BROKEN, Fault.UNAVAILABLE, Fault.SLOW_DOWN):
        wait = {"Retry-After": board.retry_after} if fault is Fault.SLOW_DOWN else {}
        return Reply(int(fault.value), b"{}", headers=wait)
    if fault is Fault.MOVED:
        return Reply(301, b"", headers={"Location": "https://elsewhere.example.test/gone"})
    if fault is Fault.HTML:
        return Reply(200, b"<!doctype html><html><body>We are back soon.</body></html>", HTML)
    if fault is Fault.HANGS:
        return Reply(hang=True)
    shown = MarketBoard(board.ats, board.token, board.employer, board.vacancies, fault)
    if fault is Fault.EMPTY:
        shown.vacancies = []
    reply = _reply(make(shown, asked, on))
    if fault is Fault.TRUNCATED:
        reply.cut = len(reply.body) // 2
    if fault is Fault.WRONG_ENCODING:
        reply.body = reply.body.decode("utf-8").encode("latin-1", "replace")
    return reply


def _reply(made: Any) -> Reply:
    if made is None:
        return Reply(404, b"{}")
    if isinstance(made, Reply):
        return made
    if isinstance(made, str):
        return Reply(200, made.encode("utf-8"), XML)
    return Reply(200, json.dumps(made, ensure_ascii=False).encode("utf-8"))


def _conditional(reply: Reply, headers: Mapping[str, str]) -> Reply:
    """A GET's answer carries an ETag, and is 304 to one who has it already."""
    if reply.status != 200 or reply.cut or reply.hang:
        return reply
    etag = f'W/"{hashlib.sha256(reply.body).hexdigest()[:32]}"'
    if headers.get("If-None-Match") == etag:
        return Reply(304, headers={"ETag": etag})
    reply.headers["ETag"] = etag
    return reply
