"""The standing cast, and the clock by which the tests live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import settings

from kithwork.campaign.models import Campaign
from kithwork.jobs.index.keep import let_go
from kithwork.people.models import Owner, Person
from kithwork.project.home import home

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")  # the same examples each time: red means that something changed

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def now() -> dt.datetime:
    """A Monday morning."""
    return NOW


@pytest.fixture
def ada(db: None) -> Owner:
    """Ada, who is looking for work."""
    return Owner.on_this_machine(first_name="Ada")


@pytest.fixture
def campaign(ada: Owner, now: dt.datetime) -> Campaign:
    """Ada's campaign."""
    return Campaign.objects.create(owner=ada, name="Ada's search", started_on=now.date())


@pytest.fixture
def bo(ada: Owner, now: dt.datetime) -> Person:
    """Bo, Ada's close friend."""
    return Person.objects.create(
        owner=ada, name="Bo Friend", closeness=0.9, generation=0, created_at=now
    )


@pytest.fixture
def cy(ada: Owner, now: dt.datetime) -> Person:
    """Cy, a stranger of whom Ada has heard."""
    return Person.objects.create(owner=ada, name="Cy Stranger", created_at=now)


@pytest.fixture(autouse=True)
def _no_index_is_left() -> Iterator[None]:
    """The index of openings is a copy of the database, which each test leaves empty."""
    yield
    if (home() / "index").exists():
        let_go()
