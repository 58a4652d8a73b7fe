"""The wording of what a headhunter's call owes: thanks, and word to whoever gave a name."""

from __future__ import annotations

from kithwork.campaign.letter_facts import signature
from kithwork.campaign.models import Campaign, FollowUp
from kithwork.wording.letters import Draft


def is_of_a_call(owed: FollowUp) -> bool:
    """Whether it is owed for a call of a search, whose letters speak of no aim of one's own."""
    return owed.campaign.kind == Campaign.Kind.SEARCH


def call_letter(owed: FollowUp) -> Draft | None:
    """Short thanks or a report back; what was said of anybody stays out of both."""
    to, me = owed.person.name, signature(owed.owner, in_full=True)
    if owed.kind == FollowUp.Kind.THANKS:
        said = "Thank you for your time on the phone and for the people you thought of."
        if owed.call and not owed.call.names.exists():
            said = "Thank you for your time on the phone; what you told me helps."
        after = "I will let you know what comes of it. If I can be of use to you, call me."
        return _dressed("Thank you", to, f"{said} {after}", me, "call/thanks")
    if owed.kind == FollowUp.Kind.REPORT_BACK and owed.about:
        said = (
            f"You named {owed.about.name} to me. We have spoken, and it was worth it: thank you. "
            "What you told me stays with me, as I said."
        )
        return _dressed("What came of it", to, said, me, "call/report_back")
    return None


def _dressed(subject: str, to: str, said: str, me: str, variant: str) -> Draft:
    return Draft(subject, f"Dear {to},\n\n{said}\n\nKind regards\n{me}", variant)
