"""Mail through pages: what is set up, sent, asked and answered there."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.market.post_office import SECRET
from tests.operations.mail.texts import BOUNCE, DISGUISED, HONEST, HOUR, NOTES, message

from kithwork.campaign.models import FollowUp, Mail, Outgoing, Sign
from kithwork.operations import work
from kithwork.people.models import Owner


@pytest.fixture
def inside(ada, client, monkeypatch, now):
    """Ada's session, two hours later; work that is asked for is done at once."""
    monkeypatch.setattr(work.huey, "immediate", True)
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    client.force_login(ada)
    return client


def page(inside, path):
    return inside.get(path).content.decode()


def test_the_page_sets_up_sending_and_shows_what_is_wrong(inside, ada, office):
    said = {"address": "ada@example.org", "shown_name": "Ada", "host": "127.0.0.1",
            "security": "tls", "port": office.port, "user": "ada@example.org",
            "password": "another"}  # fmt: skip
    refused = inside.post("/mail/outgoing/", said).content.decode()
    assert "did not accept the user name and password" in refused
    assert "another" not in refused
    inside.post("/mail/outgoing/", {**said, "password": SECRET})
    assert "ada@example.org" in page(inside, "/mail/")
    told = inside.post("/mail/outgoing/act/", {"act": "try"}, follow=True).content.decode()
    assert "lets Kithwork in" in told
    inside.post("/mail/outgoing/act/", {"act": "stop"})
    assert not Outgoing.objects.exists()


def letter_fields(text=HONEST, **more):
    return {"channel": "email", "subject": "Twenty minutes?", "text": text, **more}


def test_the_page_sends_what_stands_in_the_form(inside, drafted, outgoing, office):
    path = f"/approaches/{drafted.pk}/"
    assert "Send it now" in page(inside, path)
    changed = HONEST.replace("20 minutes", "fifteen minutes")
    told = inside.post(path, letter_fields(changed, post=""), follow=True).content.decode()
    assert "Sent to bo@example.org" in told
    assert "fifteen minutes" in office.letter().get_content()


def test_the_page_sends_a_disguised_letter_only_as_direct_contact(
    inside, drafted, outgoing, office
):
    path = f"/approaches/{drafted.pk}/"
    told = inside.post(path, letter_fields(DISGUISED, post=""), follow=True).content.decode()
    assert "not as networking" in told
    assert "Send it, deliberately as direct contact" in told
    assert 'name="post"' not in told
    assert office.letters == []
    inside.post(path, letter_fields(DISGUISED, post_direct=""))
    assert len(office.letters) == 1


def test_the_page_asks_whether_a_letter_left(inside, drafted, outgoing, office):
    office.mood = "hang up"
    path = f"/approaches/{drafted.pk}/"
    told = inside.post(path, letter_fields(post=""), follow=True).content.decode()
    assert "We don’t know if this left" in told
    assert "Send it now" not in told
    assert "We don’t know if this left" in page(inside, "/mail/")
    inside.post(f"/mail/letters/{Mail.objects.get().pk}/", {"left": "no"})
    assert "Send it now" in page(inside, path)


def test_without_an_account_the_page_offers_ones_own_mail_program(inside, drafted):
    shown = page(inside, f"/approaches/{drafted.pk}/")
    assert "mailto:bo%40example.org?subject=Twenty" in shown
    assert "/mail/outgoing/" in shown
    assert "Send it now" not in shown


@pytest.mark.parametrize("path", ["/", "/promises/"])
def test_an_answer_stands_where_one_looks_first_and_takes_one_click(
    inside, sent, mailbox, account, now, path
):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id))
    told = inside.post("/mail/read/", follow=True).content.decode()
    assert "1 seem to be answers" in told
    shown = page(inside, path)
    assert "Answered?" in shown
    assert "it answers your very letter" in shown
    answered = inside.post(f"/mail/signs/{Sign.objects.get().pk}/", {"said": "accepted"})
    assert "/meet/?approach=" in answered.headers["Location"]
    assert "Answered?" not in page(inside, path)


def test_a_message_after_a_mailing_asks_what_it_said(inside, ada, campaign, now):
    mailing = campaign.mailings.create(owner=ada, name="Wards", created_at=now)
    mailing.confirmed_at, mailing.state = now, "running"
    mailing.save()
    dee = mailing.recipients.create(
        key="dee", name="Dee", state="sent", sent_at=now, replied_at=now + HOUR
    )
    assert "A message from Dee came" in page(inside, "/promises/")
    path = f"/mailings/{mailing.pk}/"
    assert "what did it say?" in page(inside, path)
    inside.post(f"{path}letters/{dee.pk}/", {"act": "no_answer"})
    assert "what did it say?" not in page(inside, path)


def test_what_did_not_arrive_stands_there_too(inside, sent, mailbox, account, now):
    mailbox.put(BOUNCE.format(at=now + HOUR, action="failed"))
    inside.post("/mail/read/")
    assert "Did not arrive" in page(inside, "/")
    shown = page(inside, f"/approaches/{sent.approach_id}/")
    assert "Write another address" in shown
    assert "mailto:bo" not in shown


def test_thanks_are_sent_from_their_page(inside, campaign, bo, outgoing, office, now):
    owed = FollowUp.objects.create(owner=campaign.owner, campaign=campaign, person=bo,
                                   kind="promise", due_on=now.date(), created_at=now)  # fmt: skip
    path = f"/promises/{owed.pk}/letter/"
    told = inside.post(path, {"subject": "The book", "text": ""}).content.decode()
    assert "needs a subject and a text" in told
    assert 'value="The book"' in told
    inside.post(path, {"subject": "The book", "text": "Dear Bo, here is the book. Ada"})
    owed.refresh_from_db()
    assert owed.done_at
    assert office.letter()["Subject"] == "The book"


def test_the_page_chooses_an_address_for_notes(inside, account):
    inside.post(f"/mail/notes/{account.pk}/", {"address": NOTES, "folder": ""})
    account.refresh_from_db()
    assert account.note_address == NOTES
    assert NOTES in page(inside, "/mail/")
    assert f"mailto:{NOTES}" in page(inside, "/capture/")


def test_pages_of_others_letters_are_closed(inside, sent):
    eve = Owner.objects.create(username="eve")
    Mail.objects.update(owner=eve)
    assert inside.post(f"/mail/letters/{sent.pk}/", {"left": "no"}).status_code == 404
