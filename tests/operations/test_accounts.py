"""Accounts through the commands' own functions: real sockets, TLS, and a secret nobody finds."""

from __future__ import annotations

import ssl

import pytest
import trustme
from django.db import connection
from tests.market.accounts import Calendar, Mail, Server

from kithwork.errors import KithworkError
from kithwork.operations import accounts, work
from kithwork.people import read_accounts
from kithwork.people.keyring import Keyring
from kithwork.people.models import Account, Owner
from kithwork.project.home import home, secret_key

SECRET = "a-secret-of-ada"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def serve(authority, tmp_path, monkeypatch):
    """Starts servers whose certificates this process trusts, and no others."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    started = []

    def start(answering):
        started.append(Server(answering, context))
        return started[-1]

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def mail_account(owner, server, now, user="ada@example.org", **said):
    account = Account(
        owner=owner, name=said.pop("name", "mail"), kind="mail", address="127.0.0.1", user=user,
        port=server.server_address[1], created_at=now, **said,
    )  # fmt: skip
    return accounts.add(account, SECRET, now)


def calendar_account(owner, server, now, path="/calendar", password="secret"):
    url = f"https://127.0.0.1:{server.server_address[1]}{path}"
    account = Account(
        owner=owner, name="days", kind="calendar", address=url, user="ada", created_at=now
    )
    return accounts.add(account, password, now)


def test_an_account_is_added_with_the_folders_that_will_be_read(ada, serve, now):
    line = mail_account(ada, serve(Mail), now)
    assert line.folders == ("Gesendet & ö", "INBOX")
    assert [str(one) for one in accounts.accounts_list(ada)] == [
        "mail: mail of ada@example.org at 127.0.0.1; password sealed on this machine; not read yet"
    ]


def test_a_secret_lies_sealed_in_its_owners_file_and_nowhere_in_the_database(ada, serve, now):
    mail_account(ada, serve(Mail), now)
    mark = ada.accounts.get().mark
    file = home() / "account-secrets" / mark
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    assert SECRET not in file.read_text()
    assert Keyring(file.parent, secret_key()).secret(mark) == SECRET
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_account")
        assert SECRET not in str(cursor.fetchall())
    with pytest.raises(KithworkError, match="can't be opened"):
        Keyring(file.parent, "the key of another house").secret(mark)


def test_a_wrong_password_or_folder_adds_nothing(ada, serve, now):
    kept = home() / "account-secrets"
    before = set(kept.iterdir()) if kept.exists() else set()
    server = serve(Mail)
    with pytest.raises(KithworkError, match="did not let Kithwork in"):
        mail_account(ada, server, now, user="wrong@example.org")
    with pytest.raises(KithworkError, match="no folder work; there are INBOX"):
        mail_account(ada, server, now, folders=["Work"])
    assert not ada.accounts.exists()
    assert (set(kept.iterdir()) if kept.exists() else set()) == before


def test_reading_takes_in_who_was_written_to_and_goes_on_the_next_time(
    ada, serve, now, monkeypatch
):
    monkeypatch.setattr(read_accounts, "PIECE", 1)
    server = serve(Mail)
    mail_account(ada, server, now)
    (done,) = accounts.accounts_read(ada, now=now)
    assert sorted(person.name for person in ada.people.all()) == ["Bo Friend", "Cy"]
    assert (done.people, done.problem) == (2, "")
    assert done.left_aside == {"messages of mailing lists": 2}
    assert ada.accounts.get().read_at == now
    (again,) = accounts.accounts_read(ada, "mail", now=now)
    assert (again.people, again.evidence) == (0, 0)
    assert not any(said.startswith(("SELECT", "STORE")) for said in server.heard)


def test_only_chosen_folders_are_opened(ada, serve, now):
    server = serve(Mail)
    mail_account(ada, server, now, folders=["inbox"])
    accounts.accounts_read(ada, now=now)
    assert {said for said in server.heard if "EXAMINE" in said} == {'EXAMINE "INBOX"'}


def test_a_calendar_is_read_from_a_month_before_the_last_time(ada, serve, now):
    server = serve(Calendar)
    calendar_account(ada, server, now)
    accounts.accounts_read(ada, now=now)
    assert ada.people.get().name == "Bo Friend"
    accounts.accounts_read(ada, now=now)
    assert 'start="20211124T000000Z"' in server.heard[1]
    assert 'start="20261023T000000Z"' in server.heard[3]
    assert ada.people.get().evidence.count() == 1
    assert 'start="20261123T000000Z" end="20270222T000000Z"' in server.heard[2]  # busy times


def test_an_account_that_fails_is_said_and_stops_no_other(ada, serve, now):
    mails, days = serve(Mail), serve(Calendar)
    mail_account(ada, mails, now)
    calendar_account(ada, days, now)
    mails.shutdown()
    mails.server_close()
    first, second = accounts.accounts_read(ada, now=now)
    assert (first.name, first.problem) == ("days", "")
    assert "did not let Kithwork in" in second.problem
    ada.accounts.get(name="days").delete()
    with pytest.raises(KithworkError, match="did not let"):
        accounts.accounts_read(ada, now=now)


def test_a_removed_account_leaves_no_secret(ada, serve, now):
    mail_account(ada, serve(Mail), now)
    file = home() / "account-secrets" / ada.accounts.get().mark
    assert file.exists()
    accounts.accounts_remove(ada, "mail", now=now)
    assert not file.exists()
    assert accounts.accounts_list(ada) == []


def test_a_password_may_stay_in_a_variable_made_for_it(ada, serve, now, monkeypatch):
    server = serve(Mail)
    port = server.server_address[1]
    said = {"port": port, "secret_env": "KITHWORK_SECRET_MAIL", "now": now}
    with pytest.raises(KithworkError, match="environment variable KITHWORK_SECRET_MAIL"):
        accounts.accounts_add_mail(ada, "127.0.0.1", "ada", **said)
    monkeypatch.setenv("KITHWORK_SECRET_MAIL", SECRET)
    accounts.accounts_add_mail(ada, "127.0.0.1", "ada", **said)
    assert any(SECRET in said for said in server.heard)
    assert not (home() / "account-secrets" / ada.accounts.get().mark).exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"host": "x", "secret_env": "DATABASE_URL"}, "KITHWORK_SECRET_"),
        ({"host": "imap://x", "secret_env": "KITHWORK_SECRET_A"}, "no server"),
        ({"host": "x", "secret_env": "KITHWORK_SECRET_A", "port": 99_999}, "65535"),
        ({"host": "x", "secret_env": "KITHWORK_SECRET_A", "name": "n" * 300}, "120"),
        ({"host": "x"}, "in a terminal or on the page"),
    ],
)
def test_settings_that_make_no_sense_are_refused_before_anybody_is_asked(ada, now, said, why):
    with pytest.raises(KithworkError, match=why):
        accounts.accounts_add_mail(ada, user="ada", now=now, **said)
    assert not ada.accounts.exists()


@pytest.mark.parametrize("url", ["http://x.test/", "https://ada:secret@x.test/", "x.test"])
def test_a_calendar_address_is_https_and_holds_no_password(ada, now, url):
    with pytest.raises(KithworkError, match="without a password in it"):
        accounts.accounts_add_calendar(ada, url, "ada", secret_env="KITHWORK_SECRET_A", now=now)


def test_an_account_of_another_owner_is_not_found(ada, serve, now):
    eve = Owner.objects.create(username="eve")
    mail_account(eve, serve(Mail), now)
    with pytest.raises(KithworkError, match="no account 'mail'"):
        accounts.accounts_read(ada, "mail", now=now)
    with pytest.raises(KithworkError, match="no account 'mail'"):
        accounts.accounts_remove(ada, "mail", now=now)


@pytest.fixture
def inside(ada, client, monkeypatch):
    """Ada's session; work that is asked for is done at once."""
    monkeypatch.setattr(work.huey, "immediate", True)
    client.force_login(ada)
    return client


