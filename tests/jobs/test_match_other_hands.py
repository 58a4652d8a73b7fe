"""What another hand does to a posting: frames, names, places, terms and an agency's own words."""

import json

import pytest

from kithwork.jobs.match import match, read_lines
from kithwork.jobs.match.frames import cut_off, unframed
from kithwork.jobs.match.terms import terms_of
from kithwork.jobs.match.titles import title_words
from kithwork.jobs.match.where import Near, compare, where_of

TEXT = (
    "The Cormorant serves eighty covers in an old boat house, and weddings for up to 120. You run"
    " the fish section, write the Sunday menu with the head chef and teach two apprentices. You"
    " have two years as chef de partie in a rosette kitchen and a knife roll of your own. 45 hours"
    " over four days, £31,400 plus tronc of about £3,600, staff rooms at £60 a week, and meals."
)
COOK = {
    "title": "Sous Chef", "company": "The Cormorant Hotel", "location": "Whitby, United Kingdom",
    "description": TEXT, "posted": "2026-02-01", "url": "https://cormorant.example/job/77101",
}  # fmt: skip
AGENCY = {
    "title": "Sous Chef - Rosette Kitchen - £35k", "company": "Ladle Recruitment",
    "location": "North Yorkshire", "posted": "2026-02-05", "url": "https://ladle.example/job/4411",
    "description": (
        "A boat-house restaurant on the coast wants a sous chef who loves fish. Eighty covers,"
        " weddings of 120 guests, and a Sunday menu that you write beside the head chef. You teach"
        " the apprentices. Four days, 45 hours. £31,400 and tronc, staff rooms available. You come"
        " from a rosette kitchen, perhaps as chef de partie."
    ),
}  # fmt: skip
SITE = "https://basket.example/job/{}"


def jobs(*postings):
    lines = (json.dumps({"id": f"p{i}", **posting}) for i, posting in enumerate(postings))
    return [one.job for one in match(list(read_lines(lines)))]


def test_what_a_site_puts_around_a_text_comes_off():
    framed = f"Job Description\n{TEXT} We are an equal opportunity employer. Apply now"
    assert unframed(framed).rstrip(".") == TEXT.rstrip(".")


def test_a_text_that_goes_on_elsewhere_says_so():
    assert cut_off(TEXT[:150] + "... Read more")
    assert not cut_off(TEXT)


def test_years_and_the_employer_behind_at_are_no_work():
    plain = title_words("Sous Chef")
    assert (
        title_words("Sous Chef at Cormorant Hotel Ltd", frozenset({"cormorant"})).key == plain.key
    )
    assert title_words("Sous Chef (4-7 yrs)").key == plain.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US-SC-Greenville", "Greenville, SC"),
        ("United Kingdom - Penmore", "Penmore, United Kingdom"),
        ("Fort Calder, Missouri, United States", "Fort Calder, MO"),
        ("Raum Heilbronn", "Heilbronn, Germany"),
    ],
)
def test_a_place_in_any_order_is_the_same(one, other):
    assert compare(where_of(one, (), None), where_of(other, (), None)) is Near.SAME


def test_a_county_may_be_where_the_town_is():
    area, town = where_of("North Yorkshire", (), None), where_of("Whitby, United Kingdom", (), None)
    assert compare(area, town) is Near.MAY_BE


def test_terms_are_known_by_many_names():
    assert terms_of("Nurse (0.6 FTE)") == terms_of("Verkäufer in Teilzeit") == {"part"}
    assert terms_of("Lecturer (12 months)") == {"for a time"}
    assert not terms_of("Night Porter")


def test_a_house_and_its_group_are_one_where_the_text_is():
    group = {**COOK, "company": "Cormorant Hospitality Group Ltd", "url": SITE.format(51)}
    assert len(set(jobs(COOK, group))) == 1


def test_an_agency_in_its_own_words_is_known_by_the_facts():
    assert len(set(jobs(COOK, AGENCY))) == 1


def test_an_agency_s_ad_for_another_house_stays_apart():
    other = {**AGENCY, "description": (
        "A country pub with rooms wants a sous chef. Sixty seats, a garden and a wood oven. You"
        " order, cook and close, and train a commis. Five days, straight shifts. £30,000 and tips,"
        " live-in possible. You come from fresh food and can butcher a lamb."
    )}  # fmt: skip
    assert len(set(jobs(COOK, other))) == 2


def test_work_for_a_time_is_not_the_lasting_post():
    booked = {**AGENCY, "description": "This is a temporary contract. " + AGENCY["description"]}
    assert len(set(jobs(COOK, booked))) == 2


@pytest.mark.parametrize("term", ["Part-time", "Nights", "Fixed-term", "Seasonal"])
def test_a_term_in_one_title_only_tells_them_apart(term):
    assert (
        len(set(jobs(COOK, {**COOK, "title": f"Sous Chef ({term})", "url": SITE.format(9)}))) == 2
    )


def test_two_on_the_employer_s_own_site_at_once_are_two():
    second = {**COOK, "description": TEXT.replace("fish", "sauce"),
              "url": "https://cormorant.example/job/77144"}  # fmt: skip
    assert len(set(jobs(COOK, second))) == 2


def test_weeks_later_with_other_pay_it_is_posted_again():
    again = {**COOK, "description": TEXT.replace("£31,400", "£32,000"), "posted": "2026-03-20",
             "url": "https://cormorant.example/job/80922"}  # fmt: skip
    assert len(set(jobs(COOK, again))) == 1
