"""Names the terms of an opening that set it apart from the usual one beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from kithwork.jobs.match.signs import has_any

_TERMS = {
    "part": r"\bpart[\s_-]*time\b|\bteilzeit|\bminijob|\btemps partiel|\bmi-temps|\bdeeltijd"
    r"|\bparttime\b|\bp/t\b|\b0[.,][2-8]\d?\s?(?:fte|wte)\b|\bjob share\b|\btiempo parcial",
    "for a time": r"\bfixed[\s-]*term|\bftc\b|\bbefristet|\bcdd\b|\binterim\b|\blocum\b"
    r"|\b(?:maternity|paternity|parental|sick(?:ness)?)[\s-]+(?:leave )?cover|\belternzeit"
    r"|\btemporary\b|\btemp\b(?!\W*to\W*(?:hire|perm))|\bsecondment\b|\b\d{1,2}[\s-]*months?\b(?!\s*(?:exp|salary))"
    r"|\b\d{1,2}[\s-]*weeks?\b|^\W*travel\W+(?:rn|nurse|registered|lpn|cna|ot|pt|slp|tech)"
    r"|\btijdelijk|\bsustituci[oó]n|\blong[\s-]term sub",
    "when needed": r"\bcasual\b|\bzero[\s-]hours?\b|\bper[\s-]?diem\b|\bprn\b|\brelief\b"
    r"|\bas[\s-]and[\s-]when|\bon[\s-]call\b|\bbank (?:staff|nurse|worker|hca)\b"
    r"|\b(?:nurse|hca|worker|midwife|assistant|technician)s?\W+bank\b|\bminijob",
    "seasonal": r"\bseasonal\b|\bsaison|\bchristmas\b|\bpeak season",
    "contract": r"(?:^|, )contractor\b|\bfreelance\b|\bfreiberuflich"
    r"|\b(?:w2|c2c|1099|outside ir35)\b",
    "learning": r"\binterns?(?:hip)?s?\b|\bapprentice|\bpraktik|\bwerkstudent|\bausbildung"
    r"|\btrainee\b|(?<!key )\bstage\b(?!\s*manager)|\balternance\b|\bgraduation\b"
    r"|\bduales? studium",
    "voluntary": r"\bvolunteer|\bunpaid\b|\behrenamt",
}  # fmt: skip
_EACH = {name: re.compile(way, re.I) for name, way in _TERMS.items()}
_ANY = re.compile("|".join(_TERMS.values()), re.I)


@lru_cache(maxsize=1 << 12)
def terms_of(text: str) -> frozenset[str]:
    """The terms that a title names; () for the usual."""
    if not _ANY.search(text):
        return frozenset()
    return frozenset(name for name, way in _EACH.items() if way.search(text))


_BRIEF = re.compile(
    r"\b(?:travel|temporary|temp|interim|locum|short[\s-]term|fixed[\s-]term)[\s-]+(?:\w+[\s-]+)?"
    r"(?:contract|assignment|booking|role|position|post|cover|work|basis)s?\b"
    r"|\b[\w-]+[\s-](?:week|month)s?[\s-](?:travel |temporary )?(?:contract|assignment|booking)\b"
    r"|\bbooking is for\b|\btemporary assignments?\b|\binterim\b|\blocum\b",
    re.I,
)


_LASTING = re.compile(
    r"\bpermanent\b|\bperm\b|\bunbefristet|\bfestanstellung|\bcdi\b|\bdirect hire\b", re.I
)
_LASTING_SIGNS = ("perm", "unbefristet", "festanstellung", "cdi", "direct hire")
"""Without one of these nothing that `_LASTING` looks for stands in a text."""
_BY_THE_DAY = re.compile(r"[€£$]\s?\d+\s?(?:per|a|/)\s?day\b", re.I)
_FOR_A_TIME = re.compile(
    r"\bir35\b|\bday rate\b|\bfixed[ -]term\b|\bcdd\b"
    r"|(?<!un)\bbefristet"
    r"|\btemporary\b|\btemp\b(?!\W*to\W*(?:hire|perm))"
    r"|\b\d+[ -](?:month|week)s? (?:contract|assignment)\b"
    r"|\bcontract (?:of|for)\b|\bmission d'int[ée]rim\b|\barbeitnehmerüberlassung",
    re.I,
)


_FOR_A_TIME_SIGNS = ("ir35", "day rate", "fixed", "cdd", "befristet", "temp", "contract",
                     "assignment", "mission", "arbeitnehmer")  # fmt: skip
"""The same of `_FOR_A_TIME`."""


def lasts(text: str) -> bool | None:
    """Whether a posting says that it is permanent, or that it isn't; None: neither, or both."""
    lower = text.lower()
    for_good = has_any(lower, _LASTING_SIGNS) and bool(_LASTING.search(text))
    for_a_time = bool(_BY_THE_DAY.search(text)) or (
        has_any(lower, _FOR_A_TIME_SIGNS) and bool(_FOR_A_TIME.search(text))
    )
    return None if for_good == for_a_time else for_good


_BRIEF_SIGNS = ("travel", "temp", "interim", "locum", "short", "fixed", "week", "month", "booking")
"""Without one of these nothing that `_BRIEF` looks for stands in a text."""


def brief(text: str) -> bool:
    """Whether a text speaks of work for a time, as agencies fill it from their own people."""
    return has_any(text.casefold(), _BRIEF_SIGNS) and bool(_BRIEF.search(text))


def said_of(term: str, text: str) -> bool:
    """Whether a text speaks of a term anywhere."""
    return bool(_EACH[term].search(text))
