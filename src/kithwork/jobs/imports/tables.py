"""Reads openings out of tables: JobSpy's, and those of which only their makers know the columns."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Literal

import openroles
from anyascii import anyascii
from openroles.models import iso_day, pay

from kithwork.errors import KithworkError
from kithwork.jobs.dates import day_of
from kithwork.jobs.imports.pieces import Piece, Stated, stated

COLUMNS = ("id", "title", "employer", "location", "url", "posted", "description", "department",
           "employment_type", "compensation")  # fmt: skip
NEEDED = ("title", "employer")
LONGEST_CELL = 10_000_000
NO_FILE = (
    "This is no file of openings: it should hold JSON, JSON lines, schema.org's postings, or a "
    "table (CSV) whose first row names the columns."
)
# Column titles that are taken for a field when no mapping is given, without accents and signs.
_USUAL = {
    "id": "id, job id, reference, requisition, req id, ref, kennziffer, referenz, referenznummer, "
    "stellennummer, numero, referencia, riferimento, referentie",
    "title": "title, job title, position, role, job, vacancy, opening, stelle, stellenbezeichnung, "
    "stellentitel, titel, bezeichnung, beruf, jobtitel, poste, intitule, intitule du poste, titre, "
    "titre du poste, puesto, titulo, cargo, posizione, titolo, vacature, functie, functietitel",
    "employer": "employer, company, company name, organisation, organization, firm, firma, "
    "unternehmen, arbeitgeber, betrieb, firmenname, entreprise, employeur, societe, empresa, "
    "azienda, bedrijf, werkgever",
    "location": "location, place, city, town, job location, ort, arbeitsort, standort, stadt, "
    "einsatzort, lieu, lieu de travail, ville, localisation, lugar, ubicacion, ciudad, localidad, "
    "luogo, sede, citta, plaats, locatie, standplaats",
    "url": "url, link, job url, apply url, web address, webseite, webadresse, adresse web, lien, "
    "enlace, vinculo, collegamento",
    "posted": "posted, date posted, posted on, date, published, publication date, datum, "
    "veroffentlicht, veroffentlicht am, veroeffentlicht, veroeffentlicht am, eingestellt am, "
    "date de publication, publie le, fecha, fecha de publicacion, data, data di pubblicazione, "
    "publicatiedatum, geplaatst op",
    "description": "description, job description, text, summary, beschreibung, "
    "stellenbeschreibung, aufgaben, description du poste, descripcion, descrizione, omschrijving, "
    "functieomschrijving",
    "department": "department, team, abteilung, bereich, service, departement, departamento, "
    "reparto, dipartimento, afdeling",
    "employment_type": "employment type, job type, contract, contract type, vertrag, vertragsart, "
    "arbeitszeit, anstellungsart, contrat, type de contrat, contrato, tipo de contrato, contratto, "
    "dienstverband",
    "compensation": "compensation, salary, pay, wage, gehalt, lohn, vergutung, verguetung, "
    "salaire, remuneration, salario, sueldo, stipendio, retribuzione, salaris",
}  # fmt: skip
_FIELD = {name: field for field, names in _USUAL.items() for name in names.split(", ")}
_NO_TEXT = ("\0", "\ufffd")  # what bytes that are no text become
_JOBSPY = {"site", "job_url", "title", "company"}
_SEPARATORS = ",;\t|"
_EXCEL = re.compile(r"sep=([,;\t|])\s*$", re.I)  # a first line by which it says its separator


def guess(header: Iterable[str]) -> dict[str, str]:
    """The mapping that a table's column titles suggest; to be confirmed by the person."""
    found: dict[str, str] = {}
    for column in header:
        field = _FIELD.get(" ".join(re.findall(r"[a-z0-9]+", anyascii(column).lower())))
        if field is not None:
            found.setdefault(field, column)
    return {field: found[field] for field in COLUMNS if field in found}


def is_jobspy(header: Iterable[str]) -> bool:
    """Whether these are the columns that JobSpy writes."""
    return set(header) >= _JOBSPY


def rows_of(first: str, others: Iterable[str]) -> csv.DictReader[str]:
    """The rows of a table that begins with this line, whatever parts its cells."""
    csv.field_size_limit(LONGEST_CELL)
    said = _EXCEL.match(first)
    if said:
        return csv.DictReader(others, delimiter=said[1])
    try:
        return csv.DictReader(chain([first], others), delimiter=_separator(first))
    except csv.Error as error:
        raise KithworkError(NO_FILE) from error


def header_of(rows: csv.DictReader[str]) -> list[str]:
    """The names of its columns."""
    try:
        return [column for column in rows.fieldnames or [] if column]
    except csv.Error as error:
        raise KithworkError(NO_FILE) from error


