"""Contacts in: hand over files, look at what they would do, take them in."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kithwork.errors import KithworkError
from kithwork.operations.work import ask_for
from kithwork.people import absorb
from kithwork.people.imports.decide import Entry
from kithwork.web import incoming
from kithwork.web.safety import owner_of

SHOWN = 200
ORDER = ("unreadable", "conflicting", "forgotten", "aside", "new", "matched")


def hand_in(request: HttpRequest) -> HttpResponse:
    """The drop zone; what was handed in is looked at before anything is stored."""
    files = request.FILES.getlist("files")
    if request.method == "POST":
        if files:
            return redirect("import_preview", token=incoming.take(files))
        messages.error(request, "Choose a file first.")
    earlier = owner_of(request).imports.order_by("-created_at")[:10]
    return render(request, "web/import.html", {"earlier": earlier})


def preview(request: HttpRequest, token: str) -> HttpResponse:
    """New, matched, conflicting, unreadable: each with its line; then take all in or nothing."""
    owner = owner_of(request)
    files = incoming.files_of(token)
    if not files:
        messages.error(request, "These files are no longer here; hand them in again.")
        return redirect("import")
    if request.method == "POST":
        if request.POST.get("act") == "take":
            names = ", ".join(file.name[3:] for file in files)
            paths = [str(file) for file in files]
            work = ask_for(owner, "people import", f"Taking in {names}", files=paths)
            return redirect("work", pk=work.pk)
        incoming.let_go(token)
        messages.success(request, "Nothing was stored.")
        return redirect("import")
    try:
        seen = absorb.preview(owner, files, timezone.now())
    except KithworkError as error:
        incoming.let_go(token)
        messages.error(request, str(error))
        return redirect("import")
    return render(request, "web/import_preview.html", _shown(request, seen))


def _shown(request: HttpRequest, seen: absorb.Preview) -> dict[str, object]:
    by_status: dict[str, list[Entry]] = defaultdict(list)
    for entry in seen.entries:
        by_status[entry.status].append(entry)
    only = request.GET.get("status", "")
    chosen = by_status.get(only) or [e for status in ORDER for e in by_status[status]]
    page = Paginator(chosen, SHOWN).get_page(request.GET.get("page"))
    counts = [(status, len(by_status[status])) for status in ORDER if by_status[status]]
    kinds = sorted({parsed.kind for parsed in seen.files})
    return {
        "page": page, "counts": counts, "left_aside": seen.left_aside, "only": only,
        "kinds": kinds, "takeable": any(by_status[s] for s in ("new", "matched", "conflicting")),
    }  # fmt: skip
