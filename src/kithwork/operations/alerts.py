"""What can be asked about alerts: saved searches that report new matches."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db import close_old_connections
from django.utils import timezone

from kithwork.campaign.alerts import run_alerts, save_alert
from kithwork.campaign.asked import Asked
from kithwork.errors import KithworkError
from kithwork.jobs.index import keep
from kithwork.jobs.models import Alert, AlertMatch
from kithwork.operations.jobs import Opening
from kithwork.operations.registry import operation
from kithwork.people.models import Owner

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AlertShown:
    """One alert: what it asks for, how many openings it has found, how many are not told yet."""

    id: int
    name: str
    asked: dict[str, str | int | bool]
    found: int
    untold: int

    @classmethod
    def of(cls, one: Alert) -> AlertShown:
        """A stored alert as plain values."""
        return cls(one.pk, one.name, one.asked, one.matches.count(), one.matches.untold().count())

    def __str__(self) -> str:
        return f"{self.id:>5}  {self.name}: {self.found} found, {self.untold} not told yet"


@operation("alerts add")
def alerts_add(
    owner: Owner,
    words: list[str] | None = None,
    *,
    now: dt.datetime,
    name: Annotated[str, "how to call it"] = "",
    place: str = "",
    near: Annotated[str, "a town; openings around it"] = "",
    within_km: Annotated[int, "how far around it"] = 50,
    employer: str = "",
    job_type: Annotated[str, "such as Nursing, or Nursing|Retail"] = "",
    level: Annotated[str, "entry, experienced, manager or executive"] = "",
    remote: bool | None = None,
    least_pay: Annotated[int | None, "a year, in the posting's own currency"] = None,
    mine: Annotated[bool, "only what matches your objective"] = False,
    known: Annotated[bool, "only where you know someone"] = False,
) -> AlertShown:
    """Keep a search, as 'jobs search' takes it; it reports what is first seen from now on."""
    asked = Asked(
        words=" ".join(words or []),
        place=place,
        near=near,
        within_km=within_km,
        employer=employer,
        job_type=job_type,
        level=level,
        remote=remote,
        least_pay=least_pay,
        mine=mine,
        known=known,
    )
    return AlertShown.of(save_alert(owner, name, asked, now))


@operation("alerts list")
def alerts_list(owner: Owner) -> list[AlertShown]:
    """Show your alerts and how much each has found."""
    return [AlertShown.of(one) for one in owner.alerts.all()]


@operation("alerts remove")
def alerts_remove(owner: Owner, alert: int, *, now: dt.datetime) -> AlertShown:
    """Remove an alert and what it has found; the openings stay."""
    one = owner.alerts.filter(pk=alert).first()
    if one is None:
        raise KithworkError(f"There is no alert {alert}; 'kithwork alerts list' shows them.")
    gone = AlertShown.of(one)
    one.delete()
    return gone


@dataclass(frozen=True)
class AlertNews:
    """What one alert has found."""

    name: str
    openings: tuple[Opening, ...]

    def __str__(self) -> str:
        head = f"{self.name} ({len(self.openings)})"
        return "\n".join([head, "=" * len(head), *map(str, self.openings)])


@dataclass(frozen=True)
class Digest:
    """New matches of all alerts, as a mail would tell them; empty when there are none."""

    news: tuple[AlertNews, ...]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.news)) or "Nothing new for your alerts."


@operation("alerts check")
def alerts_check(
    owner: Owner,
    *,
    now: dt.datetime,
    since: Annotated[dt.date | None, "tell again what was found on this day or later"] = None,
) -> Digest:
    """Tell what the alerts have found since the last check, as text for a mail; each once."""
    take_in(now)
    found = AlertMatch.objects.filter(alert__owner=owner, posting__closed_at=None)
    found = found.untold() if since is None else found.filter(found_at__date__gte=since)
    rows = list(found.select_related("alert", "posting").order_by("alert__name", "-found_at"))
    AlertMatch.objects.filter(pk__in=[one.pk for one in rows], told_at=None).update(told_at=now)
    return Digest(news_of(rows))


def news_of(rows: Sequence[AlertMatch]) -> tuple[AlertNews, ...]:
    """Matches by alert, as a digest tells them."""
    by_alert: dict[str, list[Opening]] = {}
    for one in rows:
        by_alert.setdefault(one.alert.name, []).append(Opening.of(one.posting))
    return tuple(AlertNews(name, tuple(openings)) for name, openings in by_alert.items())


def take_in(now: dt.datetime) -> None:
    """Bring the index up to date and let the alerts look at what has changed."""
    try:
        keep.drain()
    except keep.BusyError:
        log.info("Another process brings the index up to date.")
    run_alerts(now)


def follow(stop: threading.Event) -> None:
    """Repair the index, then keep it and the alerts up to date, until told to stop."""
    first = True
    while not stop.wait(0 if first else keep.A_LOOK):
        try:
            if first:
                keep.repair()
                first = False
            take_in(timezone.now())
        except keep.BusyError:
            stop.wait(keep.A_LOOK)
        except Exception:
            log.exception("The index could not be brought up to date; it is tried again.")
            stop.wait(10)
        finally:
            close_old_connections()
