"""Ways to people and into employers, as a part that any page can hold."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.ways import ways_into_employers, ways_to_person
from kithwork.people.models import Organisation, Person
from kithwork.people.organise import family
from kithwork.web.ways import drawn

register = template.Library()
SHOWN = 3


@register.inclusion_tag("web/ways.html", takes_context=True)
def ways_to(context: dict[str, Any], person: Person) -> dict[str, Any]:
    """The best ways to a person who isn't one's own kith."""
    if person.is_kith:
        return {"ways": (), "goal": person, "kith": True}
    now = timezone.now()
    campaign = current_campaign(context["request"].user, now)
    return {"ways": drawn(ways_to_person(campaign, person, now, SHOWN)), "goal": person}


@register.inclusion_tag("web/ways.html", takes_context=True)
def ways_into(context: dict[str, Any], employer: Organisation | None) -> dict[str, Any]:
    """The best ways to anybody at an employer, its group's legal entities included."""
    if employer is None:
        return {"ways": (), "goal": "", "kith": True}
    now = timezone.now()
    campaign = current_campaign(context["request"].user, now)
    found = ways_into_employers(campaign, family(employer), now, SHOWN)
    return {"ways": drawn(found), "goal": employer, "into": True}


@register.inclusion_tag("web/circle_views.html", takes_context=True)
def views_of_people(context: dict[str, Any]) -> dict[str, Any]:
    """The owner's kept views of the list of people."""
    request = context["request"]
    return {"views": request.user.views.all(), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/review_merges.html", takes_context=True)
def merges_of(context: dict[str, Any], person: Person) -> dict[str, Any]:
    """Records that were taken into this one, each with the way back."""
    merges = person.merges.filter(undone_at=None).select_related("absorbed__origin")
    return {"merges": merges, "csrf_token": context.get("csrf_token")}
