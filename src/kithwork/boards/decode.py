"""Reads the bytes of an answer as the text that they mean: packed, or in another encoding.

`openroles` reads everything as UTF-8. Older careers sites and feeds write Latin-1 or
Windows-1252, and many sitemaps are files packed with gzip. An answer that is UTF-8 is
looked at no further.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from email.message import Message
from typing import Any

Read = Callable[[Any, int], tuple[str, bool, int]]
"""`_http._read`: text, whether it is whole, and from how many bytes."""

LOST = "\ufffd"
_PACKED = b"\x1f\x8b"
# Declared by pages that are none of these, and by those that mean Windows' letters.
_NOT_MEANT = frozenset({"utf-8", "utf8", "us-ascii", "iso-8859-1", "latin-1", "latin1"})
_LOOKED_AT = 2048
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_XML_HEAD = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"'>]*["']""")


def as_meant(read: Read) -> Any:
    """The same reading, of texts in any encoding."""

    def reading(answer: Any, limit: int) -> tuple[str, bool, int]:
        heard = _Heard(answer)
        text, whole, size = read(heard, limit)
        if LOST in text:
            raw, unpacked_whole = _unpacked(heard, limit)
            text, whole = decoded(raw, _charset(answer.headers)), whole and unpacked_whole
        return _plain(text), whole, size

    return reading


class _Heard:
    """An answer that keeps the bytes that were read from it."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.raw = b""

    def read(self, limit: int) -> bytes:
        self.raw = self._answer.read(limit)
        return self.raw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._answer, name)


def _unpacked(heard: _Heard, limit: int) -> tuple[bytes, bool]:
    """The bytes out of their packing (on the way, or as a file), and whether they are whole."""
    raw, whole = heard.raw, True
    for _ in range(2):
        if not raw.startswith(_PACKED):
            break
        packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            raw = packed.decompress(raw, limit)
        except zlib.error:
            return b"", False
        whole = whole and packed.eof
    return raw, whole


def decoded(raw: bytes, declared: str = "") -> str:
    """Bytes as text: UTF-8 if they are that, else as declared, else as old pages write."""
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    read_as_utf8 = raw.decode("utf-8", "replace")
    if _mostly_utf8(read_as_utf8):
        return read_as_utf8
    said = (declared or _declared(raw)).lower()
    with suppress(LookupError, UnicodeError):
        if said not in _NOT_MEANT:
            return raw.decode(said, "replace")
    return raw.decode("cp1252", "replace")


def _mostly_utf8(text: str) -> bool:
    """A few broken bytes in a text that is otherwise UTF-8: other letters came through."""
    return sum(ch > "\x7f" for ch in text) > 2 * text.count(LOST)


def _declared(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = _DECLARED.search(raw[:_LOOKED_AT])
    return found[1].decode("ascii") if found else "cp1252"


def _charset(headers: Any) -> str:
    told = Message()
    told["Content-Type"] = str(headers.get("Content-Type") or "")
    return str(told.get_param("charset") or "").strip()


def _plain(text: str) -> str:
    """Without a mark of its encoding, which it had as bytes: it would be read in that again."""
    text = text.removeprefix("\ufeff")
    return _XML_HEAD.sub(r"\1", text, count=1) if text.startswith("<?xml") else text
