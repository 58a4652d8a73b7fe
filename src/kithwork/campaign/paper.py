"""Letters on paper: the sender's head, the recipient's address, place and date, the text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from kithwork.campaign.letter import letter_owed
from kithwork.campaign.mailing_fill import listed_person
from kithwork.campaign.models import Approach, FollowUp, Letterhead, Mailing, Recipient
from kithwork.campaign.paper_layout import A4, US_LETTER, Letter, Sheet
from kithwork.errors import KithworkError
from kithwork.people.imports.own_csv import safe
from kithwork.people.models import Owner, Person

AT_HOME = ("home", "private", "privat")
SPOKEN = (Approach.Channel.PHONE, Approach.Channel.IN_PERSON)


def letterhead_of(owner: Owner) -> Letterhead:
    """The owner's letterhead; one that nobody has filled in yet is not stored."""
    found = Letterhead.objects.filter(owner=owner).first()
    return found or Letterhead(owner=owner, name=owner.get_full_name(), email=owner.email)


def sheet_of(head: Letterhead) -> Sheet:
    """The paper of the sender's country."""
    return US_LETTER if head.us_letter else A4


def letter_on_paper(approach: Approach, now: dt.datetime) -> Letter:
    """A drafted or sent letter, or what to say, as it stands on paper.

    Raises KithworkError where nothing is written.
    """
    if not approach.text.strip():
        raise KithworkError(f"Nothing is written to {approach.person} yet.")
    if approach.channel in SPOKEN:
        return Letter((), (), "", f"What to say to {approach.person}", approach.text)
    day = approach.sent_at or now
    return _letter(
        approach.owner, address_of(approach.person), approach.subject, approach.text, day
    )


def owed_on_paper(owed: FollowUp, now: dt.datetime) -> Letter:
    """Thanks, a report back or a reminder on paper."""
    written = letter_owed(owed, now)
    if written is None:
        raise KithworkError("This promise needs no letter.")
    return _letter(owed.owner, address_of(owed.person), written.subject, written.body, now)


def mailing_on_paper(mailing: Mailing, now: dt.datetime) -> list[Letter]:
    """Every letter of a mailing that is to go or went; the whole as it lies on the printer."""
    if mailing.is_drafted:
        raise KithworkError("Look at the letters and confirm the mailing first.")
    return [
        _letter(mailing.owner, lines_of(one), one.subject, one.text, one.sent_at or now)
        for one in mailing.recipients.on_paper()
    ]


def addresses_csv(recipients: Sequence[Recipient]) -> str:
    """Name, employer and address lines of each letter, that no spreadsheet takes for formulas."""
    rows = [lines_of(one) for one in recipients]
    most = max((len(row) for row in rows), default=1)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"line {number}" for number in range(1, most + 1)])
    for row in rows:
        writer.writerow([safe(line) for line in row] + [""] * (most - len(row)))
    return out.getvalue()


def address_of(person: Person) -> tuple[str, ...]:
    """Name, role, organisation and postal address, as far as each is known."""
    listed = listed_person(person)
    point = person.contact_points.filter(kind="address").first()
    if point and point.label.casefold() in AT_HOME:
        return _address(listed.name, {}, listed.address)
    return _address(listed.name, listed.fields, listed.address)


def lines_of(one: Recipient) -> tuple[str, ...]:
    """The recipient of a mailing as it stands in the window."""
    return _address(one.name, one.fields, one.address)


def day_on_paper(head: Letterhead, day: dt.date) -> str:
    """Place and date as the sender's country writes them."""
    said = f"{day:%B} {day.day}, {day.year}" if head.us_letter else f"{day.day} {day:%B} {day.year}"
    return f"{head.place}, {said}" if head.place else said


def sender_lines(head: Letterhead) -> tuple[str, ...]:
    """The sender's head, line by line."""
    lines = (head.name, *head.address.splitlines(), head.phone, head.email)
    return tuple(line.strip() for line in lines if line.strip())


def _letter(owner: Owner, to: tuple[str, ...], subject: str, text: str, day: dt.datetime) -> Letter:
    head = letterhead_of(owner)
    last = text.strip().rpartition("\n")[2].strip()
    signed = last if last in (owner.first_name, owner.get_full_name(), head.name) else ""
    date = day_on_paper(head, owner.today(day))
    lines = [line.strip() for line in (head.name, *head.address.splitlines()) if line.strip()]
    back = " · ".join(lines) if len(lines) > 1 else ""
    return Letter(sender_lines(head), to, date, subject, text, signed, back)


def _address(name: str, said: object, postal: str) -> tuple[str, ...]:
    known = said if isinstance(said, dict) else {}
    employer = str(known.get("employer", ""))
    lines = [employer, name, str(known.get("role", ""))] if employer else [name]
    whole = [line for line in (*lines, *postal.splitlines()) if line.strip()]
    return tuple(dict.fromkeys(whole))
