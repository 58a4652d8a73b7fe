"""The owner's own career: employers and schools, added, changed and removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kithwork.web.forms_career import StationForm
from kithwork.web.safety import owner_of


def career(request: HttpRequest) -> HttpResponse:
    """Every station, the latest first, and a form for one more."""
    owner = owner_of(request)
    form = StationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (one := form.save(owner)):
        messages.success(request, f"{one} is written down.")
        return redirect("career")
    stations = owner.stations.select_related("organisation")
    return render(request, "web/career.html", {"form": form, "stations": stations})


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one station."""
    owner = owner_of(request)
    station = get_object_or_404(owner.stations.select_related("organisation"), pk=pk)
    form = StationForm(request.POST or None, station=station)
    if request.method == "POST" and form.is_valid() and form.save(owner):
        messages.success(request, "Saved.")
        return redirect("career")
    page = {"title": f"You at {station.organisation}", "form": form, "back": "/settings/career/"}
    return render(request, "web/form_page.html", page)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one station out."""
    station = get_object_or_404(owner_of(request).stations.select_related("organisation"), pk=pk)
    messages.success(request, f"{station.organisation} is no longer in your career.")
    station.delete()
    return redirect("career")