def first_rows(rows: csv.DictReader[str], most: int) -> list[dict[str, Any]]:
    """The first rows that can be read."""
    found = (piece.held for piece in _rows(rows, "mapped") if piece.kind == "mapped")
    return list(islice(found, most))


def _separator(first: str) -> str:
    """What parts the first line into most cells."""
    return max(_SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def pieces(first: str, others: Iterable[str], mapping: Mapping[str, str] | None) -> Iterator[Piece]:
    """A table's rows. Raises KithworkError where they need a mapping, and none, or one that
    does not fit, is given."""
    rows = rows_of(first, others)
    header = header_of(rows)
    if is_jobspy(header):
        return _rows(rows, "jobspy")
    _check(mapping, header)
    return _rows(rows, "mapped")


def _rows(rows: csv.DictReader[str], kind: Literal["jobspy", "mapped"]) -> Iterator[Piece]:
    while True:
        try:
            row = next(rows)
            yield Piece(rows.line_num, kind, row)
        except StopIteration:
            return
        except csv.Error as error:
            yield Piece(rows.line_num, "broken", _broken(error))


def _broken(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell is longer than {LONGEST_CELL:,} characters; shorten it, or mend its quotes"
    return f"not a row: {error}"


def _check(mapping: Mapping[str, str] | None, header: Sequence[str]) -> None:
    if len(header) < 2 or any(mark in column for column in header for mark in _NO_TEXT):
        raise KithworkError(NO_FILE)
    if mapping is None:
        raise KithworkError(_asked_for(header))
    wrong = [column for column in mapping.values() if column not in header]
    if wrong:
        raise KithworkError(f"There is no column {wrong[0]!r}; the file has {', '.join(header)}.")
    unknown = [field for field in mapping if field not in COLUMNS]
    if unknown:
        raise KithworkError(f"{unknown[0]!r} is no field; those are {', '.join(COLUMNS)}.")
    lacking = [field for field in NEEDED if field not in mapping]
    if lacking:
        raise KithworkError(
            f"Say which column holds the {' and which the '.join(lacking)}; "
            f"the file has {', '.join(header)}."
        )


def _asked_for(header: Sequence[str]) -> str:
    """Which columns there are, and how to say what they mean."""
    found = guess(header)
    said = {**dict.fromkeys(NEEDED, "..."), **found}
    words = " ".join(f"--mapping '{field}={column}'" for field, column in said.items())
    how = "If that is right, say so" if found.keys() >= set(NEEDED) else "Say which are meant"
    return f"The table's columns are {', '.join(header)}. {how}: {words}"


def jobspy(row: Mapping[str, Any]) -> Stated | str:
    """A row as JobSpy writes it."""
    get = {k: v for k, v in row.items() if isinstance(v, str) and v.lower() != "nan"}.get
    site, employer = get("site") or "file", get("company") or ""
    remote = {"true": True, "false": False}.get((get("is_remote") or "").lower())
    period = {"yearly": "year", "hourly": "hour", "monthly": "month", "weekly": "week",
              "daily": "day"}.get(get("interval") or "", "")  # fmt: skip
    job = openroles.Job(
        id=get("id") or get("job_url") or "",
        ats=site,
        board=employer,
        title=get("title") or "",
        url=get("job_url_direct") or get("job_url") or "",
        location=get("location") or "",
        remote=remote,
        posted=iso_day(get("date_posted")),
        employment_type=get("job_type") or "",
        description=get("description"),
        **pay(get("min_amount"), get("max_amount"), get("currency") or "", period),
    )
    return stated(site, employer, employer, job)


def mapped(row: Mapping[str, Any], mapping: Mapping[str, str], today: dt.date) -> Stated | str:
    """A row whose columns somebody has said the meaning of."""
    given = {field: str(row.get(column) or "").strip() for field, column in mapping.items()}
    employer = given.get("employer", "")
    posted = day_of(given.get("posted") or None, today)
    job = openroles.Job(
        id=given.get("id") or given.get("url") or _named_by(given),
        ats="file",
        board=employer,
        title=given.get("title", ""),
        url=given.get("url", ""),
        location=given.get("location", ""),
        posted=posted.day.isoformat() if posted else "",
        department=given.get("department", ""),
        employment_type=given.get("employment_type", ""),
        compensation=given.get("compensation", ""),
        description=given.get("description"),
    )
    return stated("file", employer, employer, job)


def _named_by(given: Mapping[str, str]) -> str:
    """A name for an opening that has no number and no link: what it is and where."""
    told = "\n".join(given.get(field, "") for field in ("title", "location", "department"))
    return f"row-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:24]}"
