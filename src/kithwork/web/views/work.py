"""Long work: how far it is, and stopping it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kithwork.operations.work import again
from kithwork.web.safety import owner_of


def work(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of one piece of work; reloads itself with and without scripts."""
    one = get_object_or_404(owner_of(request).works.all(), pk=pk)
    part = "web/work_part.html" if request.headers.get("HX-Request") else "web/work.html"
    return render(request, part, {"work": one})


@require_POST
def work_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it, or take it up again."""
    one = get_object_or_404(owner_of(request).works.all(), pk=pk)
    if request.POST.get("act") == "again":
        return redirect("work", pk=again(one).pk)
    owner_of(request).works.filter(pk=pk).update(stop_asked=True)
    return redirect("work", pk=pk)
