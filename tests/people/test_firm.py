"""Which likely matches may merge unasked, and which wait for a word however probable they are."""

import pytest

from kithwork.people.absorb import absorb, preview
from kithwork.people.identity import Identity, compare
from kithwork.people.imports.source import Source


def person(text: str) -> Identity:
    """Name | e-mail | phone | employer | title | birth date."""
    name, email, phone, employer, title, birth = (*text.split("|"), *[""] * 5)[:6]
    return Identity(
        text, name, emails=_one(email), phones=_one(phone), employers=_one(employer),
        titles=_one(title), birth_date=birth,
    )  # fmt: skip


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


TWO_PEOPLE = [
    ("Anna Hjort|anna@hjort.test", "Anne Hjort|anne@hjort.test"),
    ("Jan Moritz|jan@moritz.test", "Jon Moritz|jon@moritz.test"),
    ("Rolf Eklund|rolf.eklund@bygg.test||Bygg AB", "Ralf Eklund|ralf.eklund@bygg.test||Bygg AB"),
    ("Carlos Mendes|cmendes@agua.test||Agua SA", "Carla Mendes|cmendes@agua.test||Agua SA"),
    ("Peter Falk|haus@falk.test|+49 201 5550199", "Petra Falk|haus@falk.test|+49 201 5550199"),
    ("William Thorn Sr.|w@thorn.test|+1 415 5550144", "William Thorn Jr.|w@thorn.test"),
    ("Emily Bront||+44 20 79460001", "Emilia Bront||+44 20 79460001"),
    ("Mary Ellen Casey||+353 1 5550100", "Ellen Casey||+353 1 5550100"),
    ("Karl Steinmetz|||Stahl AG|Meister|1955-01-01", "Karl Steinmetz|||Stahl AG|Azubi|2003-01-01"),
    ("Jean-Pierre Dubois|||Renault|Chef", "Jean-Paul Dubois|||Renault|Chef"),
    ("Michael Smith|||IBM|Software Engineer", "Michael Smith|||IBM|Software Engineer"),
    ("Kim Min-su|||Hyundai|Engineer", "Kim Min-su|||Hyundai|Engineer"),
    ("Maria Garcia|||St Luke|Nurse", "Maria Garcia|||St Luke|Nurse"),
    ("Nguyen Van An|||Vinh Foods", "Nguyen Van Anh|||Vinh Foods"),
    ("J. Smith|||Tesco|Cashier", "Jane Smith|||Tesco|Cashier"),
    ("Ahmed Hassan|||Emirates|Pilot", "Ahmed Hassan|||Emirates|Cabin crew"),
]  # fmt: skip
ONE_PERSON = [
    ("Robert Kessler|bob.kessler@post.test", "Bob Kessler|bob.kessler@post.test||Harbour Ltd"),
    ("Anna Petrova||||Nurse|1984-05-06", "Анна Петрова||||медсестра|1984-05-06"),
    ("Jan van der Berg||+31 10 5550111", "Berg, Jan van der||+31 10 5550111"),
    ("T. Blackwood|tblackwood@mill.test", "Thomas Blackwood|tblackwood@mill.test"),
    ("Ingrid Solheim|ingrid@fisk.test", "Ingrid Dahl|ingrid@fisk.test"),
    ("Lena Hofer|||Schule Wels|Lehrerin", "Hofer, Lena|||Schule Wels|Lehrerin"),
    ("Patricia Obrien|||Dublin Port", "Patricia O'Brien|||Dublin Port"),
]


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_what_may_be_two_people_never_merges_unasked(one, other):
    assert not compare(person(one), person(other)).merges_unasked


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_what_hardly_ever_belongs_to_two_is_firm(one, other):
    assert compare(person(one), person(other)).firm


def test_an_import_full_of_copies_merges_no_two_people(ada, now):
    """Many copies make every pair more probable; the two must stay two all the same."""
    copies = [f"Rare{n:03} Name{n:03}|p{n}@post.test" for n in range(60)]
    pairs = [(one, other) for one, other in TWO_PEOPLE if one != other]
    for side in zip(*pairs, strict=True):
        rows = (text.replace(", ", " ").replace("|", ",") for text in (*copies, *side))
        table = "name,email,phone,company,title,birthday\n" + "\n".join(rows)
        source = Source.of_bytes("t.csv", table.encode())
        absorb(ada, preview(ada, [source], now, mappings={"t.csv": MAPPING}), now)
    assert ada.people.known().count() == len(copies) + 2 * len(pairs)
    assert not ada.merges.exists()


MAPPING = {"name": "name", "email": "email", "phone": "phone", "company": "organisation",
           "title": "title", "birthday": "birthday"}  # fmt: skip
