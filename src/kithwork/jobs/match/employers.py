"""Says how the employers of two postings stand to each other: one, agency, or another."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from kithwork.boards.names import normal_name
from kithwork.jobs.match.signs import has_any
from kithwork.jobs.match.vocabulary import vocabulary

AGGREGATORS = vocabulary("aggregators")
_KINDS = vocabulary("kinds of employers")
_WORD = re.compile(r"[^\W_]+")
_AGENCY_NAME = re.compile(
    r"\b(?:recruit\w*|staffing|personnel|personal\w*|talent\w*|search|resourc\w*|hays|randstad|"
    r"adecco|manpower\w*|michael page|robert half|robert walters|page personnel|kelly services|"
    r"headhunt\w*|placement\w*|interim\w*|zeitarbeit|employment agency|employment|jobs?|"
    r"people solutions|workforce|hiring|manpower|temps?|vermittlung\w*|agency|careers? partners?|"
    r"werving|uitzend\w*|selectie|detachering|interinal|int[eé]rim|selecci[oó]n|locums?|headhunting|"
    r"consultants|executives|appointments)\b"
)
_FOR_CLIENT = re.compile(
    r"\b(?:our|a|an|the)\s+(?:\w+[\s-]+){0,3}clients?\b|\bon behalf of\b|\bf[üu]r unser\w* kunden\b"
    r"|\bpour (?:notre|un de nos) clients?\b|\brecruiting for\b|\bhiring for\b|\bclient is\b"
    r"|\bpartnered with\b|\bemployment agency\b|\bemployment business\b"
    r"|\bons?z?e opdrachtgever\b|\bunser\w* (?:mandant|auftraggeber|kunde)\w*\b|\bim auftrag\b"
    r"|\b(?:is|are) (?:working|partnering) with an?\b|\b(?:client|kunde)\s*:"
    r"|\b(?:exclusive|retained|confidential) search\b|\bhas (?:exclusively )?retained\b"
    r"|\baccompagne une?\b|\bretained by\b|\bengaged by\b|\bnuestro cliente\b"
    r"|\bper (?:un )?(?:nostro )?cliente\b"
    r"|\bnotre client\w*\b|\ben nombre de\b|\bfor a (?:leading|local|growing|well[- ]known)\b",
    re.I,
)
_CLIENT_SIGNS = (
    "client", "behalf", "kunde", "recruiting", "hiring", "partnered", "employment", "opdrachtgever",
    "mandant", "auftrag", "retained", "engaged", "nombre", "leading", "local", "growing", "well",
    "working", "partnering", "search", "accompagne",
)  # fmt: skip
"""Without one of these nothing that `_FOR_CLIENT` looks for stands in a text."""
_BOARD_ENDS = re.compile(
    r"(?:[-_ ]?(?:careers?|jobs?|karriere|hiring|talent|global|external|inc|llc|ltd|gmbh|uk|us|"
    r"usa|eu|de|emea|hr|hq|team|com|io))+$"
)


class Kin(Enum):
    """How two postings' employers agree."""

    ONE = "the same employer"
    AGENCY = "an agency and the employer"
    UNSAID = "an employer that isn't named"
    OTHER = "different employers"


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer as a posting names it: the name as compared, keys to find it by, and whether
    an agency or nobody speaks."""

    name: str
    keys: frozenset[str]
    words: frozenset[str]
    agency: bool
    rare: frozenset[str] = frozenset()
    """What is left of the name without what many names have ("Hotel", "Council", "Group")."""

    @property
    def unsaid(self) -> bool:
        """Whether only an aggregator is named, or nobody."""
        return not self.keys


def employer_of(employer: str, board: str, text: str) -> Employer:
    """The employer of a posting by its name, or, where it has none, by its board's."""
    named = _named_by(employer, board)
    # Whose text says "our client" is an agency whatever its name is; boilerplate of an
    # employer's own speaks of clients too, but not in the first sentences.
    return replace(named, agency=True) if not named.agency and _for_client(text[:400]) else named


def _for_client(begin: str) -> bool:
    return has_any(begin.casefold(), _CLIENT_SIGNS) and bool(_FOR_CLIENT.search(begin))


