"""A mailbox on a real socket: folders of whole messages, read as IMAP reads them, never changed."""

import re
import socketserver
from email import message_from_bytes

from tests.market.accounts import Server

FETCHED = re.compile(r"BODY\.PEEK\[([^\]]*)\](?:<0\.(\d+)>)?")


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.folder = []
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, command, *rest = line.decode().strip().split(" ", 2)
            words = rest[0] if rest else ""
            self.server.heard.append(f"{command} {words}")
            refused = command == "SELECT" or "wrong" in words
            answer = b"" if refused else self.answer(command.upper(), words)
            self.wfile.write(answer + f"{tag} {'NO never' if refused else 'OK done'}\r\n".encode())
            if command.upper() == "LOGOUT":
                return

    def answer(self, command, words):
        if command == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command == "LIST":
            flags = {"Sent": "Sent", "Bin": "Trash"}
            listed = ((name, flags.get(name, "HasNoChildren")) for name in self.server.folders)
            return "".join(f'* LIST (\\{flag}) "/" "{name}"\r\n' for name, flag in listed).encode()
        if command == "EXAMINE":
            self.folder = self.server.folders[words.strip('"')]
            return f"* OK [UIDVALIDITY {self.server.validity}] x\r\n".encode()
        if "SEARCH" in words:
            first = int(re.search(r"(\d+):\*", words)[1])
            uids = [uid for uid in range(1, len(self.folder) + 1) if uid >= first]
            return f"* SEARCH {' '.join(map(str, uids))}\r\n".encode()
        return self.fetched(words) if "FETCH" in words else b""

    def fetched(self, words):
        section, most = FETCHED.search(words).groups()
        found = b""
        for uid in map(int, words.split()[1].split(",")):
            piece = _section(self.folder[uid - 1], section)[: int(most) if most else None]
            found += b"* %d FETCH (UID %d BODY[%s] {%d}\r\n%s)\r\n" % (
                uid, uid, section.encode(), len(piece), piece,
            )  # fmt: skip
        return found


def _section(raw, section):
    if section.startswith("HEADER.FIELDS"):
        wanted = set(re.search(r"\((.*)\)", section)[1].split())
        head = message_from_bytes(raw)
        kept = [f"{name}: {value}\r\n" for name, value in head.items() if name.upper() in wanted]
        return "".join(kept).encode() + b"\r\n"
    if not section:
        return raw
    part = message_from_bytes(raw).get_payload()[int(section) - 1]
    inside = part.get_payload()
    return (inside if isinstance(inside, str) else "\r\n".join(map(str, inside))).encode()


class Mailbox(Server):
    """`folders` by name, each a list of raw messages; their place in it is their number."""

    def __init__(self, context):
        self.folders = {"INBOX": [], "Sent": [], "Kith": []}
        super().__init__(_Session, context)

    @property
    def port(self):
        return self.server_address[1]

    def put(self, raw, folder="INBOX"):
        """A message arrives."""
        self.folders[folder].append(raw.replace("\n", "\r\n").encode())
