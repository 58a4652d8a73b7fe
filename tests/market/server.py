"""A proxy with TLS that answers as the real hosts of all job-board systems do.

A client that has `HTTPS_PROXY` and `SSL_CERT_FILE` set asks it for any https address: it
takes the CONNECT, shows a certificate for that very host, signed by an authority of its
own, and answers from the invented market. Run `python -m tests.market.server --help` to
have one to try things with.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import io
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import trustme
from tests.market.answers import Reply, answer
from tests.market.world import Market

LONGEST_HANG = 60.0


class MarketServer(socketserver.ThreadingTCPServer):
    """Listens on loopback, one thread a connection."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, market: Market, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Visit)
        self.market = market
        self.authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
        self.ca_file = folder / "market-ca.pem"
        self.authority.cert_pem.write_to_path(str(self.ca_file))
        self.contexts: dict[str, ssl.SSLContext] = {}
        self.making = threading.Lock()
        self.closing = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        """What a client's environment needs so that it ends up here."""
        proxy = f"http://127.0.0.1:{self.server_address[1]}"
        return {
            "HTTPS_PROXY": proxy,
            "https_proxy": proxy,
            "NO_PROXY": "127.0.0.1,localhost",
            "no_proxy": "127.0.0.1,localhost",
            "SSL_CERT_FILE": str(self.ca_file),
        }

    def context(self, host: str) -> ssl.SSLContext:
        """TLS with a certificate for this host, made on first use."""
        with self.making:
            if host not in self.contexts:
                made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                leaf = self.authority.issue_cert(host, key_type=trustme.KeyType.ECDSA)
                leaf.configure_cert(made)
                self.contexts[host] = made
            return self.contexts[host]


class Visit(socketserver.StreamRequestHandler):
    """One CONNECT and the one request inside it."""

    server: MarketServer

    def handle(self) -> None:
        """Take the tunnel, then the request in it; a client that leaves is no error."""
        line = self.rfile.readline(8192).decode("latin-1").split()
        while self.rfile.readline(8192) not in (b"\r\n", b"\n", b""):
            pass
        if len(line) != 3 or line[0] != "CONNECT":
            self.wfile.write(b"HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n")
            return
        host = line[1].rsplit(":", 1)[0].lower()
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with contextlib.suppress(OSError, ssl.SSLError):
            tunnel = self.server.context(host).wrap_socket(self.request, server_side=True)
            with tunnel:
                self.converse(tunnel, host)

    def converse(self, tunnel: ssl.SSLSocket, host: str) -> None:
        """Read one request and answer it."""
        stream = tunnel.makefile("rb")
        asked = stream.readline(65536).decode("latin-1").split()
        if len(asked) != 3:  # the client died before it asked
            return
        method, target, _version = asked
        headers = http.client.parse_headers(stream)
        body = stream.read(int(headers.get("Content-Length") or 0)) if method == "POST" else b""
        reply = answer(self.server.market, host, target, dict(headers.items()), body)
        self.server.market.note(host, target, 0 if reply.hang else reply.status)
        if reply.hang:
            self.server.closing.wait(LONGEST_HANG)
            return
        tunnel.sendall(_bytes(reply))
        with contextlib.suppress(OSError):
            tunnel.unwrap()
        with contextlib.suppress(OSError):
            self.request.shutdown(socket.SHUT_WR)


def _bytes(reply: Reply) -> bytes:
    out = io.BytesIO()
    out.write(f"HTTP/1.1 {reply.status} {http.client.responses.get(reply.status, '')}\r\n".encode())
    headers = {"Content-Type": reply.kind, "Connection": "close", **reply.headers}
    if reply.status != 304:
        headers["Content-Length"] = str(len(reply.body))
    for name, value in headers.items():
        out.write(f"{name}: {value}\r\n".encode("latin-1"))
    out.write(b"\r\n" + reply.body[: len(reply.body) - reply.cut])
    return out.getvalue()


@contextlib.contextmanager
def serving(market: Market, folder: Path, port: int = 0) -> Iterator[MarketServer]:
    """A market that answers until the block ends."""
    server = MarketServer(market, folder, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def main() -> None:
    """Serve an invented market until interrupted, and print what a client has to export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the authority's certificate goes")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--board", action="append", default=[], metavar="SYSTEM:TOKEN",
        help="a board that exists; with none given, every token has one",
    )  # fmt: skip
    given = parser.parse_args()
    market = Market(given.seed, anyone=not given.board)
    for board in given.board:
        system, _, token = board.partition(":")
        market.board(system, token)
    with serving(market, given.folder, given.port) as server:
        for name, value in server.environment.items():
            print(f"export {name}={value}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
