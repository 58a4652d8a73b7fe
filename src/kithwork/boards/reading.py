"""What one reading of a board brought, as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Cause(StrEnum):
    """Why a board could not be read, or not as a whole."""

    NOT_FOUND = "not_found"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"
    ROBOTS = "robots"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server_error"
    BAD_ANSWER = "bad_answer"
    MOVED = "moved"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One vacancy as one board states it; "" and None mean that the board does not say.

    `detailed` is False where only the board's list was read and not the posting's own
    page: then an empty field says nothing about the posting.
    """

    posting_id: str
    title: str
    url: str = ""
    location: str = ""
    locations: tuple[str, ...] = ()
    remote: bool | None = None
    workplace: str = ""
    posted_on: dt.date | None = None
    deadline: dt.date | None = None
    department: str = ""
    employment_type: str = ""
    compensation: str = ""
    salary_min: float | None = None
    salary_max: float | None = None
    salary_currency: str = ""
    salary_period: str = ""
    description: str = ""
    detailed: bool = True


@dataclass(frozen=True, slots=True)
class BoardReading:
    """The answer of one board: its postings, or why there are none.

    `complete` is True only where everything the board publishes was read, so that what
    is missing may be taken for gone. `unchanged` says that the answer is the one already
    recorded, and was not read again. `fingerprint` tells an answer apart from others; ""
    where a board answers in several pieces. `newest_only` is a feed's answer: read well, but
    what is missing may only be older. `retry_after` is the pause in seconds that the site
    asked for. `bare` are pages of a careers site that were asked for and stated no opening,
    and `waiting` is how many of its pages are still to be read.
    """

    postings: tuple[PostingRow, ...] = ()
    complete: bool = False
    newest_only: bool = False
    unchanged: bool = False
    fingerprint: str = ""
    cause: Cause | None = None
    message: str = ""
    retry_after: float | None = None
    bare: tuple[str, ...] = ()
    waiting: int = 0
    requests: int = 0

    @property
    def failed(self) -> bool:
        """Nothing at all could be read."""
        return not self.good and not self.postings

    @property
    def good(self) -> bool:
        """The board was read as well as a board of its kind can be."""
        return self.complete or self.unchanged or self.newest_only


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of a board before a reading, so that it asks for no more than it must.

    `titles` holds the postings whose own page has been read, by their id; `fingerprint` is
    that of the last answer recorded whole. `pages` leads from the addresses of a careers
    site's pages to the ids of the postings on them; `bare` are those that stated none, and
    whether they can be left alone for now. `most` is how many requests the reading may make.
    """

    titles: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    fingerprint: str = ""
    bare: dict[str, bool] = field(default_factory=dict)
    most: int | None = None

    def wants(self, posting_id: str, title: str) -> bool:
        """Whether a posting's own page is worth a request: it is new, or its title is."""
        return self.titles.get(posting_id) != title
