"""Tells a file's format by what is in it; its name is never asked."""

from __future__ import annotations

import io
import re

from kithwork.people.imports import linkedin_connections
from kithwork.people.imports.lines import numbered, wide_encoding
from kithwork.people.imports.source import Source
from kithwork.people.imports.table import read_table

_VCARD = re.compile(r"^\s*BEGIN:VCARD\s*$", re.I | re.M)


def recognise(source: Source) -> str:
    """The format's name, or an empty text where the content is of no format known here."""
    head = source.head()
    text = head.decode(wide_encoding(head) or "utf-8-sig", "replace")
    if _VCARD.search(text):
        return "vcard"
    if read_table(numbered(io.BytesIO(head)), linkedin_connections.is_header):
        return linkedin_connections.KIND
    return ""
