"""Reads a mail or calendar account and takes in what it says: in pieces, going on where it was."""

from __future__ import annotations

import contextlib
import datetime as dt
import imaplib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from kithwork.people.absorb import Absorbed, absorb
from kithwork.people.imports import caldav_calendar, imap
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.load import remembered_place
from kithwork.people.models import Account
from kithwork.people.rows import FactRow, Parsed

PIECE = 20_000  # messages taken in at once; what was taken in stays when a later piece fails
FIRST_TIME = dt.timedelta(days=5 * 365)  # how far back a calendar is read
AGAIN = dt.timedelta(days=31)  # meetings are entered and changed afterwards, too
Progress = Callable[[int, int, str], None]


@dataclass
class Brought:
    """What reading an account has added, and what was left aside, by its reason."""

    people: int = 0
    evidence: int = 0
    left_aside: Counter[str] = field(default_factory=Counter)

    def add(self, done: Absorbed) -> None:
        """Count one piece."""
        self.people += done.recorded.people_added
        self.evidence += done.recorded.evidence
        for aside in done.left_aside:
            self.left_aside[aside.what] += aside.count


def check(account: Account, secret: str, today: dt.date) -> list[str]:
    """The folders that would be read (none for a calendar), after asking the server.

    Raises ImportFailedError, a sentence, where it refuses or lacks a chosen folder.
    """
    if account.kind == Account.Kind.CALENDAR:
        _ask_calendar(account, secret, today, today + dt.timedelta(days=1))
        return []
    with opened(account, secret) as session:
        return [folder.shown for folder in chosen(account, imap.folders(session))]


def read(account: Account, secret: str, now: dt.datetime, progress: Progress) -> Brought:
    """Take in all that is new since the last time. Raises ImportFailedError, a sentence."""
    reading = _calendar if account.kind == Account.Kind.CALENDAR else _mail
    brought = Brought()
    for parsed in reading(account, secret, now, progress):
        brought.add(absorb(account.owner, [_with_owner(account, parsed)], now))
    account.read_at = now
    account.save(update_fields=["read_at"])
    return brought


def _mail(account: Account, secret: str, now: dt.datetime, progress: Progress) -> Iterator[Parsed]:
    """Each folder piece by piece; own mail first, for it tells who the others are."""
    with opened(account, secret) as session:
        for folder in chosen(account, imap.folders(session)):
            label, more = account.label(folder.shown), True
            while more:
                place = remembered_place(account.owner, label)
                parsed = imap.read(session, folder, label, place, _told(progress, label), PIECE)
                more = parsed.place != place
                if more:
                    yield parsed


def _calendar(
    account: Account, secret: str, now: dt.datetime, progress: Progress
) -> Iterator[Parsed]:
    today = account.owner.today(now)
    last = remembered_place(account.owner, account.label())
    since = dt.date.fromisoformat(last) - AGAIN if last else today - FIRST_TIME
    progress(0, 1, account.label())
    parsed = _ask_calendar(account, secret, since, today + dt.timedelta(days=1))
    yield replace(parsed, place=today.isoformat())


def _ask_calendar(account: Account, secret: str, since: dt.date, until: dt.date) -> Parsed:
    fetch = caldav_calendar.https_fetch(account.user, secret)
    return caldav_calendar.read(account.address, account.label(), since, until, fetch)


@contextlib.contextmanager
def opened(account: Account, secret: str) -> Iterator[imaplib.IMAP4]:
    """A mail account's server, logged in to; ImportFailedError, a sentence, where it refuses."""
    session = imap.connect(imap.Account(account.address, account.user, secret, account.port))
    try:
        yield session
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            session.logout()


def chosen(account: Account, found: list[imap.Folder]) -> list[imap.Folder]:
    """The folders to read: those that were named, else the inbox and what was sent."""
    named = {str(name).casefold() for name in account.folders}
    missing = named - {folder.shown.casefold() for folder in found}
    if missing:
        there = ", ".join(folder.shown for folder in found)
        raise ImportFailedError(
            f"{account.address} has no folder {', '.join(sorted(missing))}; there are {there}."
        )
    chosen = [
        folder
        for folder in found
        if (
            folder.shown.casefold() in named
            if named
            else folder.sent or folder.shown.casefold() == "inbox"
        )
    ]
    return sorted(chosen, key=lambda folder: not folder.sent)


def _with_owner(account: Account, parsed: Parsed) -> Parsed:
    """The account's own addresses are the owner's: nobody to be taken in as a contact."""
    own = tuple(
        FactRow("own-email", (("email address", address),), file=parsed.file)
        for address in (account.user, account.note_address)
        if "@" in address
    )
    return replace(parsed, rows=(*parsed.rows, *own))


def _told(progress: Progress, label: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(done, total, label)
