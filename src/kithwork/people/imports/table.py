"""Reads CSV that people and programs have mangled: any separator, row by row, nothing fatal."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kithwork.people.imports.lines import Line
from kithwork.people.imports.text import clean, excerpt, one_line
from kithwork.people.rows import Unreadable

SEPARATORS = ",;\t|"
PREAMBLE = 40  # lines to look for the header in
RECORD_LIMIT = 500_000  # characters of one record
RECOVERIES = 500  # how often a runaway quotation mark is taken back, line by line

IsHeader = Callable[[Sequence[str]], bool]


def header_name(text: str) -> str:
    """A column's name in the form that is compared."""
    return one_line(text).casefold().rstrip(":")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: the cleaned values by the header's compared names; empty ones are left out."""

    line: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def first(self, *names: str) -> str:
        """The first of these columns that has a value."""
        return next((self.values[name] for name in names if name in self.values), "")

    def others(self, known: frozenset[str] | set[str]) -> tuple[tuple[str, str], ...]:
        """The columns that nobody has asked for."""
        return tuple((name, text) for name, text in self.values.items() if name not in known)


@dataclass
class Table:
    """A header and the rows below it; iterate once."""

    header: tuple[str, ...]
    line: int
    separator: str
    _records: Iterator[tuple[int, list[str]] | Unreadable] = field(repr=False)

    def rows(self) -> Iterator[Cells | Unreadable]:
        """Every row below the header, readable or not."""
        for record in self._records:
            if isinstance(record, Unreadable):
                yield record
            elif any(cell.strip() for cell in record[1]):
                yield self._cells(*record)

    def _cells(self, line: int, cells: list[str]) -> Cells | Unreadable:
        surplus = [cell for cell in cells[len(self.header) :] if cell.strip()]
        if surplus:
            reason = f"has {len(cells)} columns where the header has {len(self.header)}"
            return Unreadable(line, reason, excerpt(self.separator.join(cells)))
        named: dict[str, str] = {}
        for name, cell in zip(self.header, cells, strict=False):
            text = clean(cell)
            if text and name:
                # Two columns of one name are two values of one field.
                named[name] = f"{named[name]} ::: {text}" if name in named else text
        return Cells(line, named)


def read_table(lines: Iterator[Line], is_header: IsHeader) -> Table | None:
    """The table under the first line that is a header, or None if there is no such line."""
    head = list(islice(lines, PREAMBLE))
    for separator in SEPARATORS:
        for index, line in enumerate(head):
            names = _single(line.text, separator)
            if is_header([header_name(name) for name in names]):
                return _table(head[index:], lines, separator)
    return None


def header_of(lines: Sequence[Line]) -> tuple[str, list[str]]:
    """The separator that divides the first line with text into most parts, and the parts."""
    first = next((line for line in lines if line.text.strip()), Line(1, ""))
    parts = {separator: _single(first.text, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: len(parts[separator]))
    return best, parts[best]


def plain_rows(
    lines: Iterator[Line], separator: str, width: int
) -> Iterator[tuple[int, list[str]] | Unreadable]:
    """The rows of a table without a header: line and cells, `width` of them in a sound row."""
    feed = _Feed([], lines)
    return _records(feed, csv.reader(feed, delimiter=separator), separator, width)


def _table(head: list[Line], rest: Iterator[Line], separator: str) -> Table:
    feed = _Feed(head, rest)
    reader = csv.reader(feed, delimiter=separator)
    names = tuple(header_name(name) for name in next(reader, []))
    feed.pulled.clear()
    while names and not names[-1]:
        names = names[:-1]
    records = _records(feed, reader, separator, len(names))
    return Table(names, head[0].number, separator, records)


class _DamagedError(Exception):
    """A record that runs on beyond reason."""


class _Feed:
    """Hands lines to the CSV reader and remembers those of the record being read."""

    def __init__(self, head: list[Line], rest: Iterator[Line]) -> None:
        self._again, self._rest = deque(head), rest
        self.pulled: list[Line] = []
        self._size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._rest)
        self._size = len(line.text) + (self._size if self.pulled else 0)
        self.pulled.append(line)
        if line.cut or self._size > RECORD_LIMIT:
            raise _DamagedError
        return line.text + "\n"

    def put_back(self, lines: list[Line]) -> None:
        self._again.extendleft(reversed(lines))


def _records(
    feed: _Feed, reader: Iterator[list[str]], separator: str, width: int
) -> Iterator[tuple[int, list[str]] | Unreadable]:
    recoveries = 0
    while True:
        feed.pulled = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _DamagedError):
            cells = None
        lines = feed.pulled
        if cells is not None and not _runaway(cells, lines, separator, width):
            yield lines[0].number, cells
        elif len(lines) > 1 and recoveries < RECOVERIES:
            recoveries += 1
            feed.put_back(lines[1:])
            yield _alone(lines[0], separator, width)
        else:
            yield Unreadable(
                lines[0].number, "is longer than any contact", excerpt(lines[0].text[:400])
            )


def _runaway(cells: list[str], lines: list[Line], separator: str, width: int) -> bool:
    """True if a quotation mark that nobody closed has swallowed the lines below."""
    if len(lines) == 1 or len(cells) == width:
        return False
    if len(cells) > width:
        return True
    return len(_single(lines[0].text, separator)) == width or _badly_quoted(lines, separator)


def _badly_quoted(lines: list[Line], separator: str) -> bool:
    try:
        list(csv.reader((line.text + "\n" for line in lines), delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False


def _alone(line: Line, separator: str, width: int) -> tuple[int, list[str]] | Unreadable:
    quoted, bare = _single(line.text, separator), line.text.split(separator)
    for cells in (quoted, bare):
        if len(cells) == width:
            return line.number, cells
    return Unreadable(line.number, "opens a quotation mark and never closes it", excerpt(line.text))


def _single(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([text[:RECORD_LIMIT]], delimiter=separator), [])
    except csv.Error:
        return []
