"""Tells Django about the room of the campaign."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """Objective, approaches, meetings, outcomes, follow-ups, plan."""

    name = "kithwork.campaign"
    label = "campaign"
