"""Gathers what a letter may say: the aim, the question, who gave the name, what was learnt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kithwork.campaign.models import Campaign, FollowUp, Letterhead, Meeting, Technique
from kithwork.campaign.openings import matching
from kithwork.campaign.who_knows import questions_for
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.people.models import Introduction, Owner, Person
from kithwork.wording.letters import LetterFacts
from kithwork.wording.typed import asked, occupation_phrase

NAMELESS = "[your name]"


@dataclass(frozen=True)
class Said:
    """What only the writer can know; every part may be empty.

    `reason` is why one writes to this person ("your new plant in Kiel"), `strength` a whole
    sentence about oneself, `school` the one that both went to, `learnt` and `done` go behind
    "about" and "I have".
    """

    reason: str = ""
    strength: str = ""
    school: str = ""
    learnt: str = ""
    done: str = ""
    opening: Posting | None = None


def facts_about_me(campaign: Campaign, to: str = "", said: Said | None = None) -> LetterFacts:
    """What is true of the writer, whoever reads it."""
    aim = campaign.objective()
    return LetterFacts(
        me=signature(campaign.owner, in_full=True),
        to=to,
        about_me=campaign.owner.about_me,
        occupation=aim.occupations[0] if aim and aim.occupations else "",
        strength=said.strength if said else "",
    )


def facts_for(
    campaign: Campaign, person: Person, opening: Posting | None, said: Said | None = None
) -> LetterFacts:
    """What is true of a letter to this person, about an opening or none."""
    said = said or Said()
    aim = campaign.objective()
    given = introduction_with_leave(person)
    position = person.current_position()
    employer = position.organisation.name if position else ""
    elsewhere = bool(employer) and employer not in (aim.employers if aim else ())
    return replace(
        facts_about_me(campaign, said=said),
        **_between(campaign.owner, person),
        aim=in_few_words(campaign),
        question=question_for(campaign, person),
        introducer=given.introducer.name if given else "",
        leave_given=given is not None,
        no_job_wanted=elsewhere and not opening and not opening_at(campaign, person),
        employers=tuple(aim.employers[:3]) if aim else (),
        employer=(opening.employer if opening else "") or employer,
        opening=opening.title if opening else "",
        reason=said.reason,
        school=said.school,
        learnt=said.learnt,
        done=said.done,
    )


def _between(owner: Owner, person: Person) -> dict[str, Any]:
    """How the two address each other: by the given name who know each other, else in full."""
    known = person.is_kith or person.meetings.held().exists()
    to = first_name(person) if known else person.name
    return {"me": signature(owner, in_full=not known), "to": to, "known": known}


def first_name(person: Person) -> str:
    """What one calls somebody whom one knows."""
    return person.given_name or person.name.split()[0]


def signature(owner: Owner, *, in_full: bool) -> str:
    """The name under a letter: as the owner signs, in full where that is known and wanted.

    Where no name is known, a place is kept for it, and no letter leaves with that.
    """
    head = Letterhead.objects.filter(owner=owner).first()
    full = (head.name if head else "") or owner.get_full_name()
    short = owner.first_name or (full.split() or [""])[0]
    return (full if in_full else short) or NAMELESS


def refuse_unsigned(text: str) -> None:
    """Raise KithworkError where the place for the name is still empty."""
    if NAMELESS in text:
        raise KithworkError(
            f"Put your name where the letter says {NAMELESS}; once it is in the settings, every "
            "letter is signed with it."
        )


def facts_after(meeting: Meeting, facts: LetterFacts) -> LetterFacts:
    """The same facts with those of a meeting: when it was, and what it was about."""
    outcome = getattr(meeting, "outcome", None)
    approach = meeting.approach
    posting = approach.posting if approach else None
    interview = meeting.technique == Technique.INTERVIEW
    failed = outcome is None or outcome.purpose_met is False
    return replace(
        facts,
        met_on=_day_of(meeting) or facts.met_on,
        learnt=facts.learnt or ("" if interview or failed else meeting.purpose),
        opening=facts.opening or (posting.title if posting else ""),
    )


def facts_owed(owed: FollowUp) -> LetterFacts:
    """What thanks, a report back or a reminder can tell."""
    about = owed.about
    given = Introduction.objects.filter(introducer=owed.person, introduced=about).first()
    facts = LetterFacts(
        **_between(owed.owner, owed.person),
        aim=in_few_words(owed.campaign),
        question=question_for(owed.campaign, owed.person),
        met_person=about.name if about else "",
        met_on=f"in {given.on:%B}" if given and given.on else "",
    )
    return facts_after(owed.meeting, facts) if owed.meeting else facts


def introduction_with_leave(person: Person) -> Introduction | None:
    """The introduction whose giver's name may be used."""
    given = person.introductions_received.filter(may_use_name=True)
    return given.select_related("introducer").first()


def in_few_words(campaign: Campaign) -> str:
    """The aim as a letter says it: the objective's own few words, or its first occupation."""
    aim = campaign.objective()
    if aim is None:
        return ""
    if aim.aim:
        return str(aim.aim)
    return f"work as {occupation_phrase(aim.occupations[0])}" if aim.occupations else ""


def question_for(campaign: Campaign, person: Person) -> str:
    """The open question that this person is likeliest to answer, of those that can be put."""
    return next((one for one in questions_for(campaign, person) if asked(one)), "")


def opening_at(campaign: Campaign, person: Person) -> Posting | None:
    """An opening at the person's employer that matches the objective."""
    position = person.current_position()
    if position is None:
        return None
    return next(iter(matching(campaign.objective(), [position.organisation.normal])[:1]), None)


def _day_of(meeting: Meeting) -> str:
    """The day by the owner's clock, as it goes behind "thank you for the interview"."""
    if meeting.starts_at is None:
        return ""
    day = meeting.owner.today(meeting.starts_at)
    return f"on {day.day} {day:%B}"
