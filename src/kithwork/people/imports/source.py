"""A file to be read: its name and a way to open it, from disk, an upload or memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kithwork.errors import KithworkError

HEAD = 65_536


class ImportFailedError(KithworkError):
    """A file that can't be read at all; the message is one sentence for the person."""


@dataclass(frozen=True)
class Source:
    """Something that can be opened as bytes, more than once."""

    name: str
    open: Callable[[], BinaryIO]

    @classmethod
    def of_path(cls, path: Path) -> Source:
        """A file on disk."""
        return cls(path.name, lambda: path.open("rb"))

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> Source:
        """Bytes in memory."""
        return cls(name, lambda: io.BytesIO(content))

    def head(self, length: int = HEAD) -> bytes:
        """The first bytes, by which the format is recognised."""
        with self.open() as stream:
            return stream.read(length)

    def digest(self) -> str:
        """SHA-256 of the content, in hex, read in pieces."""
        found = hashlib.sha256()
        with self.open() as stream:
            while piece := stream.read(1 << 20):
                found.update(piece)
        return found.hexdigest()
