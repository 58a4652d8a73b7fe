"""Who is one person: Ada the seeker, Bo the close friend, Cy the stranger, and their namesakes."""

import itertools
import random

import pytest

from kithwork.people import identity
from kithwork.people.identity import (
    CERTAIN,
    LIKELY,
    Frequencies,
    Identity,
    PostalAddress,
    compare,
    find_duplicates,
    find_matches,
    groups,
)


def probability(first: Identity, second: Identity, everybody: Frequencies | None = None) -> float:
    return compare(first, second, everybody).probability


def reasons(evidence: tuple[identity.Evidence, ...]) -> str:
    return "; ".join(str(e) for e in evidence)


def test_a_rare_full_name_at_one_employer_is_certain() -> None:
    ada = Identity(1, "Ada Quillfeather", employers=("Foo GmbH",))
    again = Identity(2, "QUILLFEATHER, Ada, PhD", employers=("Foo",))
    assert probability(ada, again) >= CERTAIN


def test_a_common_name_at_a_big_employer_does_not_merge() -> None:
    one = Identity(1, "John Smith", employers=("IBM",))
    other = Identity(2, "John Smith", employers=("IBM Corporation",))
    assert probability(one, other) < CERTAIN


def test_a_name_common_among_the_contacts_at_hand_does_not_merge() -> None:
    """Quillfeather is rare in the world, but here half the village is called so."""
    village = [Identity(i, f"Ada{chr(97 + i % 3)} Quillfeather") for i in range(300)]
    one = Identity(900, "Adaa Quillfeather", employers=("Mill",))
    other = Identity(901, "Adaa Quillfeather", employers=("Mill",))
    assert probability(one, other) > CERTAIN
    assert probability(one, other, Frequencies.of([*village, one, other])) < LIKELY


def test_different_mail_addresses_are_no_proof_of_two_people() -> None:
    work = Identity(1, "Bo Quillfeather", emails=("bo@mill.example",), employers=("Mill",))
    home = Identity(2, "Bo Quillfeather", emails=("bq77@web.example",), employers=("Mill",))
    assert probability(work, home) >= CERTAIN


def test_different_linkedin_profiles_almost_are() -> None:
    one = Identity(1, "Cy Quillfeather", profiles=("https://www.linkedin.com/in/cy-1",))
    other = Identity(2, "Cy Quillfeather", profiles=("linkedin.com/in/cy-2/",))
    match = compare(one, other)
    assert match.probability < CERTAIN
    assert "different LinkedIn profiles: cy-1, cy-2" in reasons(match.evidence_against)


def test_one_linkedin_profile_is_one_person_whatever_the_name() -> None:
    one = Identity(1, "Cy Quillfeather", profiles=("https://www.linkedin.com/in/cy-1/?x=y",))
    other = Identity(2, "Cy Q.", profiles=("http://de.linkedin.com/in/CY-1",))
    assert probability(one, other) >= CERTAIN


def test_a_family_on_one_phone_and_mailbox_stays_several_people() -> None:
    shared = {"emails": ("ourhome@web.example",), "phones": ("+49 171 1234567",)}
    ada, bo = Identity(1, "Ada Quill", **shared), Identity(2, "Bo Quill", **shared)
    match = compare(ada, bo)
    assert match.probability < LIKELY
    assert "different given names" in reasons(match.evidence_against)


def test_a_married_name_is_bridged_by_the_mailbox() -> None:
    before = Identity(1, "Ada Quill", emails=("ada@web.example",))
    after = Identity(2, "Ada Marsh", emails=("ada@web.example",))
    assert probability(before, after) >= LIKELY


def test_a_phone_counts_in_every_way_of_writing_it() -> None:
    ways = ("+49 171 1234567", "0171/1234567", "0049 (171) 123-4567")
    for one, other in itertools.combinations(ways, 2):
        with_phone = probability(
            Identity(1, "B. Marsh", phones=(one,)), Identity(2, "Bo Marsh", phones=(other,))
        )
        assert with_phone > probability(Identity(1, "B. Marsh"), Identity(2, "Bo Marsh"))


def test_a_shared_mailbox_is_weak() -> None:
    one = Identity(1, "Ada Quill", emails=("info@mill.example",))
    other = Identity(2, "Cy Marsh", emails=("info@mill.example",))
    assert probability(one, other) < 0.01


def test_a_switchboard_is_weaker_than_a_mobile() -> None:
    office = [Identity(i, f"{g} Marsh", phones=("030 1234567",)) for i, g in
              enumerate(("Ada", "Bo", "Cy", "Dora", "Emil", "Fay"))]  # fmt: skip
    one, other = Identity(90, "D. Marsh", phones=("030 1234567",)), office[3]
    assert probability(one, other, Frequencies.of([*office, one])) < probability(one, other)


