"""The people one knows of: the list, one person, and changes to them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.conduct import cautions
from kithwork.campaign.honest import way_with
from kithwork.campaign.openings import known_at
from kithwork.jobs.models import Posting
from kithwork.people.introduce import NameGiven, introduce, namesakes
from kithwork.people.models import Person
from kithwork.people.snapshot import tie_of
from kithwork.web.forms import IntroductionForm, PersonFilter, PersonForm, TieForm
from kithwork.web.safety import owner_of

A_PAGE = 50


def people(request: HttpRequest) -> HttpResponse:
    """Everybody, searched and filtered; as one types where scripts run."""
    owner = owner_of(request)
    asked = PersonFilter(request.GET)
    found = asked.chosen(owner.people.known(), owner.today(timezone.now()))
    page = Paginator(found.prefetch_related("positions__organisation"), A_PAGE).get_page(
        request.GET.get("page")
    )
    template = "web/people_list.html" if request.headers.get("HX-Request") else "web/people.html"
    return render(request, template, {"form": asked, "page": page, "all": owner.people.known()})


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What one needs before calling: how you met, who introduced, what was said, what is owed."""
    owner, now = owner_of(request), timezone.now()
    one = get_object_or_404(owner.people.select_related("origin", "absorbed_into"), pk=pk)
    if one.absorbed_into:
        return redirect(one.absorbed_into)
    campaign = current_campaign(owner, now)
    position = one.current_position()
    normal = position.organisation.normal if position else ""
    return render(
        request,
        "web/person.html",
        {
            "person": one,
            "position": position,
            "positions": one.positions.select_related("organisation").order_by("-started_on"),
            "received": one.introductions_received.select_related("introducer"),
            "given": one.introductions_given.select_related("introduced"),
            "meetings": one.meetings.prefetch_related("outcome__names").order_by("-starts_at"),
            "approaches": one.approaches.all()[:20],
            "findings": one.findings.all()[:20],
            "owed": one.follow_ups.owed(),
            "cautions": cautions(one, campaign, owner.today(now)),
            "honest": way_with(campaign, one),
            "colleagues": [p for p in known_at(owner, [normal]).get(normal, []) if p != one][:8],
            "openings": Posting.objects.open().filter(normal=normal)[:8] if normal else [],
            "choice": campaign.choices.filter(person=one).first(),
            "own_tie": tie_of(owner, one, owner.today(now)),
            "ties": one.ties.select_related("other", "organisation"),
            "ties_from_others": one.ties_from_others.select_related("person"),
        },
    )


def person_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write down or correct what is known of a person."""
    owner, now = owner_of(request), timezone.now()
    one = get_object_or_404(owner.people.known(), pk=pk) if pk else None
    form = PersonForm(request.POST or None, person=one)
    sound = request.method == "POST" and form.is_valid()
    asks = sound and one is None and not request.POST.get("another")
    there = namesakes(owner, form.cleaned_data["name"]) if asks else []
    if sound and not there:
        saved = form.save(owner, now)
        messages.success(request, f"{saved} is written down.")
        return redirect(saved)
    return render(request, "web/person_edit.html", {"form": form, "person": one, "there": there})


def introduced(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a name that this person gave outside a recorded meeting."""
    giver = get_object_or_404(owner_of(request).people.known(), pk=pk)
    form = IntroductionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = introduce(giver, NameGiven(**form.cleaned_data), timezone.now())
        messages.success(request, f"{giver} named {done.person}.")
        return redirect(done.person)
    return render(request, "web/form_page.html", _page(f"A name from {giver}", form, giver))


def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down whom this person knows: somebody, or people at an organisation."""
    giver = get_object_or_404(owner_of(request).people.known(), pk=pk)
    form = TieForm(request.POST or None, person=giver)
    if request.method == "POST" and form.is_valid():
        form.save(timezone.now())
        messages.success(request, "Noted.")
        return redirect(giver)
    return render(request, "web/form_page.html", _page(f"Whom {giver} knows", form, giver))


def _page(title: str, form: object, back: Person) -> dict[str, object]:
    return {"title": title, "form": form, "back": back.get_absolute_url()}
