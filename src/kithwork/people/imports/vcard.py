"""vCard 2.1, 3.0 and 4.0: address books of phones, Apple, Google, Outlook and Kithwork itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kithwork.people.imports.dates import read_birthday, read_date
from kithwork.people.imports.encodings import legacy_of
from kithwork.people.imports.lines import Line
from kithwork.people.imports.source import Source
from kithwork.people.imports.text import REFERRED, clean, excerpt, one_line
from kithwork.people.imports.vcard_lines import Property, properties
from kithwork.people.rows import ContactRow, LeftAside, Parsed, Point, PointKind, Role, Unreadable

KIND = "vcard"
OWN = "X-KITHWORK-"  # our own properties, which carry what the standard has no word for

_POINTS: dict[str, PointKind] = {
    "EMAIL": "email", "TEL": "phone", "URL": "profile", "X-SOCIALPROFILE": "profile",
    "IMPP": "profile", "ADR": "address",
}  # fmt: skip
_UNSAID = {"pref", "internet", "voice", "x400", "text", "postal", "parcel", "other"}
_PICTURES = {"PHOTO", "LOGO", "SOUND", "KEY"}
_SILENT = {
    "BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "N", "FN", "SORT-STRING", "CLASS", "MAILER",
    "X-ABLABEL", "X-ABSHOWAS", "X-ABUID", "X-ABADR", "KIND", "CLIENTPIDMAP", "CALSCALE", "TITLE",
    "ROLE", "SOURCE", "NAME", "PROFILE", *_PICTURES,
}  # fmt: skip
_LABELLED = {"RELATED", "X-ABRELATEDNAMES", "X-ABDATE"}
_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_PROPERTY_LIMIT = 2_000


@dataclass
class _Card:
    """The properties between BEGIN and END, and the lines between them that are none."""

    line: int
    properties: list[Property] = field(default_factory=list)
    damaged: list[Line] = field(default_factory=list)
    ended: bool = False

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Apple's labels by the group that they stand in (`item1.X-ABLabel:_$!<Home>!$_`)."""
        return {
            found.group: _APPLE_LABEL.sub(r"\1", one_line(found.text))
            for found in self.all("X-ABLABEL")
            if found.group
        }

    def text(self, name: str) -> str:
        return next((one_line(found.text) for found in self.all(name) if found.text.strip()), "")


def read(source: Source) -> Parsed:
    """Every card in the file; a damaged one is reported and never stops the others."""
    rows: list[ContactRow] = []
    unreadable: list[Unreadable] = []
    organisations = pictures = 0
    with source.open() as stream:
        for card in _cards(properties(stream, legacy_of(source))):
            pictures += sum(found.name in _PICTURES for found in card.properties)
            unreadable += [_damaged(line) for line in card.damaged if not _is_picture(line)]
            found = _contact(card, source.name)
            if found is None:
                organisations += 1
            elif isinstance(found, ContactRow):
                rows.append(found)
            else:
                unreadable.append(found)
    return Parsed(
        KIND, tuple(rows), tuple(unreadable), _aside(organisations, pictures), source.name
    )


def _aside(organisations: int, pictures: int) -> tuple[LeftAside, ...]:
    found = [
        LeftAside("cards of organisations and groups", organisations, "they are not people"),
        LeftAside("pictures, sounds and keys", pictures, "a campaign has no use for them"),
    ]
    return tuple(aside for aside in found if aside.count)


def _cards(stream: Iterator[Property | Line]) -> Iterator[_Card]:
    card: _Card | None = None
    for found in stream:
        begins, ends = _boundary(found, "BEGIN"), _boundary(found, "END")
        if begins:
            if card:
                # The card before has no end but all its lines: it is whole enough.
                card.ended = True
                yield card
            card = _Card(found.line if isinstance(found, Property) else found.number)
        elif card and ends:
            card.ended = True
            yield card
            card = None
        elif card and isinstance(found, Line):
            card.damaged.append(found)
        elif card and isinstance(found, Property) and len(card.properties) < _PROPERTY_LIMIT:
            card.properties.append(found)
    if card:
        yield card


def _boundary(found: Property | Line, name: str) -> bool:
    if not isinstance(found, Property) or found.name != name:
        return False
    return found.raw.strip().upper() == "VCARD"


def _is_picture(line: Line) -> bool:
    return re.match(r"(?:\w+\.)?(?:PHOTO|LOGO|SOUND|KEY)\b", line.text[:40], re.I) is not None


def _damaged(line: Line) -> Unreadable:
    reason = "is longer than any contact" if line.cut else "is no property of a card"
    return Unreadable(line.number, reason, excerpt(line.text))


