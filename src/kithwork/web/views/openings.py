"""Openings: search, counts, and whom one knows there."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign.honest import likeliest_to_decide, whom_to_ask_for
from kithwork.campaign.openings import known_at
from kithwork.errors import KithworkError
from kithwork.jobs.fold import kept_apart, said_apart, said_one, why
from kithwork.jobs.ghosts import signs_of
from kithwork.jobs.looser import Looser, looser
from kithwork.jobs.models import Posting
from kithwork.jobs.near import namesakes
from kithwork.jobs.paid import paid
from kithwork.jobs.search import Found, search
from kithwork.web import charts
from kithwork.web.forms_jobs import FIELDS, OpeningFilter
from kithwork.web.safety import owner_of

A_PAGE = 30


def openings(request: HttpRequest) -> HttpResponse:
    """What was read from employers' own pages, newest first; as one types where scripts run."""
    owner, now = owner_of(request), timezone.now()
    form = OpeningFilter(request.GET)
    part = "web/openings_list.html" if request.headers.get("HX-Request") else "web/openings.html"
    try:
        found = search(form.wanted(owner, now), form.wanted_order)
    except KithworkError as error:
        return render(request, part, {"form": form, "wrong": str(error)})
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    counts = found.counted(now, owner.time_zone)
    known = known_at(owner, {one.normal for one in page})
    doubts = signs_of(page, now)
    says = found.snippets(page)
    pays = paid(page)
    shown = [(one, known.get(one.normal, [])[:4], doubts[one.pk], says.get(one.pk, ()),
              pays.get(one.pk)) for one in page]  # fmt: skip
    return render(
        request,
        part,
        {"form": form, "page": page, "shown": shown, "counts": counts,
         "watched": owner.watches.certain().count(),
         "days": charts.days(counts.by_day), "namesakes": namesakes(found.wanted.near),
         "narrowing": [(said, _without(request, name)) for said, name in form.narrowing()],
         "looser": [] if counts.open else _looser(request, found)},
    )  # fmt: skip


def _looser(request: HttpRequest, found: Found) -> list[tuple[Looser, str]]:
    """What to leave out of a search that finds nothing, each with its address."""
    links = []
    for one in looser(found):
        links.append(
            (one, _without(request, FIELDS[one.part], one.words if one.part == "words" else ""))
        )
    return links


def _without(request: HttpRequest, field: str, instead: str = "") -> str:
    """The address of the same search without a field, or with something else in it."""
    query = request.GET.copy()
    for name in ("page", field):
        query.pop(name, None)
    if instead:
        query[field] = instead
    return f"/openings/?{query.urlencode()}"


def counts(request: HttpRequest) -> HttpResponse:
    """How many there are and what is new, by type, occupation, place and employer."""
    owner, now = owner_of(request), timezone.now()
    form = OpeningFilter(request.GET)
    try:
        found = search(form.wanted(owner, now))
    except KithworkError as error:
        return render(request, "web/openings_counts.html", {"form": form, "wrong": str(error)})
    told = found.counted(now, owner.time_zone)
    most_a_day = max((number for _day, number in told.by_day), default=0)
    market = found.market(now, owner.time_zone)
    tables = [
        ("Job types", "type", [(one.name, one) for one in market.by_type]),
        ("Hiring most", "employer", [(one.name, one) for one in market.by_employer]),
        ("Places", "place", [(one.name, one) for one in market.by_place]),
        ("Occupations", "soc", [(one.key, one) for one in market.by_occupation]),
    ]
    shown = [
        (head, field, [(value, one, charts.spark(one.by_day)) for value, one in rows])
        for head, field, rows in tables
    ]
    return render(
        request,
        "web/openings_counts.html",
        {
            "form": form,
            "counts": told,
            "days": charts.days(told.by_day),
            "tables": shown,
            "most_a_day": most_a_day,
        },
    )


def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening: its dates, what happened to it, who could tell one about it."""
    owner = owner_of(request)
    one = get_object_or_404(Posting.objects.select_related("board", "text"), pk=pk)
    organisation = owner.organisations.filter(normal=one.normal).first()
    if organisation and organisation.absorbed_into:
        organisation = organisation.absorbed_into
    return render(
        request,
        "web/opening.html",
        {
            "opening": one,
            "pay": paid([one]).get(one.pk),
            "description": getattr(getattr(one, "text", None), "description", ""),
            "known": likeliest_to_decide(known_at(owner, [one.normal]).get(one.normal, []), one),
            "role": whom_to_ask_for(one),
            "signs": signs_of([one], timezone.now())[one.pk],
            "events": one.events.all()[:20],
            "organisation": organisation,
            "stated": why(one),
            "apart": kept_apart(one),
        },
    )


@require_POST
def same(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Say that another posting states this opening, or that it states another."""
    one, two = get_object_or_404(Posting, pk=pk), get_object_or_404(Posting, pk=other)
    try:
        if request.POST.get("same"):
            said_one(one, two, timezone.now())
            messages.success(request, "Both are one opening now.")
        else:
            said_apart(two, timezone.now())
            messages.success(request, f"{two.title} ({two.employer}) stands for itself now.")
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("opening", pk)
