"""Says which towns lie around another, so that openings near one are found."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kithwork.errors import KithworkError
from kithwork.jobs.index.entry import spot_of
from kithwork.jobs.places import Place, places_of, towns_called
from kithwork.jobs.towns import DEGREE, towns

EARTH_KM = 6371.0088
FARTHEST = 1000
MOST_NAMESAKES = 5


def spots_near(town: str, within_km: int) -> list[str]:
    """The spots (see `spot_of`) of all towns at most so far from one, as the crow flies.

    Raises KithworkError for a town that nobody knows or a distance that is none.
    """
    if not 1 <= within_km <= FARTHEST:
        raise KithworkError(f"Ask for a distance between 1 and {FARTHEST} km.")
    centre = centre_of(town)
    if centre is None or centre.latitude is None or centre.longitude is None:
        raise KithworkError(
            f"There is no town {town!r} on the map here; write it with its country, or take a "
            "larger one nearby."
        )
    near = _distances(centre.latitude, centre.longitude) <= within_km
    return [spot_of(*(one / DEGREE).tolist()) for one in _spots()[1][near]]


def centre_of(town: str) -> Place | None:
    """The town that is meant: of several of a name the one that region or country fit, or else
    the largest."""
    return next((place for place in places_of(town) if place.latitude is not None), None)


def namesakes(town: str) -> tuple[str, ...]:
    """First the town that is meant, then others of the same name; () where there is but one."""
    centre = centre_of(town)
    if centre is None:
        return ()
    said = dict.fromkeys(map(_written, [centre, *towns_called(town)]))
    return tuple(said)[: MOST_NAMESAKES + 1] if len(said) > 1 else ()


def _written(place: Place) -> str:
    return ", ".join(filter(None, (place.city, place.region, place.country)))


def _distances(latitude: float, longitude: float) -> NDArray[np.float64]:
    """Kilometres on the sphere to every town (the haversine formula)."""
    there = _spots()[0]
    here = np.radians((latitude, longitude))
    half = np.sin((there - here) / 2) ** 2
    arc = half[:, 0] + np.cos(there[:, 0]) * np.cos(here[0]) * half[:, 1]
    found: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(arc))
    return found


@lru_cache(maxsize=1)
def _spots() -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Where there are towns: in radians, and as the table has it."""
    where = np.unique(towns().spots, axis=0)
    return np.radians(where / DEGREE), where
