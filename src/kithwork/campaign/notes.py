"""Catches a remark that one has mailed to oneself: the only mail of which a text is read."""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes
from email.message import Message

from kithwork.campaign.capture import capture
from kithwork.campaign.models import Capture
from kithwork.campaign.replies_header import Came
from kithwork.people.imports.mail import decoded, fields
from kithwork.people.models import Owner

READ_AT_MOST = 65_536  # bytes; pictures behind the text are not fetched
KEPT_AT_MOST = 4_000  # characters
_SIGNATURE = re.compile(r"^-- ?\r?$", re.M)


def is_caught(owner: Owner, one: Came) -> bool:
    """Whether this note is here already, sorted or not."""
    return Capture.objects.filter(owner=owner, mark=_mark(one)).exists()


def catch_note(owner: Owner, one: Came, said: str, now: dt.datetime) -> bool:
    """Catch one note; False where it is known or says nothing."""
    if not said or is_caught(owner, one):
        return False
    capture(owner, said, min(one.at or now, now), _mark(one))
    return True


def _mark(one: Came) -> str:
    return f"mail {one.mark}"[:64]


def note_text(raw: bytes) -> str:
    """Subject and first plain-text part of a message, without its signature, of limited size."""
    header = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    subject = _clean(decoded(fields(header, ("subject",)).get("subject", "")))
    return f"{subject}\n{_first_text(message_from_bytes(raw))}".strip()[:KEPT_AT_MOST]


def _first_text(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return _clean(_SIGNATURE.split(_decoded(body, part), 1)[0])
    return ""


def _decoded(body: bytes, part: Message) -> str:
    try:
        return body.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _clean(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
