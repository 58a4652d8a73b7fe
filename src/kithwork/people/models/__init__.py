"""The records of people: who, where they work, how they are known."""

from kithwork.people.models.account import Account
from kithwork.people.models.organisation import Organisation, Position
from kithwork.people.models.owner import EntryToken, Owner
from kithwork.people.models.person import Alternative, ContactPoint, Person
from kithwork.people.models.sameness import (
    ForgottenMark,
    Merge,
    OrganisationMerge,
    OrganisationsApart,
    ReviewPair,
)
from kithwork.people.models.sources import Import
from kithwork.people.models.station import OwnStation
from kithwork.people.models.tie import Evidence, Introduction, Tie
from kithwork.people.models.view import SavedView

__all__ = [
    "Account",
    "Alternative",
    "ContactPoint",
    "EntryToken",
    "Evidence",
    "ForgottenMark",
    "Import",
    "Introduction",
    "Merge",
    "Organisation",
    "OrganisationMerge",
    "OrganisationsApart",
    "OwnStation",
    "Owner",
    "Person",
    "Position",
    "ReviewPair",
    "SavedView",
    "Tie",
]
