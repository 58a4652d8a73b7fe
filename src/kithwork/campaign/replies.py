"""Looks through a mailbox for what came back: headers only, and notes that one sent to oneself."""

from __future__ import annotations

import datetime as dt
import imaplib
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from kithwork.campaign.models import Approach, Mail, Mailing, MailPlace, Outgoing, Recipient
from kithwork.campaign.notes import READ_AT_MOST, catch_note, is_caught, note_text
from kithwork.campaign.replies_header import NAMES, Came, came, failed_in
from kithwork.campaign.replies_match import Letters, Waiting, match
from kithwork.campaign.replies_record import record
from kithwork.campaign.send import confirm
from kithwork.people.imports import imap
from kithwork.people.imports.mail import mark_of
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.models import Account, Owner
from kithwork.people.read_accounts import chosen, opened

WAITS = dt.timedelta(days=90)  # an answer later than this is told by its sender, not by us
NOTES_SINCE = dt.timedelta(days=7)
REPORT_LIMIT = 16_384
_WAITING = (Approach.State.SENT, Approach.State.NO_ANSWER)


@dataclass
class Looked:
    """What was found in a mailbox."""

    replies: int = 0
    automatic: int = 0
    bounces: int = 0
    notes: int = 0

    @property
    def any(self) -> bool:
        """Whether there was anything."""
        return bool(self.replies + self.automatic + self.bounces + self.notes)

    def __str__(self) -> str:
        counted = (
            (self.replies, "seem to be answers"),
            (self.automatic, "automatic answers"),
            (self.bounces, "did not arrive"),
            (self.notes, "notes to yourself"),
        )
        return ", ".join(f"{count} {what}" for count, what in counted if count) or "nothing new"

    def add(self, kind: str) -> None:
        """Count one sign of this kind."""
        name = {"reply": "replies", "automatic": "automatic", "bounce": "bounces"}[kind]
        setattr(self, name, getattr(self, name) + 1)


def look(account: Account, secret: str, now: dt.datetime) -> Looked:
    """Find what came back since the last time, folder by folder.

    Nothing is asked of the server where nothing waits. Raises ImportFailedError, a sentence.
    """
    looking = Looking.of(account, now)
    if looking.since is None:
        return looking.found
    with opened(account, secret) as session:
        for folder in _folders(looking, imap.folders(session)):
            _look_through(session, folder, looking)
    return looking.found


@dataclass
class Looking:
    """For what a mailbox is looked through, and what was found so far."""

    account: Account
    now: dt.datetime
    own: frozenset[str]
    letters: Letters
    unsure: dict[str, Mail]  # by the marks that their copies would have
    since: dt.date | None
    found: Looked

    @classmethod
    def of(cls, account: Account, now: dt.datetime) -> Looking:
        """Everything that waits for an answer, or for word on whether it left at all."""
        waiting = waiting_of(account.owner, now) + mailed_by(account.owner, now)
        unsure = list(Mail.objects.filter(owner=account.owner).unsure())
        times = [one.sent_at for one in waiting] + [mail.begun_at for mail in unsure]
        if account.note_address:
            times.append(now - NOTES_SINCE)
        since = (min(times) - dt.timedelta(days=1)).date() if times else None
        by_mark = {mark_of({"message-id": mail.message_id}): mail for mail in unsure}
        own = own_addresses(account)
        return cls(account, now, own, Letters.of(waiting), by_mark, since, Looked())


def waiting_of(owner: Owner, now: dt.datetime) -> list[Waiting]:
    """Every letter that may still be answered or come back."""
    mails = Mail.objects.filter(owner=owner, state=Mail.State.SENT, sent_at__gt=now - WAITS)
    sent = owner.approaches.filter(state__in=_WAITING, sent_at__gt=now - WAITS)
    by_mail = [
        Waiting(mail.approach_id, mail.pk, mail.sent_at, mail.message_id, mail.to_address)
        for mail in mails
        if mail.sent_at
    ]
    by_person = [
        Waiting(one.pk, None, one.sent_at, addresses=_addresses(one))
        for one in sent.select_related("person").prefetch_related("person__contact_points")
        if one.sent_at
    ]
    return by_mail + by_person


