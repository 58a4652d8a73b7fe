"""One letter, from the button to the server, in a browser, and its answer that finds back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.market.mailbox import Mailbox
from tests.market.post_office import SECRET, PostOffice, Trust
from tests.web.house import House, Visitor

pytestmark = pytest.mark.browser

HONEST = (
    "Dear Bo,\n\nI want to understand how wards are staffed at your hospital, so that I can decide "
    "what to aim for. Could I ask you about it for 20 minutes next week?\n\nAda"
)


@pytest.fixture
def trust(tmp_path: Path) -> Trust:
    return Trust(tmp_path)


@pytest.fixture
def office(trust: Trust) -> Iterator[PostOffice]:
    made = PostOffice(trust)
    yield made
    made.close()


@pytest.fixture
def mailbox(trust: Trust) -> Iterator[Mailbox]:
    made = Mailbox(trust.server)
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def house(tmp_path: Path, trust: Trust) -> Iterator[House]:
    made = House(tmp_path / "home", {"SSL_CERT_FILE": str(trust.file)})
    yield made
    made.kill()


@pytest.fixture
def ada(browser: Browser, house: House) -> Iterator[Visitor]:
    for words in (
        ("people", "add", "Bo Birch", "--email", "bo@example.org"),
        ("objective", "write", "Lead a ward.", "--aim", "ward management"),
    ):
        assert house.command(*words).returncode == 0
    house.start()
    visitor = Visitor(browser, house)
    visitor.enter()
    yield visitor
    visitor.context.close()


def test_one_letter_leaves_and_its_answer_takes_one_click(
    ada: Visitor, office: PostOffice, mailbox: Mailbox
) -> None:
    page = ada.page
    set_up_sending(ada, office)
    ada.go("/people/")
    page.get_by_role("link", name="Bo Birch").first.click()
    ada.press("Draft a request", exact=False)
    page.fill("#id_subject", "Twenty minutes?")
    page.fill("#id_text", HONEST)
    ada.press("Send it now")
    ada.sees("Sent to bo@example.org", "sent today")
    assert office.letter()["Subject"] == "Twenty minutes?"
    assert page.get_by_role("button", name="Send it now").count() == 0

    connect_mailbox(ada, mailbox)
    now = dt.datetime.now(dt.UTC)
    mailbox.put(
        "From: Bo Birch <bo@example.org>\nTo: ada@example.org\nMessage-ID: <1@b>\n"
        f"In-Reply-To: {office.letter()['Message-ID']}\n"
        f"Date: {now:%a, %d %b %Y %H:%M:%S} +0000\n\nYes, Tuesday."
    )
    ada.go("/promises/")
    ada.press("Look for answers")
    page.wait_for_selector("text=1 seem to be answers")
    ada.go("/")
    ada.sees("Answered?", "Bo Birch", "it answers your very letter")
    assert "Tuesday." not in page.content()
    page.get_by_role("button", name="Yes").first.click()
    page.wait_for_url("**/meet/?approach=*")
    ada.go("/mail/")
    ada.sees("Bo Birch", "As it was sent")
    assert not ada.complaints


def test_after_a_line_that_broke_the_page_asks_before_anything_is_sent_again(
    ada: Visitor, office: PostOffice
) -> None:
    page = ada.page
    set_up_sending(ada, office)
    ada.go("/people/")
    page.get_by_role("link", name="Bo Birch").first.click()
    ada.press("Draft a request", exact=False)
    page.fill("#id_text", HONEST)
    office.mood = "hang up"
    ada.press("Send it now")
    ada.sees("We don’t know if this left", "Sent folder")
    assert page.get_by_role("button", name="Send it now").count() == 0
    ada.press("It left")
    ada.sees("Noted as sent.", "sent today")
    assert len(office.letters) == 1


def set_up_sending(ada: Visitor, office: PostOffice) -> None:
    """Through the form, by keyboard as by hand."""
    page = ada.page
    ada.go("/mail/outgoing/")
    page.fill("#id_address", "ada@example.org")
    page.fill("#id_host", "127.0.0.1")
    page.fill("#id_port", str(office.port))
    page.fill("#id_user", "ada@example.org")
    page.fill("#id_password", SECRET)
    ada.press("Try it and keep it")
    ada.sees("lets Kithwork in", "Letters leave")


def connect_mailbox(ada: Visitor, mailbox: Mailbox) -> None:
    """The mailbox that answers come to."""
    page = ada.page
    ada.go("/people/accounts/add/mail/")
    page.fill("#id_address", "127.0.0.1")
    page.fill("#id_port", str(mailbox.port))
    page.fill("#id_user", "ada@example.org")
    page.fill("#id_password", SECRET)
    ada.press("Try it and add it")
    ada.sees("is added")
