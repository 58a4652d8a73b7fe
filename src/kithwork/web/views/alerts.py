"""Alerts: saved searches on a page, and as feeds at a secret address."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import Element, SubElement, tostring

from django.contrib import messages
from django.core import signing
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kithwork.campaign.alerts import save_alert
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.post import has_outgoing
from kithwork.errors import KithworkError
from kithwork.jobs.models import Alert, AlertMatch
from kithwork.operations.alerts import take_in
from kithwork.web.forms_jobs import OpeningFilter
from kithwork.web.safety import owner_of

SALT = "kithwork.alerts"
SHOWN = 30
IN_A_FEED = 100
ATOM = "http://www.w3.org/2005/Atom"


def alerts(request: HttpRequest) -> HttpResponse:
    """Every alert with what it has found, the newest first."""
    owner, now = owner_of(request), timezone.now()
    take_in(now)
    own = owner.alerts.annotate(
        open=Count("matches", filter=Q(matches__posting__closed_at=None))
    ).order_by("name")
    shown = [(one, _latest(one)[:SHOWN], feed_address(one)) for one in own]
    by_mail = current_campaign(owner, now).mails_alerts and has_outgoing(owner)
    return render(request, "web/alerts.html", {"shown": shown, "by_mail": by_mail})


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search that the page of openings shows."""
    owner, query = owner_of(request), request.POST.get("asked", "")[:2000]
    form = OpeningFilter(QueryDict(query))
    try:
        one = save_alert(owner, request.POST.get("name", ""), form.asked(), timezone.now())
    except KithworkError as error:
        messages.error(request, str(error))
        return redirect(f"/openings/?{QueryDict(query).urlencode()}")
    messages.success(request, f"{one}: you will see here what is new from now on.")
    return redirect("alerts")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an alert."""
    get_object_or_404(owner_of(request).alerts, pk=pk).delete()
    messages.success(request, "The alert is gone; the openings stay.")
    return redirect("alerts")


def feed(request: HttpRequest, secret: str, kind: str) -> HttpResponse:
    """What one alert has found, for a feed reader that knows the address: Atom or JSON Feed."""
    try:
        key = signing.loads(secret, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    one = get_object_or_404(Alert, pk=key, owner__is_active=True)
    take_in(timezone.now())
    found = _latest(one)[:IN_A_FEED]
    home = request.build_absolute_uri("/")[:-1]
    if kind == "json":
        told = _json_feed(one, found, home + request.path, home)
        return JsonResponse(told, content_type="application/feed+json")
    content = _atom(one, found, home + request.path, home)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def feed_address(alert: Alert) -> str:
    """The address of an alert's feeds without its ending, with a secret in it."""
    return f"/feeds/{signing.dumps(alert.pk, salt=SALT)}/alert"


def _latest(alert: Alert) -> list[AlertMatch]:
    found = alert.matches.filter(posting__closed_at=None).select_related("posting")
    return list(found.order_by("-found_at", "-pk")[:IN_A_FEED])


def _id(one: AlertMatch) -> str:
    """The same for ever, so that a reader never shows it twice."""
    return f"urn:kithwork:alert:{one.alert_id}:{one.posting_id}"


def _told(one: AlertMatch) -> str:
    return f"{one.posting.title}, {one.posting.employer}"


def _json_feed(alert: Alert, found: list[AlertMatch], address: str, home: str) -> dict[str, object]:
    items = [
        {
            "id": _id(one),
            "url": home + one.posting.get_absolute_url(),
            "external_url": one.posting.url,
            "title": _told(one),
            "content_text": ", ".join(filter(None, (one.posting.location,
                                                     one.posting.compensation))) or _told(one),
            "date_published": one.found_at.isoformat(),
        }
        for one in found
    ]  # fmt: skip
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Kithwork: {alert.name}",
        "feed_url": address,
        "items": items,
    }


def _atom(alert: Alert, found: list[AlertMatch], address: str, home: str) -> bytes:
    top = Element("feed", xmlns=ATOM)
    latest: dt.datetime = found[0].found_at if found else alert.created_at
    for name, text in (("id", f"urn:kithwork:alert:{alert.pk}"),
                       ("title", f"Kithwork: {alert.name}"),
                       ("updated", latest.isoformat())):  # fmt: skip
        SubElement(top, name).text = _clean(text)
    SubElement(top, "link", rel="self", href=address)
    SubElement(SubElement(top, "author"), "name").text = "Kithwork"
    for one in found:
        entry = SubElement(top, "entry")
        for name, text in (("id", _id(one)), ("title", _told(one)),
                           ("updated", one.found_at.isoformat()),
                           ("summary", one.posting.location)):  # fmt: skip
            SubElement(entry, name).text = _clean(text)
        SubElement(entry, "link", href=home + one.posting.get_absolute_url())
    content: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return content


def _clean(text: str) -> str:
    """Without the signs that XML does not allow."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
