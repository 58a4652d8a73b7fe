"""What says that postings for different places are one opening, stated once for each place."""

from __future__ import annotations

import re
from functools import lru_cache

from kithwork.jobs.classify import classify
from kithwork.jobs.match.facts import Facts
from kithwork.jobs.match.rewritten import retold
from kithwork.jobs.match.signs import has_any
from kithwork.jobs.match.vocabulary import vocabulary

_CHOICE = re.compile(
    r"\b(?:or|oder|wahlweise|ou|au choix|either|any of|one of|whichever|choice|choose|"
    r"can be (?:based|located|done)|"
    r"may be based|work from|open to (?:candidates|applicants)|flexible location|"
    r"we(?:'re| are) open to)\b"
    r"|\b(?:possible |job |work )?(?:locations?|standorte?|places of work)\s*:",
    re.I,
)
_ONE_POST = re.compile(
    r"\b(?:there|this) is (?:only )?(?:one|a single) (?:position|opening|vacancy|post|role)\b"
    r"|\b(?:one|a single) (?:position|opening|vacancy|post|role),? to be (?:filled|based)\b"
    r"|\b(?:listed|advertised|posted|published|shown) (?:under|at|for|in) (?:each|every)\b"
    r"|\b(?:one|a single) (?:position|opening|vacancy|post|role) (?:only|shared|across|covering)\b|"
    r"\b(?:advertised|posted|listed|published|appears?|shown)\s+(?:\w+\s+){0,2}"
    r"(?:in|for|under|at)\s+"
    r"(?:several|multiple|more than one|various|each|all|different)\s+(?:\w+\s+)?"
    r"(?:locations?|places?|cities|towns|sites|offices)\b"
    r"|\b(?:one|a single|the same|1)\s+"
    r"(?:opening|position|vacancy|role|requisition|post|headcount)\s+"
    r"(?:\w+\s+){0,4}(?:several|multiple|more than one|various|any|all|different|these)\s+"
    r"(?:\w+\s+)?"
    r"(?:locations?|places?|cities|towns|sites|offices)\b",
    re.I,
)
_POST_SIGNS = (
    "location", "place", "cities", "towns", "sites", "offices",
    "is one ", "is only one ", "is a single ", "to be filled", "to be based",
)  # fmt: skip
"""Without one of these nothing that `_ONE_POST` looks for stands in a text."""
_ONE_SIGNS = (*_POST_SIGNS, "there is", "each", "every", "only", "shared", "across", "covering")
_SENTENCE = re.compile(r"[.!?\n•;]+\s*")
_BOUND = vocabulary("bound to a place")
_AT_A_SCREEN = vocabulary("at a screen")
LEAST_WORDS = 30
LEAST_IN_TWO_PLACES = 0.9
"""The share of the shorter text that the other has, where no number or link is the same."""


def why_several(a: Facts, b: Facts, share: float | None, number: bool, link: bool) -> str:
    """The reason in words, "" when there is none: then other places are other openings."""
    if number:
        return "one requisition number for several places"
    if link:
        return "one link for several places"
    if share is None or min(len(a.words), len(b.words)) < LEAST_WORDS:
        return ""
    if said_to_be_one(a, b) and share >= LEAST_IN_TWO_PLACES:
        return "the texts say that it is one opening"
    both, either = offers(a, b) and offers(b, a), offers(a, b) or offers(b, a)
    if both and retold(a, b):
        return "both texts offer the places as a choice"
    if share < LEAST_IN_TWO_PLACES:
        return ""
    if either:
        return "the texts offer the places as a choice"
    if a.where.remote and b.where.remote:
        return "remote work, offered in several places in the same words"
    if _word_for_word(a, b):
        return "the same words at the same time, for work that isn't bound to a place"
    return ""


def said_to_be_one(a: Facts, b: Facts) -> bool:
    """Whether both texts say that one opening is stated more than once."""
    return all(
        has_any(f.said.description.casefold(), _ONE_SIGNS) and _ONE_POST.search(f.said.description)
        for f in (a, b)
    )


def may_offer(facts: Facts) -> bool:
    """Whether a text may offer other places beside its own (see `why_several`); never wrong to
    say no."""
    text = facts.said.description.casefold()
    forms = _forms(facts)
    here = any(form in text for form in forms)
    said = [s for s in _SENTENCE.split(text) if any(f in s for f in forms)] if here else []
    return any(_CHOICE.search(s) for s in said) or _one_post(text)


def may_be_word_for_word(a: Facts, b: Facts) -> bool:
    """Whether all but the words is such that these could be one opening in two places."""
    x, y = a.said, b.said
    return (
        x.posted == y.posted
        and (x.system, x.board) == (y.system, y.board)
        and x.title == y.title
        and (x.department, x.employment_type) == (y.department, y.employment_type)
        and (x.salary_min, x.salary_max) == (y.salary_min, y.salary_max)
    )


def offers(a: Facts, b: Facts) -> bool:
    """Whether the text of `a` offers the town of `b` beside its own, as a choice."""
    if not a.where.names or not b.where.names:
        return False
    text = a.said.description.casefold()
    said = [s for s in _SENTENCE.split(text) if _CHOICE.search(s)]
    mine, theirs = _forms(a), _forms(b)
    if any(any(m in s for m in mine) and any(t in s for t in theirs) for s in said):
        return True
    return _one_post(text)


def _one_post(text: str) -> bool:
    """Whether a text (case folded) says that one opening is stated in several places."""
    return has_any(text, _POST_SIGNS) and bool(_ONE_POST.search(text))


def _forms(facts: Facts) -> set[str]:
    """A posting's towns as its text may write them: as looked up, and as its location has them."""
    said = {re.split(r"[,(]| - ", text)[0].strip().casefold()
            for text in (facts.said.location, *facts.said.locations)}  # fmt: skip
    return {form for form in (*facts.where.names, *said) if form}


def _word_for_word(a: Facts, b: Facts) -> bool:
    same = may_be_word_for_word(a, b) and a.words == b.words
    return same and not bound_to_a_place(a.said.title)


@lru_cache(maxsize=10_000)
def bound_to_a_place(title: str) -> bool:
    """Whether such work is done where it is (a ward, a shop, a road, a branch), so that one person
    can't fill it in two towns; only what is done at a screen is surely not."""
    kinds = {kind for found in classify([title]) for kind in found.types}
    return bool(kinds & _BOUND) or not kinds & _AT_A_SCREEN
