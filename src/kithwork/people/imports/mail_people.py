"""Tells people from lists, robots, rooms and bulk senders, by address and by mail header."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ROBOT = re.compile(
    r"^(?:no[-_.]?(?:t?[-_.]?)?reply|(?:do|ne)[-_.]?not[-_.]?(?:reply|respond)|noresponse|"
    r"mailer[-_.]?daemon|postmaster|abuse|bounces?|notif(?:y|ications?)|alerts?|newsletters?|news|"
    r"updates?|digest|marketing|promo(?:tions?)?|offers?|invitations?|messages|receipts?|"
    r"invoices?|billing|orders?|shipping|shipment|tracking|auto(?:mated|reply|confirm|matic)?|"
    r"robot|daemon|root|www-data|system|server|service|security|verify|verification|account|"
    r"accounts|feedback|surveys?|unsubscribe|webmaster|hostmaster|jira|confluence|builds?|ci|"
    r"calendar-notification|drive-shares.*|comments?-noreply|keine-?antwort|ne-?pas-?repondre)"
    r"(?:[-_.+]|$)"
)
_ANSWERS = re.compile(
    r"^(?:reply|bounce|bounces|unsub|unsubscribe|return|prvs)[-_.+=]|\+caf_=|=.*="
)
_TOKEN = re.compile(r"[0-9a-f]{16,}|[0-9a-z]{28,}")
_LIST_HOST = re.compile(
    r"(?:^|\.)(?:lists?|groups|googlegroups|listserv|mailman|bounces?|mailer|email|e|em\d*|"
    r"news|newsletter|mailing|noreply|reply|notifications?|unsubscribe)\.|^googlegroups\.com$|"
    r"(?:^|\.)(?:facebookmail\.com|amazonses\.com|sendgrid\.net|mcsv\.net|mailchimpapp\.net)$"
)
_ROOM_HOST = re.compile(r"(?:resource|group|import)\.calendar\.google\.com$")
_ROOM = re.compile(
    r"^(?:room|conf(?:erence)?[-_. ]?room|meeting[-_. ]?room|besprechung|raum|salle|sala|"
    r"projector|beamer|equipment|resource)(?:[-_. \d]|$)",
    re.I,
)
_NO = {"", "no"}


def is_person(address: str, name: str = "") -> bool:
    """False for addresses of robots, lists, rooms and one-time answers."""
    local, at, host = address.casefold().partition("@")
    if not at or not local or "." not in host:
        return False
    return not (
        _ROBOT.search(local)
        or _ANSWERS.search(local)
        or _TOKEN.search(local)
        or _LIST_HOST.search(host)
        or is_room(address, name)
    )


def is_room(address: str, name: str = "") -> bool:
    """True for the address of a room, a projector or a shared calendar."""
    local, _, host = address.casefold().partition("@")
    return bool(_ROOM_HOST.search(host) or _ROOM.search(local) or _ROOM.search(name))


def why_not_personal(headers: Mapping[str, str]) -> str:
    """Why a message ties nobody: it went through a list, came from a robot or in bulk; or nothing.

    `headers` by lower-case name.
    """
    if headers.get("list-id") or headers.get("list-post") or headers.get("mailing-list"):
        return "messages of mailing lists"
    if headers.get("list-unsubscribe") or headers.get("feedback-id"):
        return "messages sent in bulk"
    if headers.get("precedence", "").strip().lower() in ("bulk", "list", "junk"):
        return "messages sent in bulk"
    if headers.get("auto-submitted", "").split(";")[0].strip().lower() not in _NO:
        return "messages of robots"
    if headers.get("x-autoreply") or headers.get("x-auto-response-suppress", "").lower() == "all":
        return "messages of robots"
    return ""
