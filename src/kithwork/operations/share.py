"""What can be asked about people's data: share a circle, take one in, forget a person."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kithwork.errors import KithworkError
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people import forget as forgetting
from kithwork.people import share as sharing
from kithwork.people.models import Owner, Person
from kithwork.project.home import home
from kithwork.words import counted

PASSPHRASE = "KITHWORK_PASSPHRASE"


@dataclass(frozen=True)
class SharedFile:
    """A circle written to a file."""

    file: Path
    people: int
    fields: tuple[str, ...]

    def __str__(self) -> str:
        shown = ", ".join(("name", *self.fields))
        return (
            f"{counted(self.people, 'person')} in {self.file}, with {shown}. "
            "Tell the passphrase separately."
        )


@operation("people share")
def people_share(
    owner: Owner,
    file: Path,
    *,
    fields: Annotated[list[str] | None, f"of {', '.join(sharing.FIELDS)}"] = None,
    who: Annotated[list[str] | None, "only these people; left out: your own kith"] = None,
    passphrase_env: Annotated[str, "variable with the passphrase; else you are asked"] = PASSPHRASE,
    now: dt.datetime,
) -> SharedFile:
    """Write chosen fields of your circle to FILE, sealed with a passphrase, for a friend.

    Names always show; notes and people to be left alone never do.
    """
    chosen = tuple(fields or sharing.USUAL)
    people = [person_of(owner, one) for one in who] if who else _kith(owner)
    people = [person for person in people if not person.leave_alone]
    secret = _passphrase(passphrase_env, twice=True)
    sharing.write(Path(file), sharing.share(owner, people, chosen, secret, now))
    return SharedFile(Path(file), len(people), chosen)


def _kith(owner: Owner) -> list[Person]:
    found = owner.people.known().filter(generation=0, leave_alone=False)
    return list(found.prefetch_related("contact_points", "positions__organisation", "alternatives"))


@dataclass(frozen=True)
class CircleTaken:
    """What a shared circle brought."""

    people: int
    ties: int
    sharer: str

    def __str__(self) -> str:
        return (
            f"{counted(self.people, 'person')} new to you; {self.sharer} knows "
            f"{self.ties} of them and of others."
        )


@operation("people take-circle")
def people_take_circle(
    owner: Owner,
    file: Path,
    *,
    sharer: Annotated[str, "who gave you the file: a person you know"],
    passphrase_env: Annotated[str, "variable with the passphrase; else you are asked"] = PASSPHRASE,
    now: dt.datetime,
) -> CircleTaken:
    """Take in a circle that a friend shared, so that ways run through whom they know."""
    friend = person_of(owner, sharer)
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        raise KithworkError(f"{file} can't be read: {error.strerror}.") from error
    done = sharing.take_in(owner, content, friend, _passphrase(passphrase_env), now).recorded
    return CircleTaken(done.people_added, done.ties, str(friend))


def _passphrase(variable: str, twice: bool = False) -> str:
    """From the environment, or asked for where somebody sits; never an argument, which shows."""
    if given := os.environ.get(variable):
        return given
    # A page's or an assistant's thread must not wait for somebody at the server's own terminal.
    if not sys.stdin.isatty() or threading.current_thread() is not threading.main_thread():
        raise KithworkError(f"Put the passphrase into the environment variable {variable}.")
    said = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Again: ") != said:
        raise KithworkError("The two passphrases differ.")
    return said


@dataclass(frozen=True)
class Forgotten:
    """What went, or would go, with a person."""

    done: bool
    name: str
    rows: dict[str, int]
    texts: int
    files: int

    def __str__(self) -> str:
        listed = ", ".join(f"{count} {what}" for what, count in self.rows.items())
        if not self.done:
            return (
                f"This would remove {self.name} for good: {listed}; and their name from other "
                "texts. Say it again with --yes to do it."
            )
        return (
            f"Forgotten: {listed}; {self.texts} other texts changed, {self.files} waiting files "
            "deleted. A salted mark keeps later imports from bringing them back."
        )


@operation("people forget")
def people_forget(
    owner: Owner,
    person: str,
    *,
    yes: Annotated[bool, "really do it; it can't be undone"] = False,
    now: dt.datetime,
) -> Forgotten:
    """Remove PERSON everywhere, for good, so that no later import brings them back."""
    one = person_of(owner, person)
    gone = forgetting.forget(one, now, home() / "incoming") if yes else forgetting.would_go(one)
    return Forgotten(yes, gone.name if not yes else "", gone.rows, gone.texts, gone.files)
