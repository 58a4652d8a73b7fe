"""What every page shows: the pages there are, which one is open, and what is due."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

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
    apart: bool = False
    icon: str = ""


ICONS = {
    "Start": "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
    "People": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6"
    "M16 11a3 3 0 0 0 0-6M18 14c2 .7 3.3 2.6 3.6 6",
    "Meetings": "M5 5h14v15H5zM5 10h14M9 3v4M15 3v4",
    "Openings": "M4 8h16v11H4zM9 8V5h6v3M4 13h16",
}
MENU = (
    ("Start", "/"),
    ("People", "/people/"),
    ("Meetings", "/meetings/"),
    ("Promises", "/promises/"),
    ("Openings", "/openings/"),
    ("Employers", "/employers/"),
    ("Objective", "/objective/"),
    ("Findings", "/findings/"),
    ("Growth", "/growth/"),
    ("Review", "/review/"),
    ("Searches", "/searches/"),
    ("Mailings", "/mailings/"),
)
ALSO = (("Capture", "/capture/"), ("Mail", "/mail/"), ("Settings", "/settings/"))


def house(request: HttpRequest) -> dict[str, object]:
    """The menu, with how many follow-ups are due and how many pairs wait for review."""
    owner = getattr(request, "user", None)
    if not isinstance(owner, Owner):
        return {"pages": []}
    today = owner.today(timezone.now())
    counts = {"Promises": owner.follow_ups.due(today).count() + len(open_signs(owner))}
    counts["Mail"] = owner.mails.unsure().count()
    counts["People"] = waiting(owner, today).count()
    pages = [
        Page(
            title,
            url,
            here=request.path == url or (url != "/" and request.path.startswith(url)),
            count=counts.get(title, 0),
            apart=title == "Capture",
            icon=ICONS.get(title, ""),
        )
        for title, url in MENU + ALSO
    ]
    return {"pages": pages, "owner": owner}
