"""Which organisations are one, and which only of one group."""

import pytest

from kithwork.people.organisation_identity import (
    OrganisationMatch,
    OrganisationName,
    compare_organisations,
    find_organisation_matches,
)


def compared(one: str, other: str, *sites: str) -> OrganisationMatch:
    first, second = sites or ("", "")
    return compare_organisations(
        OrganisationName(1, one, first), OrganisationName(2, other, second)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("IBM", "Intl. Business Machines"), ("IBM Corp.", "IBM Corporation"), ("Quill", "Quill GmbH"),
     ("Univ. of Marshby", "University of Marshby"), ("The Quill Group", "Quill")],
)  # fmt: skip
def test_one_entity_in_two_spellings_is_certain(one: str, other: str) -> None:
    match = compared(one, other)
    assert match.is_certain
    assert match.relation == "entity"


@pytest.mark.parametrize(
    ("one", "other"),
    [("IBM", "IBM Deutschland GmbH"), ("Quill UK Ltd", "Quill Deutschland GmbH"),
     ("Quill GmbH", "Quill AG"), ("Quill (France)", "Quill")],
)  # fmt: skip
def test_a_country_or_another_legal_form_is_one_group_but_another_entity(
    one: str, other: str
) -> None:
    match = compared(one, other)
    assert match.is_certain
    assert match.relation == "group"


def test_a_country_in_two_languages_is_one_country() -> None:
    assert compared("Quill Deutschland", "Quill Germany").relation == "entity"


def test_a_division_is_likely_of_the_group() -> None:
    match = compared("Quill", "Quill Healthcare")
    assert match.relation == "group"
    assert not match.is_certain


def test_a_vague_word_makes_no_group() -> None:
    assert compared("United Airlines", "United Healthcare").probability < 0.1
    assert compared("First", "First Marsh Bank").probability < 0.1


def test_a_website_decides_between_namesakes() -> None:
    same = compared("Marsh", "Marsh Mills", "https://marsh.example", "www.marsh.example/jobs")
    other = compared("Marsh", "Marsh Mills", "https://marsh.example", "www.mills.example")
    assert same.is_certain
    assert other.probability < 0.5


def test_initials_of_an_unknown_name_are_not_enough() -> None:
    assert not compared("QMP", "Quill Marsh Press").is_certain


def test_evidence_says_why_two_entities_are_not_one() -> None:
    words = "; ".join(e.words for e in compared("IBM", "IBM Deutschland GmbH").evidence_against)
    assert "one names no country, the other germany" in words


def test_matches_are_found_across_lists() -> None:
    known = [OrganisationName("a", "IBM"), OrganisationName("b", "Quill Ltd")]
    arriving = [OrganisationName("c", "International Business Machines"),
                OrganisationName("d", "Cy & Sons")]  # fmt: skip
    assert [(m.first, m.second) for m in find_organisation_matches(known, arriving)] == [("a", "c")]
