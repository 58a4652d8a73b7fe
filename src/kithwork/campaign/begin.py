"""Begin a campaign, find the one that runs, and write what it is aiming for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from kithwork.campaign.models import Campaign, Objective
from kithwork.campaign.openings import focus
from kithwork.errors import KithworkError
from kithwork.people.models import Owner

MOST_WORDS = 120


def current_campaign(owner: Owner, now: dt.datetime) -> Campaign:
    """The campaign that runs; a first one is begun where none does."""
    running = owner.campaigns.filter(ended_on=None, kind=Campaign.Kind.SEEKING).first()
    return running or Campaign.objects.create(
        owner=owner, name="My search", started_on=owner.today(now)
    )


@transaction.atomic
def write_objective(
    campaign: Campaign,
    text: str,
    now: dt.datetime,
    occupations: Iterable[str] = (),
    places: Iterable[str] = (),
    employers: Iterable[str] = (),
    aim: str = "",
) -> Objective:
    """A new version of the objective; writing the same again changes nothing.

    Raises KithworkError where nothing is said.
    """
    said = {
        "text": text.strip(),
        "aim": " ".join(aim.split()).rstrip("."),
        "occupations": _listed(occupations),
        "places": _listed(places),
        "employers": _listed(employers),
    }
    if not said["text"]:
        raise KithworkError("Say in a sentence or two what you are aiming for.")
    latest = campaign.objective()
    if latest and all(getattr(latest, field) == value for field, value in said.items()):
        return latest
    if len(str(said["aim"])) > MOST_WORDS:
        raise KithworkError(f"Say the aim in at most {MOST_WORDS} characters.")
    last = campaign.objectives.aggregate(last=Max("version"))["last"] or 0
    written = Objective(campaign=campaign, version=last + 1, written_at=now, **said)
    written.focus = focus(written)
    written.save()
    return written


def _listed(values: Iterable[str]) -> list[str]:
    """Each value once, tidied, in the order given."""
    return list(dict.fromkeys(tidy for value in values if (tidy := " ".join(value.split()))))
