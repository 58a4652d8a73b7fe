"""Openings in from a file: hand it over, say what its columns hold, look, take it in."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kithwork.errors import KithworkError
from kithwork.jobs.imports.look import look
from kithwork.jobs.imports.tables import COLUMNS
from kithwork.operations.work import ask_for
from kithwork.web import incoming
from kithwork.web.safety import owner_of

SHOWN = 50
_IN_WORDS = {"id": "the employer's number", "url": "link", "posted": "posted on",
             "employment_type": "contract", "compensation": "pay"}  # fmt: skip
FIELDS_SHOWN = [("", "leave it out"), *((name, _IN_WORDS.get(name, name)) for name in COLUMNS)]


def hand_in(request: HttpRequest) -> HttpResponse:
    """The drop zone; what was handed in is looked at before anything is stored."""
    file = request.FILES.get("file")
    if request.method == "POST":
        if file is not None:
            return redirect("openings_import_preview", token=incoming.take([file]))
        messages.error(request, "Choose a file first.")
    return render(request, "web/openings_import.html")


def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The file's first openings, and its columns where nobody knows them; then all or nothing."""
    files = incoming.files_of(token)
    if not files:
        messages.error(request, "This file is no longer here; hand it in again.")
        return redirect("openings_import")
    if request.method == "POST":
        return _act(request, token, files[0])
    said = incoming.columns_of(token)
    try:
        seen = look(files[0], timezone.localdate(), _mapping(said) if said else None)
    except KithworkError as error:
        incoming.let_go(token)
        messages.error(request, str(error))
        return redirect("openings_import")
    unsure = bool(seen.columns) and not said
    return render(
        request,
        "web/openings_import_preview.html",
        {
            "name": files[0].name, "seen": seen, "openings": seen.openings[:SHOWN],
            "fields": FIELDS_SHOWN, "unsure": unsure,
            "takeable": bool(seen.openings) and not unsure,
        },
    )  # fmt: skip


def _act(request: HttpRequest, token: str, file: Path) -> HttpResponse:
    act, said = request.POST.get("act"), incoming.columns_of(token)
    if act == "columns":
        _confirm(request, token, file)
        return redirect("openings_import_preview", token=token)
    if act == "take":
        values: dict[str, object] = {"file": str(file), **({"mapping": said} if said else {})}
        title = f"Taking in {file.name}"[:200]
        return redirect("work", pk=ask_for(owner_of(request), "jobs import", title, **values).pk)
    incoming.let_go(token)
    messages.success(request, "Nothing was stored.")
    return redirect("openings_import")


def _confirm(request: HttpRequest, token: str, file: Path) -> None:
    given = zip(request.POST.getlist("column"), request.POST.getlist("field"), strict=False)
    chosen = [(column, field) for column, field in given if field]
    fields = [field for _, field in chosen]
    twice = next((field for field in fields if fields.count(field) > 1), None)
    said = [f"{field}={column}" for column, field in chosen]
    try:
        if twice is not None:
            word = _IN_WORDS.get(twice, twice)
            raise KithworkError(f"Only one column can be “{word}”.")
        seen = look(file, timezone.localdate(), _mapping(said))
        if seen.missing:
            raise KithworkError(f"Say which column is the {' and which the '.join(seen.missing)}.")
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        incoming.keep_columns(token, said)


def _mapping(said: list[str]) -> dict[str, str]:
    return {field: column for field, _, column in (one.partition("=") for one in said)}
