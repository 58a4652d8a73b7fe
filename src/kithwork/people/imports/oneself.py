"""Tells which addresses, profiles and names in messages are the owner's own.

Mail goes by addresses. On a network a name and a profile belong together, but files of other eras
hold only one of them, so each leads to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kithwork.people.imports.keys import point_key
from kithwork.people.rows import FactRow, MessageRow, Parsed, Party, SignRow

_FEW = 5  # messages; in fewer the party that stands in most may be anybody
_MOST = 0.6


def own_keys(files: Sequence[Parsed], said: Iterable[str]) -> frozenset[str]:
    """The keys (`key_of`) of the owner in these files; `said` are their known e-mail addresses."""
    rows = [row for parsed in files for row in parsed.rows]
    messages = [row for row in rows if isinstance(row, MessageRow)]
    own = {point_key("email", address) for address in said}
    own |= {point_key("profile", row.own) for row in rows if isinstance(row, SignRow)}
    own |= {_named(row) for row in rows if isinstance(row, FactRow) and row.kind == "profile"}
    by_mail = [row for row in messages if row.sender.email]
    by_network = [row for row in messages if not row.sender.email]
    for part in (by_mail, by_network):
        sent = {key_of(row.sender) for row in part if row.by_owner}
        known = any(own & {key_of(p), name_key_of(p)} for row in part for p in _parties(row))
        own |= sent or (set() if known else _in_most(part))
    return frozenset(_both_names(by_network, own) - {""})


def key_of(party: Party) -> str:
    """Who a party is: by address, profile, or, on a network of old, by name alone."""
    address = point_key("email", party.email) or point_key("profile", party.profile)
    return address or name_key_of(party)


def name_key_of(party: Party) -> str:
    """A party's name in a form that is no address and no profile."""
    return f"name:{party.name.casefold()}" if party.name else ""


def _named(profile: FactRow) -> str:
    name = f"{profile.get('first name')} {profile.get('last name')}".strip()
    return name_key_of(Party(name))


def _parties(row: MessageRow) -> Iterator[Party]:
    yield from (row.sender, *row.to, *row.copied)


def _in_most(messages: Sequence[MessageRow]) -> set[str]:
    """The one who stands in most of the messages, where nobody else stands in as many."""
    if len(messages) < _FEW:
        return set()
    seen = Counter(key for row in messages for key in set(map(key_of, _parties(row))) - {""})
    senders = {key_of(row.sender) for row in messages}
    (first, often), *others = seen.most_common(2)
    alone = not others or others[0][1] < often
    return {first} if alone and often > _MOST * len(messages) and first in senders else set()


def _both_names(messages: Sequence[MessageRow], own: set[str]) -> set[str]:
    """The owner's profile by their name, and their names by their profile.

    Of several people of that name it is the one in most messages: the owner is in them all.
    """
    seen = Counter(
        key_of(party)
        for row in messages
        for party in _parties(row)
        if party.profile and name_key_of(party) in own
    )
    own = own | {key for key, _ in seen.most_common(1)}
    names = {
        name_key_of(party)
        for row in messages
        for party in _parties(row)
        if party.profile and key_of(party) in own
    }
    return own | names
