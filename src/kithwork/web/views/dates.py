"""Times to offer for a meeting, by both clocks, and the calendar that keeps them clear."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kithwork.campaign import dates as acts
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.busy import take_busy
from kithwork.campaign.clock import place_of, place_of_owner
from kithwork.campaign.keep import kept_draft, let_go
from kithwork.campaign.models import Approach, Meeting
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.people.models import Person
from kithwork.web.forms_dates import CalendarForm, DatesForm
from kithwork.web.safety import owner_of


def dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Times that suit both; posted, they go into the letter that is drafted, or are kept."""
    owner, now = owner_of(request), timezone.now()
    person = get_object_or_404(owner.people.known(), pk=pk)
    meeting = _moving(request, person)
    form = DatesForm(_asked(request, person, meeting))
    letter = owner.approaches.filter(person=person, state=Approach.State.DRAFTED).first()
    asked = owner.approaches.filter(person=person, state__in=("sent", "accepted")).first()
    offer, wrong = None, ""
    if form.is_valid():
        try:
            offer = acts.choose_offer(
                current_campaign(owner, now), person, now, **form.cleaned_data
            )
            if request.method == "POST":
                return _keep(request, offer, letter)
        except KithworkError as error:
            wrong = str(error)
    page = {"person": person, "form": form, "offer": offer, "letter": letter, "wrong": wrong,
            "meeting": meeting, "asked": asked, "calendar": CalendarForm(),
            "calendars": owner.busy.order_by("source").values_list("source", flat=True).distinct(),
            "times": _times(offer) if offer else []}  # fmt: skip
    return render(request, "web/dates.html", page)


def _asked(request: HttpRequest, person: Person, meeting: Meeting | None) -> dict[str, object]:
    """What was asked for, or the usual; a time that was typed is kept in the address."""
    owner, typed = owner_of(request), request.POST if request.method == "POST" else request.GET
    usual: dict[str, object] = {
        "minutes": meeting.minutes if meeting else 20, "how_many": 3, "days": 14,
        "their_place": place_of(person), "my_place": place_of_owner(owner), "earliest": "",
    }  # fmt: skip
    return {name: typed.get(name, value) for name, value in usual.items()}


def _moving(request: HttpRequest, person: Person) -> Meeting | None:
    """The meeting that is to be moved, if the times are for one."""
    asked = row_number(request.GET.get("meeting")) or 0
    return person.meetings.exclude(state=Meeting.State.HELD).filter(pk=asked).first()


def _times(offer: acts.Offer) -> list[tuple[str, str, str]]:
    """Each time by their clock, by one's own, and as an address or a form takes it."""
    told = zip(offer.theirs_told(), offer.mine_told(), offer.starts, strict=True)
    return [
        (theirs, mine, f"{timezone.localtime(start):%Y-%m-%dT%H:%M}")
        for theirs, mine, start in told
    ]


def _keep(request: HttpRequest, offer: acts.Offer, letter: Approach | None) -> HttpResponse:
    owner, now = owner_of(request), timezone.now()
    if letter is not None:
        _take_what_was_typed(letter, now)
        acts.put_into_letter(letter, offer)
        let_go(owner, letter.get_absolute_url())
    acts.keep_offer(current_campaign(owner, now), offer, now, letter)
    if letter is None:
        messages.success(request, "Kept. Copy the times into your message.")
        return redirect(offer.person)
    messages.success(request, "The times stand in the letter.")
    return redirect(letter)


def _take_what_was_typed(letter: Approach, now: dt.datetime) -> None:
    """What was typed into the letter's page and not saved yet comes first."""
    typed = kept_draft(letter.owner, letter.get_absolute_url())
    for name in ("subject", "text", "purpose"):
        values = typed.get(name) if typed else None
        if isinstance(values, list) and values:
            setattr(letter, name, str(values[0]))
    letter.save()


def calendar(request: HttpRequest) -> HttpResponse:
    """Take the busy times of a calendar file; what they are about isn't stored."""
    owner, now = owner_of(request), timezone.now()
    form = CalendarForm(request.POST, request.FILES)
    back = request.POST.get("next", "")
    if source := request.POST.get("drop", ""):
        owner.busy.filter(source=source).delete()
        messages.success(request, f"{source} is let go.")
    elif request.method == "POST" and form.is_valid():
        file = form.cleaned_data["calendar"]
        try:
            count = take_busy(owner, file.name, file.read(), now)
            messages.success(request, f"{count} busy times are kept clear from now on.")
        except KithworkError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, "Choose a calendar file (.ics).")
    person = owner.people.known().filter(pk=row_number(back) or 0)
    found = person.first()
    return redirect("dates", pk=found.pk) if found else redirect("meetings")
