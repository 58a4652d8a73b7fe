"""A headhunter's search: its sheet, a call, who named whom, and who is qualified."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign import search as acts
from kithwork.campaign.models import Campaign, Opinion
from kithwork.campaign.search_seen import search_so_far, tree
from kithwork.campaign.search_sheet import call_sheet, script_for, verdicts_of
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.web.forms_search import CallForm, SearchForm, SourceForm
from kithwork.web.kept import sent, typed_before
from kithwork.web.safety import owner_of


def searches(request: HttpRequest) -> HttpResponse:
    """All searches, and a form to begin one."""
    owner = owner_of(request)
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.begin_search(owner, form.cleaned_data.pop("brief"), timezone.now(),
                                 **form.cleaned_data)  # fmt: skip
        messages.success(request, "Begun. Add the first source people.")
        return redirect("search", pk=made.pk)
    told = [(one, search_so_far(one)) for one in acts.searches(owner)]
    return render(request, "web/searches.html", {"searches": told, "form": form})


def search(request: HttpRequest, pk: int) -> HttpResponse:
    """One search; posting adds a source person."""
    one, now = _mine(request, pk), timezone.now()
    form = SourceForm(request.POST or None, auto_id="source_%s")
    if request.method == "POST" and form.is_valid():
        try:
            source = acts.add_source(one, form.given(), form.cleaned_data["kind"], now)
            messages.success(request, f"{source.person} is on the sheet.")
            return redirect("search", pk=pk)
        except KithworkError as error:
            form.add_error(None, str(error))
    return render(
        request,
        "web/search.html",
        {
            "search": one,
            "seen": search_so_far(one),
            "sheet": call_sheet(one, now),
            "tree": tree(one),
            "form": form,
        },
    )


def call(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """What to say to one person, and what they said."""
    one, now = _mine(request, pk), timezone.now()
    who = get_object_or_404(acts.people_of(one), pk=person)
    form = CallForm(request.POST or typed_before(request) or None)
    if request.method == "POST" and form.is_valid():
        reached = request.POST.get("reached") != "no"
        try:
            done = acts.record_call(one, who, form.report(reached=reached), now)
        except KithworkError as error:
            form.add_error(None, str(error))
        else:
            sent(request)
            told = f"{who}: {done.new_names} new." if reached else f"{who} was not reached."
            messages.success(request, f"Written down. {told}")
            return redirect("search", pk=pk)
    return render(
        request,
        "web/search_call.html",
        {
            "search": one,
            "person": who,
            "points": who.contact_points.filter(kind__in=("phone", "email")),
            "script": script_for(one, who),
            "verdict": verdicts_of(one).get(who.pk),
            "opinions": Opinion.objects.filter(call__search=one, about=who).select_related(
                "call__person"
            ),
            "calls": one.calls.filter(person=who),
            "form": form,
        },
    )


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge somebody, or end the search."""
    one, now = _mine(request, pk), timezone.now()
    if request.POST.get("act") == "end":
        acts.end_search(one, now)
        messages.success(request, "Ended. What it brought stays.")
        return redirect("search", pk=pk)
    who = get_object_or_404(acts.people_of(one), pk=row_number(request.POST.get("person", "")))
    try:
        word, reason = request.POST.get("word", ""), request.POST.get("reason", "")
        said = acts.judge(one, who, word, now, reason)
        messages.success(request, f"{who}: {said.get_word_display().lower()}.")
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("search", pk=pk)


def _mine(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(acts.searches(owner_of(request)), pk=pk)
