"""What taking files in does to the records: everything once, nothing twice, nothing lost."""

import datetime as dt
import random

import pytest

from kithwork.people.absorb import absorb, preview
from kithwork.people.imports.keys import forget_keys, mark, point_key
from kithwork.people.imports.source import Source
from kithwork.people.models import (
    Alternative,
    ContactPoint,
    Evidence,
    ForgottenMark,
    Import,
    Introduction,
    Organisation,
    Owner,
    Person,
    Position,
    ReviewPair,
    Tie,
)

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
TABLES = (
    Alternative,
    ContactPoint,
    Evidence,
    Import,
    Introduction,
    Organisation,
    Person,
    Position,
    ReviewPair,
    Tie,
)


def linkedin(*rows, name="Connections.csv"):
    return Source.of_bytes(name, (HEADER + "\n".join(rows)).encode())


def cards(*cards):
    text = "".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards)
    return Source.of_bytes("cards.vcf", text.encode())


def take(owner, *files, now):
    return absorb(owner, preview(owner, files, now), now)


def everything():
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


BO = "Bo,Friend,https://www.linkedin.com/in/bo,bo@example.org,Mill Ltd,Miller,08 Feb 2026"
CY = "Cy,Stranger,,,Mill Limited,Baker,07 Feb 2026"


def test_a_connection_becomes_own_kith_with_employer_and_tie(ada, now):
    take(ada, linkedin(BO), now=now)
    bo = ada.people.get()
    assert (bo.name, bo.generation, bo.connected_on) == ("Bo Friend", 0, dt.date(2026, 2, 8))
    assert str(bo.current_position()) == "Miller, Mill Ltd"
    assert [(seen.kind, seen.on) for seen in bo.evidence.all()] == [
        ("connected", dt.date(2026, 2, 8))
    ]
    assert {(point.kind, point.normal) for point in bo.contact_points.all()} == {
        ("profile", "linkedin.com/in/bo"),
        ("email", "bo@example.org"),
    }


def test_one_employer_in_two_spellings_is_one(ada, now):
    take(ada, linkedin(BO, CY), now=now)
    assert [found.name for found in ada.organisations.all()] == ["Mill Ltd"]


def test_a_preview_stores_nothing(ada, now):
    before = everything()
    shown = preview(ada, [linkedin(BO, ",,,,,,01 Jan 2026")], now)
    assert [(entry.status, entry.line, entry.name) for entry in shown.entries] == [
        ("new", 2, "Bo Friend")
    ]
    assert [aside.count for aside in shown.left_aside] == [1]
    assert everything() == before


def test_the_same_files_twice_change_nothing(ada, now):
    files = [
        linkedin(BO, CY, ',"Nameless, PhD",,,,,05 Feb 2026', "Dy,Twin,,,,,", "Dy,Twin,,,,Boss,"),
        cards("FN:Bo Friend\nEMAIL:bo@example.org\nNOTE:Tall", "FN:Cy Stranger\nTEL:+15550100"),
    ]
    take(ada, *files, now=now)
    before = everything()
    again = take(ada, *files, now=now + dt.timedelta(days=1))
    assert everything() == before
    assert not again.recorded


def test_the_same_row_twice_in_a_file_is_one_person(ada, now):
    take(ada, linkedin(BO, BO, CY, CY), now=now)
    assert ada.people.count() == 2


def test_namesakes_at_one_employer_stay_two(ada, now):
    other = CY.replace("07 Feb", "01 Feb")
    take(ada, linkedin(CY, other), now=now)
    take(ada, linkedin(CY, other), now=now)
    assert ada.people.count() == 2


def test_somebody_is_found_again_by_e_mail_and_learns_from_both_files(ada, now):
    take(ada, linkedin(BO), now=now)
    take(ada, cards("FN:Bo Friend\nEMAIL;TYPE=home:BO@example.org\nTEL:+1 555 0100"), now=now)
    bo = ada.people.known().get()
    assert sorted(bo.contact_points.values_list("kind", flat=True)) == ["email", "phone", "profile"]


