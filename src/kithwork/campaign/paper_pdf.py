"""Writes laid-out pages as one PDF with the font embedded."""

from __future__ import annotations

import io
from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from kithwork.campaign.paper_font import font, printable, refuse_unknown_signs, width
from kithwork.campaign.paper_layout import MM, Letter, Page, Sheet, laid_out

_BOLD = 0.25  # points of outline: the package carries one weight as plain outlines


def letters_pdf(letters: Iterable[Letter], sheet: Sheet, title: str) -> bytes:
    """All letters in one PDF, each beginning on a page of its own.

    Raises NoSignsError where the font lacks a sign: nothing is ever printed as an empty box.
    """
    font()
    pages = [page for letter in letters for page in laid_out(_cleaned(letter), sheet, width)]
    return pages_pdf(pages, sheet, title)


def pages_pdf(pages: Iterable[Page], sheet: Sheet, title: str) -> bytes:
    """Pages as they were laid out."""
    name = font().fontName
    into = io.BytesIO()
    canvas = Canvas(into, pagesize=(sheet.width * MM, sheet.height * MM), lang="en")
    canvas.setTitle(title)
    canvas.setCreator("Kithwork")
    for page in pages:
        _draw(canvas, page, sheet, name)
        canvas.showPage()
    canvas.save()
    return into.getvalue()


def _draw(canvas: Canvas, page: Page, sheet: Sheet, name: str) -> None:
    canvas.setLineWidth(0.4)
    for fold in page.folds:
        canvas.line(4 * MM, (sheet.height - fold) * MM, 8 * MM, (sheet.height - fold) * MM)
    canvas.setLineWidth(_BOLD)
    for line in page.lines:
        canvas.saveState()  # the weight of a line must not pass to the next
        text = canvas.beginText(line.x * MM, (sheet.height - line.y) * MM)
        text.setFont(name, line.size)
        text.setTextRenderMode(2 if line.bold else 0)
        text.textOut(line.text)
        canvas.drawText(text)
        canvas.restoreState()


def _cleaned(letter: Letter) -> Letter:
    """The letter as it can be set, or the sentence that says why not."""
    refuse_unknown_signs(
        *letter.sender, *letter.to, letter.date, letter.subject, letter.text, letter.signed
    )
    return Letter(
        tuple(map(printable, letter.sender)),
        tuple(map(printable, letter.to)),
        printable(letter.date),
        printable(letter.subject),
        printable(letter.text),
        printable(letter.signed),
        printable(letter.return_line),
    )
