"""Invents a labelled market of postings: what is one opening, what only looks like it.

Every opening has a number, and each of its postings carries it. Beside openings stated several
times (two boards, agency, one posting a place, repost, aggregator) stand openings that only look
alike (another town, team, shift, level, number, hours, employer). Everything is invented.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from functools import lru_cache

from match_words import (
    ABOUTS,
    AGENCIES,
    BOUND,
    CLIENT,
    COUNTRIES,
    DAY,
    EXTRAS,
    FAIR,
    FIRST,
    FOOTERS,
    FORMS,
    FREE,
    GIVES,
    LEADS,
    OPENERS,
    SECOND,
    SITES,
    SYSTEMS,
    TEAMS,
    TOWNS,
)


@dataclass(frozen=True)
class Opening:
    """What one opening is, whoever states it."""

    job: int
    title: str
    employer: str
    town: str
    duties: tuple[str, ...]
    extras: tuple[str, ...]
    gives: tuple[str, ...]
    opener: str
    about: str
    team: str = ""
    shift: str = ""
    number: str = ""
    lead: str = ""
    hours: str = "Full-time"
    names_town: bool = True
    shift_in_title: bool = False
    team_in_title: bool = False
    team_in_text: bool = True
    also: tuple[str, ...] = ()
    posted: dt.date = DAY
    pay: tuple[int, int] | None = None

    @property
    def shown(self) -> str:
        """The title as the employer writes it."""
        team = f", {self.team}" if self.team and self.team_in_title else ""
        return self.title + team + (f" - {self.shift}s" if self.shift_in_title else "")


@dataclass
class Market:
    """Invents openings and their postings from one generator of chance."""

    rng: random.Random
    job: int = 0
    ids: int = 10_000
    postings: list[dict[str, object]] = field(default_factory=list)

    def employer(self) -> str:
        return f"{self.rng.choice(FIRST)} {self.rng.choice(SECOND)}"

    def opening(self, employer: str, bound: bool | None = None) -> Opening:
        rng = self.rng
        pool = BOUND if (rng.random() < 0.55 if bound is None else bound) else FREE
        title = rng.choice(sorted(pool))
        self.job += 1
        about, gives = usual(employer)
        level = rng.choice(("", "", "", "Senior ", "Lead ")) if pool is FREE else ""
        low = rng.randrange(24, 90) * 1000
        return Opening(
            job=self.job,
            title=level + title,
            employer=employer,
            town=rng.choice(TOWNS),
            duties=tuple(rng.sample(pool[title], 5)),
            extras=tuple(rng.sample(EXTRAS, 4)),
            gives=gives,
            opener=rng.choice(OPENERS),
            about=about,
            team=rng.choice(TEAMS) if rng.random() < 0.5 else "",
            number=str(rng.randrange(10_000, 99_999)) if rng.random() < 0.35 else "",
            lead=rng.choice(LEADS) if rng.random() < 0.4 else "",
            names_town=rng.random() < 0.6,
            posted=DAY + dt.timedelta(days=rng.randrange(0, 60)),
            pay=(low, low + rng.randrange(4, 20) * 1000) if rng.random() < 0.4 else None,
        )

    def another(self, one: Opening, **changes: object) -> Opening:
        """A different opening that shares all but what is said."""
        self.job += 1
        posted = one.posted + dt.timedelta(days=self.rng.choice((0, 1, 3, 8, 20)))
        return replace(one, **{"job": self.job, "posted": posted, **changes})  # type: ignore[arg-type]

    def new_id(self) -> str:
        self.ids += self.rng.randrange(1, 40)
        return str(self.ids)

    def state(self, one: Opening, **changes: object) -> dict[str, object]:
        """A posting on the employer's own board."""
        token = one.employer.lower().replace(" ", "")
        system = SYSTEMS[len(token) % len(SYSTEMS)]
        posting: dict[str, object] = {
            "job": one.job,
            "id": f"{system}-{self.new_id()}",
            "ats": system,
            "board": token,
            "employer": one.employer,
            "title": one.shown,
            "url": f"https://{system}.test/{token}/jobs/{self.ids}",
            "location": one.town,
            "posted": one.posted.isoformat(),
            "department": one.team,
            "employment_type": one.hours,
            "salary_min": one.pay and one.pay[0],
            "salary_max": one.pay and one.pay[1],
            "salary_currency": "EUR" if one.pay else "",
            "salary_period": "year" if one.pay else "",
            "description": text(one),
        }
        posting |= changes
        self.postings.append(posting)
        return posting


@lru_cache(maxsize=100_000)
def usual(employer: str) -> tuple[str, tuple[str, ...]]:
    """What an employer always says of itself, and what it always gives."""
    rng = random.Random(employer)
    about = rng.choice(ABOUTS).format(
        employer=employer, year=rng.randrange(1890, 2018), people=rng.randrange(30, 9000)
    )
    return about, tuple(rng.sample(GIVES, 5))


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return words[0].upper() + words[1:] + "."