def test_two_birth_dates_speak_against_two_namesakes() -> None:
    one = Identity(1, "Bo Quillfeather", birth_date="1980-03-07")
    same = Identity(2, "Bo Quillfeather", birth_date="--03-07")
    other = Identity(3, "Bo Quillfeather", birth_date="1961-11-20")
    assert probability(one, same) > probability(one, other)


def test_a_home_is_one_coincidence_not_five() -> None:
    """Two Quills with all of an address in common but other given names are a family."""
    home = (PostalAddress("7 Mill Lane", "", "Marshby", "12345", "North"),)
    ada, bo = Identity(1, "Ada Quill", addresses=home), Identity(2, "Bo Quill", addresses=home)
    assert probability(ada, bo) < LIKELY


def test_an_address_in_one_line_is_read() -> None:
    read = PostalAddress.from_text("7 Mill Lane\n12345 Marshby\nGermany")
    assert (read.street, read.locality, read.postcode) == ("7 Mill Lane", "Marshby", "12345")


def test_unknown_is_not_different() -> None:
    bare = Identity(1, "Ada Quillfeather")
    full = Identity(2, "Ada Quillfeather", titles=("Nurse",), employers=("Mill",))
    assert compare(bare, full).evidence_against == ()


def test_the_order_of_two_records_does_not_matter() -> None:
    one = Identity(1, "Bob Quill", emails=("bob@mill.example",), employers=("Mill",))
    other = Identity(2, "Robert A. Quill", phones=("0171 1234567",), employers=("The Mill Ltd",))
    assert probability(one, other) == pytest.approx(probability(other, one))


def test_an_empty_record_matches_nobody() -> None:
    assert probability(Identity(1), Identity(2)) < 0.01


def test_matches_are_found_across_two_lists_only() -> None:
    known = [Identity("k1", "Ada Quillfeather"), Identity("k2", "Cy Marshwiggle")]
    arriving = [Identity("a1", "Quillfeather, Ada"), Identity("a2", "Ada Quillfeather")]
    found = {(m.first, m.second) for m in find_matches(known, arriving)}
    assert found == {("k1", "a1"), ("k1", "a2")}


def test_matches_come_with_the_most_probable_first() -> None:
    known = [Identity(1, "Ada Quillfeather", emails=("ada@mill.example",))]
    arriving = [Identity(2, "A. Quillfeather"), Identity(3, "Ada Q", emails=("ada@mill.example",))]
    found = [m.probability for m in find_matches(known, arriving, least=0.01)]
    assert found == sorted(found, reverse=True)


def test_nothing_against_nothing_finds_nothing() -> None:
    assert find_matches([], [Identity(1, "Ada")]) == []
    assert find_duplicates([]) == []


def test_a_crowd_of_namesakes_brings_no_matches() -> None:
    crowd = [Identity(i, "John Smith", employers=("IBM",)) for i in range(60)]
    assert not [m for m in find_duplicates(crowd) if m.is_certain]


def test_groups_do_not_chain_through_a_contradiction() -> None:
    """A. Quill's shared mailbox is like Ada's and like Alf's, but Ada is not Alf."""
    ada = Identity("ada", "Ada Quillfeather", emails=("q@web.example",))
    vague = Identity("vague", "A. Quillfeather", emails=("q@web.example",), phones=("0171 999888",))
    alf = Identity("alf", "Alf Quillfeather", phones=("0171 999888",))
    people = [ada, vague, alf]
    matches = [compare(ada, vague), compare(vague, alf)]
    found = groups(people, matches, least=0.1)
    assert len(found) == 1
    assert not {"ada", "alf"} <= set(found[0])


def test_groups_join_records_that_agree() -> None:
    mail = Identity(1, "Ada Quillfeather", emails=("ada@mill.example",))
    both = Identity(2, "Ada Quillfeather", emails=("ada@mill.example",), phones=("0171 999888",))
    phone = Identity(3, "Quillfeather, Ada", phones=("0171 999888",))
    people = [mail, both, phone]
    assert groups(people, find_duplicates(people)) == [(1, 2, 3)]


def test_probabilities_do_not_depend_on_the_order_of_a_list() -> None:
    names = ("Ada Quill", "Bo Quill", "A. Quill", "Cy Marsh")
    written = enumerate(itertools.product(names, ("Mill", "Mine")))
    people = [Identity(i, name, employers=(place,)) for i, (name, place) in written]
    mixed = random.Random(3).sample(people, len(people))
    one = {frozenset((m.first, m.second)): m.probability for m in find_duplicates(people)}
    other = {frozenset((m.first, m.second)): m.probability for m in find_duplicates(mixed)}
    assert one == pytest.approx(other, abs=1e-3)
