"""Who would know? Ranks people for a question by what is written of them, and how near they are."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kithwork.campaign.models import Campaign
from kithwork.people.models import Person, Position
from kithwork.people.snapshot import SEEKER, snapshot

SHORTEST = 3
EMPTY = frozenset(
    {"the", "and", "who", "how", "what", "which", "when", "where", "why", "are", "does", "did",
     "for", "with", "that", "this", "there", "here", "about", "can", "could", "would", "should",
     "from", "have", "has", "into", "they", "them", "their", "you", "your", "its", "was", "were",
     "many", "much", "some", "any", "one", "people"}
)  # fmt: skip
KIN = 4


@dataclass(frozen=True)
class Knower:
    """Somebody who may know: the words that speak for it, and how likely they are to tell."""

    person: Person
    because: tuple[str, ...]
    score: float


def who_would_know(
    campaign: Campaign, question: str, now: dt.datetime, top: int = 5
) -> list[Knower]:
    """The people whose roles, employers, notes and findings share rare words with the question.

    A word counts the more, the fewer people it fits (inverse document frequency, Spärck Jones
    1972); whoever is closer counts more. Nobody is made up: without a shared word, no answer.
    """
    asked = set(stems(question))
    if not asked:
        return []
    known = _words(campaign)
    spread = Counter(word for words in known.values() for word in words if word in asked)
    seen = snapshot(campaign.owner, campaign.owner.today(now))
    scored = []
    for person, words in known.items():
        shared = {word: words[word] for word in asked & words.keys()}
        if shared:
            rare = sum(math.log1p(len(known) / spread[word]) for word in shared)
            near = seen.circle.chance(SEEKER, seen.number[person]) if person in seen.number else 0
            scored.append((rare * (0.3 + near), person, tuple(sorted(shared.values()))))
    best = sorted(scored, key=lambda each: (-each[0], each[1]))[: max(top, 0)]
    people = Person.objects.in_bulk([person for _, person, _ in best])
    return [Knower(people[key], because, round(score, 3)) for score, key, because in best]


def questions_for(campaign: Campaign, person: Person, top: int = 4) -> list[str]:
    """The open questions, those first that this person is likely to know of.

    They are told by the same rare shared words as `who_would_know`; where nothing tells them
    apart they stand in the order in which they were asked.
    """
    asked = list(campaign.questions.filter(closed_at=None).values_list("text", flat=True))
    if len(asked) < 2:
        return asked
    known = _words(campaign)
    own = known.get(person.pk, {}).keys()
    spread = Counter(word for words in known.values() for word in words if word in own)

    def likely(question: str) -> float:
        shared = own & set(stems(question))
        return sum(math.log1p(len(known) / spread[word]) for word in sorted(shared))

    return sorted(asked, key=likely, reverse=True)[: max(top, 0)]


def stems(text: str) -> list[str]:
    """The words that carry meaning, cut so that "nurse" and "nursing" meet."""
    words = re.findall(r"\w+", text.casefold())
    return [word[:KIN] for word in words if len(word) >= SHORTEST and word not in EMPTY]


def _words(campaign: Campaign) -> dict[int, dict[str, str]]:
    """For every person the stems of what is written down, each with the word it came from."""
    found: dict[int, dict[str, str]] = defaultdict(dict)

    def add(person: int, texts: Iterable[str]) -> None:
        for text in texts:
            for word in re.findall(r"\w+", text):
                if len(word) >= SHORTEST and word.casefold() not in EMPTY:
                    found[person].setdefault(word.casefold()[:KIN], word)

    people = campaign.owner.people.known().exclude(leave_alone=True)
    for pk, *texts in people.values_list("pk", "headline", "industry", "how_met", "notes"):
        add(pk, texts)
    places = Position.objects.filter(person__in=people.values("pk"))
    for pk, *texts in places.values_list("person", "title", "organisation__name"):
        add(pk, texts)
    told = campaign.findings.exclude(said_by=None).exclude(confidential=True)
    for pk, text in told.values_list("said_by", "text"):
        add(pk, [text])
    return found
