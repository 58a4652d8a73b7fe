"""A row of a file that joined somebody can become a person of its own again, with what it said."""

from __future__ import annotations

import datetime as dt

from kithwork.people.absorb import absorb, preview
from kithwork.people.imports.source import Source
from kithwork.people.merge import unmerge
from kithwork.people.models import Alternative, ContactPoint, Merge, Owner, Person, Position

LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Bo,Friend,https://www.linkedin.com/in/bo,bo@example.org,Mill Ltd,Miller,08 Feb 2026\n"
)
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Friend\nEMAIL:bo@example.org\nTEL:+49 201 123456\n"
    "ORG:Mill Ltd\nTITLE:Head Miller\nNOTE:met at the fair\nEND:VCARD\n"
)


def take(owner: Owner, name: str, text: str, now: dt.datetime) -> None:
    source = Source.of_bytes(name, text.encode())
    absorb(owner, preview(owner, [source], now), now)


def said_by(person: Person) -> dict[str, set[object]]:
    return {
        "points": set(person.contact_points.values_list("kind", "value")),
        "roles": set(person.positions.values_list("organisation__name", "title")),
        "also": set(person.alternatives.values_list("field", "value")),
        "notes": {person.notes},
    }


def test_a_certain_match_of_another_file_is_a_merge_with_its_evidence(
    ada: Owner, now: dt.datetime
) -> None:
    take(ada, "Connections.csv", LINKEDIN, now)
    take(ada, "cards.vcf", CARD, now)
    done = Merge.objects.get()
    assert ada.people.known().get() == done.kept
    assert done.reason == ["the same e-mail"]


def test_taken_back_each_record_says_what_its_file_said(ada: Owner, now: dt.datetime) -> None:
    take(ada, "Connections.csv", LINKEDIN, now)
    before = said_by(ada.people.get())
    take(ada, "cards.vcf", CARD, now)
    done = Merge.objects.get()
    assert unmerge(done, now) == []
    kept, apart = ada.people.known().order_by("pk")
    assert said_by(kept) == before
    assert said_by(apart) == {
        "points": {("email", "bo@example.org"), ("phone", "+49 201 123456")},
        "roles": {("Mill Ltd", "Head Miller")},
        "also": set(),
        "notes": {"met at the fair"},
    }


def test_what_was_edited_since_stays_when_a_row_is_taken_apart(
    ada: Owner, now: dt.datetime
) -> None:
    take(ada, "Connections.csv", LINKEDIN, now)
    take(ada, "cards.vcf", CARD, now)
    done = Merge.objects.get()
    Person.objects.filter(pk=done.kept_id).update(notes="my own words")
    unmerge(done, now)
    assert Person.objects.get(pk=done.kept_id).notes == "my own words"
    assert Person.objects.get(pk=done.absorbed_id).notes == "met at the fair"


def test_two_entries_of_one_address_book_can_be_parted_again(ada: Owner, now: dt.datetime) -> None:
    second = CARD.replace("Bo Friend", "Friend, Bo").replace("Head Miller", "Owner")
    take(ada, "cards.vcf", CARD + second, now)
    done = Merge.objects.get()
    unmerge(done, now)
    roles = {p.name: set(p.positions.values_list("title", flat=True)) for p in ada.people.known()}
    assert roles == {"Bo Friend": {"Head Miller"}, "Friend, Bo": {"Owner"}}


def test_a_newer_edition_of_the_same_file_joins_nobody(ada: Owner, now: dt.datetime) -> None:
    take(ada, "Connections.csv", LINKEDIN, now)
    take(ada, "Connections.csv", LINKEDIN.replace("Miller", "Baker"), now)
    assert not Merge.objects.exists()


def test_the_same_file_again_after_taking_back_joins_nobody_anew(
    ada: Owner, now: dt.datetime
) -> None:
    take(ada, "Connections.csv", LINKEDIN, now)
    take(ada, "cards.vcf", CARD, now)
    unmerge(Merge.objects.get(), now)
    rows = [t.objects.count() for t in (Person, ContactPoint, Position, Alternative, Merge)]
    take(ada, "cards.vcf", CARD, now)
    assert [t.objects.count() for t in (Person, ContactPoint, Position, Alternative, Merge)] == rows


def test_taken_back_an_observation_goes_with_the_contact_point_that_told_it(
    ada: Owner, now: dt.datetime
) -> None:
    take(ada, "cards.vcf", CARD, now)
    take(ada, "Connections.csv", LINKEDIN, now)
    done = Merge.objects.get()
    unmerge(done, now)
    assert [(seen.kind, seen.person_id) for seen in ada.evidence.all()] == [
        ("connected", done.absorbed_id)
    ]


def test_mail_that_came_after_the_merge_goes_with_its_address(ada: Owner, now: dt.datetime) -> None:
    ada.email = "ada@example.org"
    ada.save()
    take(ada, "cards.vcf", CARD + CARD.replace("bo@example.org", "b@example.test"), now)
    done = Merge.objects.get()
    letters = "".join(
        f"From x Mon Jan  5 10:00:00 2026\nFrom: ada@example.org\nTo: {to}\n"
        f"Date: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <{to}>\n\n"
        for to in ("bo@example.org", "b@example.test")
    )
    take(ada, "mbox", letters, now)
    unmerge(done, now)
    assert {(seen.by, seen.person_id) for seen in ada.evidence.all()} == {
        ("bo@example.org", done.kept_id),
        ("b@example.test", done.absorbed_id),
    }


def test_taken_back_an_introduction_goes_with_the_row_that_told_it(
    ada: Owner, now: dt.datetime
) -> None:
    take(ada, "cards.vcf", CARD, now)
    outlook = (
        "First Name,Last Name,E-mail Address,Referred By\nBo,Friend,bo@example.org,Cy Stranger\n"
    )
    take(ada, "outlook.csv", outlook, now)
    done = Merge.objects.get()
    assert ada.introductions.get().introduced_id == done.kept_id
    unmerge(done, now)
    assert ada.introductions.get().introduced_id == done.absorbed_id
