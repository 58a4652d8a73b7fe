"""One overture: drafted, read for what it really is, sent, answered."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign import approach as acts
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.conduct import (
    asked_lately,
    cautions,
    is_pretext,
    letter_of,
    read_letter,
)
from kithwork.campaign.honest import PretextError, honest_way, way_with
from kithwork.campaign.letter import draft_letter
from kithwork.campaign.models import Approach, Mail, Sign, Technique
from kithwork.campaign.post import UnsureError, has_outgoing, post_of
from kithwork.campaign.replies_record import open_signs
from kithwork.campaign.send import send_approach
from kithwork.campaign.send_gate import Deliberately, address_for, mailto
from kithwork.errors import KithworkError
from kithwork.web.forms_campaign import ApproachForm
from kithwork.web.kept import sent, typed_before
from kithwork.web.safety import owner_of
from kithwork.wording.reading import Finding, Reading


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a request to a person, or go to the draft that waits already."""
    owner, now = owner_of(request), timezone.now()
    person = get_object_or_404(owner.people.known(), pk=pk)
    campaign = current_campaign(owner, now)
    waiting = campaign.approaches.filter(person=person, state="drafted").first()
    technique = request.POST.get("technique") or Technique.NETWORKING
    channel = request.POST.get("channel") or ""
    if waiting is None or request.POST.get("again"):
        if technique not in (Technique.NETWORKING, Technique.DIRECT_CONTACT):
            technique = Technique.NETWORKING
        try:
            waiting = draft_letter(
                campaign,
                person,
                now,
                technique=technique,
                channel=channel,
                ask_for=tuple(request.POST.getlist("ask_for")),
                despite_opening=request.POST.get("despite_opening", ""),
            )
        except PretextError:
            asked = {"ask_for": request.POST.getlist("ask_for")}
            return redirect(f"/people/{pk}/honest/?{urlencode(asked, doseq=True)}")
        except KithworkError as error:
            messages.error(request, str(error))
            return redirect("objective")
    return redirect(waiting)


def honest(request: HttpRequest, pk: int) -> HttpResponse:
    """An opening there matches: which honest way is it to be, before anything is drafted?"""
    owner, now = owner_of(request), timezone.now()
    person = get_object_or_404(owner.people.known(), pk=pk)
    campaign = current_campaign(owner, now)
    way = way_with(campaign, person)
    if way is None:
        return redirect(person)
    position = person.current_position()
    page = {
        "person": person,
        "honest": way,
        "organisation": position.organisation if position else None,
        "ask_for": request.GET.getlist("ask_for"),
    }
    return render(request, "web/honest.html", page)


def approach(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter, what it reads as, and what came of it."""
    owner, now = owner_of(request), timezone.now()
    one = get_object_or_404(owner.approaches.select_related("person", "campaign"), pk=pk)
    form = ApproachForm(request.POST or typed_before(request), approach=one)
    if request.method == "POST" and one.state == Approach.State.DRAFTED and form.is_valid():
        form.save()
        sent(request)
        if "post" in request.POST or "post_direct" in request.POST:
            return _post(request, one, deliberate="post_direct" in request.POST)
        if "send" in request.POST or "send_direct" in request.POST:
            return _send(request, one, deliberate="send_direct" in request.POST)
        messages.success(request, "Saved.")
        return redirect(one)
    reading = read_letter(one) if one.text.strip() else None
    return render(
        request,
        "web/approach.html",
        {
            "approach": one,
            "form": form,
            "reading": reading,
            "pretext": reading is not None and is_pretext(one, reading),
            "marked": _marked(one, reading),
            "honest": None if one.despite_opening else honest_way(one),
            "cautions": cautions(one.person, one.campaign, owner.today(now)),
            **_mail(one),
            "meeting": one.meetings.first(),
            "owed": one.follow_ups.owed(),
        },
    )


def _post(request: HttpRequest, one: Approach, *, deliberate: bool) -> HttpResponse:
    """Send it by the owner's own account, or say why not."""
    now, said = timezone.now(), Deliberately(deliberate, "ask_again" in request.POST)
    try:
        mail = send_approach(one, post_of(one.owner), now, said)
    except UnsureError:
        return redirect(one)  # the page itself asks what happened
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, f"Sent to {mail.to_address}. A reminder will come if no answer does."
        )
    return redirect(one)


def _send(request: HttpRequest, one: Approach, *, deliberate: bool) -> HttpResponse:
    try:
        acts.mark_sent(one, timezone.now(), as_direct_contact=deliberate)
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Marked as sent. A reminder will come if no answer does.")
    return redirect(one)


@require_POST
def answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Note yes, no or silence; a yes leads to planning the meeting."""
    one = get_object_or_404(owner_of(request).approaches.all(), pk=pk)
    said = request.POST.get("answer", "")
    try:
        if said == "withdraw":
            acts.withdraw(one)
            messages.success(request, "Dropped.")
            return redirect(one.person)
        acts.answer(one, said, timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(one)
    if said == Approach.State.ACCEPTED:
        return redirect(f"/people/{one.person_id}/meet/?approach={one.pk}")
    messages.success(request, "Noted.")
    return redirect(one)


def _marked(one: Approach, reading: Reading | None) -> list[tuple[str, Finding]]:
    """Each finding with the words that it is about."""
    whole = letter_of(one)
    return [(whole[f.start : f.end], f) for f in reading.findings] if reading else []


def _mail(one: Approach) -> dict[str, object]:
    """What the page says of mail: where it would go, what left, what came back."""
    address = address_for(one.person)
    drafted = one.state == Approach.State.DRAFTED
    own = one.mails.filter(follow_up=None)
    return {
        "address": address,
        "mailto": mailto(address, one.subject, one.text),
        "outgoing": has_outgoing(one.owner),
        "asked_lately": asked_lately(one.person, one.campaign, one.owner.today(timezone.now())),
        "unsure": one.mails.unsure(),
        "back": own.filter(state=Mail.State.CAME_BACK).first() if drafted else None,
        "signs": [sign for sign in open_signs(one.owner) if sign.approach_id == one.pk],
        "automatic": one.signs.filter(kind=Sign.Kind.AUTOMATIC).first(),
    }
