"""The campaign's own pages: objective, promises, growth, capture, settings."""

from __future__ import annotations

import datetime as dt

import numpy as np
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kithwork.campaign import promise
from kithwork.campaign.begin import current_campaign, write_objective
from kithwork.campaign.capture import capture as catch
from kithwork.campaign.give import suggestions
from kithwork.campaign.growth import growth_so_far
from kithwork.campaign.market import focus_over_time, narrowing
from kithwork.campaign.models import Question, Recipient
from kithwork.campaign.observed import load_observed
from kithwork.campaign.openings import focus
from kithwork.campaign.replies_record import not_arrived, open_signs
from kithwork.campaign.ways_in import led_to_aims
from kithwork.campaign.who_knows import who_would_know
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.operations.sample import clear_sample
from kithwork.planning.growth import forecast
from kithwork.web import charts, charts_market
from kithwork.web.forms_campaign import CampaignForm, ObjectiveForm, OwnerForm, QuestionForm, lines
from kithwork.web.kept import sent, typed_before
from kithwork.web.safety import owner_of
from kithwork.web.views.keeping import feed_address

LED_SHOWN = 12


def objective(request: HttpRequest) -> HttpResponse:
    """What one is aiming for: the version that holds, and those before, side by side."""
    now = timezone.now()
    campaign = current_campaign(owner_of(request), now)
    typed = request.POST or typed_before(request)
    form = ObjectiveForm(typed) if typed else ObjectiveForm.showing(campaign.objective())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        listed = {f: lines(said[f]) for f in ("occupations", "places", "employers")}
        write_objective(campaign, said["text"], now, aim=said["aim"], **listed)
        sent(request)
        messages.success(request, "Your objective is written down. The plan follows it.")
        return redirect("objective")
    over_time = focus_over_time(campaign, now)
    led = led_to_aims(campaign, now)
    return render(
        request,
        "web/objective.html",
        {
            "form": form,
            "versions": campaign.objectives.all(),
            "focus": focus(campaign.objective()),
            "over_time": charts_market.focus(over_time),
            "narrowing": narrowing(over_time),
            "questions": [
                (one, [] if one.closed_at else who_would_know(campaign, one.text, now, top=3))
                for one in campaign.questions.prefetch_related("findings__said_by")
            ],
            "led": led[:LED_SHOWN],
            "led_more": max(len(led) - LED_SHOWN, 0),
            "question_form": QuestionForm(auto_id="question_%s"),
        },
    )


@require_POST
def question(request: HttpRequest) -> HttpResponse:
    """Write down a question, or close one."""
    now = timezone.now()
    campaign = current_campaign(owner_of(request), now)
    if closing := request.POST.get("close"):
        one = get_object_or_404(Question, campaign=campaign, pk=row_number(closing))
        one.closed_at = now
        one.save(update_fields=["closed_at"])
    else:
        form = QuestionForm(request.POST)
        if form.is_valid():
            campaign.questions.create(text=form.cleaned_data["text"], asked_at=now)
        else:
            messages.error(request, f"The question: {form.errors['text'][0]}")
    return redirect("/objective/#questions")


def promises(request: HttpRequest) -> HttpResponse:
    """Everything owed, the due first."""
    owner, now = owner_of(request), timezone.now()
    today = owner.today(now)
    owed = owner.follow_ups.owed().select_related("person", "about", "meeting")
    return render(
        request,
        "web/promises.html",
        {
            "signs": open_signs(owner),
            "back": not_arrived(owner),
            "mailed": Recipient.objects.filter(mailing__owner=owner)
            .replied()
            .select_related("mailing"),
            "mailboxes": owner.accounts.filter(kind="mail").exists(),
            "due": [one for one in owed if one.due_on <= today],
            "later": [one for one in owed if one.due_on > today],
            "kept": owner.follow_ups.exclude(done_at=None).order_by("-done_at")[:20],
            "soonest": today + dt.timedelta(days=1),
            "matches": suggestions(current_campaign(owner, now), now),
        },
    )


@require_POST
def promise_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep it, put it off with a reason, or drop it."""
    owner, now = owner_of(request), timezone.now()
    one = get_object_or_404(owner.follow_ups.all(), pk=pk)
    act = request.POST.get("act")
    try:
        if act == "keep":
            promise.keep(one, now)
            messages.success(request, f"Done: {one}.")
        elif act == "snooze":
            promise.snooze(one, _day(request), request.POST.get("because", ""), now)
            messages.success(request, "Put off.")
        else:
            promise.drop(one, now)
            messages.success(request, "Dropped.")
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect(_back(request, "/promises/"))


def _day(request: HttpRequest) -> dt.date:
    try:
        return dt.date.fromisoformat(request.POST.get("until", ""))
    except ValueError as error:
        raise KithworkError("Say until which day.") from error


def _back(request: HttpRequest, otherwise: str) -> str:
    to = request.POST.get("next", "")
    return to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else otherwise


def growth(request: HttpRequest) -> HttpResponse:
    """A picture of the campaign, and what it forecasts."""
    now = timezone.now()
    campaign = current_campaign(owner_of(request), now)
    so_far = growth_so_far(campaign, now)
    ahead = forecast(load_observed(campaign, now), np.random.default_rng(campaign.pk))
    return render(
        request,
        "web/growth.html",
        {
            "so_far": so_far,
            "ahead": ahead,
            "generations": charts.bars(
                [(_generation(g), count) for g, count in so_far.generations], "people"
            ),
            "weeks": charts.weeks(so_far.weeks),
            "fan": charts.fan(ahead),
        },
    )


def _generation(number: int) -> str:
    return "own kith" if number == 0 else f"generation {number}"


def capture(request: HttpRequest) -> HttpResponse:
    """One field; what is caught is sorted later."""
    owner, now = owner_of(request), timezone.now()
    if request.method == "POST":
        try:
            catch(owner, request.POST.get("text", ""), now, mark=request.POST.get("mark", ""))
        except KithworkError as error:
            if request.headers.get("Accept") == "application/json":
                return JsonResponse({"error": str(error)}, status=400)
            messages.error(request, str(error))
        else:
            if request.headers.get("Accept") == "application/json":
                return JsonResponse({"caught": True})
            messages.success(request, "Caught. Sort it when you have a minute.")
        return redirect("capture")
    page = {
        "captures": owner.captures.filter(sorted_at=None),
        "mailboxes": owner.accounts.filter(kind="mail").order_by("pk"),
        "by_mail": owner.accounts.exclude(note_address="").order_by("pk"),
    }
    return render(request, "web/capture.html", page)


def settings(request: HttpRequest) -> HttpResponse:
    """What a user really changes."""
    owner, now = owner_of(request), timezone.now()
    campaign = current_campaign(owner, now)
    form = CampaignForm(request.POST or None, instance=campaign)
    me = OwnerForm(request.POST or None, instance=owner)
    if request.method == "POST" and form.is_valid() and me.is_valid():
        form.save()
        me.save()
        messages.success(request, "Saved.")
        return redirect("settings")
    return render(request, "web/settings.html", {
            "form": form, "me": me, "campaign": campaign, "feed": feed_address(owner),
        })  # fmt: skip


@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Remove the invented sample, and leave an empty house."""
    clear_sample(owner_of(request))
    messages.success(request, "The sample is gone. This is yours now.")
    return redirect("start")
