"""A mail server that letters leave by, on a real socket: it takes them, refuses or hangs up."""

import asyncio
import contextlib
import ssl
import threading
import warnings
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

USER, SECRET = "ada@example.org", "a-secret-of-ada"


class Trust:
    """A certificate for this machine, and the file by which a process comes to trust it."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.file = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.file)
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(self.server)
        self.client = ssl.create_default_context(cafile=str(self.file))


class PostOffice:
    """`mood` is what it does with a letter: `take`, `refuse`, `hang up`, `think`, `strangers`."""

    def __init__(self, trust: Trust, starttls: bool = False) -> None:
        self.trust, self.starttls = trust, starttls
        self.mood = "take"
        self.letters: list[tuple[list[str], bytes]] = []
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait(10)

    def close(self) -> None:
        """Stop answering."""
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join(10)

    def letter(self, number: int = -1):
        """A letter as a mail program reads it."""
        return message_from_bytes(self.letters[number][1], policy=default)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        sealed = None if self.starttls else self.trust.server
        made = self.loop.create_server(self._session, "127.0.0.1", 0, ssl=sealed)
        server = self.loop.run_until_complete(made)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()
        server.close()
        with contextlib.suppress(RuntimeError):
            self.loop.close()

    def _session(self) -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it does not see that the line is sealed already
            return SMTP(
                self,
                hostname="post.test",
                authenticator=_known,
                auth_required=True,
                auth_require_tls=self.starttls,
                tls_context=self.trust.server if self.starttls else None,
                loop=self.loop,
            )

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.mood == "strangers":
            return "550 5.1.1 nobody of this name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.mood == "refuse":
            return "554 5.7.1 this looks like spam"
        self.letters.append((envelope.rcpt_tos, envelope.content))
        if self.mood == "hang up":
            server.transport.abort()
        if self.mood == "think":
            await asyncio.sleep(60)
        return "250 2.0.0 taken"


def _known(server, session, envelope, mechanism, data) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), SECRET.encode())
    return AuthResult(success=right, handled=False)
