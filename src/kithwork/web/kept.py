"""Forms that survive a crash: what was typed comes back when the page is opened again."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign.keep import keep_draft, kept_draft, let_go
from kithwork.web.safety import owner_of


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Store the fields of a form as they stand."""
    try:
        body = json.loads(request.body)
        form, fields = str(body["form"]), dict(body["fields"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"kept": False}, status=400)
    keep_draft(owner_of(request), form, fields, timezone.now())
    return JsonResponse({"kept": True})


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page's form and not sent, as if it had been; None if nothing."""
    fields = kept_draft(owner_of(request), request.path)
    if not fields:
        return None
    typed = QueryDict(mutable=True)
    for name, values in fields.items():
        typed.setlist(name, [str(v) for v in values] if isinstance(values, list) else [str(values)])
    return typed


def sent(request: HttpRequest) -> None:
    """The form was sent; forget its draft."""
    let_go(owner_of(request), request.path)
