"""Opens a file as the table that it is, in whatever encoding, and parts good rows from bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kithwork.people.imports.encodings import legacy_of
from kithwork.people.imports.lines import Line, numbered
from kithwork.people.imports.source import ImportFailedError, Source
from kithwork.people.imports.table import IsHeader, Table, read_table
from kithwork.people.rows import ContactRow, Unreadable


@contextmanager
def lines_of(source: Source) -> Iterator[Iterator[Line]]:
    """The lines of a file, those that are no UTF-8 in the encoding that fits the file."""
    with source.open() as stream:
        yield numbered(stream, legacy_of(source))


@contextmanager
def table_of(source: Source, is_header: IsHeader, otherwise: str) -> Iterator[Table]:
    """The table in a file; ImportFailedError says `otherwise` where it has no such header."""
    with lines_of(source) as lines:
        table = read_table(lines, is_header)
        if table is None:
            raise ImportFailedError(f"{source.name} {otherwise}.")
        yield table


def parted(
    found: Iterable[ContactRow | Unreadable | None],
) -> tuple[tuple[ContactRow, ...], tuple[Unreadable, ...]]:
    """The people among the rows, and what could not be read."""
    rows: list[ContactRow] = []
    unreadable: list[Unreadable] = []
    for one in found:
        if isinstance(one, ContactRow):
            rows.append(one)
        elif one is not None:
            unreadable.append(one)
    return tuple(rows), tuple(unreadable)
