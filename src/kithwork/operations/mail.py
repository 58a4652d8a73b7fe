"""What can be asked about mail that leaves: by which account, one letter, and whether it left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from django.core.exceptions import ValidationError

from kithwork.campaign import send
from kithwork.campaign.letter import letter_owed
from kithwork.campaign.models import Mail, Outgoing
from kithwork.campaign.post import outgoing_of, post_of, secret_of, try_out
from kithwork.campaign.send_gate import (
    Deliberately,
    expect_address,
    refuse_approach,
    refuse_owed,
)
from kithwork.clock import moment
from kithwork.errors import KithworkError
from kithwork.operations.accounts import HOST, VARIABLE, asked_password
from kithwork.operations.find import approach_of, follow_up_of
from kithwork.operations.registry import operation
from kithwork.people.keyring import Keyring
from kithwork.people.models import Owner

PORTS = {"tls": 465, "starttls": 587}


@dataclass(frozen=True)
class OutgoingShown:
    """How letters leave; never the password."""

    address: str
    shown_name: str
    host: str
    port: int
    security: str
    user: str

    @classmethod
    def of(cls, one: Outgoing) -> OutgoingShown:
        """The stored account as plain values."""
        return cls(one.address, one.shown_name, one.host, one.port, one.security, one.user)

    def __str__(self) -> str:
        name = f"{self.shown_name} <{self.address}>" if self.shown_name else self.address
        return f"Letters leave as {name} by {self.host}, port {self.port} ({self.security})."


@operation("mail outgoing")
def mail_outgoing(
    owner: Owner,
    host: str,
    user: str,
    *,
    address: Annotated[str, "letters are from it; left out: the user's name"] = "",
    shown_name: Annotated[str, "your name beside it"] = "",
    security: Literal["tls", "starttls"] = "tls",
    port: Annotated[int, "0: 465 for tls, 587 for starttls"] = 0,
    copy_to_me: Annotated[bool, "a copy of each letter to yourself"] = False,
    secret_env: Annotated[str, "variable KITHWORK_SECRET_... with the password"] = "",
    now: dt.datetime,
) -> OutgoingShown:
    """Let letters leave by the mail server HOST (SMTP) as USER, in place of an earlier one.

    It is tried first. The password is asked for and sealed on this machine or, with --secret-env,
    taken from that variable each time. One made for this purpose alone (an app password) is best.
    """
    account = Outgoing(
        owner=owner, host=host, user=user, address=address or user, shown_name=shown_name,
        security=security, port=port or PORTS[security], copy_to_me=copy_to_me,
        secret_env=secret_env, created_at=now,
    )  # fmt: skip
    refuse_nonsense(account)
    return set_outgoing(account, "" if secret_env else asked_password())


def set_outgoing(account: Outgoing, secret: str) -> OutgoingShown:
    """Try an account, then let letters leave by it. Raises KithworkError with nothing stored."""
    refuse_nonsense(account)
    try_out(account, secret or secret_of(account))
    earlier = Outgoing.objects.filter(owner=account.owner).first()
    if not account.secret_env:
        Keyring.here().keep(account.mark, secret)
    if earlier:
        earlier.delete()
        Keyring.here().drop(earlier.mark)
    account.save()
    return OutgoingShown.of(account)


def refuse_nonsense(account: Outgoing) -> None:
    """Raise KithworkError where the settings make no sense; no server is asked."""
    if account.secret_env and not VARIABLE.fullmatch(account.secret_env):
        raise KithworkError("Call the variable KITHWORK_SECRET_ and a word, such as _MAIL.")
    if not HOST.fullmatch(account.host):
        raise KithworkError(f"{account.host!r} is no server; write it like smtp.example.org.")
    if not 0 < account.port < 65_536:
        raise KithworkError("A port is a number from 1 to 65535.")
    try:
        account.clean_fields(exclude=["owner"])
    except ValidationError as error:
        said = [f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()]
        raise KithworkError("; ".join(said)) from error


@operation("mail try")
def mail_try(owner: Owner) -> str:
    """Log in to the server that letters leave by, and say what is wrong, if anything is."""
    account = outgoing_of(owner)
    try_out(account, secret_of(account))
    return f"{account.host} lets Kithwork in; letters leave as {account.address}."


@operation("mail stop")
def mail_stop(owner: Owner, *, now: dt.datetime) -> str:
    """Send no more letters from here, and delete the password; what was sent stays listed."""
    account = outgoing_of(owner)
    account.delete()
    Keyring.here().drop(account.mark)
    return "No letter leaves from here any more, and the password is gone."


@dataclass(frozen=True)
class MailShown:
    """One letter that was sent, or that would be."""

    id: int | None
    to: str
    subject: str
    text: str
    state: str
    at: dt.datetime | None
    problem: str = ""

    @classmethod
    def of(cls, one: Mail) -> MailShown:
        """The stored mail as plain values."""
        at = one.sent_at or one.begun_at
        return cls(one.pk, one.to_address, one.subject, one.text, one.state, at, one.problem)

    def __str__(self) -> str:
        if self.id is None:
            head = f"To: {self.to}\nSubject: {self.subject}\n\n{self.text}\n\n"
            return f"{head}Nothing was sent. Say it again with --yes to send it."
        said = f"{self.id:>6}  {moment(self.at)}  {self.state}: {self.to}, {self.subject}"
        return f"{said}\n        {self.problem}" if self.problem else said


@operation("mail send")
def mail_send(
    owner: Owner,
    approach: str,
    *,
    yes: Annotated[bool, "really send it; without, it is only shown"] = False,
    as_direct_contact: Annotated[bool, "deliberately, as direct contact"] = False,
    ask_again: Annotated[bool, "deliberately, though they were asked lately"] = False,
    now: dt.datetime,
) -> MailShown:
    """Send the letter of one APPROACH (its number, or the person) by mail, one at a time.

    It is sent once, even if the machine stops meanwhile; see `mail sent` then.
    """
    one, said = approach_of(owner, approach), Deliberately(as_direct_contact, ask_again)
    if yes:
        return MailShown.of(send.send_approach(one, post_of(owner), now, said))
    refuse_approach(one, said, owner.today(now))
    return MailShown(None, expect_address(one.person), one.subject, one.text, "shown", None)


@operation("mail send-owed")
def mail_send_owed(
    owner: Owner,
    promise_number: int,
    *,
    subject: Annotated[str, "left out: the drafted one"] = "",
    text: Annotated[str, "left out: the drafted one"] = "",
    yes: Annotated[bool, "really send it; without, it is only shown"] = False,
    now: dt.datetime,
) -> MailShown:
    """Send the thanks, report back or reminder that is owed by mail; then the promise is kept."""
    owed = follow_up_of(owner, promise_number)
    draft = None if subject and text else letter_owed(owed, now)
    if draft is None and not (subject and text):
        raise KithworkError("For this promise there is no draft; give --subject and --text.")
    subject, text = (
        subject or (draft.subject if draft else ""),
        text or (draft.body if draft else ""),
    )
    if yes:
        return MailShown.of(send.send_owed(owed, subject, text, post_of(owner), now))
    refuse_owed(owed, subject, text)
    return MailShown(None, expect_address(owed.person), subject, text, "shown", None)


@operation("mail sent")
def mail_sent(
    owner: Owner, *, unsure: Annotated[bool, "only those that may or may not have left"] = False
) -> list[MailShown]:
    """List the letters that were sent from here, and those of which nobody knows."""
    rows = owner.mails.unsure() if unsure else owner.mails.all()
    return [MailShown.of(one) for one in rows]


@operation("mail settle")
def mail_settle(
    owner: Owner, number: int, left: Literal["left", "stayed"], *, now: dt.datetime
) -> MailShown:
    """Say whether the letter with this NUMBER left; look into your Sent folder first."""
    mail = owner.mails.filter(pk=number).first()
    if mail is None:
        raise KithworkError(f"There is no letter {number}; 'kithwork mail sent' lists them.")
    return MailShown.of(send.settle(mail, left == "left", now))
