"""The market of the objective: what was learnt of it, who agrees, and what was heard first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign import agree, news
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.market import (
    focus_over_time,
    learnt_by_kind,
    market_by_week,
    narrowing,
)
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.numbers import row_number
from kithwork.web import charts_market
from kithwork.web.safety import owner_of


def market(request: HttpRequest) -> HttpResponse:
    """Focus and openings over time, first-hand news, sources that agree or contradict."""
    owner, now = owner_of(request), timezone.now()
    campaign = current_campaign(owner, now)
    over_time = focus_over_time(campaign, now)
    weeks, kinds = market_by_week(campaign, now), learnt_by_kind(campaign)
    beside = agree.beside(campaign)
    disputed = campaign.findings.filter(pk__in=beside).select_related("said_by")
    page = {
        "objective": campaign.objective(),
        "focus": charts_market.focus(over_time),
        "narrowing": narrowing(over_time),
        "weeks": charts_market.weeks(weeks),
        "kinds": kinds,
        "news": news.news_of(campaign),
        "suggested": agree.suggested(campaign),
        "together": [(one, beside[one.pk]) for one in disputed],
    }
    return render(request, "web/market.html", page)


@require_POST
def two(request: HttpRequest) -> HttpResponse:
    """The owner's word on two findings."""
    own = owner_of(request).findings.all()
    first = get_object_or_404(own, pk=row_number(request.POST.get("first", "")))
    second = get_object_or_404(own, pk=row_number(request.POST.get("second", "")))
    try:
        agree.say_of_two(first, second, request.POST.get("word", ""), timezone.now())
        messages.success(request, "Noted.")
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("findings" if request.POST.get("next") == "findings" else "market")


@require_POST
def posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a posting is the opening that was heard of."""
    heard = get_object_or_404(owner_of(request).findings.all(), pk=pk)
    stated = get_object_or_404(Posting, pk=row_number(request.POST.get("posting", "")))
    try:
        (news.confirm if request.POST.get("act") == "yes" else news.deny)(heard, stated)
        messages.success(request, "Noted.")
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("market")
