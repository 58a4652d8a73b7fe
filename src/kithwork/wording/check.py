"""Reads a draft and tells what it really asks for, offline and in milliseconds."""

import re
from collections.abc import Collection

from kithwork.wording.english.acts import acts
from kithwork.wording.english.encoder import impression
from kithwork.wording.english.findings import findings
from kithwork.wording.english.technique import technique
from kithwork.wording.reading import Reading
from kithwork.wording.text import sentences

LANGUAGES = frozenset({"en"})


class UnknownLanguageError(ValueError):
    """Letters in this language can't be read yet."""


_SCRIPT = re.compile(r"phone|person|script|voice", re.IGNORECASE)
_CUE = re.compile(r"\[[^\]\n]{4,}\]")


def check(
    text: str,
    *,
    channel: str = "email",
    relationship: str = "unknown",
    language: str = "en",
    intention: str | None = None,
    permitted_names: Collection[str] = (),
) -> Reading:
    """What ``text`` amounts to, and what to mend in it.

    Raises UnknownLanguageError for a language other than those in ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise UnknownLanguageError(f"Kithwork reads letters in English (en), not in {language!r}.")
    spoken = _without_cues(text) if _SCRIPT.search(channel) else text
    parsed = sentences(spoken)
    found = acts(parsed)
    heard = impression(spoken)
    kind, confidence = technique(spoken, found, heard)
    mend = findings(spoken, parsed, found, kind, relationship, permitted_names, heard.leanings)
    return Reading(kind, confidence, mend, intention)


def _without_cues(text: str) -> str:
    """A script without its [stage cues], which nobody says; every character keeps its place."""
    return _CUE.sub(lambda found: " " * len(found.group()), text)
