"""Proposes honest letters and scripts for the situations of a search, from the facts at hand."""

import random
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kithwork.wording.channels import CHANNELS, Channel
from kithwork.wording.typed import (
    about_me_phrase,
    aim_phrase,
    asked,
    because,
    clause,
    have_done,
    occupation_phrase,
    sentence,
    topic,
)

_FIELD = re.compile(r"\{(\w+)(\??)\}")
_NEEDS_OBJECTIVE = frozenset({"kith", "referred", "alumni", "cold_source", "follow_up"})
_COUNTS = {
    5: "five", 10: "ten", 15: "fifteen", 20: "twenty", 25: "twenty-five", 30: "thirty",
    40: "forty", 45: "forty-five", 50: "fifty", 60: "sixty", 90: "ninety",
}  # fmt: skip


class NothingToAskError(ValueError):
    """A networking request needs an aim or a question; without one it would only be vague."""


class NoSchoolError(ValueError):
    """A letter to somebody of the same school has to say which."""


class NoLeaveError(ValueError):
    """A referral may be used only with the introducer's leave to use the name."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What is known, as somebody typed it; every empty text is a fact that we do not have.

    ``aim`` says what one is after ("Lead a ward", "hospital logistics"); ``question`` is a whole
    question; ``about_me`` goes behind "I am", ``reason`` behind "because of" or "because",
    ``learnt`` behind "about", ``done`` behind "I have", ``met_on`` behind "the time you gave me"
    ("on Tuesday"); ``occupation`` is one of its kind ("pipe welder"); ``strength`` is a whole
    sentence. ``known`` says that they know the writer, ``no_job_wanted`` that a disclaimer would
    be true.
    """

    me: str
    to: str = ""
    known: bool = False
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
    return tuple(f"{situation}/{channel}/{one['name']}" for one in _wordings(situation, channel))


def _wordings(situation: str, channel: str) -> list[dict[str, Any]]:
    """What is said aloud has wordings of its own."""
    found = (
        _scripts()[situation] if CHANNELS[channel].spoken else _templates()[situation]["variant"]
    )
    return list(found)


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
    known = _known(facts, form, rng)
    names = dict(zip(variants(situation, channel), _wordings(situation, channel), strict=True))
    fresh = [name for name in names if name not in avoid] or list(names)
    chosen = rng.choice(fresh)
    lines = _lines(_chosen(names[chosen]["body"], rng), known, form)
    asks = purpose(situation) in {"networking", "direct_contact"}
    subject = _filled(rng.choice(template["subject"]), known) or "A question"
    subject = subject[:1].upper() + subject[1:] if form.subject else ""
    known_to = {"asks": asks, "known": facts.known}
    return Draft(subject, form.dress(lines, facts.me, facts.to, rng, **known_to), chosen)


def _refuse_dishonest(situation: str, facts: LetterFacts) -> None:
    if situation in _NEEDS_OBJECTIVE and not (aim_phrase(facts.aim) or asked(facts.question)):
        raise NothingToAskError("Say first what you are aiming for, or what you want to learn.")
    if situation == "referred" and not (facts.leave_given and facts.introducer.strip()):
        raise NoLeaveError("Ask the person who gave you the name for leave to use theirs, first.")
    if situation == "alumni" and not facts.school.strip():
        raise NoSchoolError("Say which school you share; the letter names it.")


def _known(facts: LetterFacts, form: Channel, rng: random.Random) -> dict[str, str]:
    """Every fact that we have, as it fits into a sentence."""
    introducer = facts.introducer.strip()
    leaves = _SPOKEN_LEAVES if form.spoken else _LEAVES
    known = {
        "about_me": about_me_phrase(facts.about_me),
        "aim": aim_phrase(facts.aim),
        "asking": _asking(facts.question, rng),
        "because": because(facts.reason),
        "disclaimer": rng.choice(_DISCLAIMERS) if facts.no_job_wanted else "",
        "done": have_done(facts.done),
        "employer": facts.employer.strip(),
        "employers": _listed(facts.employers),
        "introducer": introducer,
        "learnt": topic(facts.learnt),
        "leave": rng.choice(leaves).format(introducer=introducer) if introducer else "",
        "met_on": facts.met_on.strip(),
        "met_person": facts.met_person.strip(),
        "minutes": _COUNTS.get(facts.minutes, str(facts.minutes if facts.minutes > 0 else 20)),
        "occupation": occupation_phrase(facts.occupation),
        "opening": facts.opening.strip(),
        "school": facts.school.strip().rstrip("."),
        "strength": sentence(facts.strength),
    }
    return {name: value for name, value in known.items() if value}


def _asking(question: str, rng: random.Random) -> str:
    """One's question as a whole sentence, whichever way it was typed."""
    if fits := clause(question):
        return rng.choice(_ASKINGS).format(fits)
    direct = asked(question)
    return rng.choice(_DIRECT_ASKINGS).format(direct) if direct else ""


_DISCLAIMERS = (
    "I'm not asking you for a job; I want to learn.",
    "This isn't a request for a job.",
    "I'm not looking for a job with you, only for your view of the field.",
)
_LEAVES = (
    "{introducer} suggested that I write to you, and is glad to be mentioned.",
    "I have your name from {introducer}, who said that I may tell you so.",
    "{introducer} gave me your name, and is happy for me to say so.",
)
_SPOKEN_LEAVES = (
    "{introducer} suggested that I speak to you, and is glad to be mentioned.",
    "I have your name from {introducer}, who said that I may tell you so.",
)
_ASKINGS = (
    "I'd like to understand {}.",
    "What I'd most like to learn is {}.",
    "I can't find written down {}.",
    "I'm trying to find out {}.",
)
_DIRECT_ASKINGS = ("My question is this: {}", "What I'd like to ask is this: {}")


def _listed(names: tuple[str, ...]) -> str:
    kept = [name.strip() for name in names if name.strip()]
    return " or ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


def _chosen(body: list[str | list[str]], rng: random.Random) -> list[str]:
    """Each line, or one of several ways to say it."""
    return [line if isinstance(line, str) else rng.choice(line) for line in body]


def _lines(body: list[str], known: Mapping[str, str], form: Channel) -> list[str]:
    wanted = [line for line in body if not (form.short and line.startswith("~"))]
    return [text for line in wanted if (text := _filled(line.replace("~", ""), known))]


def _filled(line: str, known: Mapping[str, str]) -> str:
    """The first side of the line that can stand with what is known, or nothing."""
    for side in line.split("||"):
        if all(name in known for name, _ in _FIELD.findall(side)):
            text = _FIELD.sub(lambda found: "" if found[2] else known[found[1]], side.strip())
            text = re.sub(r"(?<=\w)\.\.(?!\.)", ".", text)  # "at Acme Inc.."
            return text[:1].upper() + text[1:]
    return ""


@cache
def _templates() -> dict[str, Any]:
    return _read("letters.toml")


@cache
def _scripts() -> dict[str, Any]:
    return _read("scripts.toml")


def _read(name: str) -> dict[str, Any]:
    source = files("kithwork.wording").joinpath("data", name).read_text("utf-8")
    return tomllib.loads(source)
