"""What can be asked about openings."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Annotated
from zoneinfo import ZoneInfo

import click

from kithwork.campaign.asked import Asked, asked_wanted
from kithwork.campaign.openings import known_at
from kithwork.clock import day
from kithwork.errors import KithworkError
from kithwork.jobs.absorb import Added
from kithwork.jobs.classify import Classified, classify
from kithwork.jobs.fold import fold_waiting
from kithwork.jobs.ghosts import Sign, signs_of
from kithwork.jobs.imports.take_in import import_file
from kithwork.jobs.index import keep
from kithwork.jobs.index.keep import remake
from kithwork.jobs.looser import looser
from kithwork.jobs.models import Posting
from kithwork.jobs.near import namesakes
from kithwork.jobs.paid import paid
from kithwork.jobs.pay import Pay
from kithwork.jobs.search import search
from kithwork.jobs.snippet import Piece, plain
from kithwork.operations.registry import Progress, operation, silent
from kithwork.people.models import Owner
from kithwork.words import counted

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opening:
    """One opening, where it is stated, and whom you know there."""

    id: int
    title: str
    employer: str
    location: str
    url: str
    types: tuple[str, ...]
    level: str
    posted_on: dt.date | None
    first_seen_at: dt.datetime
    last_seen_at: dt.datetime
    new_at: dt.datetime | None
    updated_at: dt.datetime | None
    you_know: tuple[str, ...]
    signs: tuple[str, ...] = ()
    snippet: str = ""
    """Where the text has the words of the search, each between asterisks."""
    pay: Pay | None = None

    @classmethod
    def of(
        cls,
        one: Posting,
        you_know: tuple[str, ...] = (),
        signs: Iterable[Sign] = (),
        says: Iterable[Piece] = (),
        pay: Pay | None = None,
    ) -> Opening:
        """A stored posting as plain values. `new_at` is None where nobody knows its age."""
        return cls(
            one.pk,
            one.title,
            one.employer,
            one.location,
            one.url,
            tuple(one.types),
            one.level,
            one.posted_on,
            one.first_seen_at,
            one.last_seen_at,
            one.new_at,
            one.updated_at,
            you_know,
            tuple(f"{sign.kind}: {sign.evidence}" for sign in signs),
            plain(says),
            pay,
        )

    def __str__(self) -> str:
        where = f", {self.location}" if self.location else ""
        new = day(self.new_at) if self.new_at else "age unknown"
        told = [f"{self.id:>6}  {new}  {self.title} ({self.employer}{where})"]
        told += [str(self.pay) if self.pay else "", self.url, self.snippet]
        if self.signs:
            told.append(f"Doubtful: {'; '.join(self.signs)}")
        if self.you_know:
            told.append(f"You know: {', '.join(self.you_know)}")
        return "\n        ".join(filter(None, told))


@dataclass(frozen=True)
class OpeningsFound:
    """The openings asked for, at most `limit` of `count`, and counts over all that match."""

    count: int
    added_today: int
    new_this_week: int
    by_type: dict[str, int]
    openings: tuple[Opening, ...]
    namesakes: tuple[str, ...] = ()
    """Where the town asked for is one of several: the one that was taken, then the others."""
    looser: dict[str, int] = field(default_factory=dict)
    """Where nothing matches: how many would, if one part of the search were left out."""

    def __str__(self) -> str:
        if not self.namesakes:
            return self._found()
        meant, *others = self.namesakes
        return f"Near {meant}; there is also {'; '.join(others)}.\n{self._found()}"

    def _found(self) -> str:
        if not self.count and self.looser:
            ways = "".join(f"\n  {n:>6}  {called}" for called, n in self.looser.items())
            return f"Nothing matches. There would be{ways}"
        if not self.count:
            return "Nothing matches. Try fewer words, or read more boards."
        types = ", ".join(f"{name} {n}" for name, n in list(self.by_type.items())[:8])
        shown = "\n".join(map(str, self.openings))
        return (
            f"{shown}\n{counted(self.count, 'opening')}; added today {self.added_today}, "
            f"new this week {self.new_this_week}. {types}"
        )


@operation("jobs search")
def jobs_search(
    owner: Owner,
    words: list[str] | None = None,
    *,
    now: dt.datetime,
    place: Annotated[str, "several with bars between: Leeds|York"] = "",
    near: Annotated[str, "a town; openings around it"] = "",
    within_km: Annotated[int, "how far around it"] = 50,
    employer: str = "",
    since: Annotated[dt.date | None, "new on this day or later"] = None,
    job_type: Annotated[str, "such as Nursing, or Nursing|Retail"] = "",
    occupation: Annotated[str, "an O*NET-SOC code"] = "",
    level: Annotated[str, "entry, experienced, manager or executive"] = "",
    remote: bool | None = None,
    least_pay: Annotated[int | None, "a year, in the posting's own currency"] = None,
    mine: Annotated[bool, "only what matches your objective"] = False,
    known: Annotated[bool, "only where you know someone"] = False,
    best: Annotated[bool, "best first instead of newest first"] = False,
    limit: Annotated[int, "show at most this many"] = 20,
) -> OpeningsFound:
    """Search the openings that were read: WORDS, a "phrase", -excluded; newest first."""
    asked = Asked(
        words=" ".join(map(quoted, words or [])),
        place=place,
        near=near,
        within_km=within_km,
        employer=employer,
        job_type=job_type,
        occupation=occupation,
        level=level,
        remote=remote,
        least_pay=least_pay,
        mine=mine,
        known=known,
    )
    begin = None if since is None else _midnight(since, owner)
    found = search(
        replace(asked_wanted(asked, owner, now), since=begin), "best" if best else "newest"
    )
    counted = found.counted(now, owner.time_zone)
    rows = found[: max(limit, 0)]
    acquainted = known_at(owner, {one.normal for one in rows})
    doubts, says, pays = signs_of(rows, now), found.snippets(rows), paid(rows)
    return OpeningsFound(
        counted.open,
        counted.added_today,
        counted.new_this_week,
        dict(counted.by_type),
        tuple(
            Opening.of(
                r,
                tuple(p.name for p in acquainted.get(r.normal, ())[:5]),
                doubts[r.pk],
                says.get(r.pk, ()),
                pays.get(r.pk),
            )
            for r in rows
        ),
        namesakes(near) if near else (),
        {} if counted.open else {one.called: one.count for one in looser(found)},
    )


def quoted(word: str) -> str:
    """A phrase that the shell has taken its quotes from."""
    if " " not in word or '"' in word:
        return word
    return f'-"{word[1:]}"' if word.startswith("-") else f'"{word}"'


def _midnight(day: dt.date, owner: Owner) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZoneInfo(owner.time_zone))


@dataclass(frozen=True)
class Reindexed:
    """How many openings the index has now."""

    openings: int

    def __str__(self) -> str:
        return f"The index has been made anew with {counted(self.openings, 'opening')}."


@operation("jobs reindex")
def jobs_reindex(owner: Owner, *, now: dt.datetime, progress: Progress = silent) -> Reindexed:
    """Make the index of openings anew from the database; searches go on meanwhile."""
    return Reindexed(remake(progress))


@dataclass(frozen=True)
class OpeningsImported:
    """What a file of openings brought, how many rows could not be read, and the first of them."""

    openings: int
    opened: int
    changed: int
    reopened: int
    employers: int
    unread: int
    unreadable: tuple[str, ...]

    def __str__(self) -> str:
        told = [
            f"{counted(self.openings, 'opening')} of {counted(self.employers, 'employer')}: "
            f"{self.opened} new, "
            f"{self.changed} changed, {self.reopened} open again."
        ]
        if self.unread:
            told.append(f"{counted(self.unread, 'row')} could not be read:")
        return "\n  ".join([*told, *self.unreadable[:SHOWN]])


@operation("jobs import")
def jobs_import(
    owner: Owner,
    file: Path,
    *,
    now: dt.datetime,
    mapping: Annotated[
        list[str] | None, "for a plain CSV, FIELD=COLUMN: 'title=Job Title'; repeatable"
    ] = None,
    progress: Progress = silent,
) -> OpeningsImported:
    """Take openings in from FILE: openroles JSON, JobSpy CSV, schema.org JSON-LD, any CSV.

    A plain CSV first gets the answer which columns seem to be meant; give that as the mapping.
    Nothing is closed by an import, and the same file twice changes nothing: one that was stopped
    goes on when it is given again.
    """
    said = _mapping(mapping) if mapping else None
    brought = import_file(
        Path(file), now, said, classify, then=_fold_and_index, progress=progress, workers=None
    )
    return OpeningsImported(
        brought.openings,
        brought.opened,
        brought.changed,
        brought.reopened,
        brought.employers,
        brought.unread,
        tuple(f"line {bad.line}: {bad.why}" for bad in brought.unreadable),
    )


def _fold_and_index(added: Added) -> None:
    """What a part of a file brought is found at once, in the job that it states; so is what an
    import that was killed had left to fold."""
    for _ in fold_waiting():
        pass
    try:
        keep.drain()
    except keep.BusyError:
        log.info("Another process brings the index up to date.")


def _mapping(said: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in said]
    wrong = next((field for field, sign, column in pairs if not (field and sign and column)), None)
    if wrong is not None:
        raise KithworkError("Write a mapping like 'title=Job Title', one for each column.")
    return {field.strip(): column.strip() for field, _sign, column in pairs}


BATCH = 2000


def _opened(file: str) -> IO[str]:
    try:
        return click.open_file(file, encoding="utf-8", errors="replace")
    except OSError as error:
        raise KithworkError(f"{file or 'A file without a name'} can't be read.") from error


SHOWN = 20


@operation("jobs classify")
def jobs_classify(file: Annotated[str, "a file, or - for standard input"]) -> Iterator[Classified]:
    """Say what kind of work each title is: one title a line in, one JSON object a line out."""
    with _opened(file) as titles:
        batch: list[str] = []
        for line in titles:
            batch.append(line.rstrip("\r\n"))
            if len(batch) == BATCH:
                yield from classify(batch)
                batch = []
        yield from classify(batch)
