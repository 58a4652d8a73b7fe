"""Turns bytes into numbered lines of text, in any encoding, within bounded memory.

Each line of an 8-bit file is decoded on its own: one damaged line doesn't spoil the others.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LINE_LIMIT = 1_000_000  # characters; no honest contact line comes near


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line without its end; `cut` if it was longer than any honest line."""

    number: int
    text: str
    cut: bool = False


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 in which the bytes are written, with or without a mark, or None."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:400]
    even, odd = sample[0::2], sample[1::2]
    if len(sample) >= 8 and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if len(sample) >= 8 and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def decode(raw: bytes, legacy: str = "cp1252") -> str:
    """UTF-8 where it is that, the older encoding where not; bytes without meaning survive as �."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(legacy, errors="replace")


def numbered(
    stream: BinaryIO, legacy: str | None = "cp1252", limit: int = LINE_LIMIT
) -> Iterator[Line]:
    """The lines of a file from 1. At most `limit` characters of a line are ever held.

    With `legacy=None` the bytes of an 8-bit file stand as latin-1 characters, for formats that
    may break a line within a character; `late_decoded` gives the text of the joined lines.
    """
    head = stream.read(4096)
    wide = wide_encoding(head)
    # The 8-bit bytes go through latin-1 unchanged; each line is then decoded by itself.
    text = io.TextIOWrapper(
        io.BufferedReader(_Resumed(head, stream)), wide or "latin-1", "replace", newline=None
    )
    for number, (line, cut) in enumerate(_bounded(text, limit), start=1):
        if legacy and not wide and not line.isascii():
            line = decode(line.encode("latin-1"), legacy)
        elif number == 1:
            line = line.removeprefix("\xef\xbb\xbf")
        yield Line(number, line.lstrip("\ufeff") if number == 1 else line, cut)


def late_decoded(text: str, legacy: str = "cp1252") -> str:
    """The text of latin-1 characters that are really bytes; wide text is text already."""
    if text.isascii():
        return text
    try:
        return decode(text.encode("latin-1"), legacy)
    except UnicodeEncodeError:
        return text


def _bounded(text: io.TextIOWrapper, limit: int) -> Iterator[tuple[str, bool]]:
    while piece := text.readline(limit):
        cut = len(piece) == limit and not piece.endswith("\n")
        rest = piece
        while cut and rest and not rest.endswith("\n"):
            rest = text.readline(limit)
        yield piece.removesuffix("\n"), cut


class _Resumed(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._head:
            piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            piece = self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
