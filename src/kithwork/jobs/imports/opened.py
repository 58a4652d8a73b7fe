"""Opens a file of openings as text: in whatever encoding it is, also where it is packed."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kithwork.errors import KithworkError

_PACKED = b"\x1f\x8b"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
AT_ONCE = 1_000_000


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[str], IO[bytes]]]:
    """The file's text, and the bytes that it is read from, which tell how far it is read.

    Raises KithworkError when it can't be read or is empty.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise KithworkError(f"{path} can't be read: {error.strerror}.") from error
    with raw:
        packed = raw.read(2) == _PACKED
        raw.seek(0)
        try:
            file: Any = gzip.GzipFile(fileobj=raw) if packed else raw
            encoding = _encoding(file)
            file.seek(0)
            yield io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=""), raw
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise KithworkError(f"{path} can't be unpacked: {error}.") from error


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 where the whole file is that, or nearly; else what its mark says; else Windows'."""
    begun = file.read(AT_ONCE)
    for mark, name in _MARKS.items():
        if begun.startswith(mark):
            return name
    reader = codecs.getincrementaldecoder("utf-8")()
    letters = False
    while begun:
        try:
            letters = not reader.decode(begun).isascii() or letters
        except UnicodeDecodeError as error:
            whole = begun[: error.start].decode("utf-8", "replace")
            return "utf-8" if letters or not whole.isascii() else "cp1252"
        begun = file.read(AT_ONCE)
    return "utf-8"
