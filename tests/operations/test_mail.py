"""Mail through commands and pages: real sockets, TLS, letters that leave once and find back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.market.mailbox import Mailbox
from tests.market.post_office import SECRET, PostOffice, Trust

from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.models import Capture, FollowUp, Mail, Outgoing, Sign
from kithwork.errors import KithworkError
from kithwork.operations import accounts, mail, mail_in, work
from kithwork.people.keyring import Keyring
from kithwork.people.models import Account, Owner
from kithwork.project.home import home

HONEST = (
    "Dear Bo,\n\nI want to understand how wards are staffed at your hospital, so that I can decide "
    "what to aim for. Could I ask you about it for 20 minutes next week?\n\nAda"
)
DISGUISED = (
    "Dear Bo,\n\nI'd love your advice. I know you may have nothing for me, but if something "
    "opened up on your team I would be very happy to be considered.\n\nAda"
)
HOUR = dt.timedelta(hours=1)


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


def message(at, sender="Bo Friend <bo@example.org>", to="ada@example.org", text="", **more):
    named = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in more.items())
    return (
        f"From: {sender}\nTo: {to}\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Message-ID: <{at:%d%H%M}.{sender[:3]}@b>\n{named}\n{text}"
    )


def test_an_outgoing_account_is_tried_first_and_its_secret_is_sealed(ada, outgoing):
    one = Outgoing.objects.get()
    assert Keyring.here().secret(one.mark) == SECRET
    assert str(outgoing).startswith("Letters leave as Ada <ada@example.org> by 127.0.0.1, port")
    assert "lets Kithwork in" in mail.mail_try(ada)


def test_a_wrong_password_stores_nothing_and_an_earlier_account_stays(ada, office, outgoing, now):
    account = Outgoing(owner=ada, host="127.0.0.1", port=office.port, user="ada@example.org",
                       address="new@example.org", created_at=now)  # fmt: skip
    with pytest.raises(KithworkError, match="did not accept the user name and password"):
        mail.set_outgoing(account, "another")
    assert Outgoing.objects.get().address == "ada@example.org"
    assert not (home() / "account-secrets" / account.mark).exists()


def test_a_new_account_takes_the_place_of_the_old_one_and_its_password(ada, office, outgoing, now):
    old = Outgoing.objects.get().mark
    account = Outgoing(owner=ada, host="127.0.0.1", port=office.port, user="ada@example.org",
                       address="new@example.org", created_at=now)  # fmt: skip
    mail.set_outgoing(account, SECRET)
    assert Outgoing.objects.get().address == "new@example.org"
    assert not (home() / "account-secrets" / old).exists()


def test_stopping_deletes_the_password(ada, outgoing, now):
    mark = Outgoing.objects.get().mark
    mail.mail_stop(ada, now=now)
    assert not (home() / "account-secrets" / mark).exists()
    with pytest.raises(KithworkError, match="no account that letters leave by"):
        mail.mail_try(ada)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"host": "x y"}, "no server"),
        ({"host": "x", "port": 99_999}, "65535"),
        ({"host": "x", "secret_env": "DATABASE_URL"}, "KITHWORK_SECRET_"),
        ({"host": "x", "address": "ada"}, "address"),
        ({"host": "x"}, "in a terminal or on the page"),
    ],
)
def test_settings_that_make_no_sense_are_refused_before_anybody_is_asked(ada, now, said, why):
    with pytest.raises(KithworkError, match=why):
        mail.mail_outgoing(ada, user="ada@example.org", now=now, **said)


def test_without_a_yes_the_letter_is_only_shown(ada, drafted, outgoing, office, now):
    shown = mail.mail_send(ada, "Bo Friend", now=now)
    assert "To: bo@example.org" in str(shown)
    assert "Say it again with --yes" in str(shown)
    assert (office.letters, Mail.objects.count()) == ([], 0)


def test_a_letter_is_sent_and_listed(ada, drafted, sent, office):
    assert office.letter().get_content().startswith("Dear Bo,")
    drafted.refresh_from_db()
    assert drafted.state == "sent"
    (listed,) = mail.mail_sent(ada)
    assert "sent: bo@example.org, Twenty minutes?" in str(listed)


def test_no_command_sends_several(ada, campaign, cy, drafted, outgoing, office, now):
    cy.contact_points.create(kind="email", value="cy@example.org", normal="cy@example.org")
    draft_approach(campaign, cy, now, subject="Twenty minutes?", text=HONEST)
    mail.mail_send(ada, str(drafted.pk), yes=True, now=now)
    assert [to for to, _ in office.letters] == [["bo@example.org"]]


def test_a_line_that_broke_is_settled_by_the_owner(ada, drafted, outgoing, office, now):
    office.mood = "hang up"
    with pytest.raises(KithworkError, match="Sent folder"):
        mail.mail_send(ada, str(drafted.pk), yes=True, now=now)
    (unsure,) = mail.mail_sent(ada, unsure=True)
    assert mail.mail_settle(ada, unsure.id, "left", now=now).state == "sent"
    assert mail.mail_sent(ada, unsure=True) == []


def test_a_copy_in_the_mailbox_settles_it_without_the_owner(
    ada, drafted, outgoing, office, mailbox, account, now
):
    office.mood = "hang up"
    with pytest.raises(KithworkError):
        mail.mail_send(ada, str(drafted.pk), yes=True, now=now)
    mailbox.put(office.letters[0][1].decode().replace("\r\n", "\n"), "Sent")
    mail_in.mail_read(ada, now=now + HOUR)
    drafted.refresh_from_db()
    assert (Mail.objects.get().state, drafted.state) == ("sent", "sent")


def test_nothing_is_asked_of_the_mailbox_where_nothing_waits(ada, mailbox, account, now):
    mailbox.heard.clear()
    mail_in.mail_read(ada, now=now)
    assert mailbox.heard == []


def test_mailboxes_are_looked_through_every_quarter_of_an_hour(ada, sent, mailbox, account, now):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id))
    assert mail_in.look_by_itself(now + 2 * HOUR) == 1
    assert len(mail_in.mail_answers(ada)) == 1
    assert mail_in.look_by_itself(now + 2 * HOUR + dt.timedelta(minutes=5)) == 0
    assert mail_in.look_by_itself(now + 2 * HOUR + dt.timedelta(minutes=15)) == 1


def test_a_mailbox_that_refuses_rests_for_hours_and_says_why(sent, account, now):
    Keyring.here().drop(account.mark)
    assert mail_in.look_by_itself(now + HOUR) == 1
    account.refresh_from_db()
    assert "password can't be opened" in account.problem
    assert mail_in.look_by_itself(now + 2 * HOUR) == 0
    assert mail_in.look_by_itself(now + 7 * HOUR) == 1


def test_an_answer_waits_for_the_owners_word_and_nobody_reads_it(ada, sent, mailbox, account, now):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id, text="Of course, on Tuesday."))
    (read,) = mail_in.mail_read(ada, now=now + 2 * HOUR)
    assert str(read) == "box: 1 seem to be answers."
    (waits,) = mail_in.mail_answers(ada)
    assert (waits.person, waits.evidence) == ("Bo Friend", "thread")
    assert not any("BODY.PEEK[]" in said or "TEXT" in said for said in mailbox.heard)
    assert not any(said.startswith(("SELECT", "STORE")) for said in mailbox.heard)
    told = mail_in.mail_answer(ada, waits.id, "accepted", now=now + 2 * HOUR)
    assert told == "Noted. The request to Bo Friend is accepted."
    assert mail_in.mail_answers(ada) == []


def test_a_message_from_their_address_is_weaker_and_can_be_no_answer(
    ada, sent, mailbox, account, now
):
    mailbox.put(message(now + HOUR))
    mail_in.mail_read(ada, now=now + 2 * HOUR)
    (waits,) = mail_in.mail_answers(ada)
    assert "may be about something else" in str(waits)
    mail_in.mail_answer(ada, waits.id, "none", now=now)
    assert mail_in.mail_answers(ada) == []
    assert sent.approach.state == "sent"


def test_what_was_sent_by_hand_is_answered_too(ada, drafted, mailbox, account, now):
    mark_sent(drafted, now)
    mailbox.put(message(now + HOUR))
    mail_in.mail_read(ada, now=now + 2 * HOUR)
    assert mail_in.mail_answers(ada)[0].evidence == "address"


def test_later_puts_the_reminder_off(ada, sent, mailbox, account, now):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id))
    mail_in.mail_read(ada, now=now + 2 * HOUR)
    mail_in.mail_answer(ada, mail_in.mail_answers(ada)[0].id, "later", now=now)
    assert FollowUp.objects.owed().get().due_on == dt.date(2026, 12, 7)


def test_each_message_counts_once_and_reading_goes_on_where_it_was(
    ada, sent, mailbox, account, now
):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id))
    mail_in.mail_read(ada, now=now + 2 * HOUR)
    (again,) = mail_in.mail_read(ada, now=now + 3 * HOUR)
    assert str(again) == "box: nothing new."
    assert mailbox.heard[-2].startswith("UID SEARCH UID 2:*")
    mailbox.validity += 1  # the server has numbered its messages anew
    mail_in.mail_read(ada, now=now + 3 * HOUR)
    assert Sign.objects.count() == 1


def test_an_automatic_answer_is_none(ada, sent, mailbox, account, now):
    more = {"In_Reply_To": sent.message_id, "Auto_Submitted": "auto-replied"}
    mailbox.put(message(now + HOUR, **more))
    (read,) = mail_in.mail_read(ada, now=now + 2 * HOUR)
    assert (read.automatic, mail_in.mail_answers(ada)) == (1, [])


BOUNCE = """From: MAILER-DAEMON@mx.example.net
To: ada@example.org
Date: {at:%a, %d %b %Y %H:%M:%S} +0000
Message-ID: <bounce@mx>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

