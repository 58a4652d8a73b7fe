"""Keeping on top: letters of promises, weekly review, findings, caught remarks, calendar."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign.agree import beside, suggested
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.calendar import calendar_of
from kithwork.campaign.letter import letter_owed
from kithwork.campaign.models import Finding, FollowUp
from kithwork.campaign.post import has_outgoing, post_of
from kithwork.campaign.review import review_week
from kithwork.campaign.send import send_owed
from kithwork.campaign.send_gate import address_for, mailto
from kithwork.campaign.sort_out import sort_out
from kithwork.errors import KithworkError
from kithwork.people.models import Owner
from kithwork.web.forms_campaign import FindingForm, SortForm
from kithwork.web.safety import owner_of

FEED = "kithwork.calendar"


def promise_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The wording of thanks, a report back or a reminder: to send, copy or open in one's mail."""
    owner = owner_of(request)
    owed = get_object_or_404(owner.follow_ups.select_related("person", "about", "meeting"), pk=pk)
    if request.method == "POST":
        return _send_owed(request, owed)
    try:
        letter = letter_owed(owed, timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect("objective")
    if letter is None:
        return redirect(owed.person)
    return _letter_page(request, owed, letter.subject, letter.body)


def _send_owed(request: HttpRequest, owed: FollowUp) -> HttpResponse:
    """Send it as it was changed on the page; where it stays, what was typed stays, too."""
    subject, text = request.POST.get("subject", ""), request.POST.get("text", "")
    try:
        mail = send_owed(owed, subject, text, post_of(owed.owner), timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
        return _letter_page(request, owed, subject, text)
    messages.success(request, f"Sent to {mail.to_address}; the promise is kept.")
    return redirect("promises")


def _letter_page(request: HttpRequest, owed: FollowUp, subject: str, text: str) -> HttpResponse:
    address = address_for(owed.person)
    page = {
        "owed": owed,
        "subject": subject,
        "text": text,
        "address": address,
        "mailto": mailto(address, subject, text),
        "outgoing": has_outgoing(owed.owner),
        "unsure": owed.mails.unsure(),
    }
    return render(request, "web/promise_letter.html", page)


def review(request: HttpRequest) -> HttpResponse:
    """What was planned, what happened, what was learnt, is the aim narrower, what next."""
    owner, now = owner_of(request), timezone.now()
    today = owner.today(now)
    this = today - dt.timedelta(days=today.weekday())
    try:
        asked = dt.date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = this
    monday = asked - dt.timedelta(days=asked.weekday())
    seen = review_week(current_campaign(owner, now), monday, now)
    page = {
        "week": seen,
        "before": monday - dt.timedelta(days=7),
        "after": monday + dt.timedelta(days=7) if monday < this else None,
        "ends": monday + dt.timedelta(days=6),
        "soonest": today + dt.timedelta(days=1),
    }
    return render(request, "web/review.html", page)


def findings(request: HttpRequest) -> HttpResponse:
    """The market as one knows it: trends, events, facts, openings heard of; who said what."""
    owner, now = owner_of(request), timezone.now()
    campaign = current_campaign(owner, now)
    form = FindingForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        form.save(now)
        messages.success(request, "Written down.")
        return redirect("findings")
    known = campaign.findings.select_related(
        "said_by", "answers", "about_organisation", "about_person", "about_posting"
    )
    others = beside(campaign)
    groups = [
        (kind.label, [(f, others.get(f.pk, [])) for f in known if f.kind == kind])
        for kind in Finding.Kind
    ]
    page = {"form": form, "groups": groups, "known": known, "unjudged": len(suggested(campaign))}
    return render(request, "web/findings.html", page)


@require_POST
def sort(request: HttpRequest, pk: int) -> HttpResponse:
    """A caught remark becomes a finding, a name, something owed, or nothing."""
    owner, now = owner_of(request), timezone.now()
    caught = get_object_or_404(owner.captures.filter(sorted_at=None), pk=pk)
    form = SortForm(request.POST, owner=owner)
    try:
        if not form.is_valid():
            raise KithworkError(next(iter(form.errors.values()))[0])
        sort_out(current_campaign(owner, now), caught, now=now, **form.cleaned_data)
    except KithworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Sorted.")
    return redirect("capture")


def meeting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting for one's calendar."""
    meeting = get_object_or_404(owner_of(request).meetings.select_related("person"), pk=pk)
    return _calendar(calendar_of([meeting], timezone.now()), f"meeting-{pk}.ics")


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """All meetings, for a calendar program on this machine that knows the feed's address."""
    try:
        key = signing.loads(secret, salt=FEED)
    except signing.BadSignature as error:
        raise Http404 from error
    owner = get_object_or_404(Owner, pk=key, is_active=True)
    own = owner.meetings.select_related("person")
    return _calendar(calendar_of(own, timezone.now()), "kithwork.ics")


def feed_address(owner: Owner) -> str:
    """The feed's address, with a secret that only its owner is shown."""
    return f"/calendar/{signing.dumps(owner.pk, salt=FEED)}/kithwork.ics"


def _calendar(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