def test_the_page_adds_reads_and_removes_an_account(inside, ada, serve):
    said = {"address": "127.0.0.1", "port": serve(Mail).server_address[1],
            "user": "ada@example.org", "password": SECRET, "folders": ""}  # fmt: skip
    refused = inside.post("/people/accounts/add/mail/", {**said, "user": "wrong"})
    assert "did not let Kithwork in" in refused.content.decode()
    assert SECRET not in refused.content.decode()
    inside.post("/people/accounts/add/mail/", said)
    one = ada.accounts.get()
    assert one.name in inside.get("/people/import/").content.decode()
    inside.post(f"/people/accounts/{one.pk}/", {"act": "read"})
    done = ada.works.get()
    assert done.state == "done", done.message
    assert "2 new people" in done.message
    inside.post(f"/people/accounts/{one.pk}/", {"act": "remove"})
    assert not ada.accounts.exists()


def test_the_page_shows_no_form_for_other_kinds_and_no_others_accounts(inside, serve, now):
    assert inside.get("/people/accounts/add/calendar/").status_code == 200
    assert inside.get("/people/accounts/add/fax/").status_code == 404
    mail_account(eve := Owner.objects.create(username="eve"), serve(Mail), now)
    pk = eve.accounts.get().pk
    assert inside.post(f"/people/accounts/{pk}/", {"act": "remove"}).status_code == 404
