"""The font that letters on paper are set in, and what it has no signs for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFont  # type: ignore[import-untyped]

from kithwork.errors import KithworkError

FONT = "Kithwork"
_IN_PACKAGE = ("fontpkg_noto_sans", "files/NotoSans[[]wdth,wght[]].ttf")
_ON_THE_SYSTEM = (
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/System/Library/Fonts/Supplemental/Arial.ttf",
    "C:/Windows/Fonts/arial.ttf",
)
# Letters of these scripts stand side by side from left to right; others need shaping, which the
# PDF would lack.
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "MODIFIER", "FEMININE", "MASCULINE", "MICRO", "OHM",
            "KELVIN", "ANGSTROM")  # fmt: skip


class NoSignsError(KithworkError):
    """The font has no signs for something in the letter."""


@cache
def font() -> TTFont:
    """The font, registered; from the package that carries it, or from the system.

    Raises KithworkError where there is none.
    """
    for path in _places():
        try:
            found = TTFont(FONT, str(path))
        except (TTFError, OSError):
            continue
        pdfmetrics.registerFont(found)
        return found
    raise KithworkError(
        "There is no font to make a PDF with; install the package fontpkg-noto-sans, or print the "
        "letter's page from your browser."
    )


def width(text: str, size: float) -> float:
    """How wide the text is, in points."""
    return float(pdfmetrics.stringWidth(text, font().fontName, size))


def printable(text: str) -> str:
    """The text in composed form, with tabs and invisible signs taken out."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\r\n", "\n"))
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def refuse_unknown_signs(*texts: str) -> None:
    """Raise NoSignsError, which names them, where the font can't set a text as it is written."""
    known = font().face.charToGlyph
    unknown = dict.fromkeys(
        sign
        for text in texts
        for sign in printable(text)
        if sign != "\n" and (ord(sign) not in known or not _stands_alone(sign))
    )
    if unknown:
        some = "".join(list(unknown)[:12])
        raise NoSignsError(
            f"The font of the PDF can't set “{some}”. Print the letter's page from your browser "
            "instead: it uses the fonts of your computer."
        )


def _stands_alone(sign: str) -> bool:
    """Whether a sign needs no shaping: any that is no letter, and letters of the plain scripts."""
    if unicodedata.category(sign)[0] not in "LM":
        return True
    return unicodedata.name(sign, "").startswith(_SCRIPTS)


def _places() -> Iterator[Path]:
    package, pattern = _IN_PACKAGE
    if (spec := find_spec(package)) and spec.origin:
        yield from Path(spec.origin).parent.glob(pattern)
    yield from map(Path, _ON_THE_SYSTEM)
