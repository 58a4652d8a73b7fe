"""Mail through commands: real sockets, TLS, letters that leave once and find back."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.market.post_office import SECRET
from tests.operations.mail.texts import BOUNCE, HONEST, HOUR, NOTES, message

from kithwork.boards.models import Board
from kithwork.boards.reading import PostingRow
from kithwork.campaign.approach import draft_approach, mark_sent
from kithwork.campaign.models import Capture, FollowUp, Mail, Outgoing, Sign
from kithwork.errors import KithworkError
from kithwork.jobs import absorb
from kithwork.operations import accounts, alerts, digest, mail, mail_in
from kithwork.people.keyring import Keyring
from kithwork.people.models import Account, Owner
from kithwork.project.home import home


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


def test_what_alerts_have_found_is_mailed_over_a_real_line(ada, campaign, outgoing, office, now):
    alerts.alerts_add(ada, ["ward"], now=now - dt.timedelta(hours=1))
    board = Board.objects.create(
        ats="lever", token="acme", employer="Acme", normal="acme", added_at=now
    )
    absorb.add({board: [PostingRow("1", "Ward manager", url="https://acme.test/1")]}, now)
    assert "Mailed to ada@example.org: 1 new opening for your alerts" in str(
        digest.alerts_mail(ada, now=now, daily=True)
    )
    [(to, letter)] = office.letters
    assert to == ["ada@example.org"]
    assert b"Ward manager" in letter
    assert b"https://acme.test/1" in letter
    assert b"--no-daily" in letter
    digest.mail_by_itself(now + dt.timedelta(days=1))
    assert len(office.letters) == 1
    assert "Nothing new" in str(digest.alerts_mail(ada, now=now, daily=False))
