"""Mail: how letters leave, which left, what came back, and notes to oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kithwork.campaign.models import Mail, Outgoing, Sign
from kithwork.campaign.replies_record import settle_sign
from kithwork.campaign.send import settle
from kithwork.errors import KithworkError
from kithwork.operations.mail import mail_stop, mail_try
from kithwork.operations.mail_in import set_notes
from kithwork.operations.work import ask_for
from kithwork.people.models import Account, Owner
from kithwork.web.forms_accounts import OutgoingForm
from kithwork.web.safety import owner_of

SHOWN = 50


def mail(request: HttpRequest) -> HttpResponse:
    """How letters leave, those that may or may not have left, and notes to oneself."""
    owner = owner_of(request)
    listed = owner.mails.select_related("person", "approach", "follow_up")
    page = {
        "outgoing": Outgoing.objects.filter(owner=owner).first(),
        "unsure": listed.unsure(),
        "mails": listed.exclude(state__in=[Mail.State.LEAVING, Mail.State.UNSURE])[:SHOWN],
        "accounts": owner.accounts.filter(kind=Account.Kind.MAIL),
    }
    return render(request, "web/mail.html", page)


@sensitive_post_parameters("password")
def outgoing(request: HttpRequest) -> HttpResponse:
    """Say how letters leave; the server is tried before anything is stored."""
    owner = owner_of(request)
    form = OutgoingForm(request.POST or None, initial=_known(owner))
    if request.method == "POST" and form.is_valid():
        try:
            done = form.save(owner, timezone.now())
        except KithworkError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{done.host} lets Kithwork in. {done}")
            return redirect("mail")
    return render(request, "web/outgoing.html", {"form": form})


@require_POST
def outgoing_act(request: HttpRequest) -> HttpResponse:
    """Try the account, or send no more letters from here."""
    owner = owner_of(request)
    try:
        if request.POST.get("act") == "stop":
            messages.success(request, mail_stop(owner, now=timezone.now()))
        else:
            messages.success(request, mail_try(owner))
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("mail")


@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's word on a letter of which nobody here knows whether it left."""
    one = get_object_or_404(owner_of(request).mails.all(), pk=pk)
    left = request.POST.get("left") == "yes"
    try:
        settle(one, left, timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Noted as sent." if left else "Noted. You can send it again.")
    return redirect(one.approach or "mail")


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """What a reply said, in the owner's word; a yes leads to planning the meeting."""
    one = get_object_or_404(Sign, approach__owner=owner_of(request), pk=pk)
    said = request.POST.get("said", "")
    try:
        approach = settle_sign(one, said, timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(one.approach)
    if said == "accepted":
        return redirect(f"/people/{approach.person_id}/meet/?approach={approach.pk}")
    messages.success(request, _NOTED[said])
    return redirect("promises" if said == "declined" else approach)


_NOTED = {
    "declined": "Noted. A no deserves thanks as well; it stands among your promises.",
    "later": "Noted. You will be reminded in two weeks.",
    "none": "Noted: that was no answer.",
}


@require_POST
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the address at which one mails oneself what one has heard."""
    account = get_object_or_404(owner_of(request).accounts.all(), pk=pk)
    said = request.POST.get("address", ""), request.POST.get("folder", "")
    try:
        messages.success(request, set_notes(account, *said))
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("mail")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Look through the mail accounts for answers and notes, beside the pages."""
    work = ask_for(owner_of(request), "mail read", "Looking for answers")
    return redirect("work", pk=work.pk)


def _known(owner: Owner) -> dict[str, object]:
    """What the form begins with: the account that is set, else what a mail account suggests."""
    account = Outgoing.objects.filter(owner=owner).first()
    if account:
        names = ("address", "shown_name", "host", "security", "port", "user", "copy_to_me")
        return {name: getattr(account, name) for name in names}
    user = owner.accounts.filter(kind=Account.Kind.MAIL).values_list("user", flat=True).first()
    address = user if user and "@" in user else ""
    return {"address": address, "user": user or "", "shown_name": owner.get_full_name()}
