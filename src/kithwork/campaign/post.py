"""Sends one mail by the person's own account, and tells what surely did not leave from the rest."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from copy import deepcopy
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses, make_msgid

from kithwork.campaign.models import Outgoing
from kithwork.errors import KithworkError
from kithwork.people.keyring import Keyring
from kithwork.people.models import Owner

Post = Callable[[EmailMessage], None]
"""Sends one message. Raises NotSentError (it stayed here) or UnsureError (it may have left)."""

SECONDS = 30
NO_ACCOUNT = (
    "There is no account that letters leave by. Add one on the page Mail, or with "
    "`kithwork mail outgoing`; until then, copy the letter into your own mail program."
)
_ADDRESSED = ("to", "cc", "bcc")
_GREETING = "[127.0.0.1]"  # not the machine's own name: it would stand in every letter's header
_WIRE = SMTP.clone(cte_type="7bit")  # every server takes it
_ADDRESS = re.compile(r"[!-;=?-~]+@[A-Za-z0-9._-]+")


class NotSentError(KithworkError):
    """The message certainly did not leave; the sentence says why."""


class UnsureError(KithworkError):
    """The line broke while the server had the message: nobody here knows whether it left."""


def post_of(owner: Owner, context: ssl.SSLContext | None = None) -> Post:
    """How this owner's mail leaves, one message and one connection at a time.

    Raises KithworkError, a sentence that says what to do, where no outgoing account is set or its
    password can't be had. `context` says whose certificates are trusted; left out: the system's.
    """
    account = outgoing_of(owner)
    secret = secret_of(account)
    return lambda message: send(account, secret, message, context)


def outgoing_of(owner: Owner) -> Outgoing:
    """The account that this owner's letters leave by. Raises KithworkError where none is set."""
    account = Outgoing.objects.filter(owner=owner).first()
    if account is None:
        raise KithworkError(NO_ACCOUNT)
    return account


def has_outgoing(owner: Owner) -> bool:
    """Whether letters can be sent from here."""
    return Outgoing.objects.filter(owner=owner).exists()


def secret_of(account: Outgoing) -> str:
    """The account's password: sealed on this machine, or in the variable that was named."""
    if not account.secret_env:
        return Keyring.here().secret(account.mark)
    if not (secret := os.environ.get(account.secret_env)):
        raise KithworkError(f"Put the password into the environment variable {account.secret_env}.")
    return secret


