"""Takes off what job sites and application systems put around an opening's text."""

from __future__ import annotations

import re

from kithwork.jobs.match.signs import has_any

_HEADING = re.compile(
    r"\A(?:\W*(?:about (?:the|this) (?:job|role|position|opportunity)|(?:full )?job description|"
    r"job (?:details|summary|overview|information)|(?:position |role )?(?:overview|summary)|"
    r"(?:the )?(?:role|position|opportunity)|description|details|what you(?:'|’)?ll do|"
    r"stellenbeschreibung|ihre aufgaben|aufgaben|descriptif du poste|description du poste|"
    r"le poste|functieomschrijving|descripción(?: del puesto)?|descrizione)\W*?(?:\n+|:\s+|\Z))+",
    re.I,
)
_FIRST_LINE = re.compile(
    r"\A\W*(?:posting details|job posting|come (?:and )?(?:work|grow|build) (?:with|at)|"
    r"(?:now )?hiring(?: now)?\b[^.\n]{0,40}!|join (?:us|our team)\b[^.\n]{0,50}!|"
    r"(?:posted|listed|published|sponsored|featured)\b[^.\n]{0,40}|"
    r"(?:this )?(?:job|vacancy|opening) (?:was|is) (?:posted|listed|found)|"
    r"(?:job )?(?:id|ref(?:erence)?|category|location|company|employer|department)\s*:)"
    r"[^\n]{0,120}\n+",
    re.I,
)
_LAST = re.compile(
    r"(?<=[.!?…\n|>)\]])\s*(?:[^.!?\n|]|(?<=\w)\.(?=\w)){0,140}?\b(?:equal[ -]opportunit\w+|"
    r"e-?verify|reasonable (?:adjustments?|accommodations?)|subject to eligibility|"
    r"pre-?employment checks|click (?:the|on|here|apply)|"
    r"apply (?:now|today|here|online|on our site|with one click)|"
    r"rolling basis|unsolicited|speculative cvs|share this (?:job|vacancy|posting)|"
    r"save (?:this )?job|easy apply|early applicant|all qualified applicants|without regard to|"
    r"job alerts?|similar jobs|report this (?:job|ad)|jetzt bewerben|postulez|solliciteer)\b"
    r"[^.!?\n|]{0,160}(?:[.!?|]+|\Z)\s*\Z",
    re.I,
)
_SIGNS = (
    "opportunit", "verify", "reasonable", "subject to", "employment check", "click", "apply",
    "rolling", "unsolicited", "speculative", "share this", "save", "early", "qualified", "regard",
    "job alert", "similar job", "report this", "bewerben", "postulez", "solliciteer",
)  # fmt: skip
"""Without one of these nothing that `_LAST` looks for stands in a text."""
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[(?:\.\.\.|…)\])?\s*(?:(?:read|show|see|view) (?:more|full)\w*"
                  r"|mehr (?:lesen|anzeigen)|lire la suite)?\W*\Z", re.I)  # fmt: skip
_GOES_ON = ("more", "full", "lesen", "anzeigen", "suite")
"""Without one of these `_CUT` takes off only what is no word."""
_IS_CUT = re.compile(r"(?:…|\.\.\.|\[\W*\])\W*\Z|\b(?:read|show|see) (?:more|full ad)\W*\Z", re.I)
_TAIL = 420
"""Characters at the end of a text that are searched for a site's last words."""
_FEWEST = 60
"""Characters that an opening's own text has at least: no frame is taken off to less."""


def unframed(text: str) -> str:
    """A text without the headings that stand before it and the notices after it."""
    bare = text.strip()
    for way in (_HEADING, _FIRST_LINE, _HEADING):
        begins = way.match(bare)
        bare = _kept(bare, bare[begins.end() :]) if begins else bare
    bare = _kept(bare, bare[:-60] + _uncut(bare[-60:]))
    before = ""
    while before != bare:
        before, head = bare, max(len(bare) - _TAIL, 0)
        end = bare[head:].lower()
        if not has_any(end, _SIGNS):
            break
        bare = _kept(bare, bare[:head] + _LAST.sub("", bare[head:]).rstrip())
    return bare


def _uncut(end: str) -> str:
    """The end of a text without what says that it goes on, and without the marks before that."""
    if has_any(end.casefold(), _GOES_ON):
        return _CUT.sub("", end)
    size = len(end)
    while size and not (end[size - 1].isalnum() or end[size - 1] == "_"):
        size -= 1
    return end[:size]


def cut_off(text: str) -> bool:
    """Whether a text says that it goes on elsewhere."""
    return bool(_IS_CUT.search(text[-60:]))


def _kept(text: str, shorter: str) -> str:
    return shorter if len(shorter) >= _FEWEST else text
