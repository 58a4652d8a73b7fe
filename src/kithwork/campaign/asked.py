"""What a person asks of the openings, as it can be kept: with their own people and objective."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.openings import aim_of
from kithwork.errors import KithworkError
from kithwork.jobs.index.wanted import any_of
from kithwork.jobs.job_types import job_types
from kithwork.jobs.models import Level
from kithwork.jobs.onet import occupations
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


MOST_PAY = 1_000_000_000


def asked_wanted(asked: Asked, owner: Owner, now: dt.datetime) -> Wanted:
    """The search that this owner's words mean now.

    Raises KithworkError for a job type, level or occupation that there is none of, and for a pay
    that nobody gets.
    """
    if asked.least_pay is not None and not 0 <= asked.least_pay <= MOST_PAY:
        raise KithworkError(f"A year's pay lies between 0 and {MOST_PAY:,}.")
    return Wanted(
        words=asked.words,
        place=asked.place,
        near=asked.near,
        within_km=asked.within_km,
        employer=asked.employer,
        job_type=_known(asked.job_type, job_types(), "job type"),
        occupation=_known(_whole_codes(asked.occupation), occupations(), "occupation"),
        level=_known(asked.level, Level.values, "level"),
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


def _known(said: str, names: Iterable[str], what: str) -> str:
    """The values of a field as they are written here, whatever their case."""
    written = {name.casefold(): name for name in names}
    found = []
    for one in any_of(said):
        if one.casefold() not in written:
            close = difflib.get_close_matches(one.casefold(), written, 3, 0.5)
            like = ", ".join(written[name] for name in close or list(written)[:4])
            raise KithworkError(f"There is no {what} {one!r}; there is, for instance, {like}.")
        found.append(written[one.casefold()])
    return "|".join(found)


def _whole_codes(said: str) -> str:
    """O*NET-SOC codes whose last part was left out: 29-1141 is 29-1141.00."""
    return "|".join(f"{one}.00" if len(one) == len("29-1141") else one for one in any_of(said))
