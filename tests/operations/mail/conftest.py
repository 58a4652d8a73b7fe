"""An outgoing account, a mailbox and a letter to Bo, over real sockets."""

from __future__ import annotations

import pytest
from tests.market.mailbox import Mailbox
from tests.market.post_office import SECRET, PostOffice, Trust
from tests.operations.mail.texts import HONEST

from kithwork.campaign.approach import draft_approach
from kithwork.campaign.models import Mail, Outgoing
from kithwork.operations import accounts, mail
from kithwork.people.models import Account


@pytest.fixture
def trust(tmp_path, monkeypatch):
    made = Trust(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


@pytest.fixture
def office(trust):
    made = PostOffice(trust)
    yield made
    made.close()


@pytest.fixture
def mailbox(trust):
    made = Mailbox(trust.server)
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def outgoing(ada, office, now):
    account = Outgoing(
        owner=ada, host="127.0.0.1", port=office.port, user="ada@example.org",
        address="ada@example.org", shown_name="Ada", created_at=now,
    )  # fmt: skip
    return mail.set_outgoing(account, SECRET)


@pytest.fixture
def account(ada, mailbox, now):
    made = Account(owner=ada, name="box", kind="mail", address="127.0.0.1", port=mailbox.port,
                   user="ada@example.org", created_at=now)  # fmt: skip
    accounts.add(made, SECRET, now)
    return made


@pytest.fixture
def bo(bo):
    bo.contact_points.create(kind="email", value="bo@example.org", normal="bo@example.org")
    return bo


@pytest.fixture
def drafted(campaign, bo, now):
    return draft_approach(campaign, bo, now, subject="Twenty minutes?", text=HONEST)


@pytest.fixture
def sent(ada, drafted, outgoing, now):
    mail.mail_send(ada, str(drafted.pk), yes=True, now=now)
    return Mail.objects.get()
