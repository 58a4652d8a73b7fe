"""Finds the person whom a row is about by rules that leave no doubt: one address, one profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kithwork.people.identity import LIKELY, Identity, compare
from kithwork.people.imports.keys import is_shared, name_key, names_agree
from kithwork.people.imports.known import Edition, Known, news, row_points
from kithwork.people.names import parse_name
from kithwork.people.rows import ContactRow

SAME_PROFILE = "the same profile"
MOST_LIKELY = 3  # nobody wants to review more for one row
# Hosts where an address belongs to one person; elsewhere it may be the employer's page.
_MEMBER = "linkedin.com/in/"
_PERSONAL = (
    _MEMBER, "xing.com/profile/", "github.com/", "orcid.org/", "twitter.com/", "x.com/",
    "facebook.com/", "instagram.com/", "bsky.app/profile/", "researchgate.net/profile/",
)  # fmt: skip


@dataclass(frozen=True)
class Likely:
    """Somebody who may be the person of the row, how probably, and why, in words."""

    known: Known
    probability: float
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """Whom the row is about, if certain, and how that is known; else who it may be."""

    known: Known | None = None
    how: str = ""
    likely: tuple[Likely, ...] = ()


Points = Sequence[tuple[str, str]]


@dataclass
class Pool:
    """Everybody known, found by contact point and by name."""

    _by_point: dict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    _by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    _all: dict[int, Known] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Let a person be found, also by what they have learnt since."""
        self._all[id(known)] = known
        for key in known.points:
            if key[0] != "address" and not any(known is there for there in self._by_point[key]):
                self._by_point[key].append(known)
        names = {name_key(known.name)}
        names |= {name_key(value) for name, value in known.alternatives if name == "name"}
        for name in names - {""}:
            if not any(known is there for there in self._by_name[name]):
                self._by_name[name].append(known)

    def named(self, name: str) -> list[Known]:
        """Everybody of this name, in any order of its words; first who bears it today."""
        key = name_key(name)
        return sorted(self._by_name.get(key, ()), key=lambda known: name_key(known.name) != key)

    def at(self, kind: str, key: str) -> list[Known]:
        """Everybody with this contact point."""
        return list(self._by_point.get((kind, key), ()))

    def match(self, row: ContactRow, edition: Edition) -> Match:
        """The person of the row where that is certain by rule; the strongest rule decides."""
        points: Points = [(point.kind, point.key) for point in row_points(row, edition.region)]
        sharing = _once(known for key in points for known in self._by_point.get(key, ()))
        namesakes = self.named(row.name)
        for how, rule in _RULES:
            certain = [known for known in sharing if rule(row, known, points)]
            if how != SAME_PROFILE:
                certain = [known for known in certain if not _are_two_of_a_family(row, known)]
            if certain:
                best = _fullest(certain, row, edition)
                others = [known for known in certain if known is not best][:MOST_LIKELY]
                return Match(best, how, tuple(Likely(known, 0.9, (how,)) for known in others))
        open_to = [known for known in namesakes if not contradicts(row, known, points)]
        for known in open_to:
            if not news(known, row, edition):
                return Match(known, "nothing but what is known of them")
        if certain := [known for known in open_to if _same_connection(row, known)]:
            return Match(_fullest(certain, row, edition), "the same name, connected that day")
        return Match()

    def everybody(self) -> list[Known]:
        """All people in the pool, in the order in which they came."""
        return list(self._all.values())


def _once(people: Iterable[Known]) -> list[Known]:
    return list({id(known): known for known in people}.values())


def _fullest(people: list[Known], row: ContactRow, edition: Edition) -> Known:
    """Of several, the one of whom all is known already, then the one whose name agrees."""
    if len(people) == 1:
        return people[0]
    return min(
        people,
        key=lambda known: (
            bool(news(known, row, edition)),
            name_key(known.name) != name_key(row.name),
        ),
    )


def _shared(points: Points, known: Known, kind: str) -> Iterator[str]:
    return (key for found, key in points if found == kind and (found, key) in known.points)


def _is_personal(profile: str) -> bool:
    return profile.startswith(_PERSONAL)


def _same_profile(row: ContactRow, known: Known, points: Points) -> bool:
    shared = list(_shared(points, known, "profile"))
    same_name = name_key(row.name) == name_key(known.name)
    return any(_is_personal(key) for key in shared) or bool(shared and same_name)


def _same_email(row: ContactRow, known: Known, points: Points) -> bool:
    shared = list(_shared(points, known, "email"))
    if name_key(row.name) == name_key(known.name):
        return bool(shared)
    named_by_address = "@" in row.name or "@" in known.name
    own = [key for key in shared if not is_shared(key)]
    if not own or named_by_address:
        return bool(own)
    return names_agree(row.name, known.name) and _is_no_relative(row.name, known.name, own[0])


@lru_cache(maxsize=65_536)
def _is_no_relative(one: str, other: str, email: str) -> bool:
    """False for two of a family with one mailbox: they share a name, and it is not enough."""
    found = compare(Identity("a", one, emails=(email,)), Identity("b", other, emails=(email,)))
    return found.firm and found.probability >= LIKELY


def _same_phone(row: ContactRow, known: Known, points: Points) -> bool:
    same_name = name_key(row.name) == name_key(known.name)
    return same_name and any(len(key) > 5 for key in _shared(points, known, "phone"))


_RULES: tuple[tuple[str, Callable[[ContactRow, Known, Points], bool]], ...] = (
    (SAME_PROFILE, _same_profile),
    ("the same e-mail", _same_email),
    ("the same telephone and name", _same_phone),
)


def _same_connection(row: ContactRow, known: Known) -> bool:
    return bool(row.connected_on) and known.values.get("connected_on") == row.connected_on


def _are_two_of_a_family(row: ContactRow, known: Known) -> bool:
    """Junior and senior, or two birthdays with neither year nor day in common: no slip of a key."""
    if parse_name(row.name).generation != parse_name(known.name).generation:
        return True
    born = str(known.values.get("birthday") or "")
    dated = len(born) == len(row.birthday) == len("1980-03-07")
    return dated and born[:4] != row.birthday[:4] and born[-5:] != row.birthday[-5:]


def _one_birthday(one: str, other: str) -> bool:
    """The same day, and the same year where both tell it."""
    return one == other if "--" not in one + other else one[-5:] == other[-5:]


def contradicts(row: ContactRow, known: Known, points: Points) -> bool:
    """True if something speaks against one person: birthday, junior and senior, other profiles."""
    if _are_two_of_a_family(row, known):
        return True
    connected = known.values.get("connected_on")
    if row.connected_on and connected and connected != row.connected_on:
        return True
    born = known.values.get("birthday")
    if row.birthday and born and not _one_birthday(str(born), row.birthday):
        return True
    mine = {key for kind, key in points if kind == "profile" and key.startswith(_MEMBER)}
    theirs = {key for key in known.keys("profile") if key.startswith(_MEMBER)} if mine else mine
    return bool(mine and theirs and not mine & theirs)
