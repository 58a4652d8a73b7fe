"""LinkedIn's messages: who wrote to whom and when; what was written is never kept."""

from __future__ import annotations

import hashlib
import re

from kithwork.people.imports.dates import read_date
from kithwork.people.imports.keys import is_degree
from kithwork.people.imports.table import Cells
from kithwork.people.imports.text import excerpt, one_line
from kithwork.people.rows import MessageRow, Party, Unreadable

_ROBOTS = frozenset({"linkedin member", "linkedin", "linkedin news", "linkedin premium"})


def message(cells: Cells, file: str) -> MessageRow | Unreadable | str:
    """One message, or why it is left aside."""
    if cells["is message draft"].lower() in ("yes", "true"):
        return "drafts"
    sender = Party(one_line(cells["from"]), profile=one_line(cells["sender profile url"]))
    if not sender.profile and "spinmail" in cells["content"].lower():
        return "advertisements"
    if sender.name.casefold() in _ROBOTS and not sender.profile:
        return "messages of robots and of members who have left"
    recipients = recipients_of(cells["to"], cells["recipient profile urls"])
    if not (sender.name or sender.profile) or not recipients:
        return Unreadable(cells.line, "a message of or to nobody", excerpt(sender.name))
    named = "\n".join(
        cells[name] for name in ("conversation id", "date", "from", "to", "subject", "content")
    )
    return MessageRow(
        mark=hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:40],
        on=read_date(cells["date"]),
        sender=sender,
        to=recipients,
        by_owner=_direction(cells["direction"]),
        file=file,
        line=cells.line,
    )


def recipients_of(names: str, urls: str) -> tuple[Party, ...]:
    """Names joined by `, ` (although a degree may follow a comma) beside profile addresses."""
    profiles = [url for url in re.split(r"[,\s]+", urls) if url]
    apart: list[str] = []
    for part in filter(None, map(one_line, names.split(","))):
        if apart and is_degree(part):
            apart[-1] = f"{apart[-1]}, {part}"
        else:
            apart.append(part)
    if not profiles:
        return tuple(Party(name) for name in apart)
    if len(profiles) == 1:
        return (Party(", ".join(apart), profile=profiles[0]),)
    if len(profiles) != len(apart):
        return tuple(Party(profile=profile) for profile in profiles)
    return tuple(Party(name, profile=url) for name, url in zip(apart, profiles, strict=True))


def _direction(text: str) -> bool | None:
    if not text:
        return None
    return text.upper().startswith("OUT")
