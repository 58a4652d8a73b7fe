"""Mass mailings: words, recipients, a look at each letter, then slowly out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign import mailing as acts
from kithwork.campaign import mailing_fill as fill
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.mailing_answers import answer, by_technique, counts, letters
from kithwork.campaign.mailing_list import read_list
from kithwork.campaign.mailing_send import settle
from kithwork.campaign.models import Mailing, Recipient
from kithwork.campaign.paper import addresses_csv, letterhead_of, mailing_on_paper, sheet_of
from kithwork.campaign.paper_pdf import letters_pdf
from kithwork.campaign.post import has_outgoing, post_of
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.people.imports.source import Source
from kithwork.web import incoming
from kithwork.web.forms_letters import MailingForm, MailingTextForm, RecipientsForm, StartForm
from kithwork.web.safety import owner_of
from kithwork.web.views.paper import pdf_answer

AT_ONCE = 5
A_PAGE = 50


def mailings(request: HttpRequest) -> HttpResponse:
    """All mailings, what each technique brought, and a form to begin one."""
    owner, now = owner_of(request), timezone.now()
    campaign = current_campaign(owner, now)
    form = MailingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return redirect(acts.begin(campaign, said["name"], now, channel=said["channel"]))
    page = {
        "mailings": [(one, counts(one)) for one in owner.mailings.all()],
        "techniques": by_technique(campaign),
        "form": form,
    }
    return render(request, "web/mailings.html", page)


def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    """One mailing; posting changes its words."""
    one, owner = _mine(request, pk), owner_of(request)
    form = MailingTextForm(request.POST or None, initial={"subject": one.subject, "text": one.text})
    if request.method == "POST" and form.is_valid():
        try:
            fill.rewrite(one, form.cleaned_data["subject"], form.cleaned_data["text"])
            messages.success(request, "Saved. Every letter was made anew.")
            return redirect(one)
        except KithworkError as error:
            form.add_error(None, str(error))
    only = request.GET.get("state", "")
    letters = one.recipients.filter(state=only) if only else one.recipients.all()
    reading = acts.read_mailing(one) if one.text.strip() else None
    pace = {name: getattr(one, name) for name in ("an_hour", "from_hour", "until_hour")}
    page = {
        "mailing": one,
        "counts": counts(one),
        "form": form,
        "reading": reading,
        "honest": reading is not None and reading.technique == "direct_contact",
        "recipients": RecipientsForm(owner=owner, auto_id="who_%s"),
        "start": StartForm(initial=pace),
        "unseen": acts.unseen(one),
        "page": Paginator(letters, A_PAGE).get_page(request.GET.get("page")),
        "states": [s for s in Recipient.State if one.recipients.filter(state=s).exists()],
        "only": only,
        "outgoing": has_outgoing(owner),
        "head": letterhead_of(owner),
    }
    return render(request, "web/mailing.html", page)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, start, stop, take back to a draft, note as posted."""
    one = _mine(request, pk)
    done = {"confirm": _confirm, "start": _start, "stop": _stop, "reopen": _reopen,
            "posted": _posted}.get(request.POST.get("act", ""))  # fmt: skip
    if done is not None:
        _say(request, lambda: done(request, one))
    return redirect(one)


def _confirm(request: HttpRequest, one: Mailing) -> str:
    acts.confirm(one, timezone.now())
    return "Confirmed. Nothing has gone yet."


def _start(request: HttpRequest, one: Mailing) -> str:
    form = StartForm(request.POST)
    if not form.is_valid():
        raise KithworkError("Give letters an hour from 1 to 60, and hours such as 9 to 17.")
    post_of(one.owner)  # says what is missing before anything is started
    said = form.cleaned_data
    hours = (said["from_hour"], said["until_hour"])
    acts.start(one, timezone.now(), an_hour=said["an_hour"], hours=hours)
    return "Started. Letters go one by one while Kithwork runs."


def _stop(request: HttpRequest, one: Mailing) -> str:
    acts.stop(one, "You stopped it.")
    return "Stopped. Start it again to go on."


def _reopen(request: HttpRequest, one: Mailing) -> str:
    acts.reopen(one)
    return "It is a draft again; look at each letter before it goes."


def _posted(request: HttpRequest, one: Mailing) -> str:
    count = acts.posted(one, timezone.now())
    return f"{letters(count)} noted as posted."


