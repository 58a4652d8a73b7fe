"""Asks `people.identity` whom rows without an exact match may be, a whole file at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kithwork.people.identity import Identity, find_duplicates, find_matches
from kithwork.people.imports.known import Known
from kithwork.people.rows import ContactRow

_SHOWN = 4


@dataclass(frozen=True)
class Resemblance:
    """That a row may be a known person, or an earlier row of the file: how probably, and why."""

    other: Known | int
    probability: float
    certain: bool
    evidence: tuple[str, ...]


Resemblances = Mapping[int, Sequence[Resemblance]]


def resemblances(
    known: Sequence[Known], rows: Mapping[int, ContactRow], among_rows: bool
) -> Resemblances:
    """For each row, by its number in the file, whom it may be, the most probable first.

    `among_rows` compares the rows with each other too: an address book holds people twice, a
    network's list of members doesn't.
    """
    there = [_of_known(f"k{index}", person) for index, person in enumerate(known)]
    arriving = [_of_row(f"r{index}", row) for index, row in rows.items()]
    found = find_matches(there, arriving) if there and arriving else []
    if among_rows and len(arriving) > 1:
        found += find_duplicates(arriving)
    result: dict[int, list[Resemblance]] = defaultdict(list)
    for match in found:
        first, second = sorted((str(match.first), str(match.second)), key=_order)
        other = known[int(first[1:])] if first[0] == "k" else int(first[1:])
        words = [evidence.words for evidence in match.evidence_for[:_SHOWN]]
        words += [f"but {evidence.words}" for evidence in match.evidence_against[:_SHOWN]]
        resemblance = Resemblance(other, match.probability, match.merges_unasked, tuple(words))
        result[int(second[1:])].append(resemblance)
    for sorted_by_chance in result.values():
        sorted_by_chance.sort(key=lambda resemblance: -resemblance.probability)
    return result


def _order(key: str) -> tuple[bool, int]:
    """Known people before rows, earlier rows before later ones."""
    return key[0] == "r", int(key[1:])


def _of_known(key: str, known: Known) -> Identity:
    return Identity(
        key,
        known.name,
        str(known.values.get("given_name") or ""),
        str(known.values.get("family_name") or ""),
        tuple(value for name, value in known.alternatives if name in ("name", "nickname")),
        tuple(known.keys("email")),
        tuple(known.keys("phone")),
        tuple(f"https://{profile}" for profile in known.keys("profile")),
        tuple({span.organisation for span in known.roles.values()}),
        tuple({title for _, title in known.roles if title}),
        tuple(known.keys("address")),
        str(known.values.get("birthday") or ""),
    )


def _of_row(key: str, row: ContactRow) -> Identity:
    return Identity(
        key,
        row.name,
        row.given,
        row.family,
        tuple(value for name, value in row.extras if name == "nickname"),
        row.emails,
        row.phones,
        row.profiles,
        tuple(role.organisation for role in row.roles if role.organisation),
        tuple(role.title for role in row.roles if role.title),
        row.values("address"),
        row.birthday,
    )
