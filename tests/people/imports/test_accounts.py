"""Mail and calendar accounts, asked through real sockets and TLS."""

import datetime as dt
import http.server
import re
import socketserver
import ssl
import threading

import pytest
import trustme

from kithwork.people.absorb import absorb
from kithwork.people.imports import caldav_calendar, imap
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.load import remembered_place

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


@pytest.fixture(scope="module")
def trust():
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


@pytest.fixture
def mail(trust):
    server = Server(Mail, trust[0])
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def calendar(trust):
    server = Server(Calendar, trust[0])
    yield server
    server.shutdown()
    server.server_close()


def session(server, trust, password="secret"):
    account = imap.Account("127.0.0.1", "ada", password, server.server_address[1])
    return imap.connect(account, trust[1])


def test_folders_are_listed_by_readable_names_without_the_bin(mail, trust):
    found = imap.folders(session(mail, trust))
    assert [(folder.shown, folder.sent) for folder in found] == [
        ("INBOX", False),
        ("Gesendet & ö", True),
    ]


def test_headers_are_read_and_nothing_is_changed(mail, trust):
    parsed = imap.read(session(mail, trust), imap.Folder("INBOX", "INBOX", True), "ada/INBOX")
    assert [row.to[0].email for row in parsed.rows] == ["bo@example.org", "cy@example.org"]
    assert all(row.by_owner for row in parsed.rows)
    assert [left.what for left in parsed.left_aside] == ["messages of mailing lists"]
    said = " ".join(mail.heard)
    assert "EXAMINE" in said
    assert "BODY.PEEK[HEADER.FIELDS" in said
    assert not re.search(r"SELECT|STORE|EXPUNGE|BODY\[", said)


def test_reading_goes_on_where_it_stopped(mail, trust):
    folder = imap.Folder("INBOX", "INBOX")
    first = imap.read(session(mail, trust), folder, "x")
    assert first.place == "7:3"
    assert imap.read(session(mail, trust), folder, "x", first.place).rows == ()
    assert len(imap.read(session(mail, trust), folder, "x", "7:2").rows) == 1
    mail.validity = 8
    assert len(imap.read(session(mail, trust), folder, "x", first.place).rows) == 2


def test_the_place_is_remembered_with_what_was_read(mail, trust, ada, now):
    parsed = imap.read(session(mail, trust), imap.Folder("INBOX", "INBOX", True), "ada/INBOX")
    absorb(ada, [parsed], now)
    assert remembered_place(ada, "ada/INBOX") == "7:3"
    assert sorted(person.name for person in ada.people.all()) == ["Bo Friend", "Cy"]


def test_a_wrong_password_and_a_missing_folder_are_said_in_a_sentence(mail, trust):
    with pytest.raises(ImportFailedError, match="did not let Kithwork in"):
        session(mail, trust, "wrong")
    with pytest.raises(ImportFailedError, match="refused"):
        imap.read(session(mail, trust), imap.Folder("Missing", "Missing"), "x")


def test_a_stranger_s_certificate_is_refused(mail, trust):
    account = imap.Account("127.0.0.1", "ada", "secret", mail.server_address[1])
    with pytest.raises(ImportFailedError, match="did not let Kithwork in"):
        imap.connect(account)
    assert mail.heard == []


def ask(server, trust, path="/calendar", password="secret"):
    fetch = caldav_calendar.https_fetch("ada", password, trust[1])
    url = f"https://127.0.0.1:{server.server_address[1]}{path}"
    return caldav_calendar.read(url, "work", dt.date(2026, 1, 1), dt.date(2026, 11, 23), fetch)


def test_a_calendar_is_asked_for_its_meetings(calendar, trust):
    parsed = ask(calendar, trust)
    assert [(row.title, row.on) for row in parsed.rows] == [("A <b>", dt.date(2026, 1, 5))]
    assert 'start="20260101T000000Z" end="20261123T000000Z"' in calendar.heard[0]


@pytest.mark.parametrize(
    ("path", "password", "why"),
    [("/calendar", "wrong", "refused: 401"), ("/page", "secret", "did not answer as a calendar")],
)
def test_a_server_that_is_no_calendar_is_said_so(calendar, trust, path, password, why):
    with pytest.raises(ImportFailedError, match=why):
        ask(calendar, trust, path, password)


def test_a_password_goes_over_tls_only():
    fetch = caldav_calendar.https_fetch("ada", "secret")
    with pytest.raises(ImportFailedError, match="no https address"):
        fetch("REPORT", "http://127.0.0.1/", {}, b"")