def new_message(
    account: Outgoing, to: str, to_name: str, subject: str, text: str, now: dt.datetime
) -> EmailMessage:
    """A plain message from this account's address, with the Message-ID by which replies name it.

    Raises NotSentError where `to` is no address.
    """
    refuse_address(to)
    message = EmailMessage()
    message["From"] = _named(account.shown_name, account.address)
    message["To"] = _named(to_name, to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(now.astimezone(dt.UTC))
    message["Message-ID"] = make_msgid(domain=account.address.rpartition("@")[2])
    if account.copy_to_me:
        message["Bcc"] = account.address
    message.set_content(text.strip() + "\n")
    return message


def _named(name: str, address: str) -> Address:
    user, _, domain = address.rpartition("@")
    return Address(" ".join(name.split()), user, domain)


def try_out(account: Outgoing, secret: str, context: ssl.SSLContext | None = None) -> None:
    """Log in and out again. Raises NotSentError, a sentence that says what is wrong."""
    with _session(account, secret, context):
        pass


def send(
    account: Outgoing, secret: str, message: EmailMessage, context: ssl.SSLContext | None = None
) -> None:
    """Hand one message to the server. Raises NotSentError or UnsureError, both with a sentence."""
    to = recipients(message)
    raw = _as_sent(message)
    with _session(account, secret, context) as session:
        try:
            _expect(account, session.mail(account.address), "your address")
            for address in to:
                _expect(account, session.rcpt(address), f"the address {address}")
        except (OSError, smtplib.SMTPException) as error:
            raise NotSentError(_refused(account, error)) from error
        _hand_over(account, session, raw)


def recipients(message: EmailMessage) -> list[str]:
    """The addresses that a message goes to. Raises NotSentError where there is none to use."""
    fields = [str(value) for name in _ADDRESSED for value in message.get_all(name, [])]
    found = list(dict.fromkeys(address for _, address in getaddresses(fields) if address))
    if not found:
        raise NotSentError("This letter has no address to go to.")
    for address in found:
        refuse_address(address)
    return found


def refuse_address(address: str) -> None:
    """Raise NotSentError where no mail can go to an address like this."""
    if not _ADDRESS.fullmatch(address):
        raise NotSentError(f"{address!r} is no address that mail can be sent to.")


def _as_sent(message: EmailMessage) -> bytes:
    """As it goes over the wire; hidden recipients stay hidden."""
    shown = deepcopy(message)
    del shown["bcc"]
    return shown.as_bytes(policy=_WIRE)


def _hand_over(account: Outgoing, session: smtplib.SMTP, raw: bytes) -> None:
    """From here on a broken line leaves it open whether the message went."""
    try:
        code, said = session.data(raw)
    except smtplib.SMTPDataError as error:  # the server did not even want to begin
        raise NotSentError(_refused(account, error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise UnsureError(
            f"The line to {account.host} broke while it had the letter: {_plain(error)}. Nobody "
            "here knows whether it left; look into your Sent folder."
        ) from error
    if code != 250:
        raise NotSentError(f"{account.host} refused the letter: {_text(said)}.")


@contextlib.contextmanager
def _session(
    account: Outgoing, secret: str, context: ssl.SSLContext | None
) -> Iterator[smtplib.SMTP]:
    """A connection, logged in; however it ends, it is closed and the ending raises nothing."""
    trusted = context or ssl.create_default_context()
    if not (account.user + secret).isascii() or not (account.user + secret).isprintable():
        raise NotSentError(f"{account.host} takes no user name or password like this.")
    with contextlib.ExitStack() as closing:
        try:
            session = _connected(account, trusted)
            closing.callback(_leave, session)
            if account.security == Outgoing.Security.STARTTLS:
                session.starttls(context=trusted)
            session.login(account.user, secret)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSentError(_refused(account, error)) from error
        yield session


def _connected(account: Outgoing, trusted: ssl.SSLContext) -> smtplib.SMTP:
    where = account.host, account.port, _GREETING
    if account.security == Outgoing.Security.TLS:
        return smtplib.SMTP_SSL(*where, timeout=SECONDS, context=trusted)
    return smtplib.SMTP(*where, timeout=SECONDS)


def _leave(session: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError, smtplib.SMTPException):
        session.quit()
    session.close()


def _expect(account: Outgoing, answer: tuple[int, bytes], what: str) -> None:
    code, said = answer
    if code not in (250, 251):
        raise NotSentError(f"{account.host} refused {what}: {_text(said)}.")


def _refused(account: Outgoing, error: Exception) -> str:
    """What is wrong, and what to do about it, in a sentence or two."""
    at = f"{account.host}, port {account.port},"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return (
            f"{account.host} did not accept the user name and password: {_plain(error)}. Many "
            "providers want an app password here, made on their own settings page."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{at} could not prove that it is this server: {error.verify_message}."
    if isinstance(error, ssl.SSLError):
        return f"{at} does not begin with TLS; try STARTTLS, usually at port 587."
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"{at} offers no login over a sealed line; try TLS, usually at port 465."
    if isinstance(error, TimeoutError):
        return f"{at} did not answer in {SECONDS} seconds; check the server's name and the port."
    if isinstance(error, socket.gaierror):
        return f"There is no server {account.host}; check its name."
    return f"{at} did not take the letter: {_plain(error)}."


def _plain(error: Exception) -> str:
    """The server's words where there are any, else the machine's."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _text(said if isinstance(said, bytes) else str(said).encode())
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _text(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split()).rstrip(".")[:300]