A text for people.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; bo@example.org
Action: {action}
Status: 5.1.1

--x--
"""


def test_what_came_back_did_not_arrive_and_waits_for_another_address(
    ada, campaign, sent, bo, office, mailbox, account, now
):
    mailbox.put(BOUNCE.format(at=now + HOUR, action="failed"))
    (read,) = mail_in.mail_read(ada, now=now + 2 * HOUR)
    assert read.bounces == 1
    sent.refresh_from_db()
    approach = campaign.approaches.get()
    assert (sent.state, approach.state, approach.sent_at) == ("came_back", "drafted", None)
    assert not FollowUp.objects.owed().exists()
    with pytest.raises(KithworkError, match="Write another address"):
        mail.mail_send(ada, "Bo Friend", yes=True, now=now + 2 * HOUR)
    bo.contact_points.create(kind="email", value="bo@example.net", normal="bo@example.net")
    mail.mail_send(ada, "Bo Friend", yes=True, now=now + 2 * HOUR)
    assert office.letters[-1][0] == ["bo@example.net"]


def test_what_comes_back_from_a_mailing_is_told_in_its_own_list(
    ada, campaign, account, mailbox, now
):
    mailing = campaign.mailings.create(owner=ada, name="Wards", created_at=now)
    for name in ("bo", "dee", "eli"):
        email, mark = f"{name}@example.org", f"<{name}@mailing>"
        mailing.recipients.create(
            key=email, email=email, state="sent", sent_at=now, message_id=mark
        )
    mailbox.put(BOUNCE.format(at=now + HOUR, action="failed"))
    mailbox.put(message(now + HOUR, "Dee <dee@example.org>", In_Reply_To="<dee@mailing>"))
    (read,) = mail_in.mail_read(ada, now=now + 2 * HOUR)
    assert (read.replies, read.bounces) == (1, 1)
    assert [one.answer for one in mailing.recipients.all()] == ["bounced", "", ""]
    assert [one.email for one in mailing.recipients.replied()] == ["dee@example.org"]
    assert mail_in.mail_answers(ada) == []


def test_a_letter_that_is_only_late_is_still_under_way(ada, sent, mailbox, account, now):
    mailbox.put(BOUNCE.format(at=now + HOUR, action="delayed"))
    mail_in.mail_read(ada, now=now + 2 * HOUR)
    sent.refresh_from_db()
    assert sent.state == "sent"


NOTES = "ada+kith@example.org"


def test_a_note_to_oneself_is_caught_once(ada, mailbox, account, now):
    mail_in.mail_notes(ada, "box", NOTES, folder="Kith", now=now)
    note = {"sender": "Ada <ada@example.org>", "to": NOTES, "Subject": "On the train"}
    mailbox.put(message(now, **note, text="They open a ward."))
    mailbox.put(message(now, **note, text="They open a ward."), "Kith")
    mailbox.put(message(now + HOUR, **note, text="Ask Cy."), "Kith")
    (read,) = mail_in.mail_read(ada, now=now + 2 * HOUR)
    assert read.notes == 2
    said = sorted(Capture.objects.values_list("text", flat=True))
    assert said == ["On the train\nAsk Cy.", "On the train\nThey open a ward."]
    assert mail_in.mail_read(ada, now=now + 3 * HOUR)[0].notes == 0


def test_a_user_name_that_is_no_address_does_not_keep_notes_back(ada, mailbox, account, now):
    Account.objects.update(user="ada")
    mail_in.mail_notes(ada, "box", NOTES, now=now)
    mailbox.put(message(now, sender="ada@example.org", to=NOTES, text="They open a ward."))
    assert mail_in.mail_read(ada, now=now + HOUR)[0].notes == 1


def test_the_text_of_others_mail_and_of_other_mail_is_never_fetched(ada, mailbox, account, now):
    mail_in.mail_notes(ada, "box", NOTES, now=now)
    mailbox.put(message(now, sender="Eve <eve@example.org>", to=NOTES, text="Buy this"))
    mailbox.put(message(now, sender="Ada <ada@example.org>", to="bo@example.org", text="Hello"))
    mail_in.mail_read(ada, now=now + HOUR)
    assert not Capture.objects.exists()
    assert not any("BODY.PEEK[]" in said for said in mailbox.heard)


def test_the_address_for_notes_is_nobody_to_be_met(ada, mailbox, account, now):
    mail_in.mail_notes(ada, "box", NOTES, now=now)
    mailbox.put(message(now, sender="Ada <ada@example.org>", to=NOTES), "Sent")
    accounts.accounts_read(ada, now=now)
    assert not ada.people.exists()


def test_the_own_address_itself_is_no_address_for_notes(ada, account, now):
    with pytest.raises(KithworkError, match="for notes alone"):
        mail_in.mail_notes(ada, "box", "Ada@example.org", now=now)
    assert "any more" in mail_in.mail_notes(ada, "box", "-", now=now)


def test_a_folder_that_is_missing_is_said(ada, account, now):
    mail_in.mail_notes(ada, "box", NOTES, folder="Nowhere", now=now)
    with pytest.raises(KithworkError, match="no folder Nowhere"):
        mail_in.mail_read(ada, now=now)


def test_reading_the_accounts_finds_answers_too(ada, sent, mailbox, account, now):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id))
    (done,) = accounts.accounts_read(ada, now=now + 2 * HOUR)
    assert "1 seem to be answers" in str(done)


def test_letters_and_answers_of_another_owner_are_not_found(ada, sent, mailbox, account, now):
    mailbox.put(message(now + HOUR, In_Reply_To=sent.message_id))
    mail_in.mail_read(ada, now=now + 2 * HOUR)
    eve = Owner.objects.create(username="eve")
    assert mail.mail_sent(eve) == []
    assert mail_in.mail_answers(eve) == []
    with pytest.raises(KithworkError, match="no letter"):
        mail.mail_settle(eve, sent.pk, "left", now=now)
    with pytest.raises(KithworkError, match="no message"):
        mail_in.mail_answer(eve, Sign.objects.get().pk, "accepted", now=now)


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
