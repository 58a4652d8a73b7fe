"""Says which browsing categories, the job types, an occupation belongs to, and what a title adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kithwork.jobs.levels import Level

TABLE = Path(__file__).with_name("data") / "job_types.tsv"
"""One line an occupation: O*NET-SOC code, name, job types; made to be read and mended by hand."""

_ADDED_BY_TITLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), job_type)
    for pattern, job_type in (
        (r"\bnurs(?:e|es|ing)\b|\b(?:rn|lpn|lvn|cna|aprn|crna)\b", "Nursing"),
        (
            r"\bnurs(?:e|ing)\b|\b(?:rn|lpn|lvn|cna|aprn|crna|clinical|patient|hospital)\b",
            "Healthcare",
        ),
        (r"\b(?:retail|store|boutique)\b", "Retail"),
        (r"\bsales\b", "Sales"),
        (
            r"\b(?:pharmaceutical|pharma|biopharma|drug safety|pharmacovigilance|gmp)\b",
            "Pharmaceutical",
        ),
        (r"\bpharmac(?:y|ist)\b", "Pharmaceutical"),
        (r"\b(?:aviation|aircraft|airline|airport|avionics|pilot)\b", "Aviation"),
        (r"\binsurance\b", "Insurance"),
        (r"\breal estate\b|\b(?:leasing|realtor)\b", "Real Estate"),
        (r"\b(?:telecom|telecommunications?|5g|fiber optic|rf engineer)\b", "Telecommunications"),
        (r"\b(?:construction)\b", "Construction"),
        (r"\b(?:accounting|accountant|accounts (?:payable|receivable)|bookkeeper)\b", "Accounting"),
        (r"\b(?:marketing|seo)\b", "Marketing"),
        (r"\b(?:restaurant|kitchen|culinary|food service)\b", "Food Service"),
        (r"\bhotel\b", "Hospitality"),
        (r"\b(?:software|devops|cloud|cyber ?security)\b", "Information Technology"),
        (r"\b(?:logistics|supply chain|warehouse)\b", "Logistics"),
        (r"\b(?:automotive|auto)\b", "Automotive"),
        (r"\b(?:fundraising|nonprofit|non-profit|donor)\b", "Nonprofit"),
        (r"\b(?:solar|wind turbine|oil and gas|renewable)\b", "Energy"),
        (r"\btravel (?:agent|consultant|advisor)\b", "Travel"),
        (r"\b(?:customer|guest) (?:service|support|care|success|experience)\b", "Customer Service"),
    )
)
_ADDED_BY_EMPLOYER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), job_type)
    for pattern, job_type in (
        (
            r"\b(?:city|county|state|town|borough|province|commonwealth|municipality) of\b"
            r"|\b(?:department|ministry|bureau|office) of\b|\b(?:county|federal|u\.?s\.? army"
            r"|u\.?s\.? navy|air force|police department|public schools?|school district"
            r"|government|council|stadt|landkreis|mairie|ayuntamiento)\b",
            "Government",
        ),
        (
            r"\b(?:foundation|charit(?:y|ies|able)|non-?profit|goodwill|red cross|ymca|ywca"
            r"|salvation army|habitat for humanity|united way|planned parenthood|caritas|ngo"
            r"|food bank|boys (?:&|and) girls clubs?|catholic charities|trust fund|e\.v\.)\b|\be\. ?v\.",
            "Nonprofit",
        ),
    )
)
_WITH_EVERY_MANAGER = "Managerial"


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:])
    return {soc: tuple(types.split(", ")) for soc, _, types in rows}


@lru_cache(maxsize=1)
def job_types() -> tuple[str, ...]:
    """Every job type there is, in alphabetical order."""
    return tuple(sorted({name for types in _table().values() for name in types}))


def types_of_occupation(soc: str) -> tuple[str, ...]:
    """The job types of an occupation by its O*NET-SOC code; none for a code that isn't one."""
    return _table().get(soc, ())


def types_of(soc: str, title: str = "", level: Level = "experienced") -> tuple[str, ...]:
    """The job types of one opening: its occupation's, what its title adds, Managerial by level."""
    found = set(types_of_occupation(soc))
    found.update(name for pattern, name in _ADDED_BY_TITLE if pattern.search(title))
    if level in ("manager", "executive"):
        found.add(_WITH_EVERY_MANAGER)
    return tuple(sorted(found))


def types_of_employer(employer: str) -> tuple[str, ...]:
    """What an employer's name says beyond the occupation: Government, Nonprofit, or nothing."""
    return tuple(name for pattern, name in _ADDED_BY_EMPLOYER if pattern.search(employer))
