"""How often names, employers and addresses occur: agreeing on a rare one counts more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kithwork.people.identity.traits import Traits, traits
from kithwork.people.identity.values import Identity
from kithwork.people.name_sounds import sound

_PRIOR_CONTACTS = 300
"""The table of common names counts as much as this many contacts would."""
_RARE_NAME = 4e-5
_EMPLOYER = 0.002
_BIG_EMPLOYER = 0.03
_STAFF = 300
_STAFF_OF_THE_BIG = 100_000
_SMALLEST_CIRCLE = 2000
_COPIES = 4
"""Records of one full name that may well be one person in several sources."""


@dataclass(slots=True)
class Frequencies:
    """Counts over a set of contacts; an empty one knows only what is common anywhere."""

    size: int = 0
    at_work: int = 0
    names: Counter[str] = field(default_factory=Counter)
    full_names: Counter[str] = field(default_factory=Counter)
    employers: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    shared: Counter[str] = field(default_factory=Counter)
    """By e-mail address, its local part, or phone: how many differently named people have it."""

    _name_shares: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[Identity]) -> Frequencies:
        """Counts what these contacts bear; take all known and all arriving ones."""
        return cls.of_traits(traits(person) for person in people)

    @classmethod
    def of_traits(cls, people: Iterable[Traits]) -> Frequencies:
        """The same for contacts already cleaned."""
        counts = cls()
        bearers: set[tuple[str, str]] = set()
        for one in people:
            counts.size += 1
            who = ""
            if one.names and not one.name_is_guess:
                tokens = one.names[0].tokens
                counts.names.update(set(tokens))
                counts.full_names[full_name(tokens)] += 1
                who = min((sound(t) for t in one.names[0].given[:1]), default="")
            counts.at_work += bool(one.employers or one.domains)
            counts.employers.update(one.employers | one.domains)
            counts.titles.update(set(one.titles))
            for place in one.places:
                counts.places.update((place.locality, place.postcode, *place.lines))
            contact = {e.address for e in one.emails} | {e.local + "@" for e in one.emails}
            bearers.update((c, who) for c in contact | one.phones)
            bearers.update((f"{site}/{handle}", who) for site, handle in one.profiles)
        counts.shared.update(contact for contact, _ in bearers)
        return counts

    @property
    def circle(self) -> int:
        """How many people a contact could be at least; a small circle is part of a larger world."""
        return max(self.size, _SMALLEST_CIRCLE)

    @property
    def share_at_work(self) -> float:
        """The share of contacts of whom an employer is known: a set without any is of homes."""
        return (self.at_work + 1) / (self.size + 1)

    def name(self, token: str) -> float:
        """The share of people who bear this part of a name, the compared two left out."""
        if (share := self._name_shares.get(token)) is None:
            others = max(self.names[token] - 2, 0)
            expected = _PRIOR_CONTACTS * _common_names().get(token, _RARE_NAME)
            share = (others + expected) / (self.size + _PRIOR_CONTACTS)
            self._name_shares[token] = share
        return share

    def namesakes(self, tokens: tuple[str, ...]) -> float:
        """The share of people who bear this full name beyond what copies would explain."""
        return max(self.full_names[full_name(tokens)] - _COPIES, 0) / max(self.size, 1)

    def employer(self, name: str) -> float:
        """The share of people who work for this employer (its normal name or mail domain)."""
        expected = _PRIOR_CONTACTS * (_BIG_EMPLOYER if self._is_big(name) else _EMPLOYER)
        return (max(self.employers[name] - 2, 0) + expected) / (self.size + _PRIOR_CONTACTS)

    def staff(self, name: str) -> int:
        """How many people may work for this employer; judgement, as its size is not known."""
        return _STAFF_OF_THE_BIG if self._is_big(name) else _STAFF

    @staticmethod
    def _is_big(name: str) -> bool:
        return not {name, name.split(".")[0]}.isdisjoint(_big_employers())

    def title(self, title: str) -> float:
        """The share of people with this very title."""
        return (max(self.titles[title] - 2, 0) + 3) / (self.size + _PRIOR_CONTACTS)

    def place(self, text: str, usual: float) -> float:
        """The share of people at this street, town or postcode; `usual` where nothing is known."""
        expected = _PRIOR_CONTACTS * usual
        return (max(self.places[text] - 2, 0) + expected) / (self.size + _PRIOR_CONTACTS)


def full_name(tokens: tuple[str, ...]) -> str:
    """A full name's parts in one order, so that "Smith John" and "John Smith" are one."""
    return " ".join(sorted(tokens))


@cache
def _common_names() -> dict[str, float]:
    shares: dict[str, float] = {}
    for line in _lines("common_names.txt"):
        share, names = line.split(":")
        for name in names.split():
            shares[name] = max(shares.get(name, 0.0), int(share) / 100_000)
    for name in (n for line in _lines("nicknames.txt") for n in line.split()):
        shares.setdefault(name, 3e-4)
    return shares


@cache
def _big_employers() -> frozenset[str]:
    return frozenset(_lines("big_employers.txt"))


def _lines(file: str) -> list[str]:
    text = (files("kithwork.people") / "data" / file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
