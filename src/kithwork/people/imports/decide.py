"""Decides what the rows of files change in what is known: pure, and the same for the same input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kithwork.people.imports.decision import (
    Decision,
    Entry,
    Forgotten,
    Joined,
    Link,
    Progress,
    Status,
)
from kithwork.people.imports.introduction_graph import IntroductionGraph
from kithwork.people.imports.keys import name_key, point_key
from kithwork.people.imports.known import Changes, Edition, Known, news, row_points
from kithwork.people.imports.match import (
    MOST_LIKELY,
    SAME_PROFILE,
    Likely,
    Match,
    Pool,
    contradicts,
)
from kithwork.people.imports.observe import EVIDENCE_KINDS, EvidenceAdded, observe
from kithwork.people.imports.resemble import Resemblance, Resemblances, resemblances
from kithwork.people.rows import ContactRow, IntroductionRow, Parsed, SeenRow, TieRow

_ONESELF = frozenset({"me", "i", "myself", "ich", "moi", "yo", "ik"})


@dataclass
class _Deciding:
    """The state while rows are gone through one by one."""

    pool: Pool
    forgotten: Forgotten
    own: frozenset[str]
    decision: Decision = field(default_factory=Decision)
    touched: dict[int, Known] = field(default_factory=dict)
    keyed: dict[tuple[int, str], Known] = field(default_factory=dict)
    placed: dict[int, Known] = field(default_factory=dict)
    declared: set[tuple[int, str]] = field(default_factory=set)

    def place(
        self,
        row: ContactRow,
        origin: int,
        edition: Edition,
        similar: Sequence[Resemblance] = (),
    ) -> Known | None:
        """Find or make the person of a row and let them learn it; None if they stay out."""
        if row.key:
            self.declared.add((origin, row.key))
        if set(map(str.casefold, row.emails)) & self.own:
            self.say("aside", row, "this is you")
            return None
        if self.forgotten.keeps_out(row, edition):
            self.say("forgotten", replace(row, name="(forgotten)"), "stays out")
            return None
        match = self.pool.match(row, edition)
        if match.known is None and similar:
            match = self.weigh(row, edition, similar)
        known = match.known or Known(pk=None, origin=origin)
        if match.known is None:
            known.kinds.add(edition.kind)
        changes = news(known, row, edition)
        if match.known and changes:
            self.join(row, origin, edition, match, changes)
        known.apply(changes, origin)
        self.touched[id(known)] = known
        self.pool.add(known)
        if row.key:
            self.keyed[origin, row.key] = known
        self.decision.likely += [(known, likely) for likely in match.likely]
        if match.known is None:
            detail = "; ".join(_may_be(likely) for likely in match.likely)
            self.say("new", row, detail)
        elif changes.conflicts:
            fields = ", ".join(name.replace("_", " ") for name in changes.conflicts)
            self.say("conflicting", row, f"{match.how}; both values are kept: {fields}", known.pk)
        else:
            added = "adds something" if changes else "nothing new"
            self.say("matched", row, f"{match.how}; {added}", known.pk)
        return known

    def join(
        self, row: ContactRow, origin: int, edition: Edition, match: Match, changes: Changes
    ) -> None:
        """Note how a row of another source became part of somebody, so that it can be undone."""
        known = match.known
        if known is None or _is_the_same_entry(row, known, edition, match.how):
            return
        alone = Known(pk=None, origin=origin)
        alone.apply(news(alone, row, edition), origin)
        before = {
            column: (known.values.get(column), became) for column, became in changes.fields.items()
        }
        reason = tuple(match.how.split("; "))
        self.decision.joined.append(Joined(row, known, alone, changes, before, reason))

    def weigh(self, row: ContactRow, edition: Edition, similar: Sequence[Resemblance]) -> Match:
        """The one person whom identity is sure of, if nothing contradicts; else the likely ones."""
        points = [(point.kind, point.key) for point in row_points(row, edition.region)]
        people = [
            (found if isinstance(found := like.other, Known) else self.placed.get(found), like)
            for like in similar
        ]
        open_to = [(known, like) for known, like in people if known]
        sure = [
            (known, like)
            for known, like in open_to
            if like.certain and not contradicts(row, known, points)
        ]
        if len(sure) == 1:
            known, like = sure[0]
            return Match(known, "; ".join(like.evidence))
        likely = (Likely(known, like.probability, like.evidence) for known, like in open_to)
        return Match(likely=tuple(likely)[:MOST_LIKELY])

    def compared(
        self, rows: Sequence[ContactRow], edition: Edition, among_rows: bool
    ) -> Resemblances:
        """Whom the rows that no rule can place may be."""
        open_rows = {
            index: row
            for index, row in enumerate(rows)
            if self.pool.match(row, edition).known is None
        }
        self.placed = {}
        return resemblances(self.pool.everybody(), open_rows, among_rows)

    def connect(self, known: Known, row: ContactRow, origin: int) -> None:
        """Note that the owner and the person connected on a network."""
        keys = {point.kind: point.key for point in row_points(row)}
        by = keys.get("profile") or keys.get("email", "")
        seen = EvidenceAdded(known, "connected", "network", row.connected_on, origin=origin, by=by)
        self.decision.evidence.append(seen)

    def say(self, status: Status, row: ContactRow, detail: str, pk: int | None = None) -> None:
        """Note what happens to the row."""
        self.decision.entries.append(Entry(status, row.file, row.line, row.name, detail, pk))

    def somebody(
        self, name: str, row: TieRow | ContactRow | IntroductionRow, origin: int
    ) -> Known | None:
        """The person whom another row mentions by key, name or e-mail; made where unknown."""
        if there := self.keyed.get((origin, name)):
            return there
        if (origin, name) in self.declared:
            return None  # a row of this file that stays out: its key is nobody's name
        email = name if "@" in name else ""
        found = self.pool.at("email", point_key("email", email)) if email else []
        found = found or self.pool.named(name)
        bearers = [known for known in found if name_key(known.name) == name_key(name)]
        found = bearers if len(bearers) == 1 else found
        if len(found) == 1:
            return found[0]
        mentioned = ContactRow(name=name, file=row.file, line=row.line)
        if self.forgotten.keeps_out(mentioned, Edition()):
            return None
        return self.place(mentioned, origin, Edition())


def decide(
    files: Sequence[Parsed],
    editions: Sequence[Edition],
    people: Iterable[Known],
    forgotten: Forgotten,
    today: dt.date,
    own: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Decision:
    """What these files change in `people`. `own` are the owner's own e-mail addresses.

    One file after the other, one row after the other: a row is also matched against the rows
    before it. `progress` hears how many of how many contact rows are done.
    """
    deciding = _Deciding(Pool(), forgotten, frozenset(map(str.casefold, own)))
    for known in people:
        deciding.pool.add(known)
    total, done = sum(len(parsed.contacts) for parsed in files), 0
    referred: list[tuple[Known, ContactRow, int]] = []
    for origin, (parsed, edition) in enumerate(zip(files, editions, strict=True)):
        deciding.decision.entries += [
            Entry("unreadable", bad.file or parsed.file, bad.line, bad.text, bad.reason)
            for bad in parsed.unreadable
        ]
        rows = parsed.contacts
        similar = deciding.compared(rows, edition, not edition.from_network)
        for index, row in enumerate(rows):
            kith = row.generation is None and not (row.referred_by or row.known_of)
            said = replace(row, generation=0) if kith else row
            placed = deciding.place(said, origin, edition, similar.get(index, ()))
            if placed:
                deciding.placed[index] = placed
            if placed and row.referred_by:
                referred.append((placed, row, origin))
            if placed and row.connected_on:
                deciding.connect(placed, row, origin)
            done += 1
            if progress and done % 500 == 0:
                progress(done, total)
    _introduce(deciding, referred, files)
    _tie(deciding, files)
    _see_again(deciding, files)
    deciding.decision.evidence += observe(files, deciding.pool, deciding.place, own, today)
    deciding.decision.people = list(deciding.touched.values())
    if progress:
        progress(total, total)
    return deciding.decision


def _is_the_same_entry(row: ContactRow, known: Known, edition: Edition, how: str) -> bool:
    """True where a source says more of an entry that it held before: that joins no two records.

    Neither does somebody who is only mentioned, in a message or a meeting, nor a row with no name.
    """
    if not edition.kind or row.is_nameless:
        return True
    if name_key(row.name) != name_key(known.name) or known.pk is None:
        return False
    return how == SAME_PROFILE or edition.kind in known.kinds


def _may_be(likely: Likely) -> str:
    return f"may be {likely.known.name}: {', '.join(likely.evidence)}"


def _introduce(
    deciding: _Deciding,
    referred: list[tuple[Known, ContactRow, int]],
    files: Sequence[Parsed],
) -> None:
    """Who introduced whom; a circle of introductions is cut where it would close, and said so."""
    graph = IntroductionGraph()
    for known, row, origin in referred:
        for name in row.referred_by:
            if introducer := deciding.somebody(name, row, origin):
                graph.assumed.add(id(introducer))
                link = Link(introducer, known, origin=origin, row=row)
                _add_introduction(deciding, graph, link, row, introducer.name)
    for origin, parsed in enumerate(files):
        for said in parsed.rows:
            if isinstance(said, IntroductionRow):
                first = deciding.somebody(said.introducer, said, origin)
                second = deciding.somebody(said.introduced, said, origin)
                if first and second:
                    link = Link(
                        first, second, None, "", said.note, said.may_use_name, said.on, origin
                    )
                    mentioned = ContactRow(second.name, file=said.file, line=said.line)
                    _add_introduction(deciding, graph, link, mentioned, first.name)
    graph.place_in_generations()


def _add_introduction(
    deciding: _Deciding, graph: IntroductionGraph, link: Link, row: ContactRow, name: str
) -> None:
    known = link.second
    if known is None or link.first is known:
        return
    if graph.would_close(link.first, known):
        detail = f"introduced by {name}: that would go round in a circle, so it is left out"
        deciding.say("aside", row, detail)
        known.keep("introduced by", name, link.origin)
        deciding.touched[id(known)] = known
        return
    graph.add(link.first, known)
    for person in (link.first, known):
        deciding.touched[id(person)] = person
    deciding.decision.introductions.append(link)


def _see_again(deciding: _Deciding, files: Sequence[Parsed]) -> None:
    """Observations that Kithwork's own export states."""
    for origin, parsed in enumerate(files):
        for row in parsed.rows:
            if not isinstance(row, SeenRow) or row.kind not in EVIDENCE_KINDS:
                continue
            person = deciding.keyed.get((origin, row.person))
            other = deciding.keyed.get((origin, row.other)) if row.other else None
            if person and (other or not row.other):
                seen = EvidenceAdded(
                    person, row.kind, row.mark, row.on, other, row.count, row.note, origin, row.by
                )
                deciding.decision.evidence.append(seen)


def _tie(deciding: _Deciding, files: Sequence[Parsed]) -> None:
    for origin, parsed in enumerate(files):
        for row in parsed.rows:
            if isinstance(row, TieRow):
                _tie_row(deciding, row, origin)


def _tie_row(deciding: _Deciding, row: TieRow, origin: int) -> None:
    names = [row.person] if row.to_organisation else [row.person, row.other]
    others = [name for name in names if name.casefold() not in _ONESELF]
    people = [deciding.somebody(name, row, origin) for name in others]
    known = [found for found in people if found]
    if len(known) < len(others) or not known:
        return
    if len(known) < len(names):
        deciding.touched[id(known[0])] = known[0]
        if row.strength is not None and known[0].values.get("closeness") is None:
            known[0].set("closeness", row.strength)
        return
    second = None if row.to_organisation else known[1]
    if second is known[0]:
        return
    organisation = row.other if row.to_organisation else ""
    deciding.decision.ties.append(
        Link(known[0], second, row.strength, organisation, row.note, origin=origin)
    )


__all__ = ["Decision", "Entry", "Forgotten", "Progress", "decide"]
