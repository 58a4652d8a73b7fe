"""What can be asked about a headhunter's search: its sheet, its calls, who is qualified."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from kithwork.campaign import search as acts
from kithwork.campaign.models import Call, Campaign, Verdict
from kithwork.campaign.search_seen import search_so_far, tree
from kithwork.campaign.search_sheet import call_sheet
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people.introduce import NameGiven
from kithwork.people.models import Owner
from kithwork.words import counted

WHICH = "which search (number or name); the latest that runs if left out"
PARTS = "“Name”, or “Name; employer; role”; may be repeated"


def search_of(owner: Owner, which: str = "") -> Campaign:
    """The search meant: by number or name, or the latest that runs."""
    found = acts.searches(owner)
    if not which.strip():
        if running := found.filter(ended_on=None).first():
            return running
        raise KithworkError("No search runs; 'kithwork search begin' begins one.")
    if (number := row_number(which)) is not None:
        found = found.filter(pk=number)
    else:
        found = found.filter(name__icontains=which.strip())
    several = list(found[:5])
    if len(several) == 1:
        return several[0]
    if not several:
        raise KithworkError(f"There is no search {which!r}.")
    names = "; ".join(f"{one.pk} {one}" for one in several)
    raise KithworkError(f"Several searches fit {which!r}: {names}. Give the number.")


def name_in(text: str, *, leave: bool | None = None) -> NameGiven:
    """“Name; employer; role” as a name given."""
    name, employer, role, *_ = [*(part.strip() for part in text.split(";")), "", ""]
    return NameGiven(name, employer, role, may_use_name=leave)


@dataclass(frozen=True)
class SearchBegun:
    """A search and what it aims for."""

    id: int
    name: str
    brief: str
    wanted: str
    target: int

    def __str__(self) -> str:
        return (
            f"Search {self.id}: {self.name}. {self.target} qualified people are enough. "
            "Add source people: 'kithwork search source'."
        )


@operation("search begin")
def search_begin(
    owner: Owner,
    brief: Annotated[str, "the post to fill, or the field to enter"],
    *,
    now: dt.datetime,
    wanted: Annotated[Literal["post", "field"], "a post to fill or a field to enter"] = "post",
    target: Annotated[int, "so many qualified people are enough"] = 5,
    name: Annotated[str, "what to call the search"] = "",
) -> SearchBegun:
    """Begin a search from a BRIEF; it is no part of your own campaign and its counts."""
    made = acts.begin_search(owner, brief, now, name=name, wanted=wanted, target=target)
    return SearchBegun(made.pk, made.name, made.brief, made.goal.wanted, made.goal.target)


@dataclass(frozen=True)
class SourceLine:
    """A source person."""

    id: int
    name: str
    kind: str

    def __str__(self) -> str:
        return f"{self.id:>6}  {self.name} ({self.kind})"


@operation("search source")
def search_source(
    owner: Owner,
    name: str,
    *,
    now: dt.datetime,
    kind: Literal["officer", "teacher", "supplier", "accountant", "journalist", "other"] = "other",
    employer: str = "",
    role: str = "",
    email: str = "",
    phone: str = "",
    search: Annotated[str, WHICH] = "",
) -> SourceLine:
    """Add a source person: NAME can name people, and need not be known to you."""
    given = NameGiven(name, employer, role, email, phone)
    one = acts.add_source(search_of(owner, search), given, kind, now)
    return SourceLine(one.person.pk, one.person.name, one.get_kind_display().lower())


@dataclass(frozen=True)
class DueLine:
    """Somebody to call, why, and what to say."""

    id: int
    name: str
    because: str
    contact: tuple[str, ...]
    script: tuple[str, ...]

    def __str__(self) -> str:
        reach = f"\n        {', '.join(self.contact)}" if self.contact else ""
        said = "".join(f"\n        {line}" for line in self.script)
        return f"{self.id:>6}  {self.name} ({self.because}){reach}{said}"


@dataclass(frozen=True)
class SheetShown:
    """Whom to call next, in order."""

    search: str
    due: tuple[DueLine, ...]
    resting: int
    sentence: str

    def __str__(self) -> str:
        rest = f"{self.resting} rest, having been asked lately." if self.resting else ""
        none = "" if self.due else "Nobody is to be called now; add source people."
        return "\n".join(line for line in [*map(str, self.due), none, rest, self.sentence] if line)


@operation("search sheet")
def search_sheet(
    owner: Owner,
    *,
    now: dt.datetime,
    search: Annotated[str, WHICH] = "",
    limit: Annotated[int, "show at most this many"] = 10,
) -> SheetShown:
    """Show whom to call next and what to say: source people first, then the most often named."""
    one = search_of(owner, search)
    sheet = call_sheet(one, now, limit)
    due = tuple(
        DueLine(
            each.person.pk,
            each.person.name,
            each.because,
            tuple(p.value for p in each.person.contact_points.all() if p.kind in REACHES),
            each.script,
        )
        for each in sheet.due
    )
    return SheetShown(one.name, due, sheet.resting, search_so_far(one).sentence)


REACHES = ("phone", "email")


@dataclass(frozen=True)
class CallRecorded:
    """A call as it was written down; what was said in confidence is counted and not repeated."""

    id: int
    person: str
    reached: bool
    names: tuple[str, ...]
    new_names: int
    opinions: int
    sentence: str

    @classmethod
    def of(cls, call: Call, new_names: int) -> CallRecorded:
        """The stored call as plain values."""
        names = tuple(named.person.name for named in call.names.select_related("person"))
        so_far = search_so_far(call.search).sentence
        return cls(
            call.pk, call.person.name, call.reached, names, new_names, call.opinions.count(), so_far
        )

    def __str__(self) -> str:
        if not self.reached:
            return f"{self.person} was not reached; try again in two days."
        named = ", ".join(self.names) or "nobody"
        kept = f" {counted(self.opinions, 'opinion')} kept in confidence." if self.opinions else ""
        return f"{self.person} named {named} ({self.new_names} new).{kept}\n{self.sentence}"


@operation("search call")
def search_call(
    owner: Owner,
    person: str,
    *,
    now: dt.datetime,
    name: Annotated[list[str] | None, f"a name given: {PARTS}"] = None,
    referral: Annotated[
        list[str] | None, f"a name given with leave to say by whom: {PARTS}"
    ] = None,
    opinion: Annotated[
        list[str] | None, "“Name: what they said”, kept in confidence; may be repeated"
    ] = None,
    told: Annotated[str, "anything else that was said, for yourself"] = "",
    not_reached: Annotated[bool, "nobody answered"] = False,
    search: Annotated[str, WHICH] = "",
) -> CallRecorded:
    """Record a call with PERSON: names given, opinions in confidence, referrals."""
    given = [name_in(text) for text in name or ()]
    given += [name_in(text, leave=True) for text in referral or ()]
    report = acts.CallReport(given, [_opinion(o) for o in opinion or ()], told, not not_reached)
    done = acts.record_call(search_of(owner, search), person_of(owner, person), report, now)
    return CallRecorded.of(done.call, done.new_names)


def _opinion(text: str) -> acts.OpinionHeard:
    about, colon, said = text.partition(":")
    if not colon or not said.strip():
        raise KithworkError("Write an opinion as “Name: what they said”.")
    return acts.OpinionHeard(about, said)


@dataclass(frozen=True)
class VerdictLine:
    """Your word on somebody."""

    id: int
    name: str
    word: str
    reason: str

    @classmethod
    def of(cls, one: Verdict) -> VerdictLine:
        """The stored verdict as plain values."""
        return cls(one.person.pk, one.person.name, one.get_word_display().lower(), one.reason)

    def __str__(self) -> str:
        return f"{self.id:>6}  {self.name}: {self.word}{f' ({self.reason})' if self.reason else ''}"


@operation("search qualify")
def search_qualify(
    owner: Owner,
    person: str,
    *,
    now: dt.datetime,
    not_suitable: Annotated[bool, "not suitable; then say why"] = False,
    reason: Annotated[str, "why"] = "",
    search: Annotated[str, WHICH] = "",
) -> VerdictLine:
    """Say that PERSON, of whom the search has heard, is qualified or is not suitable."""
    word = Verdict.Word.NOT_SUITABLE if not_suitable else Verdict.Word.QUALIFIED
    one = acts.judge(search_of(owner, search), person_of(owner, person), word, now, reason)
    return VerdictLine.of(one)


@dataclass(frozen=True)
class TreeLine:
    """One line of who named whom."""

    depth: int
    id: int
    name: str
    word: str
    again: bool

    def __str__(self) -> str:
        marks = ", ".join(
            mark
            for mark in (self.word.replace("_", " "), "see above or below" * self.again)
            if mark
        )
        return f"{'  ' * self.depth}{self.name}{f' ({marks})' if marks else ''}"


@dataclass(frozen=True)
class SearchShown:
    """A search as it stands; opinions are left out, since they were given in confidence."""

    id: int
    name: str
    brief: str
    ended_on: dt.date | None
    calls: int
    names: int
    rate: float | None
    enough: bool
    sentence: str
    qualified: tuple[VerdictLine, ...]
    not_suitable: tuple[VerdictLine, ...]
    not_judged: tuple[str, ...]
    tree: tuple[TreeLine, ...]

    def __str__(self) -> str:
        rate = "" if self.rate is None else f", {self.rate:.1f} qualified a call"
        ended = f" Ended on {self.ended_on}." if self.ended_on else ""
        return "\n".join(
            [
                f"Search {self.id}: {self.name}.{ended}",
                f"People reached: {self.calls}; names: {self.names}{rate}. {self.sentence}",
                *map(str, self.qualified),
                *map(str, self.not_suitable),
                *([f"Not judged yet: {', '.join(self.not_judged)}"] if self.not_judged else []),
                "",
                *map(str, self.tree),
            ]
        ).rstrip()


@operation("search show")
def search_show(owner: Owner, *, search: Annotated[str, WHICH] = "") -> SearchShown:
    """Show who named whom, who is qualified, qualified names a call, and whether it is enough."""
    one = search_of(owner, search)
    seen = search_so_far(one)
    return SearchShown(
        one.pk,
        one.name,
        one.brief,
        one.ended_on,
        seen.reached,
        seen.names,
        None if seen.rate is None else round(seen.rate, 3),
        seen.enough,
        seen.sentence,
        tuple(map(VerdictLine.of, seen.qualified)),
        tuple(map(VerdictLine.of, seen.unsuitable)),
        tuple(person.name for person in seen.unjudged),
        tuple(TreeLine(r.depth, r.person.pk, r.person.name, r.word, r.again) for r in tree(one)),
    )


@operation("search end")
def search_end(
    owner: Owner, *, now: dt.datetime, search: Annotated[str, WHICH] = ""
) -> SearchShown:
    """End a search; what it brought stays."""
    one = acts.end_search(search_of(owner, search), now)
    return search_show(owner, search=str(one.pk))
