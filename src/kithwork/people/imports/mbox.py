"""Reads a mailbox file (mboxo, mboxrd, Google Takeout) of any size, headers only, as a stream."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from kithwork.people.imports.mail import HEADER_LIMIT, message_row
from kithwork.people.imports.source import Source
from kithwork.people.rows import LeftAside, MessageRow, Parsed, Unreadable

KIND = "mbox"
_CHUNK = 1 << 20
_SEPARATOR = b"\nFrom "
# A line of a body may begin with "From " where the writer didn't quote it: a real separator
# carries a year or a time and is followed by a header field.
_START = re.compile(rb"From [^\n]*\d\d[^\n]*\n(?:>From [^\n]*\n)?[!-9;-~]+:")
_END = re.compile(rb"\r?\n\r?\n")


def read(source: Source) -> Parsed:
    """Who wrote to whom; what lists, robots and bulk senders sent is counted and left aside."""
    rows: list[MessageRow] = []
    unreadable: list[Unreadable] = []
    aside: Counter[str] = Counter()
    with source.open() as stream:
        for line, header in headers(stream):
            found = message_row(header, source.name, line)
            if isinstance(found, str):
                aside[found] += 1
            else:
                rows.append(found)
    left = tuple(
        LeftAside(what, count, "they tie nobody to anybody", source.name)
        for what, count in sorted(aside.items())
    )
    return Parsed(KIND, tuple(rows), tuple(unreadable), left, source.name)


def headers(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each message's line number and header; at most a few megabytes are ever held."""
    buffer, line, ended = b"\n", 0, False
    position = 0
    while True:
        start = buffer.find(_SEPARATOR, position)
        needed = start + HEADER_LIMIT if start >= 0 else len(buffer) + 1
        if not ended and len(buffer) < needed:
            # Nothing before the last few bytes can belong to a separator that is still to come.
            keep = start if start >= 0 else max(len(buffer) - len(_SEPARATOR), 0)
            line += buffer.count(b"\n", 0, keep)
            more = stream.read(_CHUNK)
            ended = not more
            buffer, position = buffer[keep:] + more, 0
            continue
        if start < 0:
            return
        position = start + 1
        if _START.match(buffer, position):
            found = _END.search(buffer, position, position + HEADER_LIMIT)
            end = found.start() if found else min(len(buffer), position + HEADER_LIMIT)
            yield line + buffer.count(b"\n", 0, position), buffer[position:end]
            position = end
