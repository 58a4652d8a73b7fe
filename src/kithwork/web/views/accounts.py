"""Mail and calendar accounts: add one, read it, stop reading it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kithwork.errors import KithworkError
from kithwork.operations.accounts import accounts_remove
from kithwork.operations.work import ask_for
from kithwork.web.forms_accounts import FORMS
from kithwork.web.safety import owner_of


@sensitive_post_parameters("password")
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an account; the server is asked before anything is stored."""
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            line = form.save(owner_of(request), timezone.now())
        except KithworkError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{line.name} is added; read it when you like.")
            return redirect("import")
    return render(request, "web/account.html", {"form": form, "kind": kind})


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what is new, or stop reading it and delete its password."""
    owner = owner_of(request)
    account = get_object_or_404(owner.accounts.all(), pk=pk)
    if request.POST.get("act") == "remove":
        messages.success(request, accounts_remove(owner, account.name, now=timezone.now()))
        return redirect("import")
    work = ask_for(owner, "accounts read", f"Reading {account.name}", name=account.name)
    return redirect("work", pk=work.pk)
