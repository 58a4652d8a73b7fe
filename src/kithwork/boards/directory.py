"""The directory of employers' boards that comes with the program, as plain values."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote, unquote, urlsplit

from kithwork.boards.names import name_key

BOARDS_FILE = "boards.tsv.gz"
EMPLOYERS_FILE = "employers.tsv.gz"
ADDRESSES = {
    "ashby": "https://jobs.ashbyhq.com/{}",
    "careersite": "{}",
    "gem": "https://jobs.gem.com/{}",
    "greenhouse": "https://job-boards.greenhouse.io/{}",
    "jazzhr": "https://{}.applytojob.com",
    "lever": "https://jobs.lever.co/{}",
    "personio": "https://{}.jobs.personio.com",
    "recruitee": "https://{}.recruitee.com",
    "rippling": "https://ats.rippling.com/{}/jobs",
    "teamtailor": "https://{}.teamtailor.com",
    "workable": "https://apply.workable.com/{}",
}
# Every system that can be read, whether the directory has boards on it or not.
READABLE = frozenset(ADDRESSES) | {
    "workday",
    "polymer",
    "manatal",
    "homerun",
    "clearcompany",
    "feed",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One employer's board: the system it runs on, its name there, and where people see it."""

    ats: str
    token: str
    employer: str
    key: str

    @property
    def url(self) -> str:
        """The page a person opens to see this board."""
        return board_url(self.ats, self.token)


def board_url(ats: str, token: str) -> str:
    """The page a person opens for a board, or "" where the token doesn't tell it."""
    if ats == "workday":
        tenant, _, site = token.partition("/")
        return f"https://{tenant}.myworkdayjobs.com/{site}"
    if ats in ("careersite", "feed") or ("." in token and ats in ("recruitee", "teamtailor")):
        return token if "//" in token else f"https://{token}"
    return ADDRESSES[ats].format(quote(token, safe="-_.~")) if ats in ADDRESSES else ""


def token_from(ats: str, url: str, listed: str) -> str:
    """The token that `openroles` reads a board by, from its address in a public list.

    Lists write tokens in lower case and leave Workday's data centre out; the address has
    both. A Recruitee board on the employer's own domain is known by its host.
    """
    parts = urlsplit(url)
    first = unquote(parts.path.strip("/").split("/")[0])
    if ats == "workday":
        return f"{parts.netloc.lower().removesuffix('.myworkdayjobs.com')}/{first}"
    if ats == "ashby":
        return first or listed
    if ats == "recruitee" and not parts.netloc.endswith(".recruitee.com"):
        return parts.netloc.lower()
    return listed


def entries() -> tuple[Entry, ...]:
    """Every board of the directory, in the order of the file."""
    return _load()[0]


def find_by_name(name: str) -> tuple[Entry, ...]:
    """The boards whose employer's name is the same after normalisation; never a substring."""
    key = name_key(name)
    return _load()[1].get(key, ()) if key else ()


def find_by_token(ats: str, token: str) -> Entry | None:
    """The directory's entry for a board, its token compared without regard to case."""
    return _load()[2].get((ats, token.casefold()))


def website(employer: str) -> str:
    """An employer's own website where the directory knows it, else ""."""
    return _websites()[0].get(name_key(employer), "")


def employer_at(address: str) -> str:
    """The employer whose website has the same host as `address`, else ""."""
    return _websites()[1].get(_host(address), "")


@cache
def _load() -> tuple[tuple[Entry, ...], dict[str, tuple[Entry, ...]], dict[tuple[str, str], Entry]]:
    found = tuple(Entry(*row) for row in _rows(BOARDS_FILE))
    by_key: dict[str, tuple[Entry, ...]] = {}
    for entry in found:
        by_key[entry.key] = (*by_key.get(entry.key, ()), entry)
    return found, by_key, {(e.ats, e.token.casefold()): e for e in found}


@cache
def _websites() -> tuple[dict[str, str], dict[str, str]]:
    rows = [(employer, site) for employer, site in _rows(EMPLOYERS_FILE)]
    return {name_key(e): s for e, s in rows}, {_host(s): e for e, s in rows}


def _host(address: str) -> str:
    parts = urlsplit(address if "//" in address else f"https://{address}")
    return (parts.hostname or "").removeprefix("www.")


def _rows(name: str) -> Iterator[list[str]]:
    packed = files("kithwork.boards").joinpath("data", name).read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        yield line.split("\t")
