"""What a search has brought: who named whom, qualified names a call, and whether it is enough."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from kithwork.campaign.models import CallName, Campaign, Verdict
from kithwork.campaign.search import people_of
from kithwork.campaign.search_sheet import verdicts_of
from kithwork.people.models import Person
from kithwork.words import counted

LAST = 8
NEAR_ZERO = 1 / 8


@dataclass(frozen=True)
class TreeRow:
    """One line of who named whom; `again` where the person stands elsewhere with their names.

    For a page that nests without recursion: `opens` says that a list begins before this line,
    `inner` that one begins after it; `closes` holds one item for each that ends after it.
    """

    depth: int
    person: Person
    word: str
    again: bool
    opens: bool
    inner: bool
    closes: tuple[int, ...]


@dataclass(frozen=True)
class SearchSeen:
    """A search in counts."""

    reached: int
    names: int
    qualified: tuple[Verdict, ...]
    unsuitable: tuple[Verdict, ...]
    unjudged: tuple[Person, ...]
    by_call: tuple[int, ...]
    enough: bool
    sentence: str

    @property
    def rate(self) -> float | None:
        """Qualified names a call; None before the first call."""
        return sum(self.by_call) / self.reached if self.reached else None


def search_so_far(search: Campaign) -> SearchSeen:
    """Counts, verdicts, and whether more calls are worth it."""
    verdicts = verdicts_of(search)
    calls = list(search.calls.filter(reached=True).prefetch_related("names"))
    first: dict[int, int] = {}
    for index, call in enumerate(calls):
        for name in call.names.all():
            first.setdefault(name.person_id, index)
    qualified = _judged(search, verdicts, Verdict.Word.QUALIFIED)
    by_call = [0] * len(calls)
    for verdict in qualified:
        if verdict.person_id in first:
            by_call[first[verdict.person_id]] += 1
    unjudged = [p for p in people_of(search).filter(pk__in=first) if p.pk not in verdicts]
    enough, sentence = when_enough(
        len(qualified), search.goal.target, tuple(by_call), len(unjudged)
    )
    return SearchSeen(
        len(calls),
        len(first),
        qualified,
        _judged(search, verdicts, Verdict.Word.NOT_SUITABLE),
        tuple(unjudged),
        tuple(by_call),
        enough,
        sentence,
    )


def _judged(search: Campaign, verdicts: Mapping[int, Verdict], word: str) -> tuple[Verdict, ...]:
    people = {person.pk: person for person in people_of(search)}
    found = [v for pk, v in verdicts.items() if v.word == word and pk in people]
    for verdict in found:
        verdict.person = people[verdict.person_id]
    return tuple(found)


def when_enough(
    qualified: int, target: int, by_call: tuple[int, ...], unjudged: int
) -> tuple[bool, str]:
    """Whether to stop calling, and why, in words.

    Enough is the target, or last calls that brought next to nothing new. The window and the
    threshold are this house's rule of thumb. Names not judged yet are unknown, not unqualified,
    so with such names the calls can't be said to have dried up.
    """
    of_target = f"{qualified} of {target} qualified"
    if qualified >= target:
        return True, f"Enough: {of_target}. Thank those who named them, and end the search."
    last = by_call[-LAST:]
    if len(last) == LAST and sum(last) <= NEAR_ZERO * LAST:
        brought = f"{of_target}, but the last {LAST} calls brought {sum(last) or 'none'}"
        if unjudged:
            them = _people(unjudged)
            return False, f"{brought}. {them} named and not judged yet: judge them first."
        return True, (
            f"Enough: {brought}. More calls in this circle will hardly bring more; begin with "
            "source people of another kind, or mend the brief."
        )
    if not by_call:
        return False, f"{of_target}. No call yet: begin with the source people."
    rate = sum(by_call) / len(by_call)
    if not rate:
        return False, f"{of_target} after {_calls(len(by_call))}. Go on: it is early to tell."
    ahead = ceil((target - qualified) / rate)
    return False, f"{of_target}, {rate:.1f} a call: at this rate about {_calls(ahead)} more."


def _people(count: int) -> str:
    return counted(count, "person is", "people are")


def _calls(count: int) -> str:
    return counted(count, "call")


def tree(search: Campaign) -> tuple[TreeRow, ...]:
    """Who named whom, as lines in the order of a nested list.

    Everybody stands with their names once, as near to a source person as they were named; where
    somebody else named them too, or names run in a circle, they stand there again without.
    """
    flat = list(_walk(*_branches(search)))
    words = {pk: str(verdict.word) for pk, verdict in verdicts_of(search).items()}
    depths = [0, *(depth for depth, _, _ in flat), 0]
    return tuple(
        TreeRow(
            depth,
            person,
            words.get(person.pk, ""),
            again,
            opens=depth > before,
            inner=after > depth,
            closes=tuple(range(depth - after)),
        )
        for (depth, person, again), before, after in zip(flat, depths, depths[2:], strict=False)
    )


def _branches(
    search: Campaign,
) -> tuple[list[Person], dict[int, list[Person]], dict[int, int | None]]:
    """Where the tree begins, whom each named, and under whom each stands with their names."""
    named: dict[int, dict[int, Person]] = {}
    callers: dict[int, Person] = {}
    rows = CallName.objects.filter(call__search=search).select_related("person", "call__person")
    for row in rows.order_by("call__on", "call", "pk"):
        callers[row.call.person_id] = row.call.person
        named.setdefault(row.call.person_id, {})[row.person_id] = row.person
    children = {giver: list(people.values()) for giver, people in named.items()}
    received = {pk for people in named.values() for pk in people}
    sources = [one.person for one in search.sources.select_related("person")]
    called = [one.person for one in search.calls.select_related("person")]
    roots = {one.pk: one for one in sources}
    roots |= {one.pk: one for one in called if one.pk not in received}
    under: dict[int, int | None] = dict.fromkeys(roots)
    _reach(list(roots.values()), children, under)
    for giver in callers.values():  # those who are left name each other in a circle
        if giver.pk not in under:
            roots[giver.pk], under[giver.pk] = giver, None
            _reach([giver], children, under)
    return list(roots.values()), children, under


def _reach(
    begin: list[Person], children: Mapping[int, list[Person]], under: dict[int, int | None]
) -> None:
    queue = deque(begin)
    while queue:
        giver = queue.popleft()
        for person in children.get(giver.pk, ()):
            if person.pk not in under:
                under[person.pk] = giver.pk
                queue.append(person)


def _walk(
    roots: list[Person], children: Mapping[int, list[Person]], under: Mapping[int, int | None]
) -> Iterator[tuple[int, Person, bool]]:
    """Each line once, depth first, without recursion: chains of names may be long."""
    stack: list[tuple[int, Person, int | None]] = [(0, one, None) for one in reversed(roots)]
    while stack:
        depth, person, giver = stack.pop()
        again = under[person.pk] != giver
        yield depth, person, again
        if not again:
            for child in reversed(children.get(person.pk, ())):
                stack.append((depth + 1, child, person.pk))
