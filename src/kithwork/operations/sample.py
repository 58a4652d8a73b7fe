"""An invented sample campaign, so that there is something to look at on the first start.

Everybody in it is named after a plant, everything happens at example employers, and all of it
is planted through the same acts that a person uses.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from django.db import transaction

from kithwork.boards.models import Board, Watch
from kithwork.boards.names import normal_name
from kithwork.boards.reading import BoardReading, PostingRow
from kithwork.campaign import approach as acts
from kithwork.campaign import meet
from kithwork.campaign.begin import current_campaign, write_objective
from kithwork.campaign.letter import draft_letter
from kithwork.campaign.models import Approach, Campaign, Technique
from kithwork.campaign.record import FindingHeard, OutcomeReport, PromiseMade, record_outcome
from kithwork.jobs import absorb, found_by
from kithwork.jobs.classify import classify
from kithwork.jobs.index import keep
from kithwork.jobs.models import Posting
from kithwork.people.introduce import NameGiven, know, organisation_named
from kithwork.people.models import Owner, Person, Position, Tie

HOSPITALS = ("Example General Hospital", "Sampleton Clinic", "Testville Care Network")
ELSEWHERE = (
    "Sample Medical Supplies",
    "Invented Insurance",
    "Exampleton College",
    "Placeholder Ltd",
)
GIVEN = ("Bo", "Dee", "Eli", "Fay", "Gus", "Hana", "Ivo", "Joy", "Kai", "Lea", "Mo", "Nia", "Odo",
         "Pia", "Quin", "Rae", "Sol", "Tam", "Una", "Vic")  # fmt: skip
PLANTS = ("Ash", "Birch", "Clover", "Dahlia", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper",
          "Larch", "Maple", "Nettle", "Oak")  # fmt: skip
ROLES = ("Ward Sister", "Nurse Educator", "Account Manager", "Physiotherapist", "HR Adviser",
         "Lecturer in Nursing", "Claims Assessor", "Charge Nurse", "Theatre Nurse")  # fmt: skip
TITLES = ("Nurse Manager, Surgical Ward", "Registered Nurse, Nights", "Clinical Educator",
          "Ward Clerk", "Physiotherapist", "IT Support Analyst", "Head of Nursing",
          "Catering Assistant", "Payroll Officer")  # fmt: skip


@transaction.atomic
def plant_sample(owner: Owner, now: dt.datetime) -> bool:
    """Plant the sample where there is nothing yet; says whether it did."""
    if owner.people.exists() or owner.campaigns.exists() or owner.watches.exists():
        return False
    owner.sample, owner.first_name, owner.about_me = True, "Ada", "a nurse on a surgical ward"
    owner.save(update_fields=["sample", "first_name", "about_me"])
    campaign = current_campaign(owner, now)
    campaign.started_on = owner.today(now) - dt.timedelta(days=40)
    campaign.save(update_fields=["started_on"])
    _aim(campaign, now)
    kith = _kith(owner, now)
    _history(campaign, kith, now)
    _openings(owner, now)
    return True


@transaction.atomic
def clear_sample(owner: Owner) -> None:
    """Remove everything invented, and leave an empty house."""
    if not owner.sample:
        return
    boards = Board.objects.filter(token__endswith=".test")
    found_by.forget(Posting.objects.filter(board__in=boards).values_list("pk", flat=True))
    boards.delete()
    for rows in (owner.campaigns, owner.people, owner.organisations, owner.watches, owner.imports,
                 owner.drafts, owner.captures, owner.works):  # fmt: skip
        rows.all().delete()
    owner.sample, owner.first_name, owner.about_me = False, "", ""
    owner.save(update_fields=["sample", "first_name", "about_me"])
    transaction.on_commit(lambda: keep.remake() and None)


def _aim(campaign: Campaign, now: dt.datetime) -> None:
    """Two versions: broad, then narrower."""
    write_objective(
        campaign, "Something with responsibility in a hospital.", now - dt.timedelta(days=40),
        employers=HOSPITALS, aim="nursing with responsibility",
    )  # fmt: skip
    write_objective(
        campaign,
        "Lead a surgical ward of a mid-sized hospital, where I can build up a team. I want to "
        "learn how wards are staffed here and who decides about it.",
        now - dt.timedelta(days=12),
        occupations=["nurse manager"],
        places=["Sampleton", "Testville"],
        employers=HOSPITALS,
        aim="leading a surgical ward",
    )
    campaign.questions.create(text="Who decides how a ward is staffed?", asked_at=now)
    campaign.questions.create(text="Which hospitals here train their own ward leads?", asked_at=now)


def _kith(owner: Owner, now: dt.datetime) -> list[Person]:
    """Forty people one knows, at all sorts of employers; some once worked at a target."""
    chance = random.Random(7)
    found = []
    for number in range(40):
        given, plant = GIVEN[number % len(GIVEN)], PLANTS[(number * 5) % len(PLANTS)]
        name = f"{given} {plant}"
        role, employer = chance.choice(ROLES), chance.choice(ELSEWHERE)
        mail = f"{given}.{plant}@example.org".lower()
        person = know(owner, NameGiven(name, employer, role, mail), now)
        person.closeness = round(chance.uniform(0.1, 0.9), 1)
        person.how_met = chance.choice(("Nursing school together.", "Neighbours.", "A course.", ""))
        person.last_spoken_on = owner.today(now) - dt.timedelta(days=chance.randint(20, 700))
        person.connections = chance.choice((None, 90, 240, 500))
        person.save()
        if number % 5 == 0:
            _once_at(person, chance.choice(HOSPITALS))
        found.append(person)
    Tie.objects.create(
        owner=owner, person=found[3], organisation=organisation_named(owner, HOSPITALS[1]),
        own_word=0.6, note="plays music with two nurses there", created_at=now,
    )  # fmt: skip
    return found


def _once_at(person: Person, employer: str) -> None:
    Position.objects.create(
        person=person,
        organisation=organisation_named(person.owner, employer),
        title="Nurse",
        started_on=dt.date(2016, 1, 1),
        ended_on=dt.date(2021, 6, 30),
    )


def _history(campaign: Campaign, kith: list[Person], now: dt.datetime) -> None:
    """Five weeks: asked, met, learnt, and names that led on; meetings are in the morning."""
    morning = now.replace(hour=9, minute=30, second=0, microsecond=0)
    first = _met(campaign, kith[0], morning - dt.timedelta(days=33),
                 "How wards are run at the General",
                 names=("Wren Yarrow @ Example General Hospital", "Xan Zinnia @ Sampleton Clinic"),
                 learnt="The General merges two surgical wards in spring.")  # fmt: skip
    _met(campaign, kith[5], morning - dt.timedelta(days=27), "What changed in nurse training",
         names=("Yara Willow @ Exampleton College",),
         learnt="The college places its students at the Sampleton Clinic first.")  # fmt: skip
    second = _met(campaign, first[0], morning - dt.timedelta(days=15), "How ward leads are chosen",
                  names=("Zed Thistle @ Example General Hospital",
                         "Abe Sorrel @ Testville Care Network"),
                  learnt="Ward leads are chosen by the matron and two colleagues.")  # fmt: skip
    _met(campaign, kith[9], morning - dt.timedelta(days=6), "How insurers see small hospitals",
         names=(), learnt="Small hospitals specialise; the Testville network grows.")  # fmt: skip
    _asked(campaign, second[0], now - dt.timedelta(days=4))
    asked = _asked(campaign, kith[12], now - dt.timedelta(days=9))
    acts.answer(asked, "accepted", now - dt.timedelta(days=5))
    meet.plan_meeting(
        campaign, kith[12], "Which hospitals here train their own ward leads",
        now - dt.timedelta(days=5), approach=asked, minutes=20, place="Café Placeholder",
        starts_at=morning + dt.timedelta(days=2),
    )  # fmt: skip


def _met(
    campaign: Campaign,
    person: Person,
    at: dt.datetime,
    purpose: str,
    names: tuple[str, ...],
    learnt: str,
) -> list[Person]:
    asked = _asked(campaign, person, at - dt.timedelta(days=6))
    acts.answer(asked, "accepted", at - dt.timedelta(days=4))
    meeting = meet.plan_meeting(
        campaign, person, purpose, at - dt.timedelta(days=4), approach=asked, starts_at=at
    )
    split = [name.split(" @ ") for name in names]
    given = [NameGiven(name, employer) for name, employer in split]
    report = OutcomeReport(
        told=learnt,
        findings=[FindingHeard(learnt)],
        names=[replace(name, may_use_name=True) for name in given],
        promises=[PromiseMade("Send the article on staffing.")] if names else [],
        purpose_met=True,
    )
    done = record_outcome(meeting, report, at)
    for owed in meeting.follow_ups.owed().filter(
        due_on__lt=campaign.owner.today(at) + dt.timedelta(days=5)
    ):
        owed.done_at = at + dt.timedelta(days=1)
        owed.save()
    return [one.person for one in done.introduced]


def _asked(campaign: Campaign, person: Person, at: dt.datetime) -> Approach:
    drafted = draft_letter(campaign, person, at, technique=Technique.NETWORKING)
    return acts.mark_sent(drafted, at)


def _openings(owner: Owner, now: dt.datetime) -> None:
    """Openings on boards of invented employers, some read last week and some new."""
    chance = random.Random(11)
    for number, employer in enumerate(HOSPITALS):
        board = Board.objects.create(
            ats="careersite", token=f"careers-{number}.test", employer=employer,
            normal=normal_name(employer), url=f"https://careers-{number}.test/", added_at=now,
        )  # fmt: skip
        Watch.objects.create(
            owner=owner, board=board, employer=employer, certainty="sure",
            why="You aim for this employer. (Part of the sample.)", added_at=now,
        )  # fmt: skip
        town = ("Testville", "Sampleton", "Exampleton")[number]
        titles = chance.sample(TITLES, 6)
        for days, shown in ((8, titles[:4]), (1, titles)):
            _read(board, town, shown, now - dt.timedelta(days=days))


def _read(board: Board, town: str, titles: list[str], at: dt.datetime) -> None:
    """Take in a reading as if the board had been read then."""
    rows = tuple(
        PostingRow(
            posting_id=f"sample-{board.token}-{i}",
            title=title,
            url=f"{board.url}jobs/{i}",
            location=town,
            locations=(town,),
            description=f"{title} at {board.employer}. An invented opening of the sample.",
        )
        for i, title in enumerate(titles)
    )
    Board.objects.claim(board.pk, "sample", at, dt.timedelta(minutes=1))
    board.refresh_from_db()
    reading = BoardReading(postings=rows, complete=True, fingerprint=str(len(rows)))
    absorb.record(board, reading, worker="sample", started=at, now=at, classify=classify)
