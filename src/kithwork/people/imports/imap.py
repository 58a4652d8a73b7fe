"""Reads message headers of chosen folders from a mail server: read-only, and resumable."""

from __future__ import annotations

import base64
import datetime as dt
import imaplib
import re
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kithwork.people.imports.mail import message_row
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.rows import LeftAside, MessageRow, Parsed

KIND = "imap"
BATCH = 500
_HEADERS = (
    "FROM SENDER TO CC DATE MESSAGE-ID LIST-ID LIST-POST LIST-UNSUBSCRIBE FEEDBACK-ID PRECEDENCE "
    "AUTO-SUBMITTED X-AUTOREPLY X-AUTO-RESPONSE-SUPPRESS MAILING-LIST"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LISTED = re.compile(rb'^\(([^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (.*)$')
_UID = re.compile(rb"\bUID (\d+)")
_UNREAD_FLAGS = ("\\noselect", "\\junk", "\\trash", "\\drafts", "\\nonexistent")


@dataclass(frozen=True)
class Folder:
    """A folder by its name on the server, with the name to show; `sent` holds one's own mail."""

    name: str
    shown: str
    sent: bool = False


@dataclass(frozen=True)
class Account:
    """Where the mail is; a password for this purpose alone is best."""

    host: str
    user: str
    password: str
    port: int = 993


def connect(account: Account, context: ssl.SSLContext | None = None) -> imaplib.IMAP4:
    """A session over TLS. Raises ImportFailedError, a sentence, where the server refuses."""
    if not (account.user + account.password).isprintable() or " " in account.user:
        raise ImportFailedError(f"{account.host} takes no user name or password like this.")
    try:
        session = imaplib.IMAP4_SSL(
            account.host,
            account.port,
            ssl_context=context or ssl.create_default_context(),
            timeout=60,
        )
        session.login(account.user, account.password)
    except (OSError, UnicodeError, imaplib.IMAP4.error) as error:
        raise ImportFailedError(f"{account.host} did not let Kithwork in: {error}.") from error
    return session


def folders(session: imaplib.IMAP4) -> list[Folder]:
    """The folders that may hold mail between people: not spam, bin or drafts."""
    found = []
    for line in asked(session, lambda: session.list())[0]:
        shape = _LISTED.match(line) if isinstance(line, bytes) else None
        flags = shape[1].decode("ascii", "replace").lower().split() if shape else []
        if shape and not set(flags) & set(_UNREAD_FLAGS):
            name = re.sub(r"\\(.)", r"\1", shape[2].decode("ascii", "replace").strip('"'))
            found.append(Folder(name, shown_name(name), "\\sent" in flags))
    return found


def read(
    session: imaplib.IMAP4,
    folder: Folder,
    label: str,
    place: str = "",
    progress: Callable[[int, int], None] | None = None,
    most: int | None = None,
) -> Parsed:
    """The headers of a folder after `place`, the `Parsed.place` of an earlier reading.

    At most `most` messages, the oldest ones; the next reading goes on behind them.

    The folder is opened read-only, and nothing is marked as seen. If the server has numbered
    the folder anew, it is read from the start: messages that are known count once anyway.
    """
    validity = examine(session, folder)
    old_validity, _, last = place.partition(":")
    after = int(last) if old_validity == validity and last.isdigit() else 0
    uids = _uids(session, after)[:most]
    rows: list[MessageRow] = []
    aside: Counter[str] = Counter()
    for done in range(0, len(uids), BATCH):
        for uid, header in _headers(session, uids[done : done + BATCH]):
            found = message_row(header, label, uid, folder.sent or None)
            if isinstance(found, str):
                aside[found] += 1
            else:
                rows.append(found)
        if progress:
            progress(min(done + BATCH, len(uids)), len(uids))
    left = tuple(
        LeftAside(what, count, "they tie nobody to anybody", label)
        for what, count in sorted(aside.items())
    )
    reached = f"{validity}:{max([*uids, after])}"
    return Parsed(KIND, tuple(rows), (), left, label, place=reached)


def shown_name(name: str) -> str:
    """`Entw&APw-rfe` as `Entwürfe`: folder names travel in a kind of UTF-7."""

    def letters(found: re.Match[str]) -> str:
        if not found[1]:
            return "&"
        packed = found[1].replace(",", "/") + "=" * (-len(found[1]) % 4)
        return base64.b64decode(packed).decode("utf-16-be", "replace")

    try:
        return re.sub(r"&([A-Za-z0-9+,]*)-", letters, name)
    except ValueError:
        return name


def new_since(
    session: imaplib.IMAP4, folder: Folder, place: str, since: dt.date
) -> tuple[list[int], str]:
    """The numbers of messages behind `place` and not before the day `since`, and the new place.

    The folder is open afterwards, for reading only.
    """
    validity = examine(session, folder)
    old_validity, _, last = place.partition(":")
    after = int(last) if old_validity == validity and last.isdigit() else 0
    uids = _uids(session, after, f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}")
    return uids, f"{validity}:{max([*uids, after])}"


def examine(session: imaplib.IMAP4, folder: Folder) -> str:
    """Open a folder for reading only; the mark under which its numbers hold."""
    escaped = folder.name.replace("\\", "\\\\").replace('"', '\\"')
    asked(session, lambda: session.select(f'"{escaped}"', readonly=True))
    validity = session.response("UIDVALIDITY")[1]
    return validity[0].decode("ascii", "replace") if validity and validity[0] else "0"


def _uids(session: imaplib.IMAP4, after: int, besides: str = "") -> list[int]:
    answer = asked(session, lambda: session.uid("SEARCH", f"UID {after + 1}:*{besides}"))[0]
    words = b" ".join(part for part in answer if isinstance(part, bytes)).split()
    # "n:*" always names the last message, even where it is older than n.
    return sorted({int(word) for word in words if word.isdigit() and int(word) > after})


def headers(
    session: imaplib.IMAP4, uids: list[int], names: str = _HEADERS
) -> Iterator[tuple[int, bytes]]:
    """These fields of each message's header, by its number, from the folder that is open."""
    for start in range(0, len(uids), BATCH):
        yield from _headers(session, uids[start : start + BATCH], names)


def part(session: imaplib.IMAP4, uid: int, section: str, most: int) -> bytes:
    """The first `most` bytes of one part of a message in the open folder ("" is the whole)."""
    query = f"(UID BODY.PEEK[{section}]<0.{most}>)"
    for piece in asked(session, lambda: session.uid("FETCH", str(uid), query))[0]:
        if isinstance(piece, tuple) and len(piece) == 2:
            return bytes(piece[1])[:most]
    return b""


def _headers(
    session: imaplib.IMAP4, uids: list[int], names: str = _HEADERS
) -> Iterator[tuple[int, bytes]]:
    wanted = ",".join(map(str, uids))
    query = f"(UID BODY.PEEK[HEADER.FIELDS ({names})])"
    for part in asked(session, lambda: session.uid("FETCH", wanted, query))[0]:
        if isinstance(part, tuple) and len(part) == 2 and (uid := _UID.search(part[0])):
            yield int(uid[1]), part[1]


def asked(session: imaplib.IMAP4, ask: Callable[[], Any]) -> tuple[list[Any]]:
    """The server's answer; a refusal or a broken line becomes one sentence."""
    try:
        status, answer = ask()
    except (OSError, imaplib.IMAP4.error) as error:
        raise ImportFailedError(f"{session.host} broke off: {error}.") from error
    if status != "OK":
        raise ImportFailedError(f"{session.host} refused: {answer[0]!r}.")
    return (answer or [],)
