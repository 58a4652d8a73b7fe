"""Circles shared: a sealed file for a friend, and a friend's file taken in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.web.forms_share import ShareForm, TakeCircleForm, shareable
from kithwork.web.safety import owner_of

FILE = "circle.kithwork"


@sensitive_post_parameters("passphrase", "again")
def share(request: HttpRequest) -> HttpResponse:
    """Choose people and fields, seal them, and carry the file away."""
    owner = owner_of(request)
    form = ShareForm(request.POST or None)
    ticked = [number for pk in request.POST.getlist("person") if (number := row_number(pk))]
    if request.method == "POST" and form.is_valid():
        try:
            sealed = form.sealed(owner, ticked, timezone.now())
        except KithworkError as error:
            form.add_error(None, str(error))
        else:
            answer = HttpResponse(sealed, content_type="application/octet-stream")
            answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
            return answer
    people = shareable(owner)
    shown = {"form": form, "people": people, "ticked": set(ticked)}
    return render(request, "web/share.html", shown)


@sensitive_post_parameters("passphrase")
def take_circle(request: HttpRequest) -> HttpResponse:
    """Take a friend's circle in: they know each of its people, you know of them."""
    owner = owner_of(request)
    form = TakeCircleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            friend, done = form.take_in(owner, timezone.now())
        except KithworkError as error:
            form.add_error(None, str(error))
        else:
            brought = done.recorded
            messages.success(
                request,
                f"{counted(brought.people_added, 'person', 'people')} new to you, "
                f"{counted(brought.ties, 'tie', 'ties')} of {friend}. "
                f"Ways run through {friend} from here on.",
            )
            return redirect(friend)
    kith = owner.people.known().filter(generation=0).values_list("name", flat=True)
    return render(request, "web/share_take.html", {"form": form, "kith": kith[:500]})


def counted(count: int, one: str, many: str) -> str:
    """A count with its word."""
    return f"{count} {one if count == 1 else many}"
