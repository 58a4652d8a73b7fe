"""Letters on paper: the page to print, the PDF, and the sender's address."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.honest import PretextError
from kithwork.campaign.letter import draft_letter, situations_of, usual_situation, write_letter
from kithwork.campaign.paper import letter_on_paper, letterhead_of, owed_on_paper, sheet_of
from kithwork.campaign.paper_layout import Letter
from kithwork.campaign.paper_meeting import sheet_for_notes
from kithwork.campaign.paper_pdf import letters_pdf
from kithwork.errors import KithworkError
from kithwork.web.forms_letters import LetterheadForm, WriteForm
from kithwork.web.safety import owner_of


def letterhead(request: HttpRequest) -> HttpResponse:
    """The sender's name and address, kept once for all letters."""
    form = LetterheadForm(request.POST or None, instance=letterhead_of(owner_of(request)))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved. It stands on every letter from now on.")
        return redirect("letterhead")
    return render(request, "web/letterhead.html", {"form": form})


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter, or what to say, for any situation: to be changed, copied, sent or printed."""
    owner, now = owner_of(request), timezone.now()
    person = get_object_or_404(owner.people.known(), pk=pk)
    usual = {"situation": usual_situation(person), **request.GET.dict()}
    form = WriteForm(request.POST or None, person=person, initial=usual)
    written = None
    if request.method == "POST" and form.is_valid():
        situation, channel = form.cleaned_data["situation"], form.cleaned_data["channel"]
        campaign = current_campaign(owner, now)
        said = {"channel": channel, "said": form.said()}
        try:
            if situation in situations_of(asking=True):
                return redirect(draft_letter(campaign, person, now, situation=situation, **said))
            written = write_letter(campaign, person, situation, now, **said)
        except PretextError:
            return redirect("honest", pk=person.pk)
        except KithworkError as error:
            form.add_error(None, str(error))
    page = {"form": form, "person": person, "written": written}
    return render(request, "web/letter_write.html", page)


def approach_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A request as a page to print."""
    one = get_object_or_404(owner_of(request).approaches.select_related("person"), pk=pk)
    return _page(request, lambda: letter_on_paper(one, timezone.now()), one.get_absolute_url())


def approach_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A request as a PDF."""
    one = get_object_or_404(owner_of(request).approaches.select_related("person"), pk=pk)
    return _pdf(request, lambda: letter_on_paper(one, timezone.now()), f"/approaches/{pk}/paper/")


def promise_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Thanks, a report or a reminder as a page to print."""
    owed = get_object_or_404(owner_of(request).follow_ups.select_related("person"), pk=pk)
    return _page(request, lambda: owed_on_paper(owed, timezone.now()), f"/promises/{pk}/letter/")


def promise_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Thanks, a report or a reminder as a PDF."""
    owed = get_object_or_404(owner_of(request).follow_ups.select_related("person"), pk=pk)
    return _pdf(request, lambda: owed_on_paper(owed, timezone.now()), f"/promises/{pk}/paper/")


def meeting_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet that one takes into a meeting."""
    meeting = get_object_or_404(owner_of(request).meetings.select_related("person"), pk=pk)
    return _pdf(request, lambda: sheet_for_notes(meeting), meeting.get_absolute_url())


def _page(request: HttpRequest, written: Callable[[], Letter], back: str) -> HttpResponse:
    try:
        letter = written()
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(back)
    head = letterhead_of(owner_of(request))
    page = {
        "letter": letter,
        "text": letter.text.rstrip().removesuffix(letter.signed).rstrip(),
        "back": back,
        "pdf": request.path.replace("/paper/", "/letter.pdf"),
        "stored": head.pk is not None and bool(head.address),
        "us": head.us_letter,
    }
    return render(request, "web/paper.html", page)


def _pdf(request: HttpRequest, written: Callable[[], Letter], back: str) -> HttpResponse:
    try:
        letter = written()
        paper = sheet_of(letterhead_of(owner_of(request)))
        content = letters_pdf([letter], paper, letter.subject or "Letter")
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(back)
    return pdf_answer(content, letter.subject)


def pdf_answer(content: bytes, title: str) -> HttpResponse:
    """A PDF that the browser keeps as a file."""
    name = slugify(title)[:60] or "letter"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
