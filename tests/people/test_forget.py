"""Forgetting removes a person everywhere, and keeps later imports from bringing them back."""

from __future__ import annotations

import datetime as dt
import json
import zipfile

from django.apps import apps
from django.core import serializers

from kithwork.campaign.models import Approach, Capture, Draft, FollowUp, Meeting
from kithwork.people.absorb import absorb
from kithwork.people.forget import forget, would_go
from kithwork.people.introduce import organisation_named
from kithwork.people.merge import merge
from kithwork.people.models import (
    ContactPoint,
    Evidence,
    Introduction,
    Person,
    Position,
    ReviewPair,
    Tie,
)
from kithwork.people.rows import ContactRow, Parsed, Point, Role

ADDRESS = "cy.stranger@example.org"


def words_of_everything() -> str:
    """All that is stored, as one text."""
    return "\n".join(
        serializers.serialize("json", model._base_manager.all()) for model in apps.get_models()
    )


def a_life(campaign, cy, bo, now):
    owner = campaign.owner
    ContactPoint.objects.create(person=cy, kind="email", value=ADDRESS, normal=ADDRESS)
    Position.objects.create(person=cy, organisation=organisation_named(owner, "Acme GmbH"))
    Tie.objects.create(owner=owner, person=bo, other=cy, note="Cy Stranger is fun", created_at=now)
    Evidence.objects.create(owner=owner, person=cy, kind="mail_to", mark=ADDRESS)
    Introduction.objects.create(owner=owner, introducer=bo, introduced=cy)
    Meeting.objects.create(
        owner=owner, campaign=campaign, person=cy, purpose="Ask Cy Stranger", created_at=now
    )
    FollowUp.objects.create(
        owner=owner, campaign=campaign, person=bo, about=cy, kind="report_back",
        due_on=now.date(), created_at=now,
    )  # fmt: skip
    Approach.objects.create(
        owner=owner, campaign=campaign, person=bo, technique="networking", drafted_at=now,
        text="Do you know CY STRANGER?", names_to_ask_for=["Cy Stranger", "Dee Other"],
    )  # fmt: skip
    Capture.objects.create(owner=owner, text=f"Cy Stranger ({ADDRESS}) is hiring", caught_at=now)
    Draft.objects.create(owner=owner, form="/x/", fields={"a": ["Call Cy Stranger"]}, kept_at=now)
    bo.notes = "Married to Cy Stranger."
    bo.save()
    ReviewPair.objects.create(
        owner=owner, first=bo, second=cy, probability=0.5, evidence=["Cy Stranger"], created_at=now
    )


def test_nothing_stored_tells_of_the_forgotten(campaign, bo, cy, now):
    a_life(campaign, cy, bo, now)
    forget(cy, now)
    stored = words_of_everything().casefold()
    assert "stranger" not in stored
    assert ADDRESS not in stored
    assert Approach.objects.get().names_to_ask_for == ["Dee Other"]
    assert Capture.objects.get().text == "somebody (somebody) is hiring"
    bo.refresh_from_db()
    assert bo.notes == "Married to somebody."


def test_what_would_go_is_said_first_and_nothing_goes(campaign, bo, cy, now):
    a_life(campaign, cy, bo, now)
    before = words_of_everything()
    gone = would_go(cy)
    assert gone.rows["meeting"] == 1
    assert gone.rows["follow up"] == 1
    assert words_of_everything() == before


def row(**more):
    said = {"points": (Point("email", "Cy.Stranger@example.org"),), "file": "a", "line": 1}
    return Parsed("csv", (ContactRow("Stranger, Cy", **{**said, **more}),), file="a")


def test_a_later_import_does_not_bring_them_back(ada, campaign, bo, cy, now):
    a_life(campaign, cy, bo, now)
    forget(cy, now)
    by_address = absorb(ada, [row()], now)
    by_place = absorb(ada, [row(points=(), roles=(Role("ACME"),))], now)
    assert by_address.counts == by_place.counts == {"forgotten": 1}
    assert not ada.people.filter(name__icontains="stranger").exists()


def test_a_namesake_elsewhere_may_still_come(ada, campaign, bo, cy, now):
    a_life(campaign, cy, bo, now)
    forget(cy, now)
    other = row(points=(Point("email", "other@example.org"),), roles=(Role("Elsewhere"),))
    assert absorb(ada, [other], now).counts == {"new": 1}


def test_texts_stay_where_they_may_mean_a_namesake(ada, bo, cy, now):
    Person.objects.create(owner=ada, name="Cy Stranger", created_at=now)
    bo.notes = "Knows Cy Stranger."
    bo.save()
    forget(cy, now)
    bo.refresh_from_db()
    assert bo.notes == "Knows Cy Stranger."


def test_a_short_name_is_not_blotted_out_of_other_words(ada, bo, now):
    may = Person.objects.create(owner=ada, name="May", created_at=now)
    bo.notes = "You may ask in May."
    bo.save()
    forget(may, now)
    bo.refresh_from_db()
    assert bo.notes == "You may ask in May."


def test_records_that_were_taken_in_go_too(ada, bo, cy, now):
    also = Person.objects.create(owner=ada, name="Cyrus Stranger", created_at=now)
    merge(cy, also, ["Cyrus Stranger"], now)
    forget(cy, now)
    assert list(ada.people.all()) == [bo]
    assert "stranger" not in words_of_everything().casefold()


def test_merges_of_others_keep_nothing_of_them(ada, bo, cy, now):
    dee, eli = (Person.objects.create(owner=ada, name=n, created_at=now) for n in ("Dee", "Eli"))
    for one in (dee, eli):
        Tie.objects.create(owner=ada, person=one, other=cy, note="through choir", created_at=now)
    done = merge(dee, eli, [], now)
    assert "choir" in json.dumps(done.moved)
    forget(cy, now)
    done.refresh_from_db()
    assert "choir" not in json.dumps(done.moved)


def test_files_that_wait_and_may_name_them_are_deleted(ada, cy, now, tmp_path):
    for name in ("with", "packed", "without"):
        (tmp_path / name).mkdir()
    (tmp_path / "with" / "a.csv").write_text("name\nCy Stranger\n", encoding="utf-16")
    (tmp_path / "without" / "a.csv").write_text("name\nBo Friend\n")
    with zipfile.ZipFile(tmp_path / "packed" / "a.zip", "w") as packed:
        packed.writestr("a.csv", "Cy Stranger")
    assert forget(cy, now, tmp_path).files == 2
    assert [folder.name for folder in tmp_path.iterdir()] == ["without"]


def test_marks_tell_nothing_and_are_made_once(ada, cy, now):
    forget(cy, now)
    again = Person.objects.create(owner=ada, name="Cy Stranger", created_at=now)
    forget(again, now + dt.timedelta(days=1))
    mark = ada.forgotten_marks.get()
    assert "stranger" not in mark.digest
    assert len(mark.digest) == 64
