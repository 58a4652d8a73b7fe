"""A mail server and a calendar server, as much of them as reading accounts needs."""

import http.server
import re
import socketserver
import threading

HEADERS = [
    b"From: Ada <ada@example.org>\r\nTo: Bo Friend <bo@example.org>\r\nMessage-ID: <1@x>\r\n"
    b"Date: Mon, 5 Jan 2026 10:00:00 +0000\r\n\r\n",
    b"From: Bo <bo@example.org>\r\nTo: ada@example.org\r\nList-Id: <l.example.org>\r\n\r\n",
    b"From: Ada <ada@example.org>\r\nTo: Cy <cy@example.org>\r\nMessage-ID: <3@x>\r\n\r\n",
]


class Mail(socketserver.StreamRequestHandler):
    """As much of a mail server as reading headers needs; it refuses to open for writing."""

    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, command, *rest = line.decode().strip().split(" ", 2)
            words = rest[0] if rest else ""
            self.server.heard.append(f"{command} {words}")
            self.wfile.write(self.answer(command.upper(), words) + f"{tag} ".encode())
            self.wfile.write(b"NO never\r\n" if self.refuses(command, words) else b"OK done\r\n")
            if command.upper() == "LOGOUT":
                return

    def refuses(self, command, words):
        return command == "SELECT" or "wrong" in words or "Missing" in words

    def answer(self, command, words):
        if command == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command == "LIST":
            return (
                b'* LIST (\\HasNoChildren) "/" INBOX\r\n'
                b'* LIST (\\Sent) "/" "Gesendet &- &APY-"\r\n* LIST (\\Trash) "/" Bin\r\n'
            )
        if command == "EXAMINE":
            return f"* OK [UIDVALIDITY {self.server.validity}] x\r\n".encode()
        if "SEARCH" in words:
            first = int(re.search(r"(\d+):\*", words)[1])
            uids = [uid for uid in range(1, len(HEADERS) + 1) if uid >= first] or [len(HEADERS)]
            return f"* SEARCH {' '.join(map(str, uids))}\r\n".encode()
        if "FETCH" in words:
            uids = [int(uid) for uid in words.split()[1].split(",")]
            return b"".join(
                b"* %d FETCH (UID %d BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)\r\n"
                % (uid, uid, len(HEADERS[uid - 1]), HEADERS[uid - 1])
                for uid in uids
            )
        return b""


class Calendar(http.server.BaseHTTPRequestHandler):
    """Answers one query with one meeting."""

    def do_REPORT(self):
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard.append(asked)
        known = self.headers["Authorization"] == "Basic YWRhOnNlY3JldA=="
        event = (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260105T100000Z\nSUMMARY:A &lt;b&gt;\n"
            "ATTENDEE;CN=Bo Friend:mailto:bo@example.org\nEND:VEVENT\nEND:VCALENDAR"
        )
        text = (
            '<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><response><propstat>'
            f"<prop><c:calendar-data>{event}</c:calendar-data></prop></propstat></response>"
            "</multistatus>"
        )
        self.send_response(207 if known else 401)
        self.end_headers()
        self.wfile.write((text if "/calendar" in self.path else "<html>").encode())

    def log_message(self, *words):
        pass


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler, context):
        super().__init__(("127.0.0.1", 0), handler)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.heard, self.validity = [], 7
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *words):
        """A client that hangs up is no news."""
