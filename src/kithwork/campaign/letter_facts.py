"""Gathers what a letter may say: the aim, the question, who gave the name, what was learnt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kithwork.campaign.models import Campaign, FollowUp, Meeting, Technique
from kithwork.campaign.openings import matching
from kithwork.jobs.models import Posting
from kithwork.people.models import Introduction, Person
from kithwork.wording.letters import LetterFacts

VOWELS = "aeiou"
ASKING = ("how", "what", "which", "who", "whom", "why", "where", "when", "whose")
TURNED = ("is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "has",
          "have", "should", "must", "may")  # fmt: skip


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
        me=campaign.owner.first_name,
        to=to,
        about_me=campaign.owner.about_me,
        occupation=_with_article(aim.occupations[0]) if aim and aim.occupations else "",
        strength=sentence(said.strength) if said else "",
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
        facts_about_me(campaign, person.given_name or person.name.split()[0], said),
        aim=in_few_words(campaign),
        question=question_of(campaign),
        introducer=given.introducer.name if given else "",
        leave_given=given is not None,
        no_job_wanted=elsewhere and not opening and not opening_at(campaign, person),
        employers=tuple(aim.employers[:3]) if aim else (),
        employer=(opening.employer if opening else "") or employer,
        opening=opening.title if opening else "",
        reason=said.reason.strip().rstrip("."),
        school=said.school.strip(),
        learnt=said.learnt.strip().rstrip("."),
        done=said.done.strip().rstrip("."),
    )


def facts_after(meeting: Meeting, facts: LetterFacts) -> LetterFacts:
    """The same facts with those of a meeting: when it was, and what it was about."""
    outcome = getattr(meeting, "outcome", None)
    approach = meeting.approach
    posting = approach.posting if approach else None
    interview = meeting.technique == Technique.INTERVIEW
    return replace(
        facts,
        met_on=_day_of(meeting) or facts.met_on,
        learnt=facts.learnt or (_lowered(meeting.purpose) if outcome and not interview else ""),
        opening=facts.opening or (posting.title if posting else ""),
    )


def facts_owed(owed: FollowUp) -> LetterFacts:
    """What thanks, a report back or a reminder can tell."""
    about = owed.about
    given = Introduction.objects.filter(introducer=owed.person, introduced=about).first()
    facts = LetterFacts(
        me=owed.owner.first_name,
        to=owed.person.given_name or owed.person.name.split()[0],
        aim=in_few_words(owed.campaign),
        question=question_of(owed.campaign),
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
    return f"work as {_with_article(aim.occupations[0])}" if aim.occupations else ""


def question_of(campaign: Campaign) -> str:
    """The first open question that can stand behind "I would like to understand"."""
    for question in campaign.questions.filter(closed_at=None):
        words = question.text.strip().rstrip("?").split()
        if len(words) > 2 and words[0].lower() in ASKING and words[1].lower() not in TURNED:
            return " ".join([words[0].lower(), *words[1:]])
    return ""


def opening_at(campaign: Campaign, person: Person) -> Posting | None:
    """An opening at the person's employer that matches the objective."""
    position = person.current_position()
    if position is None:
        return None
    return next(iter(matching(campaign.objective(), [position.organisation.normal])[:1]), None)


def sentence(text: str) -> str:
    """A whole sentence, as typed, with the stop that it may lack."""
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?" else f"{text}."


def _day_of(meeting: Meeting) -> str:
    """The day by the owner's clock, as it goes behind "thank you for the interview"."""
    if meeting.starts_at is None:
        return ""
    day = meeting.owner.today(meeting.starts_at)
    return f"on {day.day} {day:%B}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _with_article(occupation: str) -> str:
    return f"{'an' if occupation[:1].lower() in VOWELS else 'a'} {occupation}"
