"""What can be asked about Kithwork itself: start it, let me in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from django.conf import settings

from kithwork.errors import KithworkError
from kithwork.operations.registry import operation
from kithwork.people.models import EntryToken, Owner
from kithwork.project.home import home


@dataclass(frozen=True)
class Entrance:
    """An address that lets its owner in once."""

    address: str

    def __str__(self) -> str:
        return (
            f"Open {self.address} (it works once, for half an hour). "
            "If nothing answers there, 'kithwork up' starts Kithwork."
        )


@operation("open")
def open_door(
    owner: Owner, *, now: dt.datetime, port: Annotated[int | None, "where it runs"] = None
) -> Entrance:
    """Print an address that lets you into the running Kithwork."""
    if port is not None and not 1 <= port <= 65535:
        raise KithworkError("A port lies between 1 and 65535.")
    return Entrance(entrance(EntryToken.issue(owner, now), port))


def entrance(token: str, port: int | None = None) -> str:
    """The address of a token: of this machine, or of a Kithwork that serves many."""
    if port is None and settings.ADDRESS:
        return f"{settings.ADDRESS}/enter/{token}/"
    if port is None:
        noted = home() / "port"
        port = int(noted.read_text()) if noted.exists() else 8459
    return f"http://127.0.0.1:{port}/enter/{token}/"
