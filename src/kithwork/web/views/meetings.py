"""Meetings: agreed, prepared, held, and what they brought."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign import meet
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.models import Meeting, Technique
from kithwork.campaign.record import became_of, become, record_outcome
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.web.forms_campaign import MeetingForm, OutcomeForm
from kithwork.web.kept import sent, typed_before
from kithwork.web.safety import owner_of
from kithwork.words import counted


def meetings(request: HttpRequest) -> HttpResponse:
    """Those ahead, those without a record yet, and those held."""
    own = owner_of(request).meetings.select_related("person")
    return render(
        request,
        "web/meetings.html",
        {
            "ahead": own.planned(),
            "untold": own.held().filter(outcome=None),
            "held": own.held()
            .exclude(outcome=None)
            .prefetch_related("outcome__names", "outcome__findings")
            .order_by("-starts_at")[:100],
        },
    )


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on a meeting with a person."""
    owner, now = owner_of(request), timezone.now()
    person = get_object_or_404(owner.people.known(), pk=pk)
    approach = row_number(request.GET.get("approach")) or 0
    asked = owner.approaches.filter(person=person, pk=approach).first()
    technique = asked.technique if asked else Technique.NETWORKING
    form = MeetingForm(
        request.POST or typed_before(request),
        initial={
            "purpose": asked.purpose if asked else "",
            "starts_at": request.GET.get("at", ""),
            "minutes": row_number(request.GET.get("minutes")) or 20,
        },
    )
    if request.method == "POST" and form.is_valid():
        agreed = meet.plan_meeting(
            current_campaign(owner, now),
            person,
            now=now,
            approach=asked,
            technique=technique,
            names_to_ask_for=asked.names_to_ask_for if asked else (),
            **form.cleaned_data,
        )
        sent(request)
        return redirect(agreed)
    page = {"title": f"Meet {person}", "form": form, "back": person.get_absolute_url(),
            "person": person, "technique": technique}  # fmt: skip
    return render(request, "web/meet.html", page)


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting's page: purpose, agenda, what to keep in mind; fits on one printed page."""
    one = _meeting(request, pk)
    return render(
        request,
        "web/meeting.html",
        {
            "meeting": one,
            "outcome": getattr(one, "outcome", None),
            "received": one.person.introductions_received.select_related("introducer"),
            "owed": one.follow_ups.owed().select_related("person", "about"),
            "promised": one.follow_ups.filter(kind="promise"),
            "needs": one.needs.all(),
            "became": became_of(one),
            "moved": [dt.datetime.fromisoformat(each["was"]) for each in one.moved],
            "networking": one.technique == Technique.NETWORKING,
            "move": MeetingForm(initial={"starts_at": one.starts_at})["starts_at"],
        },
    )


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it, call it off, or note that it took place."""
    one, now = _meeting(request, pk), timezone.now()
    act = request.POST.get("act")
    try:
        if act == "held":
            meet.hold(one, now)
            return redirect("outcome", pk=one.pk)
        if act == "move":
            field = MeetingForm.base_fields["starts_at"]
            when = field.clean(request.POST.get("starts_at") or None)
            if when is None:
                raise KithworkError("Say when it is to take place.")
            meet.reschedule(one, when, now)
        else:
            meet.call_off(one, now, no_show=act == "no_show")
    except KithworkError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Noted.")
    return redirect(one)


def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """What one looks at in the waiting room, on a phone: purpose, questions, names, timer."""
    one = _meeting(request, pk)
    networking = one.technique == Technique.NETWORKING
    return render(request, "web/waiting.html", {"meeting": one, "networking": networking})


@require_POST
def became(request: HttpRequest, pk: int) -> HttpResponse:
    """They raised an opening: it is an interview or direct contact now, with its own record."""
    one = _meeting(request, pk)
    try:
        own = become(one, request.POST.get("technique", ""), timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(one)
    messages.success(request, f"It has a record of its own: {own.get_technique_display()}.")
    return redirect(own)


def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the meeting brought, in under a minute."""
    one = _meeting(request, pk)
    form = OutcomeForm(request.POST or typed_before(request))
    if "sort" in request.POST:
        form = OutcomeForm.sorted_out(request.POST, met=one.person.name)
    elif request.method == "POST" and form.is_valid():
        try:
            done = record_outcome(one, form.report(), timezone.now())
        except KithworkError as error:
            form.add_error(None, str(error))
        else:
            sent(request)
            new = done.new_names
            messages.success(
                request,
                f"Recorded. {counted(new, 'new name')}: "
                + ("two more than you went in with." if new >= 2 else "two more is the aim."),
            )
            return redirect(one)
    questions = form.asked(one.campaign.questions.filter(closed_at=None)[:5])
    page = {"meeting": one, "form": form, "questions": questions,
            "networking": one.technique == Technique.NETWORKING}  # fmt: skip
    return render(request, "web/outcome.html", page)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    own = owner_of(request).meetings.select_related("person", "campaign", "outcome", "approach")
    return get_object_or_404(own, pk=pk)