def _contact(card: _Card, file: str) -> ContactRow | Unreadable | None:
    if not card.ended:
        return Unreadable(card.line, "the card has no end: the file is cut off", card.text("FN"))
    kind = card.text("KIND").lower() or card.text("X-ADDRESSBOOKSERVER-KIND").lower()
    if kind in ("group", "org", "location", "device") or card.text("X-ABSHOWAS") == "COMPANY":
        return None
    points, roles = tuple(_points(card)), tuple(_roles(card))
    given, family, name = _names(card)
    if not name and roles and not card.all("EMAIL"):
        return None
    name = name or next((point.value for point in points if point.kind == "email"), "")
    if not name:
        return Unreadable(card.line, "a card without a name", card.text("TEL"))
    own = {found.name.removeprefix(OWN): found for found in card.properties}
    birthday = read_birthday(card.text("BDAY"))
    return ContactRow(
        name=name,
        given=given,
        family=family,
        points=points,
        roles=roles,
        headline=_own(own, "HEADLINE") or ("" if roles else card.text("TITLE")),
        location=_own(own, "LOCATION"),
        industry=_own(own, "INDUSTRY"),
        birthday=birthday,
        how_known=clean(own["HOW-KNOWN"].text) if "HOW-KNOWN" in own else "",
        notes="\n\n".join(clean(found.text) for found in card.all("NOTE") if clean(found.text)),
        referred_by=tuple(_referred_by(card)),
        connected_on=read_date(_own(own, "CONNECTED-ON")),
        last_spoken_on=read_date(_own(own, "LAST-SPOKEN-ON")),
        closeness=_share(_own(own, "CLOSENESS")),
        connections=_count(_own(own, "CONNECTIONS")),
        generation=_count(_own(own, "GENERATION")),
        known_of=_own(own, "KNOWN-OF") == "yes",
        leave_alone=_own(own, "LEAVE-ALONE") == "yes",
        extras=tuple(_extras(card, bool(birthday))),
        file=file,
        line=card.line,
    )


def _own(own: dict[str, Property], name: str) -> str:
    return one_line(own[name].text) if name in own else ""


def _names(card: _Card) -> tuple[str, str, str]:
    """Given name, family name and the name as written."""
    parts = [one_line(part) for part in card.all("N")[0].parts] if card.all("N") else []
    family, given, middle, prefix, suffix = (*parts, "", "", "", "", "")[:5]
    built = " ".join(part for part in (prefix, given, middle, family, suffix) if part)
    return given, family, card.text("FN") or built or card.text("NICKNAME")


def _points(card: _Card) -> Iterator[Point]:
    for found in card.properties:
        kind = _POINTS.get(found.name)
        if kind is None:
            continue
        value = _address(found) if kind == "address" else one_line(found.text)
        if kind in ("email", "phone"):
            value = re.sub(r"^(tel|mailto):", "", value, flags=re.I)
        label = card.labels.get(found.group) or " ".join(
            part for part in found.all("type") if part not in _UNSAID
        )
        if value:
            yield Point(kind, value, one_line(label))


def _address(found: Property) -> str:
    box, extended, street, *rest = (*(one_line(part) for part in found.parts), "", "", "")
    return ", ".join(part for part in (street, extended, box, *rest) if part)


def _roles(card: _Card) -> Iterator[Role]:
    """Positions by our own property where there are any, else each ORG with its TITLE."""
    if card.all(f"{OWN}POSITION"):
        for found in card.all(f"{OWN}POSITION"):
            organisation, title, start, end = (*map(one_line, found.parts), "", "", "", "")[:4]
            yield Role(organisation, title, read_date(start), read_date(end))
        return
    titles = card.all("TITLE") or card.all("ROLE")
    for index, found in enumerate(card.all("ORG")):
        same_group = [title for title in titles if found.group and title.group == found.group]
        said = [one_line(title.text) for title in same_group or titles[index : index + 1]]
        organisation = one_line(found.parts[0])
        if organisation:
            yield Role(organisation, said[0] if said else "")


def _referred_by(card: _Card) -> Iterator[str]:
    yield from (one_line(found.text) for found in card.all(f"{OWN}REFERRED-BY"))
    yield from (
        one_line(found.text) for found in card.properties if _label(card, found) in REFERRED
    )


def _label(card: _Card, found: Property) -> str:
    """What a relation or a date is called: Apple's label, the type of version 4, or nothing."""
    if found.name not in _LABELLED:
        return ""
    return (card.labels.get(found.group) or " ".join(found.all("type"))).casefold()


def _extras(card: _Card, birthday_known: bool) -> Iterator[tuple[str, str]]:
    for found in card.properties:
        if found.name == f"{OWN}ALSO":
            name, value = (*found.parts, "", "")[:2]
            yield one_line(name), clean(value)
        elif found.name == "ORG" and any(found.parts[1:]):
            yield "department", one_line(", ".join(part for part in found.parts[1:] if part))
        elif found.name == "BDAY" and not birthday_known and found.text.strip():
            yield "birthday", one_line(found.text)
        elif not (found.name in _SILENT or found.name in _POINTS or found.name.startswith(OWN)):
            value = clean("; ".join(part for part in found.parts if part))
            label = _label(card, found)
            if value and found.name not in ("ORG", "BDAY", "NOTE") and label not in REFERRED:
                yield label or found.name.lower(), value


def _share(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