def test_a_value_that_differs_is_kept_beside_the_one_that_stands(ada, now):
    take(ada, cards("FN:Bo Friend\nEMAIL:bo@example.org\nBDAY:1980-03-07"), now=now)
    shown = preview(ada, [cards("FN:Bo Friend\nEMAIL:bo@example.org\nBDAY:1980-03-08")], now)
    assert [(entry.status, entry.detail) for entry in shown.entries] == [
        ("conflicting", "the same e-mail; both values are kept: birthday")
    ]
    absorb(ada, shown, now)
    bo = ada.people.get()
    also = bo.alternatives.get()
    assert (bo.birthday, also.field, also.value) == ("1980-03-07", "birthday", "1980-03-08")
    assert also.origin.label == "cards.vcf"


def test_an_unknown_column_is_kept_too(ada, now):
    take(ada, cards("FN:Bo Friend\nX-SHOE-SIZE:44"), now=now)
    assert list(Alternative.objects.values_list("field", "value")) == [("x-shoe-size", "44")]


def test_a_name_alone_is_likely_and_waits_for_a_yes(ada, now):
    take(ada, cards("FN:Bo Friend\nTEL:+1 555 0100"), now=now)
    take(ada, linkedin(BO), now=now)
    assert ada.people.count() == 2
    pair = ReviewPair.objects.get()
    assert (pair.first.name, pair.second.name, pair.decision) == ("Bo Friend", "Bo Friend", "")
    assert pair.evidence == ["the same given name, Bo", "the same family name, Friend"]
    take(ada, linkedin(BO), now=now)
    assert ReviewPair.objects.count() == 1


def test_the_same_rare_name_at_the_same_employer_is_one_person(ada, now):
    take(ada, linkedin(BO), now=now)
    take(ada, cards("FN:Bo Friend\nORG:The Mill\nTITLE:Miller\nTEL:+1 555 0100"), now=now)
    assert ada.people.known().count() == 1


def test_a_common_name_at_a_big_employer_does_not_merge(ada, now):
    """One John Smith among fifty at IBM, and a John Smith of IBM in the address book."""
    crowd = [
        f"G{n},F{n},https://www.linkedin.com/in/p{n},,IBM,Seller,01 Feb 2026" for n in range(50)
    ]
    crowd += ["John,Smith,https://www.linkedin.com/in/js,,IBM,Seller,02 Feb 2026"]
    take(ada, linkedin(*crowd), now=now)
    take(ada, cards("FN:John Smith\nORG:IBM\nTEL:+1 555 0100"), now=now)
    assert ada.people.filter(name="John Smith").count() == 2


def test_somebody_twice_in_one_address_book_is_taken_once(ada, now):
    take(
        ada,
        cards(
            "FN:Bo Friend\nEMAIL:bo@example.org\nORG:The Mill\nTITLE:Miller",
            "FN:Friend\\, Bo\nTEL:+1 555 0100\nORG:Mill Ltd\nTITLE:Miller",
        ),
        now=now,
    )
    bo = ada.people.known().get()
    assert set(bo.contact_points.values_list("kind", flat=True)) == {"email", "phone"}


def test_two_profiles_are_never_one_person_for_their_name(ada, now):
    other = BO.replace("in/bo", "in/bo-2").replace("bo@example.org", "")
    take(ada, linkedin(BO, other), now=now)
    assert ada.people.count() == 2
    assert not ReviewPair.objects.exists()


def test_a_couple_with_one_mailbox_stays_two_people(ada, now):
    take(ada, cards("FN:Dora Quill\nEMAIL:quills@example.org"), now=now)
    take(ada, cards("FN:Egon Quill\nEMAIL:quills@example.org"), now=now)
    assert ada.people.known().count() == 2


def test_an_address_of_a_house_makes_nobody_one(ada, now):
    take(ada, cards("FN:Bo Friend\nEMAIL:info@example.org"), now=now)
    take(ada, cards("FN:Cy Stranger\nEMAIL:info@example.org"), now=now)
    assert ada.people.count() == 2


def test_a_newer_file_ends_the_employer_of_the_older_one(ada, now):
    take(ada, linkedin(BO), now=now)
    moved = BO.replace("Mill Ltd", "Bakery")
    take(ada, linkedin(moved, CY.replace("07 Feb", "20 Feb")), now=now)
    bo = ada.people.get(name="Bo Friend")
    assert bo.current_position().organisation.name == "Bakery"
    ended = bo.positions.exclude(ended_on=None).get()
    assert (ended.organisation.name, ended.ended_on) == ("Mill Ltd", dt.date(2026, 2, 20))


