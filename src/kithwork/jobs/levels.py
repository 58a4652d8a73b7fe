"""Reads from a title how far up the ladder the work is: entry, experienced, manager, executive."""

from __future__ import annotations

import re
from typing import Literal

Level = Literal["entry", "experienced", "manager", "executive"]

_EXECUTIVE = re.compile(
    r"\bchief (?!of staff|engineer|mate|clerk|cook|steward|inspector|resident)(?:\w+ ){0,4}officer\b"
    r"|\bc[efotimrpdl]s?o\b(?! assistant)|\bchro\b|\b(?:vice|deputy)[ -]president\b|\b[se]?vp\b"
    r"|\bpresident\b|\bmanaging director\b|\bexecutive director\b|\bgesch[aä]ftsf[uü]hrer"
    r"|\b(?:general )?partner\b(?= ?(?:,|-|$))|\bsuperintendent of schools\b|\bprovost\b"
    r"|\bdirecteur g[eé]n[eé]ral\b|\bdirector general\b",
    re.I,
)
_TO_AN_EXECUTIVE = re.compile(
    r"\b(?:assistant|secretary|aide|office manager|chief of staff|partner) (?:to|of|for)\b"
    r"|\b(?:assistant|secretary)\b.*\b(?:ceo|cfo|coo|president)\b"
    r"|\bhr business partner\b|\bbusiness partner\b|\bpartner (?:manager|success|sales)\b",
    re.I,
)
_ASSISTANT_ONLY = re.compile(
    r"\b(?:executive|personal|management) assistant\b|\bassistant to\b", re.I
)
_TRAINEE = re.compile(
    r"\b(?:interns?|internship|trainee|apprentice(?:ship)?|entry[ -]level|graduate(?! (?:school|studies"
    r"|program (?:director|coordinator)|admissions|teaching))|new grads?|junior|jr|werkstudent(?:in)?"
    r"|praktikant(?:in)?|praktikum|auszubildender?|azubi|ausbildung|stagiaire|stage|alternance|becari[oa]"
    r"|student worker|student|co-op|in training|no experience|early career|campus)\b",
    re.I,
)
_MANAGER = re.compile(
    r"\b(?:managers?|mgr|supervisor|supv|superintendent|foreman|forewoman|head of|head (?:chef|coach"
    r"|nurse|teacher|cook|grower|gardener)|director|principal(?= ?(?:,|-|$))|team lead(?:er)?"
    r"|shift lead(?:er)?|crew lead(?:er)?|dean|administrator in charge|charge nurse|leiter(?:in)?"
    r"|\w+leiter(?:in)?|responsable|gerente|jefe|chef d['’e ]?\s?[eé]quipe|directeur|directrice|gm|agm)\b",
    re.I,
)
_NO_PEOPLE = re.compile(
    r"\b(?:case|account|product|project|program|programme|community|social media|relationship|brand"
    r"|category|content|contract|portfolio|customer success|client success|success|territory|campaign"
    r"|data|database|risk|release|change|care|partner|property|event|engagement|channel|asset|wealth"
    r"|fund|leasing|delivery|technical program|technical account|implementation|configuration|process"
    r"|records?|information|funeral|art|creative|casting|music|activities|activity|media|document"
    r"|volunteer|grants?|key account|stage|demand|inventory) ?(?:managers?|mgr|director(?= of nothing))\b",
    re.I,
)
_ENTRY_WORK = re.compile(
    r"\b(?:cashier|dishwasher|busser|barback|crew member|team member|helper|stocker|packer|picker|bagger"
    r"|host|hostess|barista|laborer|labourer|janitor|custodian|cleaner|housekeeper|room attendant|usher"
    r"|cart attendant|day porter|porter|general labor|warehouse (?:associate|worker)|sales associate"
    r"|store associate|retail associate|lifeguard|valet|runner|food runner|attendant|courier|clerk"
    r"|receptionist|order filler|line cook|prep cook|fast food|caregiver|nanny|babysitter|mail sorter"
    r"|data entry|sdr|sales development representative|package handler|material handler|farm ?worker)\b",
    re.I,
)
_SEASONED = re.compile(
    r"\b(?:senior|sr|snr|lead|principal|staff(?= \w*engineer)|experienced|ii|iii|iv|expert|master|head)\b"
    r"|\bmid[ -]?level\b",
    re.I,
)


def level_of(title: str, major_group: str = "") -> Level:
    """The level that a title states or implies; "experienced" when it says nothing.

    "manager" means answering for other people's work: a case, product or account manager is
    "experienced". `major_group` is the first two digits of the SOC code, "" when unknown; with
    it a title without a telling word follows its occupation (11 is management). Never raises.
    """
    if _EXECUTIVE.search(title) and not _TO_AN_EXECUTIVE.search(title):
        return "executive"
    if _TRAINEE.search(title):
        return "entry"
    if _MANAGER.search(title) and not _ASSISTANT_ONLY.search(title):
        if not _NO_PEOPLE.search(title):
            return "manager"
        return "experienced"
    if _ENTRY_WORK.search(title) and not _SEASONED.search(title):
        return "entry"
    return "experienced"
