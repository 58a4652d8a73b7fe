"""What can be asked about mass mailings until they go: words, recipients, a look at each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import click

from kithwork.campaign import mailing as acts
from kithwork.campaign import mailing_fill as fill
from kithwork.campaign.begin import current_campaign
from kithwork.campaign.mailing_answers import counts
from kithwork.campaign.mailing_list import Listed, read_list
from kithwork.campaign.models import Mailing, Recipient
from kithwork.clock import day
from kithwork.errors import KithworkError
from kithwork.numbers import row_number
from kithwork.operations.find import person_of
from kithwork.operations.registry import operation
from kithwork.people.imports.source import Source
from kithwork.people.models import Owner
from kithwork.people.rows import Unreadable
from kithwork.words import counted

WHICH = "which mailing (number or name); the latest if left out"


def mailing_of(owner: Owner, which: str = "") -> Mailing:
    """The mailing meant: by number or name, or the latest one."""
    found = owner.mailings.all()
    if not which.strip():
        if latest := found.first():
            return latest
        raise KithworkError("There is no mailing yet; 'kithwork mailing begin' begins one.")
    number = row_number(which)
    if number is not None:
        found = found.filter(pk=number)
    else:
        found = found.filter(name__icontains=which.strip())
    several = list(found[:5])
    if len(several) == 1:
        return several[0]
    if not several:
        raise KithworkError(f"There is no mailing {which!r}.")
    names = "; ".join(f"{one.pk} {one}" for one in several)
    raise KithworkError(f"Several mailings fit {which!r}: {names}. Give the number.")


def recipient_of(mailing: Mailing, who: str) -> Recipient:
    """The recipient meant: by the letter's number, an e-mail address or a name."""
    found = mailing.recipients.all()
    if (number := row_number(who)) is not None:
        one = found.filter(pk=number).first()
    else:
        several = list(found.filter(email__iexact=who.strip())[:1]) or list(
            found.filter(name__icontains=who.strip())[:2]
        )
        one = several[0] if len(several) == 1 else None
    if one is None:
        raise KithworkError(f"No one letter is to {who!r}; 'kithwork mailing preview' lists them.")
    return one


@dataclass(frozen=True)
class MailingShown:
    """A mailing: how it stands, what it reads as, how far it is."""

    id: int
    name: str
    channel: str
    state: str
    subject: str
    text: str
    reads_as: str
    findings: tuple[str, ...]
    an_hour: int
    hours: str
    counts: dict[str, int]
    sentence: str
    why_stopped: str

    @classmethod
    def of(cls, one: Mailing) -> MailingShown:
        """The stored mailing as plain values."""
        reading = acts.read_mailing(one) if one.text.strip() else None
        seen = counts(one)
        return cls(
            one.pk, one.name, one.channel, one.state, one.subject, one.text,
            reading.technique if reading else "",
            tuple(finding.message for finding in reading.findings) if reading else (),
            one.an_hour, f"{one.from_hour} to {one.until_hour}",
            {part: getattr(seen, part) for part in PARTS}, seen.sentence, one.why_stopped,
        )  # fmt: skip

    def __str__(self) -> str:
        head = f"Mailing {self.id}, {self.name}: {self.state} ({self.channel})"
        letters = counted(self.an_hour, "letter")
        pace = f"At most {letters} an hour, {self.hours} o'clock on working days."
        told = [head, self.sentence, *([pace] if self.channel == "email" else [])]
        told += [f"Stopped: {self.why_stopped}"] if self.why_stopped else []
        told += [f"! {finding}" for finding in self.findings]
        if self.state == "drafted":
            told += ["", f"Subject: {self.subject}", "", self.text]
        return "\n".join(told)


PARTS = ("waiting", "sent", "left_out", "unsure", "not_sent", "yes", "no", "bounced", "silent")


@operation("mailing begin")
def mailing_begin(
    owner: Owner,
    name: str,
    *,
    now: dt.datetime,
    channel: Annotated[Literal["email", "letter"], "letter: on paper"] = "email",
    subject: str = "",
    text: Annotated[str, "the letter with {fields}; left out, an honest one is proposed"] = "",
) -> MailingShown:
    """Begin a mass mailing: direct contact, never networking. Nothing is sent."""
    campaign = current_campaign(owner, now)
    made = acts.begin(campaign, name, now, channel=channel, subject=subject, text=text)
    return MailingShown.of(made)


@operation("mailing list")
def mailing_list(owner: Owner) -> list[MailingShown]:
    """List every mailing and what came of it."""
    return [MailingShown.of(one) for one in owner.mailings.all()]


