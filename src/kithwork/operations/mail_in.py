"""What can be asked about mail that comes: answers, letters that came back, notes to oneself."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Annotated, Literal

from django.core.exceptions import ValidationError

from kithwork.campaign.models import Sign
from kithwork.campaign.replies import Looked
from kithwork.campaign.replies_record import open_signs, settle_sign
from kithwork.clock import moment
from kithwork.errors import KithworkError
from kithwork.operations.accounts import account_of, look_for_answers
from kithwork.operations.registry import operation
from kithwork.people.models import Account, Owner

# The schedule calls a moment early or late: a little less than a quarter of an hour.
LOOKS_EVERY = dt.timedelta(minutes=14)
REST_AFTER_FAILURE = dt.timedelta(hours=6)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AnswersRead:
    """What came back in one mailbox, or why it could not be looked through."""

    name: str
    replies: int
    automatic: int
    bounces: int
    notes: int
    problem: str

    @classmethod
    def of(cls, account: Account, found: Looked, problem: str = "") -> AnswersRead:
        """What was found, as plain values."""
        counted = found.replies, found.automatic, found.bounces, found.notes
        return cls(account.name, *counted, problem)

    def __str__(self) -> str:
        found = Looked(self.replies, self.automatic, self.bounces, self.notes)
        return f"{self.name}: {self.problem or found}."


@operation("mail read")
def mail_read(owner: Owner, *, now: dt.datetime) -> list[AnswersRead]:
    """Look through the mail accounts for answers, letters that came back and notes to yourself.

    Headers alone tell answers; the text is read only of notes from you to the address chosen for
    them. An account that fails stops no other.
    """
    accounts = list(owner.accounts.filter(kind=Account.Kind.MAIL))
    if not accounts:
        raise KithworkError("There is no mail account yet; see: kithwork accounts add mail --help.")
    done = [_read(account, now) for account in accounts]
    if all(one.problem for one in done):
        raise KithworkError("\n".join(map(str, done)))
    return done


def _read(account: Account, now: dt.datetime) -> AnswersRead:
    try:
        done = AnswersRead.of(account, look_for_answers(account, now))
    except KithworkError as error:
        done = AnswersRead.of(account, Looked(), str(error).rstrip("."))
    account.looked_at, account.problem = now, done.problem[:500]
    account.save(update_fields=["looked_at", "problem"])
    return done


def look_by_itself(now: dt.datetime) -> int:
    """Look through every mailbox whose turn it is; returns how many. Never raises.

    One that failed rests for hours: a server that is asked with a wrong password every few
    minutes locks the account.
    """
    looked = 0
    for account in Account.objects.filter(kind=Account.Kind.MAIL, owner__is_active=True):
        pause = REST_AFTER_FAILURE if account.problem else LOOKS_EVERY
        if account.owner.sample or (account.looked_at and now - account.looked_at < pause):
            continue
        try:
            _read(account, now)
        except Exception:
            log.exception("The account %s could not be looked through", account.pk)
            told = "This failed in a way that Kithwork did not expect"
            Account.objects.filter(pk=account.pk).update(looked_at=now, problem=told)
        looked += 1
    return looked


@dataclass(frozen=True)
class SignShown:
    """A message that may be the answer to an approach."""

    id: int
    approach: int
    person: str
    came_at: dt.datetime
    evidence: str

    @classmethod
    def of(cls, one: Sign) -> SignShown:
        """The stored sign as plain values."""
        return cls(one.pk, one.approach_id, one.approach.person.name, one.came_at, one.evidence)

    def __str__(self) -> str:
        how = Sign.Evidence(self.evidence).label
        return f"{self.id:>6}  {moment(self.came_at)}  {self.person}: {how}"


@operation("mail answers")
def mail_answers(owner: Owner) -> list[SignShown]:
    """List messages that seem to answer a request and wait for your word on what they said."""
    return [SignShown.of(one) for one in open_signs(owner)]


@operation("mail answer")
def mail_answer(
    owner: Owner,
    number: int,
    said: Literal["accepted", "declined", "later", "none"],
    *,
    now: dt.datetime,
) -> str:
    """Say what the message with this NUMBER (see 'mail answers') said; none: it was no answer."""
    sign = Sign.objects.filter(approach__owner=owner, pk=number).first()
    if sign is None:
        raise KithworkError(f"There is no message {number}; 'kithwork mail answers' lists them.")
    approach = settle_sign(sign, said, now)
    return f"Noted. The request to {approach.person} is {approach.get_state_display().lower()}."


@operation("mail notes")
def mail_notes(
    owner: Owner,
    account: str,
    address: Annotated[str, "such as me+kith@example.org; - for no more notes"],
    *,
    folder: Annotated[str, "a folder or label to look in, too"] = "",
    now: dt.datetime,
) -> str:
    """Catch what you mail to yourself at ADDRESS, as `capture` does, when ACCOUNT is read.

    Of such mail, from your own address to this one, subject and first text are read and kept.
    """
    one = account_of(owner, account)
    return set_notes(one, "" if address == "-" else address, folder)


def set_notes(account: Account, address: str, folder: str) -> str:
    """Choose the address of notes to oneself. Raises KithworkError where it won't do."""
    if account.kind != Account.Kind.MAIL:
        raise KithworkError("Notes come by mail; choose a mail account.")
    account.note_address, account.note_folder = address.strip(), folder.strip() if address else ""
    if account.note_address.casefold() == account.user.casefold():
        raise KithworkError(
            "Choose an address for notes alone, such as me+kith@example.org: of all that is sent "
            "there the text is read."
        )
    try:
        account.clean_fields(exclude=["owner"])
    except ValidationError as error:
        raise KithworkError("; ".join(error.messages)) from error
    account.save(update_fields=["note_address", "note_folder"])
    if not account.note_address:
        return "Nothing that you mail to yourself is read any more."
    return f"What you mail yourself at {account.note_address} is caught when {account} is read."
