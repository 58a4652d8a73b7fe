"""Fills a house for the tests of conduct, by the records themselves; prints the keys it made.

Run as a program with the house's environment, before the house is started.
"""

from __future__ import annotations

import datetime as dt
import json

SECRET = "The chief of surgery leaves in the spring, which nobody may know yet."
DISGUISED = (
    "Dear Dara,\n\nI would love your advice over a short call. I know you may have nothing for me, "
    "but if something opened up on your team I would be very glad to be considered for it.\n\nAda"
)
HONEST = (
    "Dear {to},\n\nI want to understand how wards are staffed, so that I can decide what to aim "
    "for. Could I ask you about it for 20 minutes next week?\n\nAda"
)


def fill() -> dict[str, int]:
    """One person for each rule, so that no test changes what another looks at."""
    from django.utils import timezone

    from kithwork.boards.models import Board
    from kithwork.campaign.approach import draft_approach, mark_sent
    from kithwork.campaign.begin import current_campaign, write_objective
    from kithwork.campaign.meet import hold, plan_meeting
    from kithwork.campaign.models import Finding
    from kithwork.campaign.search import add_source, begin_search
    from kithwork.jobs.index import keep
    from kithwork.jobs.models import Posting
    from kithwork.people.introduce import NameGiven, introduce, know
    from kithwork.people.models import Owner, Person

    now = timezone.now()
    ada = Owner.on_this_machine(first_name="Ada", time_zone="Europe/Berlin")
    campaign = current_campaign(ada, now)
    made: dict[str, int] = {}

    def person(name: str, employer: str = "", role: str = "") -> Person:
        one = know(ada, NameGiven(name, employer, role), now)
        made[name.split()[0].lower()] = one.pk
        return one

    def letter(one: Person, text: str) -> int:
        text = text.format(to=one.name.split()[0])
        return draft_approach(campaign, one, now, subject="A question", text=text).pk

    bo = person("Bo Friend")
    board = Board.objects.create(ats="lever", token="acme", employer="Acme", normal="acme",
                                 url="https://acme.test/", added_at=now)  # fmt: skip
    Posting.objects.create(
        board=board, posting_id="1", title="Nurse Manager", employer="Acme", normal="acme",
        first_seen_at=now, last_seen_at=now, new_at=now,
    )  # fmt: skip
    keep.remake()
    write_objective(campaign, "Lead a ward.", now, aim="ward management",
                    occupations=["nurse manager"])  # fmt: skip
    campaign.questions.create(text="How are wards staffed?", asked_at=now)

    made["disguised"] = letter(person("Dara Elm"), DISGUISED)
    person("Ina Inside", "Acme")
    made["nudged"] = letter(person("Nia Nudge"), HONEST)
    named = introduce(bo, NameGiven("Una Unasked", may_use_name=False), now).person
    made["unasked"] = letter(named, "Dear Una,\n\nBo Friend gave me your name. Could I ask you for "
                             "20 minutes how wards are staffed?\n\nAda")  # fmt: skip
    mark_sent(draft_approach(campaign, person("Rae Rests"), now), now - dt.timedelta(days=5))
    met = introduce(bo, NameGiven("Tea Thanked"), now).person
    made["met"] = plan_meeting(campaign, met, "How wards are staffed", now, starts_at=now).pk
    for key in ("raised", "blurted", "typed"):
        one = person(f"{key.title()} Contact")
        made[f"{key}_meeting"] = hold(
            plan_meeting(campaign, one, "How wards are staffed", now, starts_at=now), now
        ).pk
    made["missed"] = plan_meeting(
        campaign, person("Abe Absent"), "How wards are staffed", now, starts_at=now
    ).pk
    made["dated"] = letter(person("Lou London"), HONEST)
    secretive = person("Sue Secret")
    secretive.confidential_notes = SECRET
    secretive.save()
    Finding.objects.create(owner=ada, campaign=campaign, said_by=secretive, text=SECRET,
                           confidential=True, heard_on=now.date())  # fmt: skip
    for name, says in (("Pro One", "grows"), ("Con Two", "closes")):
        Finding.objects.create(owner=ada, campaign=campaign, said_by=person(name),
                               text=f"The surgical ward {says}.", heard_on=now.date())  # fmt: skip
    search = begin_search(ada, "Head of nursing in Kiel", now, target=2)
    made["search"] = search.pk
    made["olga"] = add_source(search, NameGiven("Olga Officer"), "officer", now).person.pk
    return made


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
    django.setup()
    from kithwork.project.ready import migrate

    migrate()
    print(json.dumps(fill()))