@operation("mailing write")
def mailing_write(
    owner: Owner,
    file: Annotated[str, "the letter with {fields}: a file, or - for standard input"],
    *,
    subject: Annotated[str | None, "left out: as it is"] = None,
    mailing: Annotated[str, WHICH] = "",
) -> MailingShown:
    """Write the letter anew; each recipient's is made afresh and has to be looked at again."""
    one = mailing_of(owner, mailing)
    fill.rewrite(one, one.subject if subject is None else subject, _text(file))
    return MailingShown.of(one)


@dataclass(frozen=True)
class RowTold:
    """What became of one row."""

    line: int | None
    who: str
    what: str
    why: str

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.who}: {self.what}{f', {self.why}' if self.why else ''}"


@operation("mailing add")
def mailing_add(
    owner: Owner,
    file: Annotated[Path | None, "a CSV with a header: name,employer,email or address"] = None,
    *,
    person: Annotated[list[str] | None, "somebody you know of; may be repeated"] = None,
    employer: Annotated[list[str] | None, "all you know of there; may be repeated"] = None,
    preview: Annotated[bool, "only say what would become of each row"] = False,
    mailing: Annotated[str, WHICH] = "",
) -> list[RowTold]:
    """Add recipients from a list, people or employers, and say what became of each."""
    rows: list[Listed | Unreadable] = []
    if file is not None:
        if not Path(file).is_file():
            raise KithworkError(f"There is no file {file}.")
        rows += read_list(Source.of_path(Path(file)))
    rows += [fill.listed_person(person_of(owner, who)) for who in person or ()]
    rows += [fill.listed_person(p) for name in employer or () for p in fill.people_at(owner, name)]
    if not rows:
        raise KithworkError("Nobody is there to add; give a file, --person or --employer.")
    return told(fill.take_in(mailing_of(owner, mailing), rows, store=not preview))


def told(rows: Iterable[fill.Row]) -> list[RowTold]:
    """Rows as plain values."""
    return [RowTold(row.line, row.who, row.what, row.why) for row in rows]


@dataclass(frozen=True)
class LetterShown:
    """One letter as it will go, or why it doesn't."""

    id: int
    to: str
    email: str
    state: str
    reason: str
    subject: str
    text: str
    answer: str
    replied_at: dt.datetime | None = None

    @classmethod
    def of(cls, one: Recipient) -> LetterShown:
        """The stored letter as plain values."""
        return cls(
            one.pk,
            str(one),
            one.email,
            one.state,
            one.reason,
            one.subject,
            one.text,
            one.answer,
            one.replied_at,
        )

    def __str__(self) -> str:
        why = f" ({self.reason})" if self.reason else ""
        back = f", answer: {self.answer}" if self.answer else ""
        if self.replied_at and not self.answer:
            back = f", a message came {day(self.replied_at)}: say what it said"
        head = f"--- {self.id}: {self.to} {self.email}: {self.state}{why}{back}"
        if self.state != "waiting":
            return head
        return f"{head}\nSubject: {self.subject}\n\n{self.text}\n"


@operation("mailing preview")
def mailing_preview(
    owner: Owner,
    *,
    now: dt.datetime,
    limit: Annotated[int, "at most so many at once; ask again for the next"] = 10,
    all_: Annotated[bool, "every letter, also those looked at and left out"] = False,
    mailing: Annotated[str, WHICH] = "",
) -> list[LetterShown]:
    """Show letters as they will go; those shown in full count as looked at."""
    one = mailing_of(owner, mailing)
    if all_:
        return [LetterShown.of(letter) for letter in one.recipients.all()]
    letters = list(one.recipients.to_go().filter(looked_at=None)[: max(1, limit)])
    if one.is_drafted:
        acts.look_at(one, [letter.pk for letter in letters], now)
    return [LetterShown.of(letter) for letter in letters]


@operation("mailing leave-out")
def mailing_leave_out(
    owner: Owner, recipient: str, *, mailing: Annotated[str, WHICH] = ""
) -> LetterShown:
    """Leave one RECIPIENT out (the letter's number, an e-mail address or a name)."""
    return LetterShown.of(acts.leave_out(recipient_of(mailing_of(owner, mailing), recipient)))


@operation("mailing confirm")
def mailing_confirm(
    owner: Owner, *, now: dt.datetime, mailing: Annotated[str, WHICH] = ""
) -> MailingShown:
    """Say that these letters may go as they are; each must have been looked at."""
    return MailingShown.of(acts.confirm(mailing_of(owner, mailing), now))


@operation("mailing reopen")
def mailing_reopen(owner: Owner, *, mailing: Annotated[str, WHICH] = "") -> MailingShown:
    """Take a confirmed or stopped mailing back to a draft, to change it."""
    return MailingShown.of(acts.reopen(mailing_of(owner, mailing)))


def _text(file: str) -> str:
    try:
        with click.open_file(file, encoding="utf-8", errors="replace") as letter:
            return str(letter.read())
    except OSError as error:
        raise KithworkError(
            f"{file} can't be read; give a file, or - for what you type."
        ) from error
