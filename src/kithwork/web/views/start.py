"""The start page: this week's plan, what is owed, what is agreed."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.models import Campaign, Meeting
from kithwork.campaign.plan import choose, make_plan
from kithwork.campaign.replies_record import not_arrived, open_signs
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.web.safety import owner_of


def start(request: HttpRequest) -> HttpResponse:
    """This week: plan, due follow-ups, meetings."""
    owner, now = owner_of(request), timezone.now()
    campaign = current_campaign(owner, now)
    today = owner.today(now)
    return render(
        request,
        "web/start.html",
        {
            "campaign": campaign,
            "objective": campaign.objective(),
            "plan": make_plan(campaign, now),
            "due": owner.follow_ups.due(today).select_related("person", "about")[:8],
            "owed": owner.follow_ups.due(today).count(),
            "ahead": owner.meetings.planned().select_related("person")[:8],
            "waiting": campaign.approaches.waiting().select_related("person")[:8],
            "drafts": campaign.approaches.filter(state="drafted").select_related("person")[:5],
            "signs": open_signs(owner),
            "back": not_arrived(owner),
            "week": _week(campaign, today),
            "people": owner.people.known().count(),
            "boards": owner.watches.certain().count(),
        },
    )


def _week(campaign: Campaign, today: dt.date) -> dict[str, int]:
    """What this week has brought so far, from Monday on."""
    monday = today - dt.timedelta(days=today.weekday())
    held = Meeting.objects.filter(campaign=campaign, starts_at__date__gte=monday).held()
    return {
        "asked": campaign.approaches.sent().filter(sent_at__date__gte=monday).count(),
        "held": held.networking().count(),
        "ahead": campaign.meetings.planned().count(),
    }


@require_POST
def plan_choice(request: HttpRequest, person: int) -> HttpResponse:
    """Pin, not now, never; or take such a word back."""
    owner, now = owner_of(request), timezone.now()
    somebody = get_object_or_404(owner.people.known(), pk=person)
    said = request.POST.get("choice", "")
    place = row_number(request.GET.get("up"))
    rank = None if place is None else max(place - 1, 0)
    try:
        choose(current_campaign(owner, now), somebody, said, now, rank)
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{somebody}: {_TOLD[said]}")
    return redirect("start")


_TOLD = {
    "pin": "pinned to the top of the plan.",
    "not_now": "left out of the plan for a month.",
    "never": "will not be planned.",
    "": "the plan decides again.",
}
