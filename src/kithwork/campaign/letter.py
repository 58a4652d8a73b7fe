"""Draft the request that fits a person, a technique and what is known."""

from __future__ import annotations

import datetime as dt

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.models import Approach, Campaign
from kithwork.people.models import Person


def draft_letter(
    campaign: Campaign, person: Person, now: dt.datetime, *, technique: str, channel: str = ""
) -> Approach:
    """Draft an approach with a first wording."""
    aim = campaign.objective()
    text = f"Dear {person.given_name or person.name},\n\nI am looking into {aim}. Could I ask you about your work for 20 minutes next week?\n"
    return draft_approach(
        campaign,
        person,
        now,
        technique=technique,
        channel=channel or "email",
        purpose="",
        subject="A question about your work",
        text=text,
    )
