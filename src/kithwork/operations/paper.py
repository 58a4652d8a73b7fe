"""What can be asked about letters on paper: the sender's head, and PDFs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from kithwork.campaign.models import Letterhead
from kithwork.campaign.paper import letter_on_paper, letterhead_of, owed_on_paper, sheet_of
from kithwork.campaign.paper_layout import Letter, Sheet
from kithwork.campaign.paper_meeting import sheet_for_notes
from kithwork.campaign.paper_pdf import letters_pdf
from kithwork.errors import KithworkError
from kithwork.operations.find import approach_of, follow_up_of, meeting_of
from kithwork.operations.registry import operation
from kithwork.people.models import Owner
from kithwork.people.share import write
from kithwork.words import counted

PARTS = ("name", "address", "country", "place", "phone", "email")


@dataclass(frozen=True)
class HeadShown:
    """The sender as letters show them."""

    name: str
    address: str
    country: str
    place: str
    phone: str
    email: str
    paper: str

    @classmethod
    def of(cls, head: Letterhead) -> HeadShown:
        """The stored letterhead as plain values."""
        paper = "US Letter" if head.us_letter else "A4"
        return cls(head.name, head.address, head.country, head.place, head.phone, head.email, paper)

    def __str__(self) -> str:
        address = self.address or "No address is written down yet."
        told = "\n".join(line for line in (self.name, address, self.phone, self.email) if line)
        return f"{told}\nPaper: {self.paper}"


@operation("letter head")
def letter_head(
    owner: Owner,
    *,
    name: Annotated[str | None, "your name, as it stands on letters"] = None,
    address: Annotated[list[str] | None, "a line of your postal address; may be repeated"] = None,
    country: Annotated[str | None, "two letters, such as DE or US; decides about the paper"] = None,
    place: Annotated[str | None, "stands before the date"] = None,
    phone: str | None = None,
    email: str | None = None,
) -> HeadShown:
    """Show the sender's address of letters on paper, or change those parts that you give."""
    head = letterhead_of(owner)
    lines = "\n".join(line.strip() for line in address) if address else None
    said = dict(zip(PARTS, (name, lines, country, place, phone, email), strict=True))
    if given := {part: value.strip() for part, value in said.items() if value is not None}:
        head = keep_head(head, given)
    return HeadShown.of(head)


def keep_head(head: Letterhead, given: dict[str, str]) -> Letterhead:
    """Store parts of the letterhead. Raises KithworkError for a country that is none."""
    country = given.get("country", "").upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise KithworkError("Write the country with two letters, such as DE or US.")
    for part, value in given.items():
        setattr(head, part, country if part == "country" else value)
    head.save()
    return head


@dataclass(frozen=True)
class Printed:
    """A PDF that was written."""

    file: Path
    letters: int

    def __str__(self) -> str:
        return f"{self.file} is ready to print ({counted(self.letters, 'letter')})."


@operation("letter print")
def letter_print(
    owner: Owner,
    approach: Annotated[str, "the approach: its number, or the person"] = "",
    *,
    output: Annotated[Path, "a new file, such as letter.pdf"],
    now: dt.datetime,
    promise: Annotated[int, "the letter of this promise instead"] = 0,
    meeting: Annotated[str, "the sheet of this meeting instead: its number, or the person"] = "",
) -> Printed:
    """Write a letter to paper as a PDF: your address, theirs, place and date, room to sign."""
    sheet = sheet_of(letterhead_of(owner))
    if promise:
        letter = owed_on_paper(follow_up_of(owner, promise), now)
    elif meeting:
        letter = sheet_for_notes(meeting_of(owner, meeting))
    elif approach:
        letter = letter_on_paper(approach_of(owner, approach), now)
    else:
        raise KithworkError("Say which letter: an approach, --promise or --meeting.")
    return print_to(Path(output), [letter], sheet, letter.subject or "Letter")


def print_to(file: Path, letters: Iterable[Letter], sheet: Sheet, title: str) -> Printed:
    """Write the letters into one new PDF file."""
    every = list(letters)
    if not every:
        raise KithworkError("There is no letter to print.")
    write(file, letters_pdf(every, sheet, title))
    return Printed(file, len(every))
