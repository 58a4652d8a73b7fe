"""Times offered suit both places, and stand in the letter by the reader's clock."""

import datetime as dt

import pytest

from kithwork.campaign.begin import write_objective
from kithwork.campaign.clock import whereabouts
from kithwork.campaign.conduct import read_letter
from kithwork.campaign.dates import choose_offer, keep_offer, put_into_letter, with_dates
from kithwork.campaign.letter import draft_letter
from kithwork.campaign.meet import plan_meeting
from kithwork.errors import KithworkError


@pytest.fixture
def at_home(ada):
    ada.time_zone = "Europe/Berlin"
    ada.save()
    return ada


def test_a_town_has_its_zone_and_its_region_holidays():
    there = whereabouts("Munich, Germany", "UTC")
    assert (there.zone, there.country, there.region) == ("Europe/Berlin", "DE", "BY")
    assert dt.date(2027, 1, 6) in there.clock((2027,)).holidays  # Epiphany, in Bavaria only
    assert dt.date(2027, 1, 6) not in whereabouts("Berlin", "UTC").clock((2027,)).holidays


def test_of_a_wide_country_the_zone_is_a_guess_and_said_to_be():
    assert whereabouts("California", "UTC").zone == "America/Los_Angeles"
    assert whereabouts("USA", "UTC").guessed
    assert not whereabouts("Germany", "UTC").guessed


def test_nothing_said_is_ones_own_clock():
    assert whereabouts("", "Europe/Berlin").country == "DE"
    assert whereabouts("", "UTC").clock((2026,)).holidays == frozenset()


def test_thanksgiving_there_and_advent_here(at_home, campaign, cy, now):
    cy.location = "Boston, MA"
    cy.save()
    offer = choose_offer(campaign, cy, now, how_many=6, days=5)
    days = {start.date() for start in offer.starts}
    assert days
    assert dt.date(2026, 11, 26) not in days  # a holiday of theirs, none of Ada's
    assert not offer.one_clock
    assert "New York time" in offer.paragraph()


def test_a_meeting_agreed_already_is_kept_clear(at_home, campaign, bo, cy, now):
    first = choose_offer(campaign, cy, now, how_many=1).starts[0]
    plan_meeting(campaign, bo, "Learn", now, starts_at=first, minutes=60)
    assert choose_offer(campaign, cy, now, how_many=1).starts[0] != first


def test_the_places_of_the_last_offer_are_remembered(at_home, campaign, cy, now):
    offer = choose_offer(campaign, cy, now, their_place="Tokyo", my_place="Munich")
    keep_offer(campaign, offer, now)
    again = choose_offer(campaign, cy, now)
    assert (again.theirs.zone, again.mine.region) == ("Asia/Tokyo", "BY")


def test_times_stand_in_the_letter_above_the_greeting_once(at_home, campaign, bo, now):
    write_objective(campaign, "A ward", now, aim="ward management")
    campaign.questions.create(text="How are wards staffed?", asked_at=now)
    letter = draft_letter(campaign, bo, now)
    before = letter.text
    for _ in range(2):
        put_into_letter(letter, choose_offer(campaign, bo, now))
    assert letter.text.count("Would any of these suit you?") == 1
    assert "Wednesday 25 November, 10:00" in letter.text
    assert letter.text.rstrip().endswith(before.rstrip()[-5:])
    assert read_letter(letter).technique == "networking"


def test_a_letter_that_went_out_stays_as_it_was(at_home, campaign, bo, now):
    write_objective(campaign, "A ward", now, aim="ward management")
    letter = draft_letter(campaign, bo, now)
    letter.state, letter.sent_at = "sent", now
    with pytest.raises(KithworkError, match="gone out"):
        put_into_letter(letter, choose_offer(campaign, bo, now))


def test_a_letter_without_a_greeting_takes_them_at_its_end():
    said = "Could I ask you about wards for 20 minutes?"
    assert with_dates(said, "Would any?").endswith("Would any?")


def test_a_length_or_a_number_that_is_none_is_refused(at_home, campaign, bo, now):
    for wrong in ({"minutes": 0}, {"how_many": 0}, {"days": 1000}):
        with pytest.raises(KithworkError):
            choose_offer(campaign, bo, now, **wrong)
