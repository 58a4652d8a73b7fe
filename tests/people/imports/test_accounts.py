"""Mail and calendar accounts, asked through real sockets and TLS."""

import datetime as dt
import re
import ssl

import pytest
import trustme
from tests.market.accounts import Calendar, Mail, Server

from kithwork.people.absorb import absorb
from kithwork.people.imports import caldav_calendar, imap
from kithwork.people.imports.source import ImportFailedError
from kithwork.people.load import remembered_place


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
