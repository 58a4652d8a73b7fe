"""What a person asks of the openings, as it can be kept: with their own people and objective."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.openings import aim_of
from kithwork.jobs.search import Wanted
from kithwork.people.models import Owner


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its owner means it. The fields are those of `Wanted`; besides, `mine` asks
    for what matches the objective, `known` for employers where the owner knows someone."""

    words: str = ""
    place: str = ""
    near: str = ""
    within_km: int = 50
    employer: str = ""
    job_type: str = ""
    occupation: str = ""
    level: str = ""
    remote: bool | None = None
    least_pay: int | None = None
    mine: bool = False
    known: bool = False

    def to_plain(self) -> dict[str, str | int | bool]:
        """Only what is asked for, as JSON keeps it."""
        nothing = asdict(Asked())
        return {name: value for name, value in asdict(self).items() if value != nothing[name]}

    @classmethod
    def of_plain(cls, kept: Mapping[str, object]) -> Asked:
        """What `to_plain` made; fields of another version are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})  # type: ignore[arg-type]


def asked_wanted(asked: Asked, owner: Owner, now: dt.datetime) -> Wanted:
    """The search that this owner's words mean now."""
    return Wanted(
        words=asked.words,
        place=asked.place,
        near=asked.near,
        within_km=asked.within_km,
        employer=asked.employer,
        job_type=asked.job_type,
        occupation=asked.occupation,
        level=asked.level,
        remote=asked.remote,
        least_pay=asked.least_pay,
        employers=_employers_known(owner) if asked.known else None,
        aim=aim_of(current_campaign(owner, now).objective()) if asked.mine else None,
    )


def _employers_known(owner: Owner) -> frozenset[str]:
    here = owner.organisations.filter(
        positions__ended_on=None, positions__person__absorbed_into=None
    )
    return frozenset(here.exclude(positions=None).values_list("normal", flat=True))
