"""Places as boards write them become city, region and country, and remote keeps its region."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithwork.jobs.places import Place, places_of


def only(text: str, country: str = "") -> Place:
    (place,) = places_of(text, country)
    return place


@pytest.mark.parametrize(
    ("text", "city", "region", "country"),
    [
        ("Berlin, Germany", "Berlin", "Berlin", "DE"),
        ("Berlin, DE", "Berlin", "Berlin", "DE"),
        ("New York, NY", "New York City", "NY", "US"),
        ("Paris", "Paris", "Île-de-France", "FR"),
        ("Paris, TX", "Paris", "TX", "US"),
        ("Atlanta, Georgia", "Atlanta", "GA", "US"),
        ("Munich, Bavaria, Germany", "Munich", "Bavaria", "DE"),
        ("US-CA-San Francisco", "San Francisco", "CA", "US"),
        ("94103 San Francisco, CA", "San Francisco", "CA", "US"),
        ("Toronto, ON, Canada", "Toronto", "ON", "CA"),
        ("Houston TX", "Houston", "TX", "US"),
        ("Greater Boston Area", "Boston", "MA", "US"),
        ("Singapore", "Singapore", "", "SG"),
        ("Indiana", "", "IN", "US"),
        ("United States", "", "", "US"),
    ],
)
def test_a_place_is_found(text: str, city: str, region: str, country: str) -> None:
    place = only(text)
    assert (place.city, place.region, place.country) == (city, region, country)
    assert not place.remote
    assert place.said == text


def test_a_city_has_coordinates_and_a_country_has_none() -> None:
    berlin, germany = only("Berlin, Germany"), only("Germany")
    assert berlin.latitude == pytest.approx(52.52, abs=0.1)
    assert berlin.longitude == pytest.approx(13.41, abs=0.1)
    assert germany.latitude is None


def test_remote_keeps_where_one_may_live() -> None:
    assert only("Remote - US") == Place(country="US", remote=True, said="Remote - US")
    assert only("Remote in Germany").country == "DE"
    assert only("Remote (EMEA)").region == "EMEA"
    assert only("Remote") == Place(remote=True, said="Remote")


def test_hybrid_is_not_remote_and_keeps_its_office() -> None:
    place = only("Hybrid: Austin, TX")
    assert (place.city, place.hybrid, place.remote) == ("Austin", True, False)


def test_a_choice_of_places_is_several() -> None:
    london, remote = places_of("London or Remote")
    assert (london.city, london.remote) == ("London", False)
    assert remote.remote
    assert [p.region for p in places_of("San Francisco, CA / New York, NY")] == ["CA", "NY"]


@pytest.mark.parametrize(
    "text", ["3 Locations", "Multiple Locations", "", "Nowhereville, ZZ", "🙂"]
)
def test_what_names_no_place_gives_none(text: str) -> None:
    assert places_of(text) == ()


def test_the_employers_country_decides_between_namesakes() -> None:
    assert only("Birmingham", "GB").country == "GB"
    assert only("Birmingham", "US").country == "US"


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    for place in places_of(text):
        assert place != Place()
