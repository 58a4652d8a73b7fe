"""The circle: its picture, records that may be one person, and changes to many at once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.operations.work import ask_for
from kithwork.people import forget as forgetting
from kithwork.people import merge as merging
from kithwork.people import organise, review
from kithwork.people.edit import UNSAID, edit
from kithwork.people.models import Owner, ReviewPair
from kithwork.people.models.person import PersonQuerySet
from kithwork.project.home import home
from kithwork.web.circle import picture
from kithwork.web.forms import PersonFilter
from kithwork.web.safety import owner_of

A_PAGE = 10
TOGETHER = 40
FURTHEST = [(0, "own kith"), (1, "one introduction"), (2, "two"), (3, "three")]


def circle(request: HttpRequest) -> HttpResponse:
    """Everyone by generation from the middle outwards, and who brought whom."""
    by = "field" if request.GET.get("by") == "field" else "warmth"
    words = request.GET.get("q", "")[:200]
    said = request.GET.get("to", "")
    furthest = int(said) if said in {str(steps) for steps, _ in FURTHEST} else None
    shown = {
        "picture": picture(owner_of(request), by, words, furthest),
        "by": by,
        "words": words,
        "furthest": furthest,
        "choices": FURTHEST,
    }
    return render(request, "web/circle.html", shown)


def review_pairs(request: HttpRequest) -> HttpResponse:
    """Records that are likely one person, the surest first: yes, no, later."""
    owner, now = owner_of(request), timezone.now()
    page = Paginator(review.waiting(owner, owner.today(now)), A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "web/review_pairs.html",
        {
            "page": page,
            "questions": [review.Question.of(pair) for pair in page],
            "looking": owner.works.under_way().filter(words="people review find").first(),
            "merges": owner.merges.filter(undone_at=None).select_related("kept", "absorbed")
            .order_by("-made_at", "-pk")[:10],
        },
    )  # fmt: skip


@require_POST
def review_find(request: HttpRequest) -> HttpResponse:
    """Compare everybody with everybody, beside the pages."""
    work = ask_for(owner_of(request), "people review find", "Looking for people written down twice")
    return redirect("work", pk=work.pk)


@require_POST
def review_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's word on one pair."""
    owner = owner_of(request)
    pair = get_object_or_404(owner.review_pairs.select_related("first", "second"), pk=pk)
    try:
        _decide(request, pair)
    except KithworkError as error:
        messages.error(request, str(error))
    return redirect("same")


def _decide(request: HttpRequest, pair: ReviewPair) -> None:
    now, answer = timezone.now(), request.POST.get("answer")
    if answer == "same":
        done = review.same(pair, now)
        messages.success(request, f"{done.absorbed} is part of {done.kept} now.")
    elif answer == "different":
        review.different(pair, now)
        messages.success(request, f"{pair.first} and {pair.second} stay two people.")
    else:
        review.put_off(pair, now)


@require_POST
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records again."""
    done = get_object_or_404(owner_of(request).merges.filter(undone_at=None), pk=pk)
    left = merging.unmerge(done, timezone.now())
    messages.success(request, f"{done.absorbed} stands for themselves again.")
    for one in left:
        messages.warning(request, f"Not put back: {one}.")
    return redirect(done.absorbed)


def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a person for good, after saying what goes."""
    person = get_object_or_404(owner_of(request).people.known(), pk=pk)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        forgetting.forget(person, timezone.now(), home() / "incoming")
        messages.success(request, "Forgotten; a later import won't bring them back.")
        return redirect("people")
    gone = forgetting.would_go(person)
    return render(request, "web/circle_forget.html", {"person": person, "gone": gone})


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Change the ticked people, or everybody found."""
    owner, query = owner_of(request), request.POST.get("query", "")[:1000]
    back = redirect(f"/people/?{query}" if query else "/people/")
    said = {name: request.POST.get(name, "") for name in ("closeness", "leave_alone", "known")}
    try:
        count = edit(
            _meant(request, owner, query),
            timezone.now(),
            closeness=_closeness(said["closeness"]),
            leave_alone=_yes_no(said["leave_alone"]),
            known=_yes_no(said["known"]),
        )
    except KithworkError as error:
        messages.error(request, str(error))
        return back
    messages.success(request, f"{count} {'person' if count == 1 else 'people'} changed.")
    return back


def _meant(request: HttpRequest, owner: Owner, query: str) -> PersonQuerySet:
    people = owner.people.known()
    if request.POST.get("whom") == "found":
        return PersonFilter(QueryDict(query)).chosen(people, owner.today(timezone.now()))
    ticked = [number for pk in request.POST.getlist("person") if (number := row_number(pk))]
    if not ticked:
        raise KithworkError("Tick the people first.")
    return people.filter(pk__in=ticked)


def _closeness(said: str) -> float | None:
    try:
        return UNSAID if said == "unsaid" else float(said) if said else None
    except ValueError:
        return None


def _yes_no(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)


@require_POST
def view_save(request: HttpRequest) -> HttpResponse:
    """Keep what was searched and filtered, under a name."""
    owner, name = owner_of(request), request.POST.get("name", "").strip()[:80]
    asked = QueryDict(request.POST.get("query", "")[:1000])
    kept = {key: asked[key] for key in PersonFilter.base_fields if asked.get(key)}
    if name:
        owner.views.update_or_create(name=name, defaults={"query": urlencode(kept)})
        messages.success(request, f"The view “{name}” is kept.")
    else:
        messages.error(request, "Give the view a name.")
    return redirect(f"/people/?{urlencode(kept)}")


@require_POST
def view_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a view go."""
    owner_of(request).views.filter(pk=pk).delete()
    return redirect("people")


def together(request: HttpRequest) -> HttpResponse:
    """Employers that may be one, or a group and its legal entities."""
    owner = owner_of(request)
    if request.method == "POST":
        try:
            _join(request, owner)
        except KithworkError as error:
            messages.error(request, str(error))
        return redirect("together")
    merges = owner.organisation_merges.filter(undone_at=None).select_related("kept", "absorbed")
    found = organise.suggestions(owner)
    return render(
        request,
        "web/circle_together.html",
        {"found": found[:TOGETHER], "count": len(found), "merges": merges.order_by("-pk")[:10]},
    )


def _join(request: HttpRequest, owner: Owner) -> None:
    now, act = timezone.now(), request.POST.get("act")
    if act == "split":
        merges = owner.organisation_merges.filter(undone_at=None)
        done = get_object_or_404(merges, pk=row_number(request.POST.get("merge")))
        organise.split_organisations(done, now)
        messages.success(request, f"{done.absorbed} stands for itself again.")
        return
    first = get_object_or_404(owner.organisations, pk=row_number(request.POST.get("first")))
    second = get_object_or_404(owner.organisations, pk=row_number(request.POST.get("second")))
    if act == "apart":
        organise.keep_apart(first, second, now)
        messages.success(request, f"{first} and {second} stay two; this isn't asked again.")
    elif act == "one":
        organise.merge_organisations(first, second, [], now)
        messages.success(request, f"{second} is part of {first} now.")
    else:
        organise.put_into_group(second, first)
        messages.success(request, f"{second} belongs to {first}.")
