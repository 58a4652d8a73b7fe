"""Draft the letter that fits a person, a technique and what is known: honest, and no two alike."""

from __future__ import annotations

import datetime as dt
import random

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.conduct import contact_kind
from kithwork.campaign.models import Approach, Campaign, FollowUp, Technique
from kithwork.campaign.openings import matching
from kithwork.errors import KithworkError
from kithwork.jobs.models import Posting
from kithwork.people.models import Introduction, Person
from kithwork.wording.letters import Draft, LetterFacts, NoLeaveError, NothingToAskError, draft

LATELY = dt.timedelta(days=7)
NAMES_ASKED_FOR = 3
SPOKEN = {Approach.Channel.PHONE: "phone_script", Approach.Channel.IN_PERSON: "in_person_script"}
VOWELS = "aeiou"
ASKING = ("how", "what", "which", "who", "whom", "why", "where", "when", "whose")
TURNED = ("is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "has",
          "have", "should", "must", "may")  # fmt: skip
OWED = {
    FollowUp.Kind.THANKS: "thanks",
    FollowUp.Kind.REPORT_BACK: "report_back",
    FollowUp.Kind.NUDGE: "follow_up",
}


def draft_letter(
    campaign: Campaign,
    person: Person,
    now: dt.datetime,
    *,
    technique: str = Technique.NETWORKING,
    channel: str = "",
    ask_for: tuple[str, ...] = (),
) -> Approach:
    """Draft an approach with a wording that was not used this week.

    Raises KithworkError where an honest letter can't be written yet, and says what is missing.
    """
    opening = _opening(campaign, person) if technique == Technique.DIRECT_CONTACT else None
    by = channel or _usual_channel(person)
    letter = _written(
        campaign, person, _situation(person, technique), by, now, _facts(campaign, person, opening)
    )
    return draft_approach(
        campaign,
        person,
        now,
        technique=technique,
        channel=by,
        purpose=_purpose(campaign),
        subject=letter.subject,
        text=letter.body,
        variant=letter.variant,
        situation=letter.variant.split("/")[0],
        posting=opening,
        names_to_ask_for=list(ask_for)[:NAMES_ASKED_FOR],
    )


def letter_owed(owed: FollowUp, now: dt.datetime) -> Draft | None:
    """The wording of thanks, a report back or a reminder; None for what needs no letter."""
    situation = OWED.get(FollowUp.Kind(owed.kind))
    if situation is None:
        return None
    if owed.kind == FollowUp.Kind.THANKS and owed.approach_id:
        situation = "declined"
    channel = owed.approach.channel if owed.approach else _usual_channel(owed.person)
    return _written(owed.campaign, owed.person, situation, channel, now, _facts_owed(owed, now))


def _written(
    campaign: Campaign,
    person: Person,
    situation: str,
    channel: str,
    now: dt.datetime,
    facts: LetterFacts,
) -> Draft:
    """A wording of the situation that was not used this week; the same on the same day."""
    lately = campaign.approaches.filter(drafted_at__gt=now - LATELY).exclude(variant="")
    used = set(lately.values_list("variant", flat=True))
    rng = random.Random(f"{campaign.pk}:{person.pk}:{now:%Y%m%d}:{len(used)}")
    try:
        form = SPOKEN.get(Approach.Channel(channel), channel)
        return draft(situation, form, facts, avoid=used, rng=rng)
    except NothingToAskError as error:
        raise KithworkError(
            f"A letter to {person} needs your aim in a few words, such as 'ward management': write "
            "them into the objective, then draft the letter again."
        ) from error
    except NoLeaveError as error:
        raise KithworkError(str(error)) from error


def _situation(person: Person, technique: str) -> str:
    if technique == Technique.DIRECT_CONTACT:
        return "direct_contact"
    kind = contact_kind(person)
    if kind == "kith":
        return "kith"
    return "referred" if _introduction(person) else "cold_source"


def _introduction(person: Person) -> Introduction | None:
    """The introduction whose giver's name may be used."""
    given = person.introductions_received.filter(may_use_name=True)
    return given.select_related("introducer").first()


def _facts(campaign: Campaign, person: Person, opening: Posting | None) -> LetterFacts:
    aim = campaign.objective()
    introduction = _introduction(person)
    position = person.current_position()
    employer = position.organisation.name if position else ""
    targets = tuple(aim.employers[:3]) if aim else ()
    elsewhere = bool(employer) and employer not in (aim.employers if aim else ())
    return LetterFacts(
        me=campaign.owner.first_name,
        to=person.given_name or person.name.split()[0],
        about_me=campaign.owner.about_me,
        aim=in_few_words(campaign),
        question=question_of(campaign),
        introducer=introduction.introducer.name if introduction else "",
        leave_given=introduction is not None,
        no_job_wanted=elsewhere and not opening and not _opening(campaign, person),
        employers=targets,
        employer=employer,
        occupation=_with_article(aim.occupations[0]) if aim and aim.occupations else "",
        opening=opening.title if opening else "",
    )


def _facts_owed(owed: FollowUp, now: dt.datetime) -> LetterFacts:
    met = owed.meeting
    outcome = getattr(met, "outcome", None)
    about = owed.about
    given = Introduction.objects.filter(introducer=owed.person, introduced=about).first()
    return LetterFacts(
        me=owed.owner.first_name,
        to=owed.person.given_name or owed.person.name.split()[0],
        aim=in_few_words(owed.campaign),
        question=question_of(owed.campaign),
        met_person=about.name if about else "",
        met_on=f"in {given.on:%B}" if given and given.on else "",
        learnt=met.purpose[:1].lower() + met.purpose[1:] if met and outcome else "",
    )


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


def _purpose(campaign: Campaign) -> str:
    question = question_of(campaign)
    return (
        question[:1].upper() + question[1:] if question else f"Learn about {in_few_words(campaign)}"
    )


def _usual_channel(person: Person) -> str:
    kinds = {point.kind for point in person.contact_points.all()}
    if "email" in kinds or "profile" not in kinds:
        return Approach.Channel.EMAIL
    return Approach.Channel.LINKEDIN


def _opening(campaign: Campaign, person: Person) -> Posting | None:
    position = person.current_position()
    if position is None:
        return None
    return matching(campaign.objective()).filter(normal=position.organisation.normal).first()


def _with_article(occupation: str) -> str:
    return f"{'an' if occupation[:1].lower() in VOWELS else 'a'} {occupation}"
