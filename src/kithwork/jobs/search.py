"""Finds postings by words, place, employer, age, kind of work and level."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import dataclass

from django.db.models import Q

from kithwork.boards.names import normal_name
from kithwork.jobs.models import Posting, PostingQuerySet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for; an empty field asks for nothing.

    Every word of `words` has to be in the title, the employer or the text; "two words" in
    quotes stand together; a word with a minus before it must not be there. `since` is the
    earliest moment at which a posting was new.
    """

    words: str = ""
    place: str = ""
    employer: str = ""
    since: dt.datetime | None = None
    job_type: str = ""
    level: str = ""
    remote: bool | None = None
    closed_too: bool = False


def search(wanted: Wanted) -> PostingQuerySet:
    """The postings that match, newest first."""
    found = Posting.objects.all() if wanted.closed_too else Posting.objects.open()
    found = found.filter(_words(wanted.words), _place(wanted.place), _employer(wanted.employer))
    if wanted.since is not None:
        found = found.filter(new_at__gte=wanted.since)
    if wanted.job_type:
        found = found.of_type(wanted.job_type)
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.remote is not None:
        found = found.filter(_remote(wanted.remote))
    return found.newest_first()


def _words(words: str) -> Q:
    condition = Q()
    for term in terms(words):
        refused = term.startswith("-") and len(term) > 1
        said = term[1:] if refused else term
        somewhere = (
            Q(title__icontains=said)
            | Q(employer__icontains=said)
            | Q(text__description__icontains=said)
        )
        condition &= (
            ~Q(title__icontains=said)
            & ~Q(employer__icontains=said)
            & (Q(text__isnull=True) | ~Q(text__description__icontains=said))
            if refused
            else somewhere
        )
    return condition


def terms(words: str) -> list[str]:
    """The words and quoted phrases of a search; an open quote is just a character."""
    try:
        return [term for term in shlex.split(words.replace("'", "\\'")) if term]
    except ValueError:
        return words.replace('"', " ").split()


def _place(place: str) -> Q:
    """Each part between commas has to be in the place: "Leeds, England"."""
    condition = Q()
    for part in filter(None, (part.strip() for part in place.split(","))):
        condition &= (
            Q(location__icontains=part) | Q(city__iexact=part) | Q(region__iexact=part)
        ) | Q(country__iexact=part)
    return condition


def _employer(employer: str) -> Q:
    """An employer by its name however it is written, or by a part of it."""
    if not employer.strip():
        return Q()
    return Q(normal=normal_name(employer)) | Q(employer__icontains=employer.strip())


def _remote(remote: bool) -> Q:
    """Remote work, or work that isn't; a posting that doesn't say counts as neither."""
    return (
        Q(workplace="remote") | Q(remote=True) if remote else Q(workplace__in=["onsite", "hybrid"])
    )
