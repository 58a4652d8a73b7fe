"""Any other CSV, by a mapping of its columns that is proposed here and confirmed by the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from kithwork.people.imports.dates import day_first_column, read_birthday, read_date
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.table import (
    PREAMBLE,
    Cells,
    header_name,
    header_of,
)
from kithwork.people.imports.tables import lines_of, parted, table_of
from kithwork.people.imports.text import clean, full_name, one_line
from kithwork.people.imports.ties_csv import strength
from kithwork.people.rows import ContactRow, Parsed, Point, PointKind, Role, Unreadable

KIND = "csv"
LEAVE = "leave"  # a column that is not to be taken
KEEP = "keep"  # a column that is kept with the person under its own name

_WORDS: dict[str, str] = {
    "name": "name|full name|fullname|display name|contact|contact name|person|vollständiger name|"
    "nom complet|nombre completo|nome completo|naam",
    "given": "first name|firstname|given name|given|forename|vorname|prénom|nombre|voornaam",
    "family": "last name|lastname|surname|family name|family|nachname|familienname|"
    "nom de famille|apellido|apellidos|cognome|sobrenome|achternaam",
    "email": "e-mail|email|mail|e-mail address|email address|work email|personal email|"
    "e-mail 1|e-mail 2|email 1|email 2|e-mail-adresse|courriel|correo",
    "phone": "phone|telephone|mobile|cell|phone number|work phone|home phone|mobile phone|tel|"
    "telefon|handy|mobil|téléphone|teléfono|telefono|telefone|telefoon",
    "profile": "linkedin|linkedin url|profile|profile url|url|website|web|homepage|github|xing",
    "organisation": "company|organisation|organization|employer|company name|firm|firma|"
    "unternehmen|arbeitgeber|entreprise|société|empresa|azienda|bedrijf|current company|works at",
    "title": "title|job title|position|role|job|occupation|beruf|funktion|poste|puesto|cargo|"
    "functie|current title",
    "headline": "headline|tagline|summary",
    "location": "location|place|city|region|ort|stadt|ville|ciudad|città|cidade|plaats",
    "industry": "industry|sector|branche|secteur|field",
    "address": "address|street|postal address|adresse|anschrift|dirección|indirizzo|endereço",
    "birthday": "birthday|birth date|date of birth|born|geburtstag|geburtsdatum|anniversaire|"
    "cumpleaños|compleanno|verjaardag",
    "how_known": "how met|how known|how we met|how do you know them|relationship|relation|"
    "where met|context|woher",
    "notes": "notes|note|comment|comments|remarks|description|notizen|bemerkung|anmerkungen|"
    "remarque|notas|opmerkingen",
    "referred_by": "referred by|referrer|introduced by|introduction|via|empfohlen von|"
    "recommended by|source person",
    "connected_on": "connected on|connected|date added|since|known since|added",
    "last_spoken_on": "last spoken|last contact|last contacted|last met|last spoken on|"
    "last touch|letzter kontakt|dernier contact",
    "closeness": "closeness|strength|how well|how well known|warmth",
}
FIELDS = {word: column for column, words in _WORDS.items() for word in words.split("|")}
_POINTS: tuple[PointKind, ...] = ("email", "phone", "profile", "address")
_SEVERAL = re.compile(r"\s*[;\n]\s*|\s+:::\s+")


def propose(source: Source) -> dict[str, str]:
    """What each column seems to hold: a field's name, or `keep` where that is not to be told.

    Raises ImportFailedError where the file is no table with a header.
    """
    with lines_of(source) as every:
        lines = list(islice(every, PREAMBLE))
    names = [header_name(name) for name in header_of(lines)[1]]
    if len([name for name in names if name]) < 2:
        raise ImportFailedError(f"{source.name} is no table with named columns.")
    return {name: FIELDS.get(_plain(name), KEEP) for name in names if name}


def is_proposable(head: bytes) -> bool:
    """True if the bytes are a table of which at least a name or an e-mail column is told."""
    try:
        found = set(propose(Source.of_bytes("", head)).values())
    except ImportFailedError:
        return False
    return bool(found & {"name", "email", "family"}) or {"given", "organisation"} <= found


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Parsed:
    """Every row by the mapping, or by the proposed one. Columns outside it are kept as they are."""
    chosen = {header_name(name): field for name, field in (mapping or propose(source)).items()}
    columns = set(chosen)
    with table_of(
        source, lambda names: bool(set(names) & columns), "has none of the columns of the mapping"
    ) as table:
        every = list(table.rows())
    day_first = day_first_column(
        [
            text
            for cells in every
            if isinstance(cells, Cells)
            for name, text in cells.values.items()
            if chosen.get(name) in ("birthday", "connected_on", "last_spoken_on")
        ]
    )
    rows, unreadable = parted(
        _contact(cells, chosen, source.name, day_first) if isinstance(cells, Cells) else cells
        for cells in every
    )
    return Parsed(KIND, rows, unreadable, (), source.name)


def _contact(
    cells: Cells, mapping: Mapping[str, str], file: str, day_first: bool
) -> ContactRow | Unreadable:
    said = {column: _joined(cells, mapping, column) for column in _WORDS}
    points = tuple(
        Point(kind, one_line(value))
        for kind in _POINTS
        for value in _values(kind, said[kind])
        if one_line(value)
    )
    given, family = one_line(said["given"]), one_line(said["family"])
    name = one_line(said["name"]) or full_name(given, family)
    name = name or next((point.value for point in points if point.kind == "email"), "")
    if not name:
        return Unreadable(cells.line, "has neither a name nor an e-mail", said["organisation"])
    dates = {
        column: read_date(said[column], day_first) for column in ("connected_on", "last_spoken_on")
    }
    organisation, title = one_line(said["organisation"]), one_line(said["title"])
    birthday = read_birthday(said["birthday"])
    born = read_date(said["birthday"], day_first)
    if born and not birthday.startswith("--"):
        birthday = read_birthday(born.isoformat())
    unread = [
        (column, said[column])
        for column, value in {**dates, "birthday": birthday, "closeness": _share(said)}.items()
        if said[column] and value in (None, "")
    ]
    kept = [(name, text) for name, text in cells.values.items() if mapping.get(name, KEEP) == KEEP]
    return ContactRow(
        name=name,
        given=given,
        family=family,
        points=points,
        roles=(Role(organisation, title),) if organisation else (),
        headline=one_line(said["headline"]) or ("" if organisation else title),
        location=one_line(said["location"]),
        industry=one_line(said["industry"]),
        birthday=birthday,
        how_known=clean(said["how_known"]),
        notes=clean(said["notes"]),
        referred_by=tuple(filter(None, map(one_line, re.split("[;\n]", said["referred_by"])))),
        connected_on=dates["connected_on"],
        last_spoken_on=dates["last_spoken_on"],
        closeness=_share(said),
        extras=(*kept, *unread),
        file=file,
        line=cells.line,
    )


def _share(said: Mapping[str, str]) -> float | None:
    return strength(said["closeness"])


def _joined(cells: Cells, mapping: Mapping[str, str], column: str) -> str:
    separator = "\n" if column in ("notes", "how_known", *_POINTS, "referred_by") else " "
    found = (text for name, text in cells.values.items() if mapping.get(name) == column)
    return separator.join(found)


def _values(kind: PointKind, text: str) -> list[str]:
    if kind == "address":
        return [", ".join(part.strip() for part in text.split("\n"))]
    return re.split(r"[,\s;]+", text) if kind == "email" else _SEVERAL.split(text)


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", " ", re.sub(r"\s*[*(].*$", "", name)).strip()
