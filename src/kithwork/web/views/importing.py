"""Contacts in: hand over files, look at what they would do, take them in."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kithwork.errors import KithworkError
from kithwork.operations.work import ask_for
from kithwork.people import absorb
from kithwork.people.export import EXPORTS
from kithwork.people.imports import confirm_columns, mapped_csv
from kithwork.people.imports.decide import Entry
from kithwork.people.imports.read import source_named
from kithwork.people.imports.source import Source
from kithwork.people.models import Owner
from kithwork.people.rows import Parsed
from kithwork.web import incoming
from kithwork.web.safety import owner_of

SHOWN = 200
_IN_WORDS = {
    "given": "first name", "family": "last name", "email": "e-mail", "organisation": "employer",
    "title": "role", "how_known": "how you met", "referred_by": "introduced by",
    "connected_on": "connected on", "last_spoken_on": "last spoken on",
    "closeness": "how well known", "profile": "profile or website",
    "keep": "keep as a note", "leave": "leave it out",
}  # fmt: skip
FIELDS_SHOWN = [(field, _IN_WORDS.get(field, field)) for field in confirm_columns.CHOICES]
EXPORTED = {
    "vcard": ("text/vcard", "vcf"),
    "csv": ("text/csv", "csv"),
    "json": ("application/json", "json"),
}
ORDER = ("unreadable", "conflicting", "forgotten", "aside", "new", "matched")


def hand_in(request: HttpRequest) -> HttpResponse:
    """The drop zone; what was handed in is looked at before anything is stored."""
    files = request.FILES.getlist("files")
    if request.method == "POST":
        if files:
            return redirect("import_preview", token=incoming.take(files))
        messages.error(request, "Choose a file first.")
    earlier = owner_of(request).imports.order_by("-created_at")[:10]
    accounts = owner_of(request).accounts.all()
    return render(request, "web/import.html", {"earlier": earlier, "accounts": accounts})


def preview(request: HttpRequest, token: str) -> HttpResponse:
    """New, matched, conflicting, unreadable: each with its line; then take all in or nothing."""
    files = incoming.files_of(token)
    if not files:
        messages.error(request, "These files are no longer here; hand them in again.")
        return redirect("import")
    if request.method == "POST":
        return _done(request, token, files)
    try:
        seen = _seen(owner_of(request), files, incoming.columns_of(token))
    except KithworkError as error:
        incoming.let_go(token)
        messages.error(request, str(error))
        return redirect("import")
    return render(request, "web/import_preview.html", _shown(request, seen, files))


def _done(request: HttpRequest, token: str, files: list[Path]) -> HttpResponse:
    """Take in, confirm what the columns hold, or leave it."""
    act, owner = request.POST.get("act"), owner_of(request)
    if act == "columns":
        _confirm(request, token, files)
        return redirect("import_preview", token=token)
    if act == "take":
        names = ", ".join(file.name for file in files)[:200]
        values: dict[str, object] = {"files": [str(file) for file in files]}
        if said := incoming.columns_of(token):
            values["map_"] = said
        work = ask_for(owner, "people import", f"Taking in {names}", **values)
        return redirect("work", pk=work.pk)
    incoming.let_go(token)
    messages.success(request, "Nothing was stored.")
    return redirect("import")


def _confirm(request: HttpRequest, token: str, files: list[Path]) -> None:
    given = (request.POST.getlist(name) for name in ("file", "column", "field"))
    said = [f"{file}:{column}={field}" for file, column, field in zip(*given, strict=False)]
    try:
        _seen(owner_of(request), files, said)
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        incoming.keep_columns(token, said)
        messages.success(request, "Kept, for every table with these columns that you take in.")


def _seen(owner: Owner, files: list[Path], said: list[str]) -> absorb.Preview:
    """The preview, with what was said of the columns put upon what was proposed."""
    seen = absorb.preview(owner, files, timezone.now())
    if not said:
        return seen
    return absorb.preview(
        owner, files, timezone.now(), mappings=confirm_columns.confirmed(seen.files, said)
    )


def _tables(seen: absorb.Preview, files: list[Path]) -> list[dict[str, object]]:
    """Each plain table's columns with examples and the field that each seems to hold."""
    return [
        {"file": parsed.file, "confirmed": parsed.confirmed, "columns": _columns(parsed, source)}
        for parsed in seen.files
        if parsed.kind == mapped_csv.KIND and (source := source_named(files, parsed.file))
    ]


def _columns(parsed: Parsed, source: Source) -> list[tuple[str, str, str]]:
    found = confirm_columns.examples(source)
    return [(column, field, "; ".join(found.get(column, []))) for column, field in parsed.mapping]


def _shown(request: HttpRequest, seen: absorb.Preview, files: list[Path]) -> dict[str, object]:
    by_status: dict[str, list[Entry]] = defaultdict(list)
    for entry in seen.entries:
        by_status[entry.status].append(entry)
    only = request.GET.get("status", "")
    chosen = by_status.get(only) or [e for status in ORDER for e in by_status[status]]
    page = Paginator(chosen, SHOWN).get_page(request.GET.get("page"))
    counts = [(status, len(by_status[status])) for status in ORDER if by_status[status]]
    kinds = sorted({parsed.kind for parsed in seen.files} - {"", "archive"})
    takeable = any(by_status[status] for status in ("new", "matched", "conflicting"))
    return {
        "tables": _tables(seen, files), "fields": FIELDS_SHOWN, "asked": bool(seen.unconfirmed),
        "page": page, "counts": counts, "left_aside": seen.left_aside, "only": only,
        "kinds": kinds, "takeable": takeable and not seen.unconfirmed,
    }  # fmt: skip


def export(request: HttpRequest, form: str) -> HttpResponse:
    """Everybody as a file to keep; confidential notes are not in it."""
    kind, ending = EXPORTED.get(form, ("", ""))
    if not kind:
        raise Http404
    name = f"kithwork-people-{timezone.localdate().isoformat()}.{ending}"
    return HttpResponse(
        EXPORTS[form](owner_of(request)).encode(),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
