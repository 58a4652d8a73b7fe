"""What is compared of a posting, taken out of its statement once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from kithwork.jobs.match.employers import Employer, employer_of
from kithwork.jobs.match.statement import Statement
from kithwork.jobs.match.texts import Shingles, Words, shingles_of, words_of
from kithwork.jobs.match.titles import TitleWords, shifts_in, title_words
from kithwork.jobs.match.where import Where, where_of

_REQUISITION = re.compile(
    r"\b(?:(?:job|position|vacancy|posting|requisition|req|reference|ref|stellen|kenn|referenz)"
    r"[\s-]*(?:id|no|nr|num|number|code|ziffer|nummer)?|kennziffer|stellennummer)"
    r"\s*[.:#]*\s*[:#(]?\s*"
    r"([a-z]{0,6}[-_/]?\d[\w/-]{2,18})",
    re.I,
)
_MARKED = re.compile(r"\b((?:r|jr|req|ref|job)[-_]?\d{3,}(?:-\d{3,})*)(?:-\d{1,2})?(?![\w])", re.I)
_HASH = re.compile(r"#\s?(\d{3,}[\w-]*)")
_IN_LINK = re.compile(r"(?:^|[/_=-])((?:r|jr|req)[-_]?\d{4,})(?:-\d{1,2})?(?=$|[/?&#_])", re.I)
_NOT_OF_THE_POSTING = re.compile(r"^(?:utm_\w+|gh_src|source|src|ref|referrer|lever-\w+|trk|from)$")
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?\s?([ap]m|(?<=[:.]\d\d))\s?(?:-|–|to|until|till|bis|h|uhr|\s)+"
    r"(\d{1,2})(?:[:.](\d\d))?\s?([ap]m|(?<=[:.]\d\d))"
)
_HALF = re.compile(r"\bpart[\s_-]*time|teilzeit|temps partiel|\bpt\b", re.I)
_WHOLE = re.compile(r"\bfull[\s_-]*time|vollzeit|temps plein|\bft\b", re.I)
_LEARNING = re.compile(r"\bintern(?:ship)?\b|\bapprentice|\bpraktikum|\bwerkstudent", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    """One posting as it is compared with others."""

    said: Statement
    employer: Employer
    title: TitleWords
    where: Where
    text: Words
    lower: str
    shingles: Shingles
    shifts: frozenset[str]
    requisitions: frozenset[str]
    marks: frozenset[str]
    link: str
    department: frozenset[str]
    hours: str
    clock: frozenset[str]


def facts_of(said: Statement) -> Facts:
    """Everything that comparing a posting needs."""
    where = where_of(said.location, said.locations, said.remote)
    employer = employer_of(said.employer, said.board, said.description)
    text = words_of(said.description)
    title = title_words(said.title, where.words | employer.words)
    requisitions = _requisitions(f"{said.title}\n{said.description}")
    return Facts(
        said=said,
        employer=employer,
        title=title,
        where=where,
        text=text,
        lower=" ".join(text.words),
        shingles=shingles_of(text.words),
        shifts=title.shifts or shifts_in(said.employment_type) or shifts_in(said.description),
        requisitions=requisitions,
        marks=requisitions | _marks(said),
        link=_link(said.url),
        department=frozenset(re.findall(r"[^\W_]+", said.department.lower())) - {"and", "the"},
        hours=_hours(said),
        clock=frozenset(map(_span, _CLOCK.findall(said.description.lower()))),
    )


def _requisitions(text: str) -> frozenset[str]:
    found = [*_REQUISITION.findall(text), *_MARKED.findall(text), *_HASH.findall(text)]
    return frozenset(filter(None, map(_plain, found)))


def _marks(said: Statement) -> frozenset[str]:
    """Requisitions in a link or id, as Workday writes them ("..._R-1234-1")."""
    path = urlsplit(said.url).path if "://" in said.url else said.url
    found = [*_IN_LINK.findall(path), *_IN_LINK.findall(said.id)]
    return frozenset(filter(None, map(_plain, found)))


def _plain(number: str) -> str:
    """A requisition's number without its letters, which boards write and leave out."""
    digits = re.sub(r"^[a-z]*[-_/]?", "", number.lower().rstrip("-_/"))
    return "" if re.fullmatch(r"(?:19|20)\d\d", digits) else digits


def _link(url: str) -> str:
    """A posting's address without what only says where the reader came from."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if not parts.netloc or (len(parts.path.strip("/")) < 3 and not parts.query):
        return ""
    kept = [(k, v) for k, v in parse_qsl(parts.query) if not _NOT_OF_THE_POSTING.match(k)]
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(kept))}"


def _span(found: tuple[str, ...]) -> str:
    """ "7am-7pm" in one form."""
    start, end = (f"{hour.zfill(2)}:{minute or '00'}{half}" for hour, minute, half in
                  (found[:3], found[3:]))  # fmt: skip
    return f"{start}-{end}"


def _hours(said: Statement) -> str:
    text = f"{said.employment_type} {said.title}"
    half, whole = bool(_HALF.search(text)), bool(_WHOLE.search(text))
    if _LEARNING.search(said.employment_type):
        return "learning"
    return "" if half == whole else "part" if half else "full"
