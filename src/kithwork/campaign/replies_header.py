"""Tells a reply, an automatic answer and a bounce by a message's header; subject and text never."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal

from kithwork.people.imports.mail import fields, mark_of, parties

Kind = Literal["reply", "automatic", "bounce", "bulk"]

NAMES = (
    "FROM TO CC DATE MESSAGE-ID IN-REPLY-TO REFERENCES AUTO-SUBMITTED X-AUTOREPLY X-AUTORESPOND "
    "PRECEDENCE LIST-ID LIST-UNSUBSCRIBE RETURN-PATH CONTENT-TYPE X-FAILED-RECIPIENTS"
)
_WANTED = frozenset(NAMES.lower().split())
_ID = re.compile(r"<[^<>\s]{3,250}>")
_DAEMON = re.compile(r"^(?:mailer-daemon|postmaster)@|^<>$", re.I)
_ADDRESS = re.compile(r"[^\s;<>,]+@[^\s;<>,]+")
_MOST_ANSWERED = 200
_NO = ("", "no")


@dataclass(frozen=True)
class Came:
    """One message that came: by its header alone."""

    mark: str
    kind: Kind
    sender: str
    to: frozenset[str]
    answers: frozenset[str]  # the Message-IDs that it names
    at: dt.datetime | None
    failed: frozenset[str] = frozenset()  # addresses that a server says it could not reach
    reports: bool = False  # a server's report with a part of its own that names them


def came(raw: bytes) -> Came | None:
    """What a header tells; None where nobody is named as its sender."""
    said = fields(raw, _WANTED)
    senders = parties(said.get("from", ""))
    if not senders and not _is_report(said):
        return None
    named = _ID.findall(f"{said.get('in-reply-to', '')} {said.get('references', '')}")
    receivers = parties(said.get("to", "")) + parties(said.get("cc", ""))
    return Came(
        mark_of(said),
        _kind(said, senders[0].email if senders else ""),
        senders[0].email if senders else "",
        frozenset(party.email for party in receivers),
        frozenset(named[-_MOST_ANSWERED:]),
        _time(said.get("date", "")),
        frozenset(_addresses([said.get("x-failed-recipients", "")])),
        _is_report(said),
    )


def failed_in(report: bytes) -> frozenset[str]:
    """The addresses that a delivery report gives up on (RFC 3464); a delay is no failure."""
    text = report.decode("ascii", "replace")
    found: list[str] = []
    for about_one in re.split(r"\r?\n[ \t]*\r?\n", text):
        if re.search(r"^Action:[ \t]*failed\b", about_one, re.I | re.M):
            found += re.findall(
                r"^(?:Final|Original)-Recipient:[ \t]*[^;\r\n]*;(.*)$", about_one, re.I | re.M
            )
    return frozenset(_addresses(found))


def _kind(said: Mapping[str, str], sender: str) -> Kind:
    if _is_report(said) or (said.get("x-failed-recipients") and _DAEMON.search(sender)):
        return "bounce"
    automatic = (
        said.get("auto-submitted", "").split(";")[0].strip().lower() not in _NO
        or "x-autoreply" in said
        or "x-autorespond" in said
        or _DAEMON.search(sender)
        or _DAEMON.search(said.get("return-path", "").strip())
        or "multipart/report" in said.get("content-type", "").lower()  # "it was read"
    )
    if automatic:
        return "automatic"
    if said.get("list-id") or said.get("list-unsubscribe"):
        return "bulk"
    precedence = said.get("precedence", "").strip().lower()
    if precedence in ("bulk", "junk", "auto_reply"):  # how vacation programs marked theirs
        return "automatic"
    return "bulk" if precedence == "list" else "reply"


def _is_report(said: Mapping[str, str]) -> bool:
    kind = said.get("content-type", "").lower()
    return "multipart/report" in kind and "delivery-status" in kind


def _addresses(texts: Iterable[str]) -> list[str]:
    return [found.casefold() for text in texts for found in _ADDRESS.findall(text)]


def _time(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
