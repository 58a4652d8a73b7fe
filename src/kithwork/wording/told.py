"""Proposes what a free account of a meeting holds: findings, names, promises, what they need."""

import re
from dataclasses import dataclass

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w&'’.\-]*"
_PARTICLE = r"(?: (?:van|von|de|der|den|del|la|di|bin|al|el))*"
_NAMED = r"[A-ZÀ-ÖØ-Þ](?:\.|[\w'’\-]+)"
NAME = rf"{_NAMED}{_PARTICLE}(?: {_NAMED})+"
PLACE = rf"(?:the )?{_CAPITAL}(?: (?:of|and|&|for|the|{_CAPITAL}))*"
_AT = r"(?:at|from|of|who works at|works at|with)"
_WHO = re.compile(rf"(?P<name>{NAME})(?:,? {_AT} (?P<place>{PLACE}))?")
_GIVES = re.compile(
    r"\b(talk|speak|spoke|write|call|meet|ask|contact|knows?|named|mention(?:s|ed)?"
    r"|suggest(?:s|ed)?|recommend(?:s|ed)?|introduc\w+|reach out|get in touch|names?|email)\b",
    re.I,
)
_OWES = re.compile(
    r"\b(I (?:have )?promised|I(?:'| wi)ll|I said I would|I owe|I am to|I should send"
    r"|I have to send)\b|^(?:to do|promised?)\b",
    re.I,
)
_LEAVE = re.compile(r"\b(may|can|could) (?:use|mention|say|drop) (?:his|her|their|the) name", re.I)
# "They look for a nurse" is an employer's opening; what *she* looks for, one may help with.
_NEEDS = (
    r"\b(?:he|she|{met}) (?:is |was |also |still )*"
    r"(?:look(?:s|ing) for|needs?|search(?:es|ing) for|could use|is after) (?P<what>[^.!?;]+)"
)
_KINDS = (
    (
        "opening",
        re.compile(
            r"\b(opening|vacancy|vacancies|hiring|will hire|new position"
            r"|they(?:'re| are)? look(?:ing)? for)\b",
            re.I,
        ),
    ),
    ("event", re.compile(r"\b(conference|fair|meetup|open day|congress|workshop|on \d)\b", re.I)),
    ("trend", re.compile(r"\b(more and more|trend|growing|shrinking|increasingly|fewer)\b", re.I)),
    ("opinion", re.compile(r"\b(thinks?|believes?|in (?:his|her|their) view|finds? that)\b", re.I)),
)
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ\"“])|\n+|;\s+")
_NOT_NAMES = frozenset({
    "I", "He", "She", "They", "We", "It", "The", "A", "An", "My", "His", "Her", "Their", "Our",
    "In", "On", "At", "For", "But", "And", "So", "If", "When", "Dr", "Mr", "Mrs", "Ms", "Monday",
    "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameHeard:
    """A name in the account, the employer that stands beside it, and leave where it is said."""

    name: str
    employer: str = ""
    may_use_name: bool | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the account seems to hold; ``findings`` are (kind, text), ``needs`` what they seek."""

    findings: tuple[tuple[str, str], ...]
    names: tuple[NameHeard, ...]
    promises: tuple[str, ...]
    needs: tuple[str, ...] = ()


def propose(told: str, *, met: str = "") -> Proposal:
    """Sort an account sentence by sentence; ``met`` is the person met, who is no new name.

    Nothing is thrown away: a sentence that is neither a promise nor only a name is a finding.
    """
    findings: list[tuple[str, str]] = []
    names: dict[str, NameHeard] = {}
    promises: list[str] = []
    needs: list[str] = []
    for sentence in filter(None, (part.strip() for part in _ENDS.split(told))):
        heard = _names(sentence, met)
        names.update({one.name: one for one in heard if one.name not in names})
        if _OWES.search(sentence):
            promises.append(sentence.rstrip("."))
        elif sought := _needs(sentence, met):
            needs.append(sought)
        elif not heard:
            findings.append((_kind(sentence), sentence))
    return Proposal(tuple(findings), tuple(names.values()), tuple(promises), tuple(needs))


def _names(sentence: str, met: str) -> list[NameHeard]:
    """Full names in a sentence that speaks of passing on; a place beside them is the employer."""
    if not _GIVES.search(sentence):
        return []
    leave = True if _LEAVE.search(sentence) else None
    return [
        NameHeard(_bare(found["name"]), (found["place"] or "").rstrip(".").strip(), leave)
        for found in _WHO.finditer(sentence)
        if len(_bare(found["name"]).split()) > 1 and _bare(found["name"]).lower() != met.lower()
    ]


def _needs(sentence: str, met: str) -> str:
    given = re.escape(met.split()[0]) if met.split() else "he"
    found = re.search(_NEEDS.replace("{met}", given), sentence, re.I)
    return found["what"].strip() if found else ""


def _bare(name: str) -> str:
    """Without a word at the beginning of the sentence that is no name."""
    words = name.split()
    while words and words[0] in _NOT_NAMES:
        words = words[1:]
    return " ".join(words)


def _kind(sentence: str) -> str:
    return next((kind for kind, sign in _KINDS if sign.search(sentence)), "fact")
