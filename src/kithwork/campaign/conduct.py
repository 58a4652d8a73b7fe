"""Which technique is honest here, and what a letter really is: asked before anything goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kithwork.campaign.honest import PretextError, honest_way
from kithwork.campaign.last_asked import last_asked
from kithwork.campaign.models import Approach, Campaign, Technique
from kithwork.errors import KithworkError
from kithwork.people.models import Introduction, Person
from kithwork.wording.check import check
from kithwork.wording.reading import Reading


def contact_kind(person: Person) -> str:
    """`kith` (known before the campaign), `referred` (somebody gave the name) or `cold`."""
    if person.generation == 0:
        return "kith"
    return "referred" if person.introductions_received.exists() else "cold"


def permitted_names(person: Person) -> list[str]:
    """People who gave leave to use their name with this person."""
    given = Introduction.objects.filter(introduced=person, may_use_name=True)
    return list(given.values_list("introducer__name", flat=True))


def relationship(person: Person) -> str:
    """The kind of contact, and that nobody who named them gave leave to say so, as a letter's
    reader takes it: then "she gave me your name" is marked, too."""
    kind = contact_kind(person)
    named = person.introductions_received.exists() and not permitted_names(person)
    return f"{kind} without leave" if named else kind


def letter_of(approach: Approach) -> str:
    """The letter as it is read: subject and text."""
    return f"{approach.subject}\n\n{approach.text}".strip()


def read_letter(approach: Approach) -> Reading:
    """What the letter really asks for, beside what it is meant to be."""
    reading = check(
        letter_of(approach),
        channel=approach.channel,
        relationship=relationship(approach.person),
        intention=approach.technique,
        permitted_names=permitted_names(approach.person),
    )
    return openly(reading) if approach.technique == Technique.DIRECT_CONTACT else reading


def openly(reading: Reading) -> Reading:
    """The reading of an open request: that it asks about openings is nothing to mend in it."""
    kept = tuple(one for one in reading.findings if one.code != "asks_openings")
    return replace(reading, findings=kept)


def refuse_disguise(approach: Approach) -> None:
    """Stop a networking request that is really a request for a job.

    Raises KithworkError; sent deliberately as direct contact, the same letter may go.
    """
    if approach.technique != Technique.NETWORKING or not approach.text.strip():
        return
    reading = read_letter(approach)
    if is_pretext(approach, reading):
        raise KithworkError(
            f"This letter reads as {_SPOKEN[reading.technique]}, not as networking. "
            "Reword it, or send it deliberately as direct contact."
        )


def refuse_pretext(approach: Approach) -> None:
    """Stop a networking request where an opening there matches, unless a reason is written down.

    Raises PretextError; the opening may have been published after the letter was drafted.
    """
    way = None if approach.despite_opening.strip() else honest_way(approach)
    if way is not None:
        raise PretextError(approach.person, way)


def is_pretext(approach: Approach, reading: Reading) -> bool:
    """Whether a letter meant as networking asks for a job after all."""
    return approach.technique == Technique.NETWORKING and reading.technique in _SPOKEN


_SPOKEN = {
    "disguised": "a request for a job dressed as a request for advice",
    "direct_contact": "an open request for a job",
}


@dataclass(frozen=True)
class Caution:
    """Something to know before approaching somebody."""

    code: str
    message: str


def asked_lately(person: Person, campaign: Campaign, today: dt.date) -> dt.date | None:
    """When this person was last asked for something, if that is too recent to ask again.

    A mailing's letter asks as well as one written to them alone.
    """
    asked = last_asked(campaign.owner, person).get(person.pk)
    if asked is None:
        return None
    day = campaign.owner.today(asked)
    rest = dt.timedelta(days=campaign.ask_again_after_days)
    return day if today - day < rest else None


def cautions(person: Person, campaign: Campaign, today: dt.date) -> list[Caution]:
    """What speaks against a networking request to this person now."""
    found = []
    if day := asked_lately(person, campaign, today):
        found.append(
            Caution("asked_lately", f"You asked {person} on {day:%d %B}. Let them rest a while.")
        )
    if person.leave_alone:
        found.append(Caution("leave_alone", f"You decided to leave {person} alone."))
    return found
