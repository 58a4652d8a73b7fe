"""Letters leave by a real server over TLS; what surely stayed is told from what may have left."""

import email.policy
import ssl

import pytest
from tests.market.post_office import SECRET, USER, PostOffice, Trust

from kithwork.campaign.models import Outgoing
from kithwork.campaign.post import (
    NotSentError,
    UnsureError,
    new_message,
    post_of,
    send,
    try_out,
)
from kithwork.errors import KithworkError
from kithwork.people.keyring import Keyring


@pytest.fixture(scope="module")
def trust(tmp_path_factory):
    return Trust(tmp_path_factory.mktemp("trust"))


@pytest.fixture(params=["tls", "starttls"])
def office(request, trust):
    made = PostOffice(trust, starttls=request.param == "starttls")
    yield made
    made.close()


@pytest.fixture
def account(office):
    return Outgoing(
        host="127.0.0.1", port=office.port, security="starttls" if office.starttls else "tls",
        user=USER, address="ada@example.org", shown_name="Ada Seeker, née Løv",
    )  # fmt: skip


def letter(account, now, text="Dear Bo,\n.\nGrüße, Ada"):
    return new_message(
        account, "bo@example.org", "Bo “the” Friend", "Twenty\r\nminutes?", text, now
    )


def test_a_letter_arrives_as_it_was_written(office, account, trust, now):
    sent = letter(account, now)
    send(account, SECRET, sent, trust.client)
    (to, raw), read = office.letters[0], office.letter()
    assert to == ["bo@example.org"]
    assert raw.isascii()
    assert read.get_content().splitlines() == ["Dear Bo,", ".", "Grüße, Ada"]
    assert read["Subject"] == "Twenty minutes?"
    assert read["From"].addresses[0].display_name == "Ada Seeker, née Løv"
    assert read["To"].addresses[0].display_name == "Bo “the” Friend"
    assert read["Message-ID"] == sent["Message-ID"]
    assert read["Message-ID"].endswith("@example.org>")


def test_a_copy_to_oneself_is_not_told_to_the_other(office, account, trust, now):
    account.copy_to_me = True
    send(account, SECRET, letter(account, now), trust.client)
    assert office.letters[0][0] == ["bo@example.org", "ada@example.org"]
    assert "Bcc" not in office.letter()


def test_the_machines_name_does_not_travel(office, account, trust, now):
    send(account, SECRET, letter(account, now), trust.client)
    assert "Received" not in office.letter()


def test_trying_logs_in_and_sends_nothing(office, account, trust):
    try_out(account, SECRET, trust.client)
    assert office.letters == []


def test_a_wrong_password_is_said_with_what_to_do(office, account, trust):
    with pytest.raises(NotSentError, match="app password"):
        try_out(account, "another", trust.client)


def test_a_server_that_cannot_prove_itself_gets_no_password(office, account):
    with pytest.raises(NotSentError, match="could not prove that it is this server"):
        try_out(account, SECRET, ssl.create_default_context())


@pytest.mark.parametrize(("mood", "why"), [("refuse", "spam"), ("strangers", "nobody of this")])
def test_what_the_server_refuses_has_surely_not_left(office, account, trust, now, mood, why):
    office.mood = mood
    with pytest.raises(NotSentError, match=why):
        send(account, SECRET, letter(account, now), trust.client)


def test_a_line_that_breaks_with_the_letter_in_hand_leaves_it_open(office, account, trust, now):
    office.mood = "hang up"
    with pytest.raises(UnsureError, match="Sent folder"):
        send(account, SECRET, letter(account, now), trust.client)
    assert len(office.letters) == 1  # it had arrived, and nobody could have known


def test_nobody_there_is_a_sentence(office, account, trust, now):
    office.close()
    with pytest.raises(NotSentError, match=rf"127.0.0.1, port {office.port}, did not take"):
        send(account, SECRET, letter(account, now), trust.client)


def test_tls_at_a_port_for_starttls_is_said(trust):
    office = PostOffice(trust, starttls=True)
    account = Outgoing(host="127.0.0.1", port=office.port, security="tls", user=USER)
    with pytest.raises(NotSentError, match="try STARTTLS, usually at port 587"):
        try_out(account, SECRET, trust.client)
    office.close()


@pytest.mark.parametrize("address", ["", "bo", "bo@x y", "b\no@example.org", "bö@example.org"])
def test_what_is_no_address_is_refused_before_anybody_is_asked(account, now, address):
    with pytest.raises(NotSentError):
        new_message(account, address, "Bo", "Hello", "Text", now)


def test_without_an_account_it_is_said_what_to_do(ada):
    with pytest.raises(KithworkError, match="kithwork mail outgoing"):
        post_of(ada)


def test_the_owners_own_account_and_sealed_password_are_used(ada, office, account, trust, now):
    account.owner, account.created_at = ada, now
    account.save()
    Keyring.here().keep(account.mark, SECRET)
    post_of(ada, trust.client)(letter(account, now))
    assert office.letter()["From"].addresses[0].addr_spec == "ada@example.org"


def test_lines_end_as_mail_wants_them(office, account, trust, now):
    send(account, SECRET, letter(account, now), trust.client)
    raw = office.letters[0][1]
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.splitlines())) <= email.policy.SMTP.max_line_length
