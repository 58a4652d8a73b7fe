"""Puts recipients on a mailing, from a list or from the people one knows, each with a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kithwork.boards.names import normal_name
from kithwork.campaign.mailing import BY_HAND, expect_draft
from kithwork.campaign.mailing_list import Listed
from kithwork.campaign.mailing_merge import MissingFieldError, fields_of, merged
from kithwork.campaign.mailing_refuse import person_at, refusal, was_forgotten
from kithwork.campaign.models import Mailing, Recipient
from kithwork.people.models import Owner, Person
from kithwork.people.rows import Unreadable

State = Recipient.State


@dataclass(frozen=True)
class Row:
    """What becomes of one row: `added`, `left out`, `unreadable` or `doubled`; and why."""

    line: int | None
    who: str
    what: str
    why: str = ""


@transaction.atomic
def take_in(
    mailing: Mailing, rows: Iterable[Listed | Unreadable], *, store: bool = True
) -> list[Row]:
    """Add everybody on a list, and say of each row what became of it; without `store`, only say."""
    expect_draft(mailing)
    forgotten = was_forgotten(mailing.owner)
    there = dict(mailing.recipients.values_list("key", "line"))
    report: list[Row] = []
    for row in rows:
        if isinstance(row, Unreadable):
            report.append(Row(row.line, row.text, "unreadable", row.reason))
        elif row.key in there:
            report.append(Row(row.line, row.name or row.email, "doubled", _where(there[row.key])))
        elif forgotten(row):
            report.append(Row(row.line, "(forgotten)", "left out", "stays out"))
        else:
            made = _letter(mailing, row)
            there[row.key] = row.line
            if store:
                made.save()
            what = "added" if made.state == State.WAITING else "left out"
            report.append(Row(row.line, str(made), what, made.reason))
    return report


def listed_person(person: Person) -> Listed:
    """Somebody one knows, as a list would give them."""
    points = {p.kind: p.value for p in reversed(person.contact_points.all())}
    position = person.current_position()
    address = "\n".join(
        part.strip()
        for line in points.get("address", "").splitlines()
        for part in line.split(",")
        if part.strip()
    )
    words = person.name.split()
    said = {
        "name": person.name,
        "given": person.given_name or words[0],
        "family": person.family_name or (words[-1] if len(words) > 1 else ""),
        "employer": position.organisation.name if position else "",
        "role": position.title if position else person.headline,
        "email": points.get("email", ""),
        "address": address,
        "location": person.location,
    }
    kept = {name: value for name, value in said.items() if value}
    return Listed(person.name, said["email"], address, kept, None, person.pk)


def people_at(owner: Owner, employer: str) -> list[Person]:
    """The people one knows of at an employer, who can be written to."""
    at = owner.people.known().at(normal_name(employer))
    reachable = at.filter(contact_points__kind__in=["email", "address"]).distinct()
    return list(reachable.prefetch_related("contact_points", "positions__organisation"))


@transaction.atomic
def rewrite(mailing: Mailing, subject: str, text: str) -> int:
    """Change the words; every letter is made anew and must be looked at again.

    Returns how many letters are to go now. Raises KithworkError for a brace that is no field.
    """
    expect_draft(mailing)
    fields_of(subject, text)
    mailing.subject, mailing.text = subject.strip()[:300], text
    mailing.save(update_fields=["subject", "text"])
    for one in mailing.recipients.select_related("person"):
        if one.state == State.WAITING or (one.state == State.LEFT_OUT and one.reason != BY_HAND):
            _fill(mailing, one)
            one.looked_at = None
            one.save()
    return mailing.recipients.to_go().count()


def put_back(recipient: Recipient, now: dt.datetime) -> Recipient:
    """Take in again what was left out by hand, where nothing else speaks against it."""
    expect_draft(recipient.mailing)
    if recipient.state in (State.LEFT_OUT, State.NOT_SENT):
        _fill(recipient.mailing, recipient)
        recipient.tries, recipient.looked_at = 0, None
        recipient.save()
    return recipient


def _letter(mailing: Mailing, row: Listed) -> Recipient:
    made = Recipient(
        mailing=mailing, person=person_at(mailing.owner, row), line=row.line, name=row.name,
        email=row.email, address=row.address, fields=dict(row.fields), key=row.key,
    )  # fmt: skip
    return _fill(mailing, made)


def _fill(mailing: Mailing, one: Recipient) -> Recipient:
    """Merge the letter, and say why it can't go where it can't."""
    one.reason = _unreachable(mailing, one) or refusal(mailing, one.key, one.person)
    try:
        one.subject = " ".join(merged(mailing.subject, one.fields).split())[:300]
        one.text = merged(mailing.text, one.fields)
    except MissingFieldError as error:
        one.reason = one.reason or str(error)
    one.state = State.LEFT_OUT if one.reason else State.WAITING
    return one


def _unreachable(mailing: Mailing, one: Recipient) -> str:
    if mailing.on_paper:
        return "" if one.address else "There is no postal address."
    return "" if one.email else "There is no e-mail address."


def _where(line: int | None) -> str:
    return f"the same as line {line}" if line else "is on this mailing already"


def summed(report: Sequence[Row]) -> dict[str, int]:
    """How many rows came to what."""
    count: Callable[[str], int] = [row.what for row in report].count
    return {what: count(what) for what in ("added", "left out", "doubled", "unreadable")}
