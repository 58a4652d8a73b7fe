"""Cuts vCard and iCalendar text into properties, joining folded lines of every version."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from kithwork.people.imports.encodings import USUAL
from kithwork.people.imports.lines import Line, late_decoded, numbered

VALUE_LIMIT = 200_000  # characters of one property; longer ones are pictures and sounds
_SHAPE = re.compile(r'^(?:([\w-]+)\.)?([A-Za-z0-9-]+)((?:;(?:[^":;]|"[^"]*")*)*):', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^":;]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Property:
    """One line's worth: `item1.TEL;TYPE=work:+1 555` with its group, name and parameters."""

    line: int
    group: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    raw: str
    legacy: str = USUAL

    @property
    def text(self) -> str:
        """The whole value with its escapes resolved."""
        return unescaped(self.decoded)

    @property
    def parts(self) -> list[str]:
        """The value's parts between semicolons, escapes resolved."""
        return split_escaped(self.decoded, ";")

    def get(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return next((value for key, value in self.parameters if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every value of a parameter, lists taken apart."""
        found = (value for key, value in self.parameters if key == name)
        return [part for value in found for part in value.split(",") if part]

    @cached_property
    def decoded(self) -> str:
        """The value as text, whatever it was encoded in."""
        charset = self.get("charset") or "utf-8"
        if "quoted-printable" in self.all("encoding"):
            return _in_charset(quopri.decodestring(self.raw.encode("latin-1", "replace")), charset)
        if charset.lower() not in ("utf-8", "utf8"):
            return _in_charset(self.raw.encode("latin-1", "replace"), charset)
        return late_decoded(self.raw, self.legacy)


def properties(stream: BinaryIO, legacy: str = USUAL) -> Iterator[Property | Line]:
    """Every property in order; a line that is none is handed through as it is.

    `legacy` is the encoding of what is no UTF-8 and names no other.
    """
    for line in _unfolded(numbered(stream, legacy=None)):
        if line.text.strip():
            yield _property(line, legacy)


def split_escaped(text: str, separator: str) -> list[str]:
    """The parts between separators that no backslash escapes, with their escapes resolved."""
    parts: list[str] = []
    current: list[str] = []
    escaped = False
    for character in text:
        if character == separator and not escaped:
            parts.append(unescaped("".join(current)))
            current = []
            continue
        escaped = character == "\\" and not escaped
        current.append(character)
    return [*parts, unescaped("".join(current))]


def unescaped(text: str) -> str:
    """`\\n` is a new line; a backslash before anything else means the thing itself."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _property(line: Line, legacy: str) -> Property | Line:
    found = _SHAPE.match(line.text)
    if not found or line.cut:
        return Line(line.number, late_decoded(line.text, legacy), line.cut)
    parameters = tuple(_parameters(found[3]))
    return Property(
        line.number,
        (found[1] or "").lower(),
        found[2].upper(),
        parameters,
        line.text[found.end() :],
        legacy,
    )


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    """`TYPE=work` and the bare `WORK` of version 2.1, keys and well-known values in lower case."""
    for piece in _PARAMETER.findall(text):
        key, equals, value = piece.partition("=")
        if not equals:
            bare = key.lower()
            encoding = bare in ("quoted-printable", "base64", "8bit", "7bit")
            yield ("encoding" if encoding else "type"), bare
        else:
            value = late_decoded(value.strip().strip('"'))
            key = key.strip().lower()
            yield key, value.lower() if key in ("type", "encoding") else value


def _unfolded(lines: Iterator[Line]) -> Iterator[Line]:
    """Logical lines: a leading blank continues; so does `=` at the end of quoted-printable."""
    current: Line | None = None
    pieces: list[str] = []
    size, soft = 0, False
    for line in lines:
        text = line.text.removesuffix("\r")
        if current and (soft or text[:1] in (" ", "\t")):
            piece = text.removeprefix(" ").removeprefix("\t") if not soft else text
            if soft:
                pieces[-1] = pieces[-1].removesuffix("=")
            size += len(piece)
            if size <= VALUE_LIMIT:
                pieces.append(piece)
        else:
            if current:
                yield _joined(current, pieces, size)
            current, pieces, size, piece = line, [text], len(text), text
        soft = piece.endswith("=") and "QUOTED-PRINTABLE" in pieces[0][:300].upper()
    if current:
        yield _joined(current, pieces, size)


def _joined(first: Line, pieces: list[str], size: int) -> Line:
    return Line(first.number, "".join(pieces), first.cut or size > VALUE_LIMIT)


def _in_charset(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(codecs.lookup(charset).name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return raw.decode("utf-8", "replace")
