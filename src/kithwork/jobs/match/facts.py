"""What is compared of a posting, taken out of its statement once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from kithwork.jobs.match.amounts import Amounts, amounts_of
from kithwork.jobs.match.clock import Span, spans_in
from kithwork.jobs.match.employers import Employer, employer_of, told_of
from kithwork.jobs.match.fact import fact
from kithwork.jobs.match.frames import cut_off, unframed
from kithwork.jobs.match.statement import Statement
from kithwork.jobs.match.telling import Told, begins, hides_whom, told_by
from kithwork.jobs.match.terms import lasts, terms_of
from kithwork.jobs.match.texts import Shingles, lines_of, names_of, shingles_of, words_of
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
_NOT_OF_THE_POSTING = re.compile(
    r"^(?:utm_\w+|gh_src|source|src|ref|referrer|lever-\w+|trk|from"
    r"|loc|location|city|lang|locale)$"
)
_NAME = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"\d[\w/-]{2,}")
_HALF = re.compile(r"\bpart[\s_-]*time|teilzeit|temps partiel|\bpt\b", re.I)
_WHOLE = re.compile(r"\bfull[\s_-]*time|vollzeit|temps plein|\bft\b", re.I)
_LEARNING = re.compile(r"\bintern(?:ship)?\b|\bapprentice|\bpraktikum|\bwerkstudent", re.I)


class Facts:
    """One posting as it is compared with others; each fact is worked out when first asked for,
    since most postings that share a key are told apart by a few of them."""

    def __init__(self, said: Statement) -> None:
        self.said = said

    @fact
    def where(self) -> Where:
        """Its places."""
        return where_of(self.said.location, self.said.locations, self.said.remote)

    @fact
    def employer(self) -> Employer:
        """Who hires, as named."""
        return employer_of(self.said.employer, self.said.board, self.said.description)

    @fact
    def title(self) -> TitleWords:
        """The title's words without those of its place and employer."""
        return title_words(self.said.title, self.where.words | self._own_names)

    @property
    def _own_names(self) -> frozenset[str]:
        """The words of its employer's name; an agency may be called after the work."""
        return (
            frozenset(self.employer.name.split()[:1])
            if self.employer.agency
            else (self.employer.words)
        )

    @fact
    def whole(self) -> frozenset[str]:
        """All the title's words, with those of its place and employer."""
        said = title_words(self.said.title)
        return said.core | said.levels | said.said

    @fact
    def text(self) -> str:
        """The description without what a site put around it."""
        return unframed(self.said.description)

    @fact
    def cut(self) -> bool:
        """Whether the description says that it goes on elsewhere."""
        return cut_off(self.said.description)

    @fact
    def terms(self) -> frozenset[str]:
        """Terms that title and kind of contract name and most openings don't have: part time,
        for a time, called when needed, a year, for those who learn."""
        return terms_of(f"{self.said.title}, {self.said.employment_type}")

    @fact
    def lasts(self) -> bool | None:
        """Whether it says that it is permanent, or for a time; None where it doesn't say."""
        said = self.said
        return lasts(f"{said.title}. {said.employment_type}. {said.description}")

    @fact
    def words(self) -> tuple[str, ...]:
        """The text's words in lower case."""
        return words_of(self.text)

    @fact
    def told(self) -> Told:
        """What the text tells beside what all do."""
        told = told_by(self.text)
        names = {begins(word) for word in (*self.where.words, *self.employer.words)}
        return Told(told.words - names, told.numbers, told.capitals)

    @fact
    def veiled(self) -> bool:
        """Whether the text speaks of an employer whom neither it nor the posting names."""
        named = not self.employer.rare or told_of(self.employer, frozenset(self.words))
        return not named and hides_whom(self.text)

    @fact
    def agent(self) -> bool:
        """Whether an agency speaks, by its name or because it hides whom it speaks for."""
        return self.employer.agency or self.veiled

    @fact
    def lines(self) -> frozenset[str]:
        """The text's sentences and lines."""
        return lines_of(self.text)

    @fact
    def names(self) -> frozenset[str]:
        """Those that are written as names."""
        return names_of(self.text)

    @fact
    def lower(self) -> str:
        """The text's words with one space between."""
        return " ".join(self.words)

    @fact
    def shingles(self) -> Shingles:
        """The pairs of neighbouring words."""
        return shingles_of(self.words)

    @fact
    def shifts(self) -> frozenset[str]:
        """The shifts that title, kind of contract or text name, the first of them that does."""
        said = self.said
        return self.title.shifts or shifts_in(said.employment_type) or shifts_in(said.description)

    @fact
    def requisitions(self) -> frozenset[str]:
        """Numbers that title and text call the opening's."""
        said = self.said
        own = {_plain(said.number)} - {""}
        return _requisitions(f"{said.title}\n{said.description}") | own

    @fact
    def marks(self) -> frozenset[str]:
        """The same with those in its link and id."""
        return self.requisitions | _marks(self.said)

    @fact
    def link(self) -> str:
        """Its address without what only says where a reader came from."""
        return _link(self.said.url)

    @fact
    def department(self) -> frozenset[str]:
        """The words of its department."""
        return frozenset(_NAME.findall(self.said.department.lower())) - {"and", "the"}

    @fact
    def hours(self) -> str:
        """Part or full time, or learning; "" when nothing or both are said."""
        return _hours(self.said)

    @fact
    def clock(self) -> frozenset[Span]:
        """Working times."""
        said = self.said
        return spans_in(f"{said.title}. {said.employment_type}. {said.description}")

    @fact
    def amounts(self) -> Amounts:
        """Hours a week, length and pay as its words state them."""
        said = self.said
        return amounts_of(said.title, said.employment_type, said.description)

    @fact
    def host(self) -> str:
        """The site that its link leads to."""
        return self.link.partition("/")[0]

    @fact
    def begun(self) -> frozenset[str]:
        """The beginnings of all words that title, department and text have."""
        return frozenset(w[:5] for w in (*self.whole, *self.department, *self.words))


