"""The invented market: employers' boards with their vacancies, and what is wrong with each."""

from __future__ import annotations

import datetime as dt
import random
import threading
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

TITLES = """Registered Nurse – Nights|Charge Nurse|Ward Manager|Physiotherapist|Pharmacist
Store Manager|Sales Associate (part-time)|Key Account Manager|Warehouse Operative|CDL-A Driver
Electrician|Civil Engineer|Software Engineer II, Payments|Senior Data Analyst|Site Reliability Lead
Café Supervisor|Chef de Partie|Primary School Teacher|Teaching Assistant|Payroll Specialist
Financial Controller|Recruiter|Paralegal|Social Worker|Security Officer|Front Desk Agent
Marketing Lead|Copywriter|Mechanical Fitter|Laboratory Technician|Head of Operations
Ingénieur qualité|Gärtner (m/w/d)|Compliance Officer|Customer Support Agent|Product Designer"""
TITLE_LIST = [title.strip() for line in TITLES.splitlines() for title in line.split("|")]
PLACES = (
    ("Leeds", "England", "United Kingdom"),
    ("Hull", "England", "United Kingdom"),
    ("München", "Bayern", "Germany"),
    ("Lyon", "Auvergne-Rhône-Alpes", "France"),
    ("Austin", "TX", "United States"),
    ("Columbus", "OH", "United States"),
    ("Gdańsk", "Pomorskie", "Poland"),
)
DEPARTMENTS = ("Care", "Operations", "Sales", "Engineering", "Finance", "People")
START = dt.date(2026, 11, 2)


class Fault(StrEnum):
    """What a board may do instead of answering well."""

    NONE = "none"
    NOT_FOUND = "404"
    GONE = "410"
    SLOW_DOWN = "429"
    UNAVAILABLE = "503"
    BROKEN = "500"
    MOVED = "moved"
    TRUNCATED = "truncated"
    WRONG_ENCODING = "wrong encoding"
    HTML = "html"
    EMPTY = "empty"
    HANGS = "hangs"
    HALF = "half"
    FORBIDDEN = "forbidden by robots.txt"


@dataclass
class Vacancy:
    """One opening as its employer thinks of it."""

    number: int
    title: str
    city: str
    region: str
    country: str
    department: str
    posted: dt.date
    text: str
    remote: bool = False
    low: int | None = None
    high: int | None = None

    @property
    def uuid(self) -> str:
        """The same number as the systems with UUIDs write it."""
        return str(uuid.UUID(int=self.number + (1 << 120)))


@dataclass
class MarketBoard:
    """One employer's board: what it shows, and what is wrong with it just now."""

    ats: str
    token: str
    employer: str
    vacancies: list[Vacancy] = field(default_factory=list)
    fault: Fault = Fault.NONE
    retry_after: str = "120"


class Market:
    """All boards, and every request that was made; safe to use from several threads."""

    def __init__(self, seed: int = 1, anyone: bool = False) -> None:
        self.rng = random.Random(seed)
        self.boards: dict[tuple[str, str], MarketBoard] = {}
        self.anyone = anyone
        self.asked: list[tuple[str, str, int]] = []
        self.robots: dict[str, tuple[int, str]] = {}
        self.pages: dict[str, tuple[str, bytes]] = {}  # by address: the kind, and the body
        self.numbers = 1000
        self.lock = threading.RLock()

    def board(self, ats: str, token: str, employer: str = "", openings: int = 3) -> MarketBoard:
        """Add a board with some invented openings."""
        with self.lock:
            made = MarketBoard(ats, token, employer or token.title())
            made.vacancies = [self.vacancy() for _ in range(openings)]
            self.boards[ats, token.lower()] = made
            return made

    def vacancy(self, title: str = "", posted: dt.date = START) -> Vacancy:
        """Invent an opening; its number is used once."""
        with self.lock:
            self.numbers += 1
            rng = self.rng
            title = title or rng.choice(TITLE_LIST)
            low = rng.choice([None, rng.randrange(24, 90) * 1000])
            text = (
                f"<p>We look for a {title}.</p><ul><li>Reference {self.numbers}</li>"
                f"<li>Experience with {rng.choice(DEPARTMENTS).lower()}</li></ul>"
            )
            return Vacancy(
                self.numbers, title, *rng.choice(PLACES), rng.choice(DEPARTMENTS),
                posted - dt.timedelta(days=rng.randrange(40)), text,
                remote=rng.random() < 0.1, low=low, high=low + 9000 if low else None,
            )  # fmt: skip

    def find(self, ats: str, token: str) -> MarketBoard | None:
        """The board of this token; with `anyone`, every token has one."""
        with self.lock:
            found = self.boards.get((ats, token.lower()))
            if found is None and self.anyone:
                found = self.board(ats, token)
            return found

    def note(self, host: str, path: str, status: int) -> None:
        """Remember a request."""
        with self.lock:
            self.asked.append((host, path, status))
