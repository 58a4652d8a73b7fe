"""Invents campaigns with hidden traits, day by day, to judge the growth forecast by.

Nothing here uses the forecast's own model: contacts differ in how readily they accept and how many
names they give, answers take their time or never come, and names come from an urn that empties or
from the neighbours in a network of acquaintances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from kithwork.planning.observed import Observed, ObservedApproach
from kithwork.planning.prospects import Kind

FIRST_DAY = date(2026, 1, 5)


@dataclass
class Traits:
    """What the forecast never sees: how people and the seeker behave in one campaign."""

    accept: tuple[float, float, float]
    alike: float
    names: float
    shape: float
    known_at_first: float
    pool: float
    hyperbolic: bool
    cold: float
    fading: float
    days: float
    spread: float
    silent: float
    arranging: float
    starts: int
    pace: float
    steady: bool
    by_meetings: bool
    mixed: bool


@dataclass
class Contact:
    """Somebody heard of: of what kind, how many introductions away, and who in the network."""

    kind: Kind
    generation: int
    node: int = -1


@dataclass
class Sent:
    """A request with everything that will come of it, on which day."""

    contact: Contact
    day: int
    answered: int | None = None
    yes: bool = False
    held: int | None = None
    new: int = 0
    known: int = 0
    cold: int = 0


@dataclass
class Campaign:
    """A campaign played to the end of its days; `wish` is how many meetings a week it plans."""

    wish: float
    sent: list[Sent] = field(default_factory=list)
    waiting_by_day: list[dict[Kind, int]] = field(default_factory=list)
    dry_day: int | None = None

    def seen_on(self, day: int) -> Observed:
        """What the seeker knows in the evening of a day."""
        rows = [_seen(s, day) for s in self.sent if s.day <= day]
        return Observed(rows, _date(day), self.waiting_by_day[day], max(1.0, round(self.wish)))

    def fill(self, days: int) -> None:
        """Carry the last day's state on to the end, where the campaign stopped early."""
        self.waiting_by_day += [self.waiting_by_day[-1]] * (days - len(self.waiting_by_day))

    def totals(self, after: int, until: int) -> tuple[int, int]:
        """Meetings held and new names after one day, up to another."""
        met = [s for s in self.sent if s.held is not None and after < s.held <= until]
        return len(met), sum(s.new for s in met)


Names = Callable[[Contact, int, np.random.Generator], tuple[list[Contact], int]]


def fresh(rng: np.random.Generator, growth: float | None = None) -> Traits:
    """Traits of a new campaign; with `growth`, R is near that at the outset."""
    referred = float(rng.beta(5, 5))
    first = float(rng.beta(1, 6))
    names = float(rng.gamma(4, 0.5))
    if growth is not None:
        names = growth * float(np.exp(0.1 * rng.standard_normal())) / (referred * (1 - first))
    return Traits(
        accept=(float(rng.beta(8, 2)), referred, float(rng.beta(1, 19))),
        alike=float(rng.uniform(2, 20)),
        names=names,
        shape=float(rng.uniform(0.7, 4)),
        known_at_first=first,
        pool=float(np.exp(rng.normal(np.log(400), 1))),
        hyperbolic=bool(rng.random() < 0.5),
        cold=float(rng.beta(1, 8)),
        fading=float(rng.uniform(0.85, 1.03)),
        days=float(np.exp(rng.normal(np.log(9), 0.5))),
        spread=float(rng.uniform(0.5, 1.3)),
        silent=float(rng.uniform(0, 1)),
        arranging=float(rng.uniform(2, 9)),
        starts=int(rng.integers(6, 36)),
        pace=float(rng.integers(2, 9)),
        steady=bool(rng.random() < 0.5),
        by_meetings=bool(rng.random() < 0.3),
        mixed=bool(rng.random() < 0.3),
    )


def from_urn(traits: Traits) -> Names:
    """Names drawn from a pool of people that empties as they become known."""
    found = 0

    def give(contact: Contact, count: int, rng: np.random.Generator) -> tuple[list[Contact], int]:
        nonlocal found
        load = found / traits.pool
        share = (1 - traits.known_at_first) * (1 / (1 + load) if traits.hyperbolic else 1 - load)
        new = int(rng.binomial(count, max(share, 0)))
        found += new
        return [_named(contact, traits, rng) for _ in range(new)], count - new

    return give


def from_network(traits: Traits, neighbours: list[np.ndarray], start: np.ndarray) -> Names:
    """Names drawn from a contact's acquaintances in a network; `start` is known already."""
    known = set(start.tolist())

    def give(contact: Contact, count: int, rng: np.random.Generator) -> tuple[list[Contact], int]:
        circle = neighbours[contact.node]
        named = rng.choice(circle, min(count, len(circle)), replace=False) if len(circle) else []
        new = [int(node) for node in named if int(node) not in known]
        known.update(new)
        fresh_names = [_named(contact, traits, rng, node) for node in new]
        return fresh_names, len(named) - len(new)

    return give


