"""Draft the letter that fits a person, a technique and what is known: honest, and no two alike."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection
from dataclasses import replace

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.call_letter import call_letter, is_of_a_call
from kithwork.campaign.conduct import contact_kind
from kithwork.campaign.honest import expect_honest
from kithwork.campaign.letter_facts import (
    Said,
    facts_about_me,
    facts_after,
    facts_for,
    facts_owed,
    in_few_words,
    introduction_with_leave,
    opening_at,
    question_for,
)
from kithwork.campaign.models import Approach, Campaign, FollowUp, Meeting, Technique
from kithwork.errors import KithworkError
from kithwork.people.models import Person
from kithwork.wording.check import check
from kithwork.wording.letters import (
    Draft,
    LetterFacts,
    NoLeaveError,
    NoSchoolError,
    NothingToAskError,
    draft,
    purpose,
    variants,
)
from kithwork.wording.typed import aim_phrase

__all__ = [
    "Said", "draft_letter", "facts_about_me", "letter_owed", "situations_of",
    "usual_situation", "write_letter",
]  # fmt: skip

LATELY = dt.timedelta(days=7)
NAMES_ASKED_FOR = 3
ATTEMPTS = 30
SPOKEN = {Approach.Channel.PHONE: "phone_script", Approach.Channel.IN_PERSON: "in_person_script"}
OWED = {
    FollowUp.Kind.THANKS: "thanks",
    FollowUp.Kind.REPORT_BACK: "report_back",
    FollowUp.Kind.NUDGE: "follow_up",
}
ASKS = {
    "kith": "to somebody you know",
    "referred": "to somebody whose name you were given, with leave to say by whom",
    "alumni": "to somebody of the same school",
    "cold_source": "to somebody you know of only, for what they see of the field",
    "direct_contact": "an open request for work",
    "targeted": "an open request for work to one employer, about one opening or need",
}
OTHERS = {
    "mass_mailing": "an open request for work to many",
    "follow_up": "a reminder",
    "thanks": "thanks after a meeting",
    "report_back": "a report to whoever gave you a name",
    "declined": "thanks for a no",
    "thanks_interview": "thanks after an interview",
}


def situations_of(*, asking: bool = False) -> dict[str, str]:
    """Every situation that there are letters for, in words; or those alone that ask somebody."""
    return ASKS if asking else ASKS | OTHERS


def usual_situation(person: Person) -> str:
    """The situation in which one would ask this person for advice."""
    return _situation(person, Technique.NETWORKING)


def draft_letter(
    campaign: Campaign,
    person: Person,
    now: dt.datetime,
    *,
    technique: str = Technique.NETWORKING,
    channel: str = "",
    ask_for: tuple[str, ...] = (),
    situation: str = "",
    said: Said | None = None,
    despite_opening: str = "",
) -> Approach:
    """Draft an approach with a wording that was not used this week.

    A `situation` decides about the technique. Raises KithworkError where an honest letter can't be
    written yet, and says what is missing; PretextError where an opening at their employer matches
    and `despite_opening` gives no reason to network there all the same.
    """
    if situation:
        technique = _technique_of(situation)
    because = despite_opening.strip() or _reason_given(campaign, person)
    despite = technique == Technique.NETWORKING and expect_honest(campaign, person, because)
    open_request = technique == Technique.DIRECT_CONTACT
    opening = (said and said.opening) or (opening_at(campaign, person) if open_request else None)
    by = channel or _usual_channel(person)
    letter = _written(
        campaign, person, situation or _situation(person, technique), by, now,
        facts_for(campaign, person, opening, said),
    )  # fmt: skip
    return draft_approach(
        campaign,
        person,
        now,
        technique=technique,
        channel=by,
        purpose=_purpose(campaign, person, open_request, letter.subject),
        subject=letter.subject,
        text=letter.body,
        variant=letter.variant,
        situation=letter.variant.split("/")[0],
        posting=opening if open_request else None,
        despite_opening=because[:300] if despite else "",
        names_to_ask_for=list(ask_for)[:NAMES_ASKED_FOR],
    )


def _reason_given(campaign: Campaign, person: Person) -> str:
    """Why one networks with them in spite of an opening, from the draft that waits already."""
    waiting = campaign.approaches.filter(person=person, state=Approach.State.DRAFTED).first()
    return waiting.despite_opening if waiting else ""


def write_letter(
    campaign: Campaign,
    person: Person,
    situation: str,
    now: dt.datetime,
    *,
    channel: str = "",
    said: Said | None = None,
) -> Draft:
    """The wording of any situation, and nothing stored: for thanks, reports and scripts."""
    if situation not in situations_of():
        raise KithworkError(f"Write one of these: {', '.join(situations_of())}.")
    facts = facts_for(campaign, person, said.opening if said else None, said)
    met = _last_meeting(person, situation)
    facts = facts_after(met, facts) if met and situation.startswith("thanks") else facts
    return _written(campaign, person, situation, channel or _usual_channel(person), now, facts)


def letter_owed(owed: FollowUp, now: dt.datetime) -> Draft | None:
    """The wording of thanks, a report back or a reminder; None for what needs no letter.

    Letters of one kind take turns at the wordings that there are.
    """
    if is_of_a_call(owed):
        return call_letter(owed)
    situation = OWED.get(FollowUp.Kind(owed.kind))
    if situation is None:
        return None
    if owed.kind == FollowUp.Kind.THANKS and owed.approach_id:
        situation = "declined"
    elif situation == "thanks" and owed.meeting and owed.meeting.technique == Technique.INTERVIEW:
        situation = "thanks_interview"
    channel = owed.approach.channel if owed.approach else _usual_channel(owed.person)
    turn = owed.campaign.follow_ups.filter(kind=owed.kind, pk__lt=owed.pk).count()
    return _written(owed.campaign, owed.person, situation, channel, now, facts_owed(owed), turn)


def _written(
    campaign: Campaign,
    person: Person,
    situation: str,
    channel: str,
    now: dt.datetime,
    facts: LetterFacts,
    turn: int | None = None,
) -> Draft:
    """A wording of the situation that was not used this week; the same on the same day."""
    lately = campaign.approaches.filter(drafted_at__gt=now - LATELY).exclude(variant="")
    used: Collection[str] = set(lately.values_list("variant", flat=True))
    worded = {_core(text) for text in lately.exclude(person=person).values_list("text", flat=True)}
    form = SPOKEN.get(Approach.Channel(channel), channel)
    facts = _clean(situation, facts)
    if turn is not None:
        used = _all_but_one(campaign, situation, form, turn)
    try:
        for attempt in range(ATTEMPTS):
            rng = random.Random(f"{campaign.pk}:{person.pk}:{now:%Y%m%d}:{len(used)}:{attempt}")
            letter = draft(situation, form, facts, avoid=used, rng=rng)
            if _core(letter.body) not in worded:
                break
    except NothingToAskError as error:
        raise KithworkError(
            f"A letter to {person} needs your aim in a few words, such as 'ward management': write "
            "them into the objective, then draft the letter again."
        ) from error
    except (NoLeaveError, NoSchoolError) as error:
        raise KithworkError(str(error)) from error
    return letter


def _clean(situation: str, facts: LetterFacts) -> LetterFacts:
    """Without the question where a networking letter that puts it would ask for a job.

    One may well want to know whether Acme is hiring; a networking request is not the place.
    """
    if purpose(situation) != Technique.NETWORKING or not facts.question or not facts.aim:
        return facts
    asks = check(f"Could I ask you for twenty minutes? {facts.question}")
    codes = {finding.code for finding in asks.findings}
    honest = asks.technique == "networking" and "asks_openings" not in codes
    return facts if honest else replace(facts, question="")


def _core(text: str) -> str:
    """What a letter says between greeting and farewell: two that differ there alone are alike."""
    parts = text.split("\n\n")
    return " ".join(parts[1:-1] if len(parts) > 2 else parts)


def _all_but_one(campaign: Campaign, situation: str, form: str, turn: int) -> Collection[str]:
    """The variants that are not this letter's turn."""
    names = list(variants(situation, form))
    random.Random(campaign.pk).shuffle(names)
    return {name for name in names if name != names[turn % len(names)]}


def _technique_of(situation: str) -> str:
    if situation not in ASKS:
        raise KithworkError(f"An approach is one of these: {', '.join(ASKS)}.")
    return purpose(situation)


def _situation(person: Person, technique: str) -> str:
    if technique == Technique.DIRECT_CONTACT:
        return "direct_contact"
    kind = contact_kind(person)
    if kind == "kith":
        return "kith"
    return "referred" if introduction_with_leave(person) else "cold_source"


def _last_meeting(person: Person, situation: str) -> Meeting | None:
    interview = situation == "thanks_interview"
    held = person.meetings.held().order_by("-starts_at")
    kind = {"technique": Technique.INTERVIEW}
    return (held.filter(**kind) if interview else held.exclude(**kind)).first()


def _purpose(campaign: Campaign, person: Person, open_request: bool, subject: str) -> str:
    if open_request:
        return subject or "Ask openly for work"
    question = question_for(campaign, person)
    return question or f"Learn about {aim_phrase(in_few_words(campaign))}"


def _usual_channel(person: Person) -> str:
    kinds = {point.kind for point in person.contact_points.all()}
    if "email" in kinds or "profile" not in kinds:
        return Approach.Channel.EMAIL
    return Approach.Channel.LINKEDIN