def test_an_older_file_does_not_bring_an_employer_back(ada, now):
    take(ada, linkedin(BO.replace("Mill Ltd", "Bakery"), CY.replace("07", "20")), now=now)
    take(ada, linkedin(BO), now=now)
    bo = ada.people.get(name="Bo Friend")
    assert bo.current_position().organisation.name == "Bakery"
    assert bo.positions.count() == 2


def test_a_forgotten_person_does_not_come_back(ada, now):
    points = [("profile", point_key("profile", "https://www.linkedin.com/in/bo"))]
    for key in forget_keys("Bo Friend", points, ["mill"]):
        ForgottenMark.objects.create(
            owner=ada, salt="pepper", digest=mark("pepper", key), made_on=now.date()
        )
    done = take(ada, linkedin(BO, CY), cards("FN:Bo Friend\nORG:The Mill Inc."), now=now)
    assert [person.name for person in ada.people.all()] == ["Cy Stranger"]
    assert done.counts == {"forgotten": 2, "new": 1}
    assert "Bo" not in str(done.entries)


def test_if_anything_fails_nothing_is_stored(ada, now):
    def stop(done, total):
        raise KeyboardInterrupt

    before = everything()
    with pytest.raises(KeyboardInterrupt):
        absorb(ada, preview(ada, [linkedin(BO, CY)], now), now, progress=stop)
    assert everything() == before


def test_a_file_that_cannot_be_read_is_reported_and_stops_no_other(ada, now):
    done = take(ada, Source.of_bytes("noise.bin", b"\x00\x01\x02"), linkedin(BO), now=now)
    assert [(entry.status, entry.file) for entry in done.entries] == [
        ("unreadable", "noise.bin"),
        ("new", "Connections.csv"),
    ]
    assert ada.people.count() == 1


def test_one_owner_s_people_are_not_another_s(ada, now):
    eve = Owner.objects.create(username="eve")
    take(ada, linkedin(BO), now=now)
    take(eve, linkedin(BO), now=now)
    assert (ada.people.count(), eve.people.count()) == (1, 1)
    assert ada.people.get() != eve.people.get()


def test_one_who_was_introduced_stands_one_step_further(ada, now):
    take(
        ada,
        cards(
            "FN:Bo Friend\nEMAIL:bo@example.org", "FN:Cy Stranger\nX-KITHWORK-REFERRED-BY:Bo Friend"
        ),
        now=now,
    )
    introduction = Introduction.objects.get()
    assert str(introduction) == "Bo Friend named Cy Stranger"
    assert introduction.introduced.generation == 1


def test_introductions_that_go_round_are_cut_and_said_so(ada, now):
    done = take(
        ada,
        cards(
            "FN:Bo Friend\nX-KITHWORK-REFERRED-BY:Cy Stranger",
            "FN:Cy Stranger\nX-KITHWORK-REFERRED-BY:Dy Third",
            "FN:Dy Third\nX-KITHWORK-REFERRED-BY:Bo Friend",
        ),
        now=now,
    )
    assert Introduction.objects.count() == 2
    assert [entry.detail for entry in done.entries if entry.status == "aside"] == [
        "introduced by Bo Friend: that would go round in a circle, so it is left out"
    ]
    generations = dict(ada.people.values_list("name", "generation"))
    assert generations == {"Dy Third": 0, "Cy Stranger": 1, "Bo Friend": 2}


def test_a_name_longer_than_its_column_is_cut_and_kept_whole_beside_it(ada, now):
    take(ada, cards("FN:" + "Bo " * 200 + "Friend"), now=now)
    person = ada.people.get()
    assert len(person.name) <= 300
    assert person.alternatives.get(field="name").value.endswith("Friend")


def test_a_long_note_that_differs_is_kept_whole(ada, now):
    rng = random.Random(3)
    first, second = ("".join(rng.choices("abcdefghij klm", k=9_000)) for _ in range(2))
    card = "FN:Bo Friend\nEMAIL:bo@example.org\nNOTE:"
    take(ada, cards(card + first), now=now)
    take(ada, cards(card + second), now=now)
    assert ada.people.get().alternatives.get().value == " ".join(second.split("\n")).strip()
