"""Give as well as take: what somebody looks for, who could help, and help that was given."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kithwork.campaign import give
from kithwork.campaign.begin import current_campaign
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.web.safety import owner_of


@require_POST
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down in one line what somebody looks for, or how one helped them."""
    owner, now = owner_of(request), timezone.now()
    person = get_object_or_404(owner.people.known(), pk=pk)
    said = request.POST.get("text", "")
    try:
        if request.POST.get("act") == "helped":
            give.note_help(current_campaign(owner, now), person, said, now)
            messages.success(request, "Help given is on record.")
        else:
            give.note_need(person, said, now)
            messages.success(request, "Written down. Whoever could help is shown.")
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect(f"{person.get_absolute_url()}#needs")


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise to put two people together, or note that the need is met."""
    owner, now = owner_of(request), timezone.now()
    one = get_object_or_404(owner.needs.select_related("person"), pk=pk)
    chosen = row_number(request.POST.get("helper"))
    try:
        if chosen is not None:
            helper = get_object_or_404(owner.people.known(), pk=chosen)
            give.put_together(current_campaign(owner, now), one, helper, now)
            messages.success(request, f"Owed: put {one.person} and {helper} together.")
        else:
            give.need_is_met(one, now)
            messages.success(request, "Noted.")
    except KithworkError as error:
        messages.error(request, str(error))
    to = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return redirect(to if safe else one.person.get_absolute_url())