@require_POST
def letter_act(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """One letter: left out or put back, what came back, whether it left."""
    one = get_object_or_404(_mine(request, pk).recipients.all(), pk=letter)
    now, said = timezone.now(), request.POST.get("act", "")

    def change() -> str:
        if said == "leave_out":
            acts.leave_out(one)
            return f"{one} is left out."
        if said == "put_back":
            return fill.put_back(one, now).reason or f"{one} is on it again."
        if said in ("left", "stayed"):
            settle(one, now, left=said == "left")
            return "Noted."
        if said == "no_answer":
            one.replied_at = None
            one.save(update_fields=["replied_at"])
            return "Noted: that was no answer."
        answer(one, "yes" if said == "interview" else said, now, interview=said == "interview")
        return "Noted."

    _say(request, change)
    one.refresh_from_db()
    if one.became is not None and said in ("yes", "interview"):
        return redirect(one.became)
    return redirect(one.mailing)


def look(request: HttpRequest, pk: int) -> HttpResponse:
    """A few letters at a time as they will go; what was shown and kept counts as looked at."""
    one = _mine(request, pk)
    if request.method == "POST":
        shown = acts.recipients_of(
            one, [row_number(pk) or 0 for pk in request.POST.getlist("shown")]
        )
        out = set(_numbers(request, "out"))
        _say(request, lambda: _looked(one, shown, out))
        return redirect("mailing_look" if one.is_drafted and acts.unseen(one) else "mailing", pk)
    waiting = one.recipients.to_go().filter(looked_at=None)
    if not one.is_drafted or not waiting.exists():
        return redirect(one)
    page = {"mailing": one, "letters": waiting[:AT_ONCE], "unseen": waiting.count()}
    return render(request, "web/mailing_look.html", page)


def _looked(one: Mailing, shown: Sequence[Recipient], out: set[int]) -> str:
    acts.look_at(one, [letter.pk for letter in shown if letter.pk not in out], timezone.now())
    for letter in shown:
        if letter.pk in out:
            acts.leave_out(letter)
    left = acts.unseen(one)
    return f"{left} to go." if left else "Those were all; confirm the mailing now."


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list to be looked at, or people by name."""
    one, owner = _mine(request, pk), owner_of(request)
    if files := request.FILES.getlist("files")[:1]:
        return redirect("mailing_list", pk, incoming.take(files))
    form = RecipientsForm(request.POST, owner=owner)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(one)
    people = [*form.cleaned_data["people"]]
    people += [p for name in form.cleaned_data["employers"] for p in fill.people_at(owner, name)]
    if not people:
        messages.error(request, "Choose a file, or write whom to add.")
        return redirect(one)
    _say(request, lambda: _in_words(fill.take_in(one, map(fill.listed_person, people))))
    return redirect(one)


def list_preview(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """What would become of each row of a list; then take it in or leave it."""
    one, files = _mine(request, pk), incoming.files_of(token)
    if not files:
        messages.error(request, "This file is no longer here; hand it in again.")
        return redirect(one)
    if request.method == "POST" and request.POST.get("act") != "take":
        incoming.let_go(token)
        messages.success(request, "Nothing was added.")
        return redirect(one)
    try:
        report = _taken(one, files[0], store=request.method == "POST")
    except KithworkError as error:
        incoming.let_go(token)
        messages.error(request, str(error))
        return redirect(one)
    if request.method == "POST":
        incoming.let_go(token)
        messages.success(request, _in_words(report))
        return redirect(one)
    page = Paginator(report, A_PAGE).get_page(request.GET.get("page"))
    said = {"mailing": one, "page": page, "counts": fill.summed(report), "file": files[0].name}
    return render(request, "web/mailing_list.html", said)


def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All letters of a mailing in one PDF."""
    one = _mine(request, pk)
    try:
        sheet = sheet_of(letterhead_of(one.owner))
        content = letters_pdf(mailing_on_paper(one, timezone.now()), sheet, one.name)
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(one)
    return pdf_answer(content, one.name)


def addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """The addresses of a mailing, for labels."""
    one = _mine(request, pk)
    table = addresses_csv(list(one.recipients.on_paper()))
    return HttpResponse(
        table.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="mailing-{pk}-addresses.csv"'},
    )


def _taken(one: Mailing, file: Path, *, store: bool) -> list[fill.Row]:
    return fill.take_in(one, read_list(Source.of_path(file)), store=store)


def _in_words(report: Sequence[fill.Row]) -> str:
    told = ", ".join(f"{count} {what}" for what, count in fill.summed(report).items() if count)
    reasons = [f"{row.who}: {row.why}" for row in report if row.what == "left out"]
    more = f" {'; '.join(reasons[:3])}" if reasons else ""
    return f"{told.capitalize()}.{more}" if told else "Nobody was on it."


def _say(request: HttpRequest, change: Callable[[], str]) -> None:
    try:
        messages.success(request, change())
    except KithworkError as error:
        messages.error(request, str(error))


def _mine(request: HttpRequest, pk: int) -> Mailing:
    return get_object_or_404(owner_of(request).mailings.all(), pk=pk)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [number for said in request.POST.getlist(name) if (number := row_number(said))]
