"""Proposes honest letters and scripts for the situations of a search, from the facts at hand."""

import random
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from kithwork.wording.channels import CHANNELS, Channel

_FIELD = re.compile(r"\{(\w+)\}")
_NEEDS_OBJECTIVE = frozenset({"kith", "referred", "alumni", "cold_source", "follow_up"})


class NothingToAskError(ValueError):
    """A networking request needs an aim or a question; without one it would only be vague."""


class NoLeaveError(ValueError):
    """A referral may be used only with the introducer's leave to use the name."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What is known; every empty text is a fact that we do not have.

    ``aim`` is a noun phrase ("hospital case management"); ``question`` a clause ("how case
    managers are trained"); ``about_me`` goes behind "I am" ("a nurse on nights"); ``learnt`` is
    a noun phrase or clause; ``done`` goes behind "I have" ("signed up for the course"); ``met_on``
    behind "you gave me" ("on Tuesday"); ``occupation`` has its article ("a pipe welder");
    ``strength`` is a whole sentence. ``no_job_wanted`` says that a disclaimer would be true.
    """

    me: str
    to: str = ""
    about_me: str = ""
    aim: str = ""
    question: str = ""
    minutes: int = 20
    introducer: str = ""
    leave_given: bool = False
    no_job_wanted: bool = False
    school: str = ""
    reason: str = ""
    employers: tuple[str, ...] = ()
    employer: str = ""
    occupation: str = ""
    opening: str = ""
    strength: str = ""
    met_on: str = ""
    met_person: str = ""
    learnt: str = ""
    done: str = ""
    their_work: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal; ``subject`` is empty where the channel has none."""

    subject: str
    body: str
    variant: str


def situations() -> tuple[str, ...]:
    """The situations that there are letters for."""
    return tuple(_templates())


def purpose(situation: str) -> str:
    """The technique that the letters of this situation amount to."""
    return str(_templates()[situation]["purpose"])


def variants(situation: str, channel: str) -> tuple[str, ...]:
    """The names of the variants that there are for a situation, in steady order."""
    return tuple(
        f"{situation}/{channel}/{one['name']}" for one in _templates()[situation]["variant"]
    )


def draft(
    situation: str,
    channel: str,
    facts: LetterFacts,
    *,
    avoid: Collection[str] = (),
    rng: random.Random,
) -> Draft:
    """A letter or script for the situation, of a variant that is not among those to avoid.

    When every variant was used lately, one of them is taken again. Raises KeyError for an unknown
    situation or channel, NothingToAskError and NoLeaveError where an honest letter can't be made.
    """
    template, form = _templates()[situation], CHANNELS[channel]
    _refuse_dishonest(situation, facts)
    known = _known(facts, rng)
    names = dict(zip(variants(situation, channel), template["variant"], strict=True))
    fresh = [name for name in names if name not in avoid] or list(names)
    chosen = rng.choice(fresh)
    lines = _lines(_chosen(names[chosen]["body"], rng), known, form)
    asks = purpose(situation) in {"networking", "direct_contact"}
    subject = _filled(rng.choice(template["subject"]), known) or "A question"
    subject = subject[:1].upper() + subject[1:] if form.subject else ""
    return Draft(subject, form.dress(lines, facts.me, facts.to, rng, asks=asks), chosen)


def _refuse_dishonest(situation: str, facts: LetterFacts) -> None:
    if situation in _NEEDS_OBJECTIVE and not (facts.aim.strip() or facts.question.strip()):
        raise NothingToAskError("Say first what you are aiming for, or what you want to learn.")
    if situation == "referred" and not (facts.leave_given and facts.introducer.strip()):
        raise NoLeaveError("Ask the person who gave you the name for leave to use theirs, first.")


def _known(facts: LetterFacts, rng: random.Random) -> dict[str, str]:
    plain = {one.name: getattr(facts, one.name) for one in fields(facts)}
    known = {name: value.strip() for name, value in plain.items() if isinstance(value, str)}
    known["minutes"] = str(facts.minutes) if facts.minutes > 0 else ""
    known["employers"] = _listed(facts.employers)
    known["disclaimer"] = rng.choice(_DISCLAIMERS) if facts.no_job_wanted else ""
    known["leave"] = rng.choice(_LEAVES).format(introducer=known["introducer"])
    return {name: value for name, value in known.items() if value}


_DISCLAIMERS = (
    "I'm not asking you for a job; I want to learn.",
    "This isn't a request for a job.",
    "I'm not looking for a job with you, only for your view of the field.",
)
_LEAVES = (
    "{introducer} said that I may use the name in writing to you.",
    "{introducer} suggested that I write to you, and is glad to be mentioned.",
    "{introducer} gave me leave to say who sent me.",
)


def _listed(names: tuple[str, ...]) -> str:
    kept = [name.strip() for name in names if name.strip()]
    return " or ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


def _chosen(body: list[str | list[str]], rng: random.Random) -> list[str]:
    """Each line, or one of several ways to say it."""
    return [line if isinstance(line, str) else rng.choice(line) for line in body]


def _lines(body: list[str], known: Mapping[str, str], form: Channel) -> list[str]:
    wanted = [line for line in body if not (form.short and line.startswith("~"))]
    return [text for line in wanted if (text := _filled(line.removeprefix("~"), known))]


def _filled(line: str, known: Mapping[str, str]) -> str:
    """The first side of the line that can stand with what is known, or nothing."""
    for side in line.split("||"):
        if all(name in known for name in _FIELD.findall(side)):
            text = _FIELD.sub(lambda found: known[found.group(1)], side.strip())
            return text[:1].upper() + text[1:]
    return ""


@cache
def _templates() -> dict[str, Any]:
    source = files("kithwork.wording").joinpath("data/letters.toml").read_text("utf-8")
    return tomllib.loads(source)
