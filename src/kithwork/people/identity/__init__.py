"""Recognises one person in several records, and says why."""

from kithwork.people.identity.compare import compare
from kithwork.people.identity.find import find_duplicates, find_matches
from kithwork.people.identity.frequencies import Frequencies
from kithwork.people.identity.groups import groups
from kithwork.people.identity.values import (
    CERTAIN,
    LIKELY,
    Evidence,
    Identity,
    Key,
    Match,
    PostalAddress,
)

__all__ = [
    "CERTAIN",
    "LIKELY",
    "Evidence",
    "Frequencies",
    "Identity",
    "Key",
    "Match",
    "PostalAddress",
    "compare",
    "find_duplicates",
    "find_matches",
    "groups",
]
