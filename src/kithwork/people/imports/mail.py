"""Reads who wrote to whom and when from a message's header; its body and subject never."""

from __future__ import annotations

import binascii
import datetime as dt
import hashlib
import re
from collections.abc import Collection
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache

from kithwork.people.imports.lines import decode
from kithwork.people.imports.mail_people import is_person, why_not_personal
from kithwork.people.imports.text import one_line
from kithwork.people.rows import MessageRow, Party

HEADER_LIMIT = 262_144  # bytes
_VALUE_LIMIT = 20_000
_WANTED = frozenset(
    str.split(
        """from to cc date message-id list-id list-post mailing-list list-unsubscribe feedback-id
        precedence auto-submitted x-autoreply x-auto-response-suppress x-gmail-labels sender"""
    )
)
_FIELD = re.compile(r"^([!-9;-~]+):[ \t]*(.*(?:\r?\n[ \t].*)*)", re.M)
# Google Takeout writes its labels in the language of the account.
_SENT = frozenset(
    str.split(
        """sent gesendet envoyés enviados enviadas inviata inviati verzonden skickat sendt wysłane
        отправленные 送信済み 已发邮件"""
    )
)
_UNWANTED = {
    label: what
    for what, labels in {
        "spam": "spam junk junk-e-mail courrier indésirable",
        "messages in the bin": "trash papierkorb corbeille papelera cestino prullenbak lixeira",
        "drafts": "draft drafts entwurf entwürfe brouillons borradores bozze concepten",
        "chats": "chat chats",
    }.items()
    for label in labels.split()
}


def message_row(raw: bytes, file: str, line: int, sent: bool | None = None) -> MessageRow | str:
    """The row of one header, or why the message is left aside.

    `sent` says that the folder holds the owner's own messages; otherwise the labels of Google
    Takeout may say so, in any of the usual languages.
    """
    headers = fields(raw)
    labels = re.split(r"[,\s]+", decoded(headers.get("x-gmail-labels", "")).casefold())
    aside = next((_UNWANTED[label] for label in labels if label in _UNWANTED), "")
    if aside or (aside := why_not_personal(headers)):
        return aside
    senders = parties(headers.get("from", "")) or parties(headers.get("sender", ""))
    if not senders:
        return "messages without a sender"
    if not is_person(senders[0].email, senders[0].name):
        return "messages of robots"
    to = tuple(party for party in parties(headers.get("to", "")) if _is_human(party))
    copied = tuple(party for party in parties(headers.get("cc", "")) if _is_human(party))
    return MessageRow(
        mark=mark_of(headers),
        on=_day(headers.get("date", "")),
        sender=senders[0],
        to=to,
        copied=copied,
        by_owner=sent if sent is not None else (True if set(labels) & _SENT else None),
        file=file,
        line=line,
    )


def fields(raw: bytes, wanted: Collection[str] = _WANTED) -> dict[str, str]:
    """The header fields that are looked at, by lower-case name; the first of each counts."""
    text = decode(raw[:HEADER_LIMIT], "latin-1").replace("\x00", "")
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        if (name := name.lower()) in wanted and name not in found:
            found[name] = re.sub(r"\r?\n[ \t]+", " ", value[:_VALUE_LIMIT]).strip()
    return found


@lru_cache(maxsize=16_384)
def parties(value: str) -> tuple[Party, ...]:
    """The people named in an address field: decoded names, addresses in lower case."""
    found = []
    for name, address in getaddresses([value]):
        address = one_line(address).casefold()
        if "@" in address and " " not in address:
            shown = one_line(decoded(name)).strip("'\" ")
            found.append(_party("" if shown.casefold() == address else shown, address))
    return tuple(found)


@lru_cache(maxsize=65_536)
def _party(name: str, address: str) -> Party:
    """One object for one party: a mailbox names the same people a thousand times."""
    return Party(name, address)


def _is_human(party: Party) -> bool:
    return is_person(party.email, party.name)


def decoded(text: str) -> str:
    """`=?utf-8?q?Zo=C3=AB?=` in plain letters; what can't be decoded stays as it is."""
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, binascii.Error, ValueError):
        return text
    return "".join(part if isinstance(part, str) else _in(part, charset) for part, charset in parts)


def _in(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return decode(raw)


def _day(text: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def mark_of(headers: dict[str, str]) -> str:
    """By what a message counts once: a digest of its Message-ID, or of who wrote it and when."""
    named = headers.get("message-id") or "\n".join(
        headers.get(name, "") for name in ("date", "from", "to")
    )
    return hashlib.sha256(named.strip().encode("utf-8", "replace")).hexdigest()[:40]