def text(one: Opening, opener: str = "", employer: str = "") -> str:
    """The description of an opening as its employer (or an agency) writes it."""
    where = f" in {one.town.split(',')[0]}" if one.names_town and not one.also else ""
    team = f" in our {one.team} team" if one.team and one.team_in_text else ""
    lines = [
        (opener or one.opener).format(
            employer=employer or one.employer, title=one.title, team=team, where=where
        )
    ]
    if one.shift:
        lines.append(f"You will work the {one.shift} shift.")
    if one.also:
        lines.append(f"This position can be based in {', '.join(one.also[:-1])} or {one.also[-1]}.")
    if one.number:
        lines.append(f"Requisition number: {one.number}.")
    if one.lead:
        lines.append(f"You will report to {one.lead}.")
    lines += ["What you will do: " + "; ".join(one.duties) + "."]
    lines += [sentence(extra) for extra in one.extras]
    lines += [sentence(one.about if not employer else one.about.replace(one.employer, employer))]
    lines += [sentence(gift) for gift in one.gives]
    return "\n".join([*lines, FAIR])


def dirty_title(title: str, rng: random.Random) -> str:
    """The same title as another site writes it."""
    return rng.choice(
        (
            title, title.upper(), f"{title} (m/w/d)", title.replace("Senior", "Sr."),
            f"{title} - Urgent", f"{title} | Immediate start", f"NEW: {title}",
        )
    )  # fmt: skip


def dirty_place(town: str, rng: random.Random) -> str:
    """The same town as another site writes it."""
    return rng.choice((town, town.split(",")[0], town))


def two_boards(market: Market, one: Opening) -> None:
    """The employer's second career page, on another system, some days later."""
    rng = market.rng
    form = rng.choice(FORMS)
    said = text(one)
    if rng.random() < 0.4:
        said = "".join(f"<p>{line}</p>" for line in said.split("\n"))
    market.state(
        one,
        id=f"x-{market.new_id()}",
        ats="teamtailor",
        board=one.employer.lower().replace(" ", "-") + rng.choice(("", "-careers")),
        employer=one.employer + form,
        title=dirty_title(one.shown, rng),
        url=f"https://careers.{one.employer.lower().replace(' ', '')}.test/{market.ids}",
        location=dirty_place(one.town, rng),
        posted=(one.posted + dt.timedelta(days=rng.randrange(0, 6))).isoformat(),
        department=one.team if rng.random() < 0.6 else "",
        description=said,
    )


def agency(market: Market, one: Opening) -> None:
    """An agency tells the opening in part in its own words, and doesn't name the employer."""
    rng = market.rng
    name = rng.choice(AGENCIES)
    told = replace(
        one,
        number="",
        lead="",
        gives=tuple(rng.sample(one.gives, 3)),
        extras=tuple(rng.sample(one.extras, 3)),
        about=rng.choice(("our client has a good name as an employer", one.about)),
    )
    said = text(told, opener=rng.choice(CLIENT), employer="our client")
    said += f"\n{name} is an employment agency. Our reference: {name[:2].upper()}{market.new_id()}."
    market.state(
        one,
        id=f"ag-{market.new_id()}",
        ats=rng.choice(("feed", "careersite")),
        board=name.lower().replace(" ", "-").replace("&", "and"),
        employer=name,
        title=dirty_title(one.shown, rng),
        url=f"https://jobs.agency.test/{market.ids}",
        location=dirty_place(one.town, rng),
        posted=(one.posted + dt.timedelta(days=rng.randrange(0, 15))).isoformat(),
        department="",
        salary_min=None,
        salary_max=None,
        description=said,
    )


def aggregator(market: Market, one: Opening, cut: bool = True) -> None:
    """A job site's copy: shortened, with lines of its own, now and then without any text."""
    rng = market.rng
    site = rng.choice(SITES)
    said = text(one)
    way = rng.random() if cut else 1.0
    if way < 0.45:
        said = said[: rng.randrange(280, 700)].rsplit(" ", 1)[0] + " ..."
    elif way < 0.6:
        said = said + "\n" + rng.choice(FOOTERS)
    elif way < 0.7 and not one.shift and not one.team:
        said = ""
    market.state(
        one,
        id=f"{site[:2]}-{market.new_id()}",
        ats=site,
        board=site if rng.random() < 0.5 else one.employer + rng.choice(FORMS),
        employer=one.employer + rng.choice(FORMS),
        title=dirty_title(one.shown, rng),
        url=f"https://{site}.test/view/{market.ids}?utm_source=x",
        location=dirty_place(one.town, rng),
        posted=(one.posted + dt.timedelta(days=rng.randrange(0, 10))).isoformat(),
        department="",
        salary_min=None,
        salary_max=None,
        description=said,
    )


