"""Coming in through the printed address, and the pages around it."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache

from kithwork.people.models import EntryToken
from kithwork.project.serve import fingerprint


@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Turn a one-time token into a session; a used or old one leads nowhere."""
    owner = EntryToken.redeem(token, timezone.now())
    if owner is None:
        if request.user.is_authenticated:
            return redirect("start")
        return render(request, "web/closed.html", {"used": True}, status=403)
    login(request, owner, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("start")


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the server answers, and nothing else."""
    answer = HttpResponse("ok\n", content_type="text/plain")
    answer.headers["X-Kithwork-Home"] = fingerprint()
    return answer


def more(request: HttpRequest) -> HttpResponse:
    """Every page, for phones."""
    return render(request, "web/more.html")


def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that lets the capture page open offline; it must stand at the root."""
    script = render_to_string("web/service-worker.js")
    return HttpResponse(script, content_type="text/javascript")