def mailed_by(owner: Owner, now: dt.datetime) -> list[Waiting]:
    """Every letter of a mailing by e-mail that nobody has answered yet."""
    letters = Recipient.objects.filter(
        mailing__owner=owner, mailing__channel=Mailing.Channel.EMAIL, answer="",
        sent_at__gt=now - WAITS,
    ).sent()  # fmt: skip
    rows = letters.values_list("pk", "sent_at", "message_id", "email")
    return [
        Waiting(None, None, at, message_id, email, frozenset({email.casefold()}), pk)
        for pk, at, message_id, email in rows
        if at
    ]


def own_addresses(account: Account) -> frozenset[str]:
    """The owner's own addresses, in lower case, as far as they are known."""
    owner = account.owner
    said = {owner.email, *owner.accounts.values_list("user", flat=True)}
    said |= {_without_plus(one) for one in owner.accounts.values_list("note_address", flat=True)}
    said |= set(Outgoing.objects.filter(owner=owner).values_list("address", flat=True))
    return frozenset(one.casefold() for one in said if "@" in one)


def _without_plus(address: str) -> str:
    """`me@example.org` for `me+kith@example.org`: the same mailbox."""
    user, plus, rest = address.partition("+")
    return f"{user}@{rest.rpartition('@')[2]}" if plus else ""


def _addresses(approach: Approach) -> frozenset[str]:
    points = approach.person.contact_points.all()
    return frozenset(one.value.strip().casefold() for one in points if one.kind == "email")


def _folders(looking: Looking, there: list[imap.Folder]) -> list[imap.Folder]:
    """Those that are read anyway; one's own letters only for one that may not have left."""
    account = looking.account
    folders = [one for one in chosen(account, there) if looking.unsure or not one.sent]
    wanted = account.note_folder.casefold()
    if not wanted or not account.note_address:
        return folders
    with_notes = [folder for folder in there if folder.shown.casefold() == wanted]
    if not with_notes:
        raise ImportFailedError(f"{account.address} has no folder {account.note_folder}.")
    return [*folders, *(folder for folder in with_notes if folder not in folders)]


def _look_through(session: imaplib.IMAP4, folder: imap.Folder, looking: Looking) -> None:
    """One folder: all that is asked of the server first, then noted with the place reached."""
    assert looking.since is not None
    at: dict[str, Any] = {"account": looking.account, "folder": folder.shown[:300]}
    place = MailPlace.objects.filter(**at).first()
    uids, reached = imap.new_since(session, folder, place.place if place else "", looking.since)
    headers = imap.headers(session, uids, NAMES)
    came_in = [(uid, one) for uid, raw in headers if (one := came(raw))]
    signs, notes = [], []
    for uid, one in came_in:
        if _is_note(one, looking):
            notes.append((one, _note(session, uid, one, looking)))
        elif sign := match(_with_report(session, uid, one), looking.letters, looking.own):
            signs.append(sign)
    with transaction.atomic():
        for _, one in came_in:
            _settle_copy(one, looking)
        for sign in signs:
            if record(sign, looking.now):
                looking.found.add(sign.came.kind)
        for one, said in notes:
            looking.found.notes += catch_note(looking.account.owner, one, said, looking.now)
        MailPlace.objects.update_or_create(**at, defaults={"place": reached})


def _settle_copy(one: Came, looking: Looking) -> None:
    """A copy of a letter of which nobody knew whether it left: it did."""
    if mail := looking.unsure.pop(one.mark, None):
        confirm(mail, mail.begun_at)


def _is_note(one: Came, looking: Looking) -> bool:
    """From oneself, to the address that was chosen for notes: only then is a text read."""
    wanted = looking.account.note_address.casefold()
    return bool(wanted) and wanted in one.to and one.sender in looking.own


def _note(session: imaplib.IMAP4, uid: int, one: Came, looking: Looking) -> str:
    if is_caught(looking.account.owner, one):
        return ""
    return note_text(imap.part(session, uid, "", READ_AT_MOST))


def _with_report(session: imaplib.IMAP4, uid: int, one: Came) -> Came:
    """A bounce with the addresses that its machine-made part names; its text stays unread."""
    if not one.reports:
        return one
    return replace(one, failed=one.failed | failed_in(imap.part(session, uid, "2", REPORT_LIMIT)))
