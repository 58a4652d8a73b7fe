"""Reads any file by its format: the one door to all readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kithwork.people.imports import linkedin_connections, vcard
from kithwork.people.imports.recognise import recognise
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.rows import Parsed, Unreadable

READERS: dict[str, Callable[[Source], Parsed]] = {
    linkedin_connections.KIND: linkedin_connections.read,
    vcard.KIND: vcard.read,
}


def read_files(files: Iterable[Path | Source]) -> list[Parsed]:
    """Every file read; one that can't be read at all is reported and stops no other."""
    found: list[Parsed] = []
    for file in files:
        source = file if isinstance(file, Source) else Source.of_path(file)
        try:
            found.append(read_file(source))
        except (ImportFailedError, OSError) as error:
            found.append(_failed(source, error))
    return found


def read_file(source: Source) -> Parsed:
    """One file read by its content. Raises ImportFailedError, a sentence, if it can't be."""
    kind = recognise(source)
    if kind not in READERS:
        raise ImportFailedError(f"{source.name} is of no format that Kithwork knows.")
    return replace(READERS[kind](source), digest=source.digest())


def _failed(source: Source, error: Exception) -> Parsed:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    bad = Unreadable(0, reason or "can't be opened", "", source.name)
    return Parsed("", unreadable=(bad,), file=source.name)
