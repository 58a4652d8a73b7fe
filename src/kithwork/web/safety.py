"""Who may come in, and what a page may do: checked before any view runs."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kithwork.people.models import Owner

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
OPEN_DOORS = ("/enter/", "/calendar/", "/feeds/", "/static/", "/healthz", "/service-worker.js")


def owner_of(request: HttpRequest) -> Owner:
    """The owner whose session this is; only called behind `OwnerOnly`."""
    return cast(Owner, request.user)


class OwnHostOnly:
    """Refuse a host header that isn't ours, so that no other site can reach the pages."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer only under the names in ALLOWED_HOSTS."""
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse(
                "Kithwork answers only under its own address.\n",
                status=400,
                content_type="text/plain",
            )
        return self.answer(request)


class ContentSecurityPolicy:
    """Allow a page nothing but Kithwork's own files: no inline script, no other site."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to every answer."""
        response = self.answer(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
        return response


class OwnerOnly:
    """Let in only the owner's session: other users of the machine stay outside."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Show the closed door unless signed in."""
        if request.user.is_authenticated or request.path.startswith(OPEN_DOORS):
            return self.answer(request)
        return render(request, "web/closed.html", {"many": settings.ADDRESS}, status=403)


class OwnersTimeZone:
    """Show times in the owner's zone."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the zone for this request only."""
        name = getattr(request.user, "time_zone", settings.TIME_ZONE)
        with timezone.override(zoneinfo.ZoneInfo(name)):
            return self.answer(request)
