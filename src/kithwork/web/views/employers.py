"""Employers: their boards, how reading them goes, who is there, what is open."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.boards.find import confirm, refuse
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.openings import known_at
from kithwork.campaign.ways_in import in_order, led_to, ways_in
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.operations import boards as operations
from kithwork.operations.board_status import status_of
from kithwork.operations.work import ask_for
from kithwork.people.models import Owner
from kithwork.people.organise import family
from kithwork.web.forms_jobs import AddressForm
from kithwork.web.safety import owner_of
from kithwork.words import counted

A_PAGE = 60


BOARDS_SHOWN = 200
"""Rows of the table of boards; who watches the whole directory has thirty thousand."""


def employers(request: HttpRequest) -> HttpResponse:
    """Boards with their last good reading and failures, and the employers one knows people at."""
    owner, now = owner_of(request), timezone.now()
    watches = owner.watches.select_related("board")
    certain = watches.certain()
    words, sort = request.GET.get("q", ""), request.GET.get("sort", "")
    ways = ways_in(current_campaign(owner, now), now)
    page = Paginator(in_order(owner, words, sort, ways), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/employers.html",
        {
            "waiting": watches.waiting()[:50],
            "certain": certain[:BOARDS_SHOWN],
            "status": status_of(owner, now),
            "page": page,
            "led": led_to(owner, page.object_list, ways),
            "sort": sort if sort in ("name", "way") else "people",
            "words": words,
            "form": AddressForm(),
            "reading": owner.works.under_way().filter(words="boards read").first(),
        },
    )


def employer(request: HttpRequest, pk: int) -> HttpResponse:
    """One employer: who is there, who was, who knows people there, what is open."""
    owner, now = owner_of(request), timezone.now()
    one = get_object_or_404(owner.organisations.all(), pk=pk)
    if one.absorbed_into:
        return redirect(one.absorbed_into)
    aim = current_campaign(owner, now).objective()
    names = [member.normal for member in family(one)]
    known = known_at(owner, names)
    here = list(dict.fromkeys(person for name in names for person in known.get(name, [])))
    boards = owner.watches.certain().filter(board__normal=one.normal).select_related("board")
    return render(
        request,
        "web/employer.html",
        {
            "employer": one,
            "here": here,
            "before": owner.people.known()
            .filter(positions__organisation=one, positions__ended_on__isnull=False)
            .distinct(),
            "ties": one.ties.filter(person__absorbed_into=None).select_related("person"),
            "openings": Posting.objects.open().filter(normal__in=names)[:50],
            "watches": boards,
            "findings": one.findings.all()[:20],
            "aimed": bool(aim and one.name in aim.employers),
        },
    )


def find(request: HttpRequest) -> HttpResponse:
    """Look for boards by the names of the employers that matter, or at a pasted address."""
    owner, now = owner_of(request), timezone.now()
    form = AddressForm(request.POST if "address" in request.POST else None)
    if request.method == "POST":
        try:
            if "address" in request.POST:
                if form.is_valid():
                    _watch(request, owner, form)
            else:
                found = operations.boards_find(owner, now=now)
                messages.success(
                    request,
                    f"{counted(len(found.sure), 'board')} found, "
                    f"{counted(len(found.waiting), 'waits', 'wait')} for your yes, "
                    f"{counted(len(found.without), 'employer has', 'employers have')} "
                    "none in the directory.",
                )
            return redirect("employers")
        except KithworkError as error:
            messages.error(request, str(error))
    count = len(operations.employers_that_matter(owner, now))
    return render(request, "web/employers_find.html", {"form": form, "count": count})


def _watch(request: HttpRequest, owner: Owner, form: AddressForm) -> None:
    said = form.cleaned_data
    if "." not in said["address"] and ":" not in said["address"]:
        _find(request, owner, said["address"])
        return
    found = operations.boards_watch(
        owner, said["address"], now=timezone.now(), employer=said["employer"]
    )
    messages.success(request, f"Watching {', '.join(one.url or one.employer for one in found)}.")


def _find(request: HttpRequest, owner: Owner, name: str) -> None:
    """An employer's name in place of an address: the directory may know its board."""
    found = operations.boards_find(owner, [name], now=timezone.now())
    if found.without:
        raise KithworkError(
            f"The directory has no board of {name}. Paste the address of its careers page instead."
        )
    for one in found.sure:
        messages.success(request, f"Watching {one.url}.")
    if found.waiting:
        messages.success(request, f"Say which of these is {name}'s board.")
    if found.already:
        messages.success(request, f"{name} is watched, or was decided on, already.")


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, this is the employer's board; or no."""
    watch = get_object_or_404(owner_of(request).watches.all(), pk=pk)
    act = confirm if request.POST.get("answer") == "yes" else refuse
    act(watch, timezone.now())
    return redirect("employers")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read the boards that are due, all of them, or one employer's."""
    owner = owner_of(request)
    name = request.POST.get("employer", "")
    values: dict[str, object] = {"employers": [name]} if name else {"all_": "all" in request.POST}
    if not owner.watches.certain().exists():
        messages.error(request, "No board is watched yet; look for boards first.")
        return redirect("employers")
    title = f"Reading {name}" if name else "Reading employers' boards"
    return redirect("work", pk=ask_for(owner, "boards read", title, **values).pk)
