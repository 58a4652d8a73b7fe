"""What can be asked for in words of a situation: letters and scripts that are honest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from kithwork.campaign.begin import current_campaign
from kithwork.campaign.letter import Said, draft_letter, situations_of, write_letter
from kithwork.campaign.models import Approach
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.operations.approaches import DESPITE, ApproachShown
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner


@dataclass(frozen=True)
class SituationShown:
    """A situation that there are letters for."""

    situation: str
    what: str
    asks: bool

    def __str__(self) -> str:
        return f"{self.situation:<17} {self.what}"


@operation("letter situations")
def letter_situations(owner: Owner) -> list[SituationShown]:
    """List the situations that there are letters for."""
    asking = situations_of(asking=True)
    return [SituationShown(name, what, name in asking) for name, what in situations_of().items()]


@dataclass(frozen=True)
class LetterWritten:
    """A proposed letter or script; what asks somebody is kept as a draft as well."""

    situation: str
    subject: str
    text: str
    approach: int | None = None

    def __str__(self) -> str:
        head = [f"Subject: {self.subject}", ""] if self.subject else []
        kept = ["", f"Kept as approach {self.approach}; nothing is sent."] if self.approach else []
        return "\n".join([*head, self.text, *kept])


@operation("letter write")
def letter_write(
    owner: Owner,
    situation: Annotated[str, "one of those that 'letter situations' lists"],
    person: str,
    *,
    now: dt.datetime,
    channel: Annotated[str, "email, linkedin, letter, phone or in_person"] = "",
    reason: Annotated[str, "why you write to them: 'your new plant in Kiel'"] = "",
    strength: Annotated[str, "a sentence about what you can do"] = "",
    school: Annotated[str, "the school that you share"] = "",
    learnt: Annotated[str, "what you learnt, behind 'about'"] = "",
    done: Annotated[str, "what came of it, behind 'I have'"] = "",
    opening: Annotated[int, "the opening's number, for a targeted letter"] = 0,
    despite_opening: Annotated[str, DESPITE] = "",
) -> LetterWritten:
    """Write a letter, or what to say on the phone or in person, for a SITUATION and a PERSON."""
    if channel and channel not in Approach.Channel.values:
        raise KithworkError(f"A channel is one of {', '.join(Approach.Channel.values)}.")
    said = Said(reason, strength, school, learnt, done, opening_of(opening))
    campaign, who = current_campaign(owner, now), person_of(owner, person)
    if situation in situations_of(asking=True):
        made = draft_letter(
            campaign, who, now, situation=situation, channel=channel, said=said,
            despite_opening=despite_opening,
        )  # fmt: skip
        shown = ApproachShown.of(made)
        return LetterWritten(situation, shown.subject, shown.text, shown.id)
    made_only = write_letter(campaign, who, situation, now, channel=channel, said=said)
    return LetterWritten(situation, made_only.subject, made_only.body)


def opening_of(number: int) -> Posting | None:
    """The opening with this number; None for no number."""
    if not number:
        return None
    found = Posting.objects.filter(pk=number).first()
    if found is None:
        raise KithworkError(f"There is no opening {number}.")
    return found
