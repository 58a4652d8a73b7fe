"""Tells a file's format by what is in it; its name is never asked."""

from __future__ import annotations

import io
import re

from kithwork.people.imports import (
    google_csv,
    linkedin_connections,
    linkedin_files,
    mapped_csv,
    outlook_csv,
    own_csv,
    own_json,
    ties_csv,
)
from kithwork.people.imports.encodings import legacy_of
from kithwork.people.imports.lines import numbered, wide_encoding
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import IsHeader, read_table

_VCARD = re.compile(r"^\s*BEGIN:VCARD\s*$", re.I | re.M)
_CALENDAR = re.compile(r"^\s*BEGIN:VCALENDAR\s*$", re.I | re.M)
_MBOX = re.compile(rb"\A(?:\s*\n)*From [^\n]*\n(?:>?[!-9;-~]+:[^\n]*\n|[ \t][^\n]*\n)+")
_OWN_JSON = re.compile(r'^\s*\{\s*"kithwork"\s*:')
# The first whose header is found decides; a table that nobody knows comes last.
_TABLES: tuple[tuple[str, IsHeader], ...] = (
    (linkedin_connections.KIND, linkedin_connections.is_header),
    (linkedin_files.KIND, linkedin_files.is_header),
    (own_csv.KIND, own_csv.is_header),
    (google_csv.KIND, google_csv.is_header),
    (outlook_csv.KIND, outlook_csv.is_header),
)


def recognise(source: Source) -> str:
    """The format's name, or an empty text where the content is of no format known here."""
    head = source.head()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if _MBOX.match(head):
        return "mbox"
    text = head.decode(wide_encoding(head) or "utf-8-sig", "replace")
    if _VCARD.search(text):
        return "vcard"
    if _CALENDAR.search(text):
        return "ics"
    if _OWN_JSON.match(text):
        return own_json.KIND
    # A few stray NULs are damage; many are a picture or a program.
    is_text = head.count(0) * 10 < len(head) or wide_encoding(head)
    return _recognise_table(head) if is_text else ""


def _recognise_table(head: bytes) -> str:
    legacy = legacy_of(Source.of_bytes("", head))
    for kind, is_header in _TABLES:
        if read_table(numbered(io.BytesIO(head), legacy), is_header):
            return kind
    if ties_csv.recognise(head):
        return ties_csv.KIND
    return mapped_csv.KIND if mapped_csv.is_proposable(head) else ""