def facts_of(said: Statement) -> Facts:
    """Everything that comparing a posting needs."""
    return Facts(said)


def _requisitions(text: str) -> frozenset[str]:
    text = "\n".join(_near_numbers(text))
    found = [*_REQUISITION.findall(text), *_MARKED.findall(text), *_HASH.findall(text)]
    return frozenset(filter(None, map(_plain, found)))


def _near_numbers(text: str) -> Iterator[str]:
    """The stretches of a text that have a number of three figures, and what stands before it:
    little of most texts, and nothing else has to be searched."""
    start = end = 0
    for found in _LONG_NUMBER.finditer(text):
        at = found.start()
        if at >= end:
            if end:
                yield text[start:end]
            start = max(text.rfind(" ", 0, max(at - 40, 0)), 0)
        end = max(end, found.end() + 24)
    if end:
        yield text[start:end]


def _marks(said: Statement) -> frozenset[str]:
    """Requisitions in a link or id, as Workday writes them ("..._R-1234-1")."""
    path = urlsplit(said.url).path if "://" in said.url else said.url
    found = [*_IN_LINK.findall(path), *_IN_LINK.findall(said.id)]
    return frozenset(filter(None, map(_plain, found)))


def _plain(number: str) -> str:
    """A requisition's number without its letters, which boards write and leave out."""
    digits = re.sub(r"^[a-z]*[-_/]?", "", number.lower().rstrip("-_/"))
    digits = re.sub(r"(?<=\d{3})[-_]?r\d?$", "", digits)  # advertised again
    return "" if re.fullmatch(r"(?:19|20)\d\d", digits) else digits


def _link(url: str) -> str:
    """A posting's address without what only says where the reader came from."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if not parts.netloc or (len(parts.path.strip("/")) < 3 and not parts.query):
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    if not parts.query:
        return f"{host}{parts.path.rstrip('/')}?"
    kept = [(k, v) for k, v in parse_qsl(parts.query) if _tells_which(k, v)]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(kept))}"


def _hours(said: Statement) -> str:
    text = f"{said.employment_type} {said.title}"
    half, whole = bool(_HALF.search(text)), bool(_WHOLE.search(text))
    if _LEARNING.search(said.employment_type):
        return "learning"
    return "" if half == whole else "part" if half else "full"


def _tells_which(name: str, value: str) -> bool:
    """Whether a part of an address says which opening, and not where a reader came from."""
    named = name == "ref" and bool(_LONG_NUMBER.search(value))
    return named or not _NOT_OF_THE_POSTING.match(name)
