"""Openings: search, counts, and whom one knows there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.openings import known_at, matching
from kithwork.jobs.counts import added_by_day, count
from kithwork.jobs.ghosts import signs_of
from kithwork.jobs.models import Posting
from kithwork.jobs.search import search
from kithwork.web import charts
from kithwork.web.forms_jobs import OpeningFilter
from kithwork.web.safety import owner_of

A_PAGE = 30


def openings(request: HttpRequest) -> HttpResponse:
    """What was read from employers' own pages, newest first; as one types where scripts run."""
    owner, now = owner_of(request), timezone.now()
    form = OpeningFilter(request.GET)
    found = search(form.wanted(owner, now))
    if form.said("mine"):
        mine = matching(current_campaign(owner, now).objective())
        found = found.filter(pk__in=mine.order_by().values("pk"))
    if form.said("known"):
        found = found.filter(normal__in=_employers_known(request))
    counts = count(found, now, owner.time_zone)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    known = known_at(owner, {one.normal for one in page})
    doubts = signs_of(page, now)
    shown = [(one, known.get(one.normal, [])[:4], doubts[one.pk]) for one in page]
    part = "web/openings_list.html" if request.headers.get("HX-Request") else "web/openings.html"
    days = charts.days(added_by_day(found, now, owner.time_zone, 14))
    return render(
        request,
        part,
        {"form": form, "page": page, "shown": shown, "counts": counts, "days": days},
    )


def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening: its dates, what happened to it, who could tell one about it."""
    owner = owner_of(request)
    one = get_object_or_404(Posting.objects.select_related("board", "text"), pk=pk)
    organisation = owner.organisations.filter(normal=one.normal).first()
    return render(
        request,
        "web/opening.html",
        {
            "opening": one,
            "description": getattr(getattr(one, "text", None), "description", ""),
            "known": known_at(owner, [one.normal]).get(one.normal, []),
            "signs": signs_of([one], timezone.now())[one.pk],
            "events": one.events.all()[:20],
            "organisation": organisation,
        },
    )


def _employers_known(request: HttpRequest) -> list[str]:
    own = owner_of(request).organisations
    return list(
        own.filter(positions__ended_on=None, positions__person__absorbed_into=None)
        .values_list("normal", flat=True)
        .distinct()
    )
