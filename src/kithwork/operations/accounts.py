"""What can be asked about mail and calendar accounts: add, list, read, remove."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import re
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from kithwork.campaign.busy import read_busy
from kithwork.campaign.replies import Looked, look
from kithwork.clock import moment
from kithwork.errors import KithworkError
from kithwork.operations.registry import Progress, Stopped, operation, silent
from kithwork.people import read_accounts as reading
from kithwork.people.keyring import Keyring
from kithwork.people.models import Account, Owner
from kithwork.words import counted

# Only variables made for this: no other secret of the machine can be sent to a server by its name.
VARIABLE = re.compile(r"KITHWORK_SECRET_[A-Z0-9_]{1,60}")
HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")


@dataclass(frozen=True)
class AccountLine:
    """One account in the list; where its password is, never the password."""

    name: str
    kind: str
    address: str
    user: str
    folders: tuple[str, ...]
    secret: str
    read_at: dt.datetime | None

    @classmethod
    def of(cls, account: Account, folders: Sequence[str] = ()) -> AccountLine:
        """The line of a stored account; `folders` are those that will be read, where known."""
        where = f"in {account.secret_env}" if account.secret_env else "sealed on this machine"
        shown = tuple(folders or account.folders)
        return cls(
            account.name, account.kind, account.address, account.user, shown, where, account.read_at
        )

    def __str__(self) -> str:
        folders = f" ({', '.join(self.folders)})" if self.folders else ""
        last = f"read {moment(self.read_at)}" if self.read_at else "not read yet"
        return (
            f"{self.name}: {self.kind} of {self.user} at {self.address}{folders}; "
            f"password {self.secret}; {last}"
        )


@operation("accounts add mail")
def accounts_add_mail(
    owner: Owner,
    host: str,
    user: str,
    *,
    name: Annotated[str, "what to call it; left out: the user's name"] = "",
    folder: Annotated[
        list[str] | None, "repeat it; left out: the inbox and what you have sent"
    ] = None,
    port: Annotated[int, "where the server speaks IMAP over TLS"] = 993,
    secret_env: Annotated[str, "variable KITHWORK_SECRET_... with the password"] = "",
    now: dt.datetime,
) -> AccountLine:
    """Add the mail account of USER at HOST (IMAP), to be read for who writes to whom.

    Only headers are read, and nothing is changed on the server. The password is asked for and
    sealed on this machine or, with --secret-env, taken from that variable at each reading. One
    made for this purpose alone (an app password) is best.
    """
    account = Account(
        owner=owner, name=name or user, kind=Account.Kind.MAIL, address=host, port=port, user=user,
        folders=folder or [], secret_env=secret_env, created_at=now,
    )  # fmt: skip
    return add(account, "" if secret_env else asked_password(), now)


@operation("accounts add calendar")
def accounts_add_calendar(
    owner: Owner,
    url: str,
    user: str,
    *,
    name: Annotated[str, "what to call it; left out: the user's name and 'calendar'"] = "",
    secret_env: Annotated[str, "variable KITHWORK_SECRET_... with the password"] = "",
    now: dt.datetime,
) -> AccountLine:
    """Add the calendar at URL (CalDAV) of USER, to be read for whom you have met.

    The password is asked for and sealed on this machine or, with --secret-env, taken from that
    variable at each reading.
    """
    account = Account(
        owner=owner, name=name or f"{user} calendar", kind=Account.Kind.CALENDAR, address=url,
        user=user, secret_env=secret_env, created_at=now,
    )  # fmt: skip
    return add(account, "" if secret_env else asked_password(), now)


def add(account: Account, secret: str, now: dt.datetime) -> AccountLine:
    """Ask the server whether it lets Kithwork in, then store the account and seal the secret.

    Raises KithworkError, with nothing stored, where it does not or the settings make no sense.
    """
    _refuse_nonsense(account)
    folders = reading.check(account, secret or secret_of(account), account.owner.today(now))
    if not account.secret_env:
        _keyring().keep(account.mark, secret)
    account.save()
    return AccountLine.of(account, folders)


@operation("accounts list")
def accounts_list(owner: Owner) -> list[AccountLine]:
    """List the mail and calendar accounts that are read."""
    return [AccountLine.of(account) for account in owner.accounts.all()]


@operation("accounts remove")
def accounts_remove(owner: Owner, name: str, *, now: dt.datetime) -> str:
    """Stop reading the account NAME and delete its password; what it brought stays."""
    account = account_of(owner, name)
    _keyring().drop(account.mark)
    owner.busy.filter(source=account.label()).delete()
    account.delete()
    return f"{name} is read no more, and its password is gone from here."


@dataclass(frozen=True)
class AccountRead:
    """What one account brought, or why it could not be read."""

    name: str
    people: int
    evidence: int
    left_aside: dict[str, int]
    problem: str
    came: Looked = field(default_factory=Looked)

    def __str__(self) -> str:
        if self.problem:
            return f"{self.name}: {self.problem}"
        aside = "".join(f"; left aside: {n} {what}" for what, n in self.left_aside.items())
        back = f"; {self.came}" if self.came.any else ""
        return (
            f"{self.name}: {counted(self.people, 'new person')}, "
            f"{counted(self.evidence, 'sign of a tie', 'signs of ties')}{aside}{back}."
        )


@operation("accounts read")
def accounts_read(
    owner: Owner, name: str = "", *, now: dt.datetime, progress: Progress = silent
) -> list[AccountRead]:
    """Read what is new in the account NAME, or in all of them; one that fails stops no other."""
    accounts = [account_of(owner, name)] if name else list(owner.accounts.all())
    if not accounts:
        raise KithworkError("There is no account yet; see: kithwork accounts add --help.")
    done = [_read(account, now, progress) for account in accounts]
    if all(one.problem for one in done):
        raise KithworkError("\n".join(map(str, done)))
    return done


def _read(account: Account, now: dt.datetime, progress: Progress) -> AccountRead:
    try:
        came = look_for_answers(account, now)
        found = reading.read(account, secret_of(account), now, progress)
        if account.kind == Account.Kind.CALENDAR:
            read_busy(account, secret_of(account), now)
    except Stopped:
        raise
    except KithworkError as error:
        return AccountRead(account.name, 0, 0, {}, str(error))
    return AccountRead(account.name, found.people, found.evidence, dict(found.left_aside), "", came)


def look_for_answers(account: Account, now: dt.datetime) -> Looked:
    """What came back in a mailbox; a calendar has no answers. Raises KithworkError."""
    if account.kind != Account.Kind.MAIL:
        return Looked()
    return look(account, secret_of(account), now)


def account_of(owner: Owner, name: str) -> Account:
    """The account of this name; KithworkError says which there are."""
    found = owner.accounts.filter(name=name).first()
    if found is None:
        names = ", ".join(owner.accounts.values_list("name", flat=True))
        raise KithworkError(f"There is no account {name!r}; there are: {names or 'none yet'}.")
    return found


def _refuse_nonsense(account: Account) -> None:
    if account.owner.accounts.filter(name=account.name).exists():
        raise KithworkError(f"There is an account {account.name} already; give --name another.")
    if not account.name.strip() or not account.user.strip():
        raise KithworkError("Say as whom to read the account.")
    if account.secret_env and not VARIABLE.fullmatch(account.secret_env):
        raise KithworkError("Call the variable KITHWORK_SECRET_ and a word, such as _MAIL.")
    try:
        account.clean_fields(exclude=["owner"])
    except ValidationError as error:
        raise KithworkError("; ".join(error.messages)) from error
    if not 0 < account.port < 65_536:
        raise KithworkError("A port is a number from 1 to 65535.")
    if account.kind == Account.Kind.MAIL:
        if not HOST.fullmatch(account.address):
            raise KithworkError(f"{account.address!r} is no server; write it like imap.example.org")
        return
    parts = urlsplit(account.address)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise KithworkError(
            "Give the calendar's address with https:// and without a password in it."
        )


def secret_of(account: Account) -> str:
    """The account's password: sealed on this machine, or in the variable that was named."""
    if not account.secret_env:
        return _keyring().secret(account.mark)
    if not (secret := os.environ.get(account.secret_env)):
        raise KithworkError(f"Put the password into the environment variable {account.secret_env}.")
    return secret


def asked_password() -> str:
    """The password as somebody types it; never an argument, which other users can see."""
    # A page's or an assistant's thread must not wait for somebody at the server's own terminal.
    if not sys.stdin.isatty() or threading.current_thread() is not threading.main_thread():
        raise KithworkError("Add it in a terminal or on the page, or give --secret-env.")
    return getpass.getpass("Password (one for this purpose alone is best): ")


def _keyring() -> Keyring:
    return Keyring.here()
