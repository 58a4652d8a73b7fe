"""Shares a circle with a friend: chosen fields only, sealed with a passphrase, and takes one in."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import math
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from kithwork.errors import KithworkError
from kithwork.people.absorb import Absorbed, absorb
from kithwork.people.export import contact_row
from kithwork.people.imports.known import Edition
from kithwork.people.load import forgotten
from kithwork.people.models import Owner, Person
from kithwork.people.rows import ContactRow, Parsed, Point, Role, Row, TieRow
from kithwork.people.snapshot import SEEKER, snapshot

FORMAT = "kithwork circle"
FIELDS = ("employer", "role", "headline", "location", "industry", "email", "phone", "profile",
          "strength")  # fmt: skip
USUAL = ("employer", "role", "strength")
SHORTEST = 10
LARGEST = 50_000_000
_COST = {"n": 2**15, "r": 8, "p": 1}
_POINTS = ("email", "phone", "profile")
_SHARER = "the sharer"


@dataclass(frozen=True)
class Shared:
    """One person as a shared circle shows them; what wasn't chosen is absent."""

    name: str
    said: dict[str, Any]


def share(
    owner: Owner,
    people: Iterable[Person],
    fields: Collection[str],
    passphrase: str,
    now: dt.datetime,
) -> bytes:
    """A sealed file with the chosen fields of the people; those to be left alone are left out.

    Names always show. Notes and how you met never do, whatever is chosen. Raises KithworkError for
    an unknown field or a passphrase of fewer than ten characters.
    """
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise KithworkError(
            f"{', '.join(unknown)} can't be shared; choose from {', '.join(FIELDS)}."
        )
    strengths = _strengths(owner, now) if "strength" in fields else {}
    shown = [
        {"name": person.name, **_chosen(person, fields, strengths)}
        for person in people
        if not person.leave_alone and person.owner_id == owner.pk
    ]
    if not shown:
        raise KithworkError("There is nobody to share; add people first or choose others.")
    return seal(json.dumps({"people": shown}, ensure_ascii=False).encode(), passphrase)


def _strengths(owner: Owner, now: dt.datetime) -> dict[int, float]:
    """How likely each person passes the owner on, as paths count it."""
    seen = snapshot(owner, owner.today(now))
    near, costs = seen.circle.outgoing.row(SEEKER)
    return {seen.people[i]: round(math.exp(-c), 2) for i, c in zip(near, costs, strict=True)}


def _chosen(
    person: Person, fields: Collection[str], strengths: dict[int, float]
) -> dict[str, object]:
    row, position = contact_row(person), person.current_position()
    said: dict[str, object] = {
        "employer": position.organisation.name if position else "",
        "role": position.title if position else "",
        "headline": row.headline,
        "location": row.location,
        "industry": row.industry,
        "email": list(row.emails),
        "phone": list(row.phones),
        "profile": list(row.profiles),
        "strength": strengths.get(person.pk),
    }
    return {name: value for name, value in said.items() if name in fields and value}


def take_in(
    owner: Owner, content: bytes, sharer: Person, passphrase: str, now: dt.datetime
) -> Absorbed:
    """Take a shared circle in: its people are known of, and `sharer` knows each of them.

    People known already are found, forgotten ones stay out. Raises KithworkError for a wrong
    passphrase or a file that is no shared circle.
    """
    kept_out = forgotten(owner)
    rows: list[Row] = [replace(contact_row(sharer), key=_SHARER)]
    for line, one in enumerate(_people(unseal(content, passphrase)), 1):
        row = _row(one, line)
        if kept_out.keeps_out(row, Edition()) or row.name.casefold() == sharer.name.casefold():
            continue
        strength = one.said.get("strength")
        rows += [row, TieRow(_SHARER, row.key, strength, "shared by them", line=line)]
    parsed = Parsed("kithwork-circle", tuple(rows), file=f"Circle of {sharer.name}")
    return absorb(owner, [parsed], now)


def _row(one: Shared, line: int) -> ContactRow:
    points = tuple(Point(kind, value) for kind in _POINTS for value in one.said.get(kind, ()))  # type: ignore[arg-type]
    employer, role = one.said.get("employer", ""), one.said.get("role", "")
    return ContactRow(
        one.name,
        points=points,
        roles=(Role(employer, role),) if employer or role else (),
        headline=one.said.get("headline", ""),
        location=one.said.get("location", ""),
        industry=one.said.get("industry", ""),
        known_of=True,
        key=f"{line}: {one.name}",
        line=line,
    )


def _people(content: bytes) -> Iterator[Shared]:
    """The people of an unsealed file; anything out of shape is left out, never trusted."""
    try:
        listed = json.loads(content)["people"]
    except (ValueError, KeyError, TypeError) as error:
        raise KithworkError("This circle is damaged; ask for it again.") from error
    for one in listed if isinstance(listed, list) else ():
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and name.strip():
            yield Shared(" ".join(name.split())[:300], dict(_sound(one)))


def _sound(one: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in one.items():
        if name in _POINTS and isinstance(value, list):
            yield name, [v[:500] for v in value[:20] if isinstance(v, str) and v.strip()]
        elif name == "strength" and isinstance(value, int | float) and 0 <= value <= 1:
            yield name, float(value)
        elif name in FIELDS and name not in _POINTS and isinstance(value, str):
            yield name, value[:200]


def seal(content: bytes, passphrase: str) -> bytes:
    """Content encrypted with AES-256-GCM under a key that scrypt makes from the passphrase."""
    if len(passphrase) < SHORTEST:
        raise KithworkError(f"Take a passphrase of at least {SHORTEST} characters: a few words.")
    salt, nonce = os.urandom(16), os.urandom(12)
    head = {"format": FORMAT, "version": 1, **_COST, "salt": _text(salt), "nonce": _text(nonce)}
    sealed = AESGCM(_key(passphrase, salt, _COST)).encrypt(nonce, content, _bound(head))
    return json.dumps({**head, "sealed": _text(sealed)}, indent=1).encode()


def unseal(content: bytes, passphrase: str) -> bytes:
    """What was sealed. KithworkError for a wrong passphrase, or for a file that isn't ours."""
    if len(content) > LARGEST:
        raise KithworkError("This file is too large for a shared circle.")
    try:
        said = json.loads(content)
        sealed = base64.b64decode(said.pop("sealed"), validate=True)
        salt, nonce = (base64.b64decode(said[name], validate=True) for name in ("salt", "nonce"))
        cost = {name: int(said[name]) for name in _COST}
        ours = said["format"] == FORMAT and said["version"] == 1 and cost == _COST
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise KithworkError("This is no shared circle.") from error
    if not ours or len(nonce) != 12 or len(salt) != 16:
        raise KithworkError("This is no shared circle, or one of a newer Kithwork.")
    try:
        return AESGCM(_key(passphrase, salt, cost)).decrypt(nonce, sealed, _bound(said))
    except InvalidTag as error:
        raise KithworkError("The passphrase is wrong, or the file is damaged.") from error


def write(path: Path, content: bytes) -> None:
    """Write the file for oneself only; an existing file is never overwritten."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise KithworkError(f"There is a file {path} already; choose another name.") from error
    except OSError as error:
        raise KithworkError(f"{path} can't be written: {error.strerror}.") from error


def _bound(head: dict[str, Any]) -> bytes:
    """The head as the seal covers it: nobody can change it unseen."""
    return json.dumps(head, sort_keys=True).encode()


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    return Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode())


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