def repost(market: Market, one: Opening) -> None:
    """The same opening again under a new id, with a date or a line changed."""
    rng = market.rng
    changed = rng.choice((one, one, replace(one, extras=one.extras[:-1]),
                          replace(one, gives=one.gives[::-1])))  # fmt: skip
    later = one.posted + dt.timedelta(days=rng.randrange(10, 120))
    market.state(changed, posted=later.isoformat())


def per_place(market: Market, one: Opening) -> None:
    """One opening that may be filled in any of several places, posted once for each."""
    rng = market.rng
    towns = rng.sample(TOWNS, rng.randrange(2, 5))
    way = rng.choice(("choice", "number", "words", "remote", "lists"))
    if way == "choice":
        one = replace(one, also=tuple(town.split(",")[0] for town in towns))
    elif way == "number":
        one = replace(one, number=one.number or str(rng.randrange(10_000, 99_999)))
    elif way == "words":
        one = replace(one, names_town=False)
    elif way == "remote":
        one = replace(one, names_town=False)
        towns = [f"Remote - {country}" for country in rng.sample(COUNTRIES, len(towns))]
    for town in towns:
        lists = {"locations": towns} if way == "lists" else {}
        remote = {"remote": True} if way == "remote" else {}
        market.state(replace(one, town=town), **lists, **remote)


COPIES = (two_boards, agency, aggregator, repost)


def copies(market: Market, one: Opening, only_number: bool = False) -> None:
    """The opening, and up to three other statements of it. Where only its number tells it from
    its like, those that would lose the number are left out: nobody could label them."""
    market.state(one)
    ways = (two_boards, repost) if only_number else COPIES
    for way in market.rng.sample(ways, min(market.rng.choice((0, 1, 1, 2, 3)), len(ways))):
        way(market, one)


KINDS = ("town", "team", "shift", "level", "number", "hours", "employer", "duties")


def lookalike(market: Market, one: Opening, kind: str) -> Opening:
    """Another opening which differs in one thing only."""
    rng = market.rng
    other = rng.choice([team for team in TEAMS if team != one.team])
    if kind == "town":
        return market.another(one, town=rng.choice([t for t in TOWNS if t != one.town]),
                              names_town=True, number="")  # fmt: skip
    if kind == "team":
        return market.another(one, team=other, team_in_title=rng.random() < 0.5, number="")
    if kind == "shift":
        return market.another(one, shift=rng.choice(("night", "weekend")), number="",
                              shift_in_title=rng.random() < 0.6)  # fmt: skip
    if kind == "level":
        bare = one.title.removeprefix("Senior ").removeprefix("Lead ")
        level = "Junior " if bare != one.title else rng.choice(("Senior ", "Assistant ", "Lead "))
        return market.another(one, title=level + bare, number="")
    if kind == "number":
        return market.another(one, number=str(rng.randrange(10_000, 99_999)))
    if kind == "hours":
        return market.another(one, hours="Part-time", number="")
    if kind == "employer":
        employer = market.employer()
        about, gives = usual(employer)
        return market.another(one, employer=employer, about=about, gives=gives, number="")
    pool = {**BOUND, **FREE}[one.title.removeprefix("Senior ").removeprefix("Lead ")]
    rest = [duty for duty in pool if duty not in one.duties]
    return market.another(one, duties=(*rest, *one.duties[:1]), extras=tuple(rng.sample(EXTRAS, 4)),
                          opener=rng.choice(OPENERS), team=other, number="")  # fmt: skip


def first_of_a_kind(market: Market, one: Opening) -> Opening:
    """The opening so that its lookalikes can be told from it: number, shift and place are said."""
    return replace(
        one,
        number=one.number or str(market.rng.randrange(10_000, 99_999)),
        names_town=True,
        team=one.team or market.rng.choice(TEAMS),
        shift="day" if one.title in BOUND else "",
    )


def market_of(postings: int, seed: int) -> list[dict[str, object]]:
    """A labelled market of about so many postings; the same seed gives the same one."""
    market = Market(random.Random(seed))
    while len(market.postings) < postings:
        employer = market.employer()
        kind = market.rng.random()
        if kind < 0.3:
            copies(market, market.opening(employer))
        elif kind < 0.5:
            per_place(market, market.opening(employer, bound=False))
        else:
            one = first_of_a_kind(market, market.opening(employer))
            kinds = market.rng.sample(KINDS, market.rng.randrange(1, 4))
            copies(market, one, "number" in kinds)
            for kind in kinds:
                copies(market, lookalike(market, one, kind), kind == "number")
    market.rng.shuffle(market.postings)
    return market.postings
