"""Serve the pages on this machine only, and do long work beside them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Iterator

from django.utils import timezone

from kithwork.errors import KithworkError
from kithwork.people.models import EntryToken, Owner
from kithwork.project.home import home, secret_key, write_private

USUAL_PORT = 8459
LOOPBACK = "127.0.0.1"


def serve(owner: Owner, port: int | None = None, browse: bool = True) -> None:
    """Listen on loopback until interrupted; prints the one-time address first."""
    import waitress  # type: ignore[import-untyped]

    from kithwork.project.wsgi import application

    listening = _listen(port)
    port = listening.getsockname()[1]
    write_private(home() / "port", str(port))
    address = f"http://{LOOPBACK}:{port}/enter/{EntryToken.issue(owner, timezone.now())}/"
    print(f"Kithwork runs. Open {address}", flush=True)
    print(f"Your data is in {home()}. Stop with Ctrl-C.", flush=True)
    if browse and _has_screen():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    with working():
        waitress.serve(
            application, sockets=[listening], threads=8, clear_untrusted_proxy_headers=True,
            ident="kithwork",
        )  # fmt: skip


def running_at() -> str:
    """The address of a Kithwork that serves this data directory already, or nothing."""
    noted = home() / "port"
    if not noted.exists():
        return ""
    address = f"http://{LOOPBACK}:{noted.read_text().strip()}"
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
            same = answer.headers.get("X-Kithwork-Home") == fingerprint()
    except OSError:
        return ""
    return address if same else ""


def fingerprint() -> str:
    """Names the data directory without telling where it is."""
    return hashlib.sha256(f"{home()}{secret_key()}".encode()).hexdigest()[:16]


@contextlib.contextmanager
def working() -> Iterator[None]:
    """Carry out long work in threads of this process while the pages are served."""
    from kithwork.operations.alerts import follow
    from kithwork.operations.work import huey

    consumer = huey.create_consumer(workers=2, periodic=True, check_worker_health=False)
    # The server's own signals end the process; the consumer must not take them.
    consumer._set_signal_handlers = lambda: None
    consumer.start()
    stop = threading.Event()
    threading.Thread(target=follow, args=(stop,), name="index", daemon=True).start()
    try:
        yield
    finally:
        stop.set()
        consumer.stop(graceful=False)


def _listen(port: int | None) -> socket.socket:
    """A socket on loopback: the port asked for, the usual one, or any that is free."""
    for candidate in (port,) if port is not None else (USUAL_PORT, 0):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((LOOPBACK, candidate))
        except OSError:
            made.close()
            continue
        made.listen(128)
        return made
    raise KithworkError(f"Port {port} is taken; choose another with --port.")


def _has_screen() -> bool:
    """Whether there is a browser to open: a desktop, and not a remote shell."""
    if sys.platform in ("darwin", "win32"):
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
