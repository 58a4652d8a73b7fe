"""Where everything stands on the paper: pure, in millimetres from the upper left corner.

A4 follows DIN 5008, form B: the address in the window of a DL envelope, fold marks at 105 and
210 mm. US Letter is placed for the left window of a No. 10 envelope, folded in thirds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

MM = 72 / 25.4
LEADING = 1.36
SIZE = 10.5
SMALL = 7.5
SIGNATURE = 14.0  # mm that stay free for writing one's name by hand

Width = Callable[[str, float], float]


@dataclass(frozen=True)
class Sheet:
    """A size of paper and where its parts begin, in mm; `folds` are the marks at the left edge."""

    width: float
    height: float
    left: float
    right: float
    head: float
    return_line: float
    address: float
    address_width: float
    date: float
    text: float
    folds: tuple[float, ...]
    next_page: float = 25.0
    bottom: float = 22.0

    @property
    def measure(self) -> float:
        """The width of the text, in mm."""
        return self.width - self.left - self.right


A4 = Sheet(210, 297, 25, 20, 15, 60.5, 66, 80, 98.5, 109, (105, 148.5, 210))
US_LETTER = Sheet(215.9, 279.4, 25.4, 25.4, 15, 59.5, 65, 80, 98, 108, (93.1, 186.3))


@dataclass(frozen=True)
class Letter:
    """All that stands on one letter; an empty part is left away.

    `signed` is the name under which one signs, `return_line` the sender in one line, above the
    recipient in the window.
    """

    sender: tuple[str, ...]
    to: tuple[str, ...]
    date: str
    subject: str
    text: str
    signed: str = ""
    return_line: str = ""


@dataclass(frozen=True)
class Placed:
    """One line of text: its baseline from the upper left corner in mm, its size in points."""

    x: float
    y: float
    text: str
    size: float = SIZE
    bold: bool = False


@dataclass
class Page:
    """One side of a sheet."""

    lines: list[Placed] = field(default_factory=list)
    folds: tuple[float, ...] = ()


def laid_out(letter: Letter, sheet: Sheet, width: Width) -> list[Page]:
    """The pages of a letter; `width` tells how many points wide a text of a size is.

    What goes to nobody goes into no envelope, and begins at the top.
    """
    if not letter.to:
        sheet = replace(sheet, date=20, text=30, folds=())
    first = Page(folds=sheet.folds)
    _head(first, letter, sheet, width)
    pages, y = [first], sheet.text
    if letter.subject:
        for line in wrapped(letter.subject, sheet.measure, SIZE, width):
            first.lines.append(Placed(sheet.left, y, line, SIZE, bold=True))
            y += _step()
        y += _step()
    for said in _text_lines(letter, sheet, width):
        if y > sheet.height - sheet.bottom:
            pages.append(Page())
            y = sheet.next_page
        if said is None:
            y += SIGNATURE
        else:
            pages[-1].lines.append(Placed(sheet.left, y, said))
            y += _step()
    if len(pages) > 1:
        _number(pages, sheet, width)
    return pages


def wrapped(text: str, measure: float, size: float, width: Width) -> list[str]:
    """A paragraph in lines no wider than `measure` mm; a word too long for a line is divided."""
    lines, line = [], ""
    for word in text.split(" "):
        for piece in _pieces(word, measure * MM, size, width):
            longer = f"{line} {piece}" if line else piece
            if line and width(longer, size) > measure * MM:
                lines.append(line)
                line = piece
            else:
                line = longer
    return [*lines, line]


def _head(page: Page, letter: Letter, sheet: Sheet, width: Width) -> None:
    right = sheet.width - sheet.right
    for number, line in enumerate(letter.sender):
        size = 12 if number == 0 else 9
        x = right - width(line, size) / MM
        page.lines.append(Placed(x, sheet.head + number * 4.4, line, size, bold=number == 0))
    if letter.to and letter.return_line:
        line = _fitted(letter.return_line, sheet.address_width, SMALL, width)
        page.lines.append(Placed(sheet.left, sheet.return_line, line, SMALL))
    y = sheet.address
    for line in letter.to:
        for piece in wrapped(line, sheet.address_width, SIZE, width):
            page.lines.append(Placed(sheet.left, y, piece))
            y += 4.6
    x = right - width(letter.date, SIZE) / MM
    page.lines.append(Placed(x, sheet.date, letter.date))


def _text_lines(letter: Letter, sheet: Sheet, width: Width) -> list[str | None]:
    """The lines of the text; None stands for the room of the signature, before the signed name."""
    lines: list[str | None] = []
    blocks = letter.text.strip().split("\n")
    for number, block in enumerate(blocks):
        rest = "\n".join(blocks[number:]).strip()
        if letter.signed and rest == letter.signed and block.strip() == letter.signed:
            while lines and lines[-1] == "":
                lines.pop()
            lines.append(None)
        lines += wrapped(block.rstrip(), sheet.measure, SIZE, width)
    return lines


def _pieces(word: str, measure: float, size: float, width: Width) -> list[str]:
    pieces = []
    while width(word, size) > measure and len(word) > 1:
        fitting = (n for n in range(len(word) - 1, 1, -1) if width(word[:n], size) <= measure)
        count = next(fitting, 1)
        pieces.append(word[:count])
        word = word[count:]
    return [*pieces, word]


def _fitted(text: str, measure: float, size: float, width: Width) -> str:
    while len(text) > 1 and width(text, size) > measure * MM:
        text = text[:-2].rstrip(" ·") + "…"
    return text


def _number(pages: Sequence[Page], sheet: Sheet, width: Width) -> None:
    for number, page in enumerate(pages, 1):
        told = f"Page {number} of {len(pages)}"
        x = sheet.width - sheet.right - width(told, SMALL) / MM
        page.lines.append(Placed(x, sheet.height - 12, told, SMALL))


def _step() -> float:
    return SIZE * LEADING / MM
