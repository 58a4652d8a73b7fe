"""The sheet that one takes into a meeting: purpose, agenda with minutes, whom to ask for."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from kithwork.campaign.models import Meeting, Technique
from kithwork.campaign.paper_layout import Letter

IN_MIND = (
    "This is your meeting, for information, exposure and names. Don't ask for a job, don't hand "
    "over a CV. End when you promised to."
)


def sheet_for_notes(meeting: Meeting) -> Letter:
    """The meeting's sheet, addressed to nobody."""
    told = f"{meeting.minutes} minutes{f' · {meeting.place}' if meeting.place else ''}"
    lines = [told, "", f"Purpose: {meeting.purpose}", "", *_agenda(meeting)]
    if meeting.names_to_ask_for:
        lines += [f"Ask for: {', '.join(meeting.names_to_ask_for)}", ""]
    if meeting.technique == Technique.NETWORKING:
        lines += [IN_MIND, ""]
    lines += ["Learnt:", "", "", "", "Names:", "", "", "", "Promised:"]
    title = f"Meeting with {meeting.person}"
    return Letter((), (), _when(meeting), title, "\n".join(lines))


def _agenda(meeting: Meeting) -> list[str]:
    lines = []
    for number, part in enumerate(meeting.agenda, 1):
        lines.append(f"{number}. {part['title']}, {part['minutes']} min")
        lines += [f"    – {point}" for point in part.get("points", ())]
    return [*lines, ""]


def _when(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return "no time agreed"
    here = meeting.starts_at.astimezone(ZoneInfo(meeting.owner.time_zone))
    return f"{here:%A}, {here.day} {here:%B %Y}, {here:%H:%M}"
