"""An invented sample campaign, so that there is something to look at on the first start."""

from __future__ import annotations

import datetime as dt

from kithwork.people.models import Owner


def plant_sample(owner: Owner, now: dt.datetime) -> bool:
    """Plant the sample where there is nothing yet; says whether it did."""
    return False
