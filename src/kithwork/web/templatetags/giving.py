"""Help in return, as a part of a person's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.give import who_could_help
from kithwork.campaign.models import FollowUp
from kithwork.people.models import Person

register = template.Library()


@register.inclusion_tag("web/needs.html", takes_context=True)
def needs_of(context: dict[str, Any], person: Person) -> dict[str, Any]:
    """What a person looks for, who could help, and help that was given to them."""
    request, now = context["request"], timezone.now()
    campaign = current_campaign(request.user, now)
    open_ = list(person.needs.open().select_related("person")[:5])
    kept = person.follow_ups.filter(kind=FollowUp.Kind.HELP).exclude(done_at=None)
    return {
        "person": person,
        "needs": [(one, who_could_help(campaign, one, now)) for one in open_],
        "given": kept.select_related("about").order_by("-done_at")[:5],
        "here": person.get_absolute_url(),
        "csrf_token": context.get("csrf_token"),
    }
