"""Reads any file by its format: the one door to all readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kithwork.people.imports import (
    google_csv,
    ics,
    linkedin_connections,
    linkedin_files,
    mapped_csv,
    mbox,
    outlook_csv,
    own_csv,
    own_json,
    ties_csv,
    vcard,
)
from kithwork.people.imports.container import folder_members, reading, zip_members
from kithwork.people.imports.recognise import recognise
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.rows import LeftAside, Parsed, Unreadable

READERS: dict[str, Callable[[Source], Parsed]] = {
    module.KIND: module.read
    for module in (
        google_csv,
        ics,
        linkedin_connections,
        linkedin_files,
        mbox,
        outlook_csv,
        own_csv,
        own_json,
        ties_csv,
        vcard,
    )
}
# A mapping of columns to fields for tables that no reader knows, by file name or `header_id`.
Mappings = Mapping[str, Mapping[str, str]]
A_TABLE = "a table of its own: import it by itself if it holds people"
NOTHING_KNOWN = "no contacts, messages or meetings in a form known here"


def read_files(files: Iterable[Path | Source], mappings: Mappings | None = None) -> list[Parsed]:
    """Every file read, archives and folders opened; what can't be read is reported.

    One file that can't be read stops no other.
    """
    found: list[Parsed] = []
    for file in files:
        source = file if isinstance(file, Source) else Source.of_path(file)
        try:
            if isinstance(file, Path) and file.is_dir():
                found += _members(folder_members(file), file.name, mappings or {})
            elif recognise(source) == "zip":
                found += _members(zip_members(source), source.name, mappings or {})
            else:
                found.append(read_file(source, mappings))
        except (ImportFailedError, OSError) as error:
            found.append(_failed(source, error))
    return found


def read_file(source: Source, mappings: Mappings | None = None) -> Parsed:
    """One file read by its content. Raises ImportFailedError, a sentence, if it can't be."""
    kind = recognise(source)
    if kind == mapped_csv.KIND:
        return _mapped(source, mappings or {})
    if kind not in READERS:
        raise ImportFailedError(f"{source.name} is of no format that Kithwork knows.")
    return replace(READERS[kind](source), digest=source.digest())


def source_named(files: Iterable[Path], name: str) -> Source | None:
    """The file that `Parsed.file` names, also where it lies in one of the archives or folders."""
    for path in files:
        if path.name == name:
            return Source.of_path(path)
        if not name.startswith(f"{path.name}/"):
            continue
        inner = name.removeprefix(f"{path.name}/")
        members = folder_members(path) if path.is_dir() else zip_members(Source.of_path(path))
        return next((one for one in members if one.name == inner), None)
    return None


def header_id(columns: Iterable[str]) -> str:
    """What a remembered mapping is found by: the columns, in any order."""
    return "\n".join(sorted(columns))


def _mapped(source: Source, mappings: Mappings) -> Parsed:
    proposed = mapped_csv.propose(source)
    chosen = mappings.get(source.name) or mappings.get(header_id(proposed))
    mapping = dict(chosen or proposed)
    if set(mapping.values()) == {mapped_csv.LEAVE}:
        aside = LeftAside(source.name, 1, "all of its columns are to be left out", source.name)
        return Parsed(mapped_csv.KIND, left_aside=(aside,), file=source.name)
    parsed = mapped_csv.read(source, mapping)
    return replace(
        parsed,
        digest=source.digest(),
        mapping=tuple(mapping.items()),
        confirmed=chosen is not None,
    )


def _members(sources: list[Source], container: str, mappings: Mappings) -> list[Parsed]:
    """The files of an archive or folder that are read; the others are listed as left aside."""
    found: list[Parsed] = []
    aside: list[LeftAside] = []
    tables: list[tuple[Source, Parsed]] = []
    for source in sources:
        named = replace(source, name=f"{container}/{source.name}")
        try:
            with reading(named):
                kind = recognise(named)
                if kind in READERS:
                    found.append(read_file(named))
                elif kind == mapped_csv.KIND:
                    tables.append((source, _mapped(named, mappings)))
                else:
                    aside.append(LeftAside(source.name, 1, NOTHING_KNOWN, container))
        except ImportFailedError as error:
            found.append(_failed(named, error))
    # A network's export has tables beside the contacts; a folder of one's own has them as contacts.
    known = any(parsed.kind.startswith("linkedin") for parsed in found)
    for source, table in tables:
        if known and not table.confirmed:
            aside.append(LeftAside(source.name, 1, A_TABLE, container))
        else:
            found.append(table)
    return [*found, Parsed("archive", left_aside=tuple(aside), file=container)]


def _failed(source: Source, error: Exception) -> Parsed:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    bad = Unreadable(0, reason or "can't be opened", "", source.name)
    return Parsed("", unreadable=(bad,), file=source.name)
