"""Coming in through the printed address, and the pages around it."""

from __future__ import annotations

import sys

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kithwork.operations.house import entrance
from kithwork.people.models import EntryToken
from kithwork.project.database import FULL, is_away, is_full
from kithwork.project.serve import fingerprint
from kithwork.web.safety import owner_of

AGAIN_AFTER = "10"
AWAY = "The database can't be reached just now. Nothing is lost; try again in a moment."


@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Turn a one-time token into a session; a used or old one leads nowhere.

    Where many are served, addresses go by mail, whose filters open them first: only the button
    on the page uses one up.
    """
    if settings.ADDRESS and request.method != "POST":
        return render(request, "web/enter.html")
    owner = EntryToken.redeem(token, timezone.now())
    if owner is None:
        if request.user.is_authenticated:
            return redirect("start")
        told = {"used": True, "many": settings.ADDRESS}
        return render(request, "web/closed.html", told, status=403)
    login(request, owner, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("start")


@require_POST
def another_device(request: HttpRequest) -> HttpResponse:
    """Show an address that lets the same person in on another device."""
    address = entrance(EntryToken.issue(owner_of(request), timezone.now()))
    messages.success(request, f"Open {address} there. It works once, for half an hour.")
    return redirect("settings")


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the server and its database answer, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    answer = HttpResponse("ok\n", content_type="text/plain")
    answer.headers["X-Kithwork-Home"] = fingerprint()
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """What is shown for an error that nobody foresaw; a database that is away is no mistake."""
    error = sys.exc_info()[1]
    away = is_away(error)
    status = 503 if away else 500
    told = "Something broke in Kithwork; its log says what."
    if away:
        told = FULL if is_full(error) else AWAY
    if request.path.startswith("/api/"):
        answer: HttpResponse = JsonResponse({"error": told}, status=status)
    else:
        page = render_to_string("web/away.html" if away else "500.html", {"told": told})
        answer = HttpResponse(page, status=status)
    if away:
        answer.headers["Retry-After"] = AGAIN_AFTER
    return answer


def more(request: HttpRequest) -> HttpResponse:
    """Every page, for phones."""
    return render(request, "web/more.html")


def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that lets the capture page open offline; it must stand at the root."""
    script = render_to_string("web/service-worker.js")
    return HttpResponse(script, content_type="text/javascript")