@lru_cache(maxsize=1 << 14)
def _named_by(employer: str, board: str) -> Employer:
    name = normal_name(employer)
    if name in AGGREGATORS:
        name = ""
    token = normal_name(board)
    bare = _BOARD_ENDS.sub("", token.replace(" ", "")) or token.replace(" ", "")
    keys = {key for key in (name.replace(" ", ""),) if key}
    if not keys and token not in AGGREGATORS and bare and bare not in AGGREGATORS:
        keys, name = {bare}, token
    words = frozenset((*name.split(), *_WORD.findall(employer.lower()), *keys, bare)) - {""}
    rare = frozenset(name.split()) - _KINDS
    return Employer(name, frozenset(keys), words, bool(_AGENCY_NAME.search(name)), rare)


def kin(a: Employer, b: Employer, a_text: str, b_text: str) -> Kin:
    """How two employers stand to each other; the texts (lower case) may name the other's."""
    if a.unsaid or b.unsaid:
        return Kin.UNSAID
    if a.keys & b.keys or _written_alike(a, b):
        return Kin.ONE
    if a.agency or b.agency or (named(a, b_text) and not named(b, b_text)):
        return Kin.AGENCY
    return Kin.AGENCY if named(b, a_text) and not named(a, a_text) else Kin.OTHER


def _written_alike(a: Employer, b: Employer) -> bool:
    """ "Acme" and "Acme Robotics Europe": one name begins the other, and isn't a short word."""
    short, long = sorted((plain_name(a.name).split(), plain_name(b.name).split()), key=len)
    if short and len("".join(short)) > 3 and long[: len(short)] == short:
        return True
    if len(short) > 1 and (
        sorted(short) == sorted(long) or _begin_alike(short, long) or _by_initials(short, long)
    ):
        return True
    if len(short) > 1 and set(short) < set(long) and _only_kinds(set(long) - set(short)):
        return bool(set(short) - _KINDS)
    x, y = sorted(("".join(short), "".join(long)), key=len)
    return len(x) > 5 and y.startswith(x)


def _only_kinds(words: set[str]) -> bool:
    """Whether words tell no name from another ("St Ada's C of E Primary School")."""
    return all(word in _KINDS or len(word) < 3 for word in words)


def plain_name(name: str) -> str:
    """ "Brückner" as "Brueckner" would be written without its umlaut: "Bruckner" for both."""
    return _UMLAUT.sub(lambda found: "aou"["aou".index(found[0][0])], name.translate(_DOTS))


_DOTS = str.maketrans("äöü", "aou")
_UMLAUT = re.compile(r"(?:ae|oe|(?<![aeqo])ue)(?=[^aeiou\s])")


def _begin_alike(a: list[str], b: list[str]) -> bool:
    """ "Marlowe Regional Med Ctr" and "Marlowe Regional Medical Center": two words that aren't all
    in many names, whatever follows."""
    x, y = ([word for word in name if len(word) > 3 or word not in _KINDS][:2] for name in (a, b))
    return x == y and len(x) == 2 and len("".join(x)) > 8 and not set(x) <= _KINDS


def _by_initials(short: list[str], long: list[str]) -> bool:
    """ "Pinebrook USD" and "Pinebrook Unified School District", "Stadtverwaltung Ulm" and "Stadt
    Ulm": what is rare is the same, and the rest of one begins the other's or has its initials."""
    rare = set(short) & set(long)
    if not rare - _KINDS:
        return False
    some, more = ([w for w in name if w not in rare] for name in (short, long))
    some = [word for word in some if len(word) > 1 and word not in _SMALL]
    more = [word for word in more if word not in _SMALL]
    initials = "".join(word[0] for word in more)
    return bool(some) and all(
        word == initials or any(word.startswith(w[:5]) or w.startswith(word) for w in more)
        for word in some
    )


_SMALL = frozenset({"of", "the", "and", "de", "des", "du", "la", "le", "der", "für"})


def named(employer: Employer, text: str) -> bool:
    """Whether a text (lower case) has an employer's name."""
    return len(employer.name) > 3 and employer.name in text


def of_like_names(a: Employer, b: Employer) -> bool:
    """Whether what is rare in one name stands in the other, too: a hotel and its group, a brand
    and its company. Names alone don't say that they are one."""
    less, more = sorted((a.rare, b.rare), key=len)
    if not less:
        return bool(a.name) and sorted(a.name.split()) == sorted(b.name.split())
    return less <= more or sum(map(len, less & more)) > 8


def told_of(employer: Employer, words: Set[str]) -> bool:
    """Whether a text (its words, in lower case) has a word that is rare in an employer's name."""
    return any(len(word) > 3 and word in words for word in employer.rare)
