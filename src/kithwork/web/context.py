"""What every page shows: the pages there are, which one is open, and what is due."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kithwork.campaign.replies_record import open_signs
from kithwork.people.models import Owner
from kithwork.people.review import waiting


@dataclass(frozen=True)
class Page:
    """One entry of the menu."""

    title: str
    url: str
    here: bool = False
    count: int = 0
    icon: str = ""


@dataclass(frozen=True)
class Group:
    """Entries of the menu that belong together; the main job's group has no title."""

    title: str
    pages: tuple[Page, ...]


ICONS = {
    "Start": "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
    "People": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6"
    "M16 11a3 3 0 0 0 0-6M18 14c2 .7 3.3 2.6 3.6 6",
    "Meetings": "M5 5h14v15H5zM5 10h14M9 3v4M15 3v4",
    "Promises": "M5 12.5 10 17 19 7",
    "Openings": "M4 8h16v11H4zM9 8V5h6v3M4 13h16",
}
MENU: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "",
        (
            ("Start", "/"),
            ("People", "/people/"),
            ("Meetings", "/meetings/"),
            ("Promises", "/promises/"),
            ("Openings", "/openings/"),
        ),
    ),
    (
        "What you know",
        (
            ("Objective", "/objective/"),
            ("Market", "/objective/market/"),
            ("Employers", "/employers/"),
            ("Findings", "/findings/"),
            ("Capture", "/capture/"),
        ),
    ),
    ("How it goes", (("Growth", "/growth/"), ("Review", "/review/"))),
    (
        "Also",
        (
            ("Mail", "/mail/"),
            ("Mailings", "/mailings/"),
            ("Searches", "/searches/"),
            ("Settings", "/settings/"),
        ),
    ),
)
ADDRESSES = {address for _, pages in MENU for _, address in pages}


def house(request: HttpRequest) -> dict[str, object]:
    """The owner, and the menu; a part of a page has none, and nothing is counted for it."""
    owner = getattr(request, "user", None)
    if not isinstance(owner, Owner):
        return {"menu": []}
    menu = SimpleLazyObject(lambda: _menu(request, owner))
    return {"menu": menu, "owner": owner, "many": bool(settings.ADDRESS)}


def _menu(request: HttpRequest, owner: Owner) -> list[Group]:
    """With how many follow-ups are due and how many pairs wait for review."""
    today = owner.today(timezone.now())
    counts = {"Promises": owner.follow_ups.due(today).count() + len(open_signs(owner))}
    counts["Mail"] = owner.mails.unsure().count()
    counts["People"] = waiting(owner, today).count()
    here = _here(request.path)
    return [
        Group(title, tuple(
            Page(name, url, url == here, counts.get(name, 0), ICONS.get(name, ""))
            for name, url in pages
        ))
        for title, pages in MENU
    ]  # fmt: skip


def _here(path: str) -> str:
    """The menu's address that the page belongs to: the longest that the path begins with."""
    if path == "/":
        return path
    fitting = [address for address in ADDRESSES - {"/"} if path.startswith(address)]
    return max(fitting, key=len, default="")
