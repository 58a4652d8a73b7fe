"""A power cut while the server has the letter: it is not sent twice, and nobody guesses."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from tests.market.post_office import SECRET, USER, PostOffice, Trust
from tests.web.house import House

SECONDS = 60
LETTER = ("mail", "send", "Bo Birch", "--yes")


@pytest.fixture
def office(tmp_path):
    made = PostOffice(Trust(tmp_path))
    yield made
    made.close()


@pytest.fixture
def house(tmp_path, office):
    variables = {"SSL_CERT_FILE": str(office.trust.file), "KITHWORK_SECRET_MAIL": SECRET}
    made = House(tmp_path / "home", variables)
    server = ("--port", str(office.port), "--secret-env", "KITHWORK_SECRET_MAIL")
    for words in (
        ("letter", "head", "--name", "Ada Archer"),
        ("people", "add", "Bo Birch", "--email", "bo@example.org"),
        ("objective", "write", "Lead a ward.", "--aim", "ward management"),
        ("mail", "outgoing", "127.0.0.1", USER, *server),
        ("approach", "draft", "Bo Birch"),
    ):
        done = made.command(*words)
        assert done.returncode == 0, done.stderr
    return made


def killed_while_sending(house, office):
    office.mood = "think"
    sending = subprocess.Popen(
        [sys.executable, "-m", "kithwork", *LETTER], env=house._env(), stdout=subprocess.DEVNULL
    )
    ends = time.monotonic() + SECONDS
    while not office.letters and time.monotonic() < ends:
        time.sleep(0.05)
    sending.kill()
    sending.wait()


def test_after_a_power_cut_the_letter_is_not_sent_again_before_the_owner_has_looked(house, office):
    killed_while_sending(house, office)
    office.mood = "take"
    again = house.command(*LETTER)
    assert again.returncode == 1
    assert "handed over before" in again.stderr
    assert "leaving: bo@example.org" in house.command("mail", "sent", "--unsure").stdout
    early = house.command("mail", "settle", "1", "stayed")
    assert "in three minutes" in early.stderr
    assert "sent: bo@example.org" in house.command("mail", "settle", "1", "left").stdout
    assert "sent already" in house.command(*LETTER).stderr
    assert len(office.letters) == 1