def network(rng: np.random.Generator, people: int = 4000) -> list[np.ndarray]:
    """Acquaintances of everybody: circles of work and neighbourhood with a few ties beyond."""
    circle = rng.integers(0, people // 25, (people, 2))
    popular = rng.gamma(1.2, 1 / 1.2, people)
    ties: list[set[int]] = [set() for _ in range(people)]
    for column in range(2):
        for members in _groups(circle[:, column]):
            _tie_within(members, popular, ties, rng)
    ends = rng.choice(people, (people, 2), p=popular / popular.sum())
    for a, b in ends.tolist():
        if a != b:
            ties[a].add(b)
            ties[b].add(a)
    return [np.fromiter(t, int, len(t)) for t in ties]


def play(
    traits: Traits, starts: list[Contact], give: Names, days: int, rng: np.random.Generator
) -> Campaign:
    """Play a campaign for so many days: requests on Mondays, meetings as they fall."""
    campaign, waiting, meetings = Campaign(0.6 * traits.pace), list(starts), 0
    coming: dict[int, list[Sent]] = {}
    for day in range(days):
        if day % 7 == 0:
            for _ in range(min(_requests(campaign, traits, day, rng), len(waiting))):
                sent = _ask(waiting.pop(_choice(waiting, traits, rng)), day, traits, rng)
                campaign.sent.append(sent)
                if sent.held is not None:
                    coming.setdefault(sent.held, []).append(sent)
                    meetings += 1
        for sent in coming.pop(day, ()):
            new, sent.known = give(sent.contact, _generosity(sent.contact, traits, rng), rng)
            sent.new, sent.cold = len(new), sum(c.kind == Kind.COLD for c in new)
            waiting += new
            meetings -= 1
        campaign.waiting_by_day.append({k: sum(c.kind == k for c in waiting) for k in Kind})
        if not waiting and not meetings:
            campaign.dry_day = day
            break
    campaign.fill(days)
    return campaign


def _requests(campaign: Campaign, traits: Traits, day: int, rng: np.random.Generator) -> int:
    pace = traits.pace
    if traits.by_meetings:
        # This seeker asks more people when fewer of the recent ones accepted.
        recent = [s for s in campaign.sent if s.day >= day - 28]
        rate = (sum(s.held is not None for s in recent) + 2) / (len(recent) + 4)
        pace = 0.6 * pace / max(rate, 0.2)
    return round(pace) if traits.steady else int(rng.poisson(pace))


def _choice(waiting: list[Contact], traits: Traits, rng: np.random.Generator) -> int:
    if traits.mixed:
        return int(rng.integers(len(waiting)))
    return min(range(len(waiting)), key=lambda i: (waiting[i].kind, i))


def _ask(contact: Contact, day: int, traits: Traits, rng: np.random.Generator) -> Sent:
    mean = min(max(traits.accept[contact.kind], 0.01), 0.99)
    chance = rng.beta(mean * traits.alike, (1 - mean) * traits.alike)
    chance *= traits.fading ** max(contact.generation - 1, 0)
    sent = Sent(contact, day, yes=bool(rng.random() < chance))
    wait = round(float(np.exp(rng.normal(np.log(traits.days), traits.spread))))
    if sent.yes:
        sent.answered = day + wait
        sent.held = sent.answered + 1 + int(rng.exponential(traits.arranging))
    elif rng.random() > traits.silent:
        sent.answered = day + wait
    return sent


def _generosity(contact: Contact, traits: Traits, rng: np.random.Generator) -> int:
    mean = traits.names * traits.fading ** max(contact.generation - 1, 0)
    return int(rng.poisson(rng.gamma(traits.shape, mean / traits.shape)))


def _named(giver: Contact, traits: Traits, rng: np.random.Generator, node: int = -1) -> Contact:
    kind = Kind.COLD if rng.random() < traits.cold else Kind.REFERRED
    return Contact(kind, giver.generation + 1, node)


def _seen(sent: Sent, day: int) -> ObservedApproach:
    answered = sent.answered is not None and sent.answered <= day
    if sent.held is not None and sent.held <= day:
        return ObservedApproach(
            sent.contact.kind, _date(sent.day), _date(sent.answered or 0), True, _date(sent.held),
            sent.new, sent.known, sent.cold,
        )  # fmt: skip
    if answered:
        return ObservedApproach(
            sent.contact.kind, _date(sent.day), _date(sent.answered or 0), sent.yes
        )
    return ObservedApproach(sent.contact.kind, _date(sent.day))


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(day)


def _groups(label: np.ndarray) -> list[np.ndarray]:
    order = np.argsort(label, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1)


def _tie_within(
    members: np.ndarray, popular: np.ndarray, ties: list[set[int]], rng: np.random.Generator
) -> None:
    for i, a in enumerate(members.tolist()):
        for b in members[i + 1 :].tolist():
            if rng.random() < 0.3 * min(1.0, float(np.sqrt(popular[a] * popular[b]))):
                ties[a].add(b)
                ties[b].add(a)
