"""Mailings and letters from the command's side; what is due goes by the owner's own account."""

import datetime as dt

import pytest

from kithwork.campaign.begin import write_objective
from kithwork.campaign.models import Mailing, Outgoing
from kithwork.errors import KithworkError
from kithwork.operations import mailing as ops
from kithwork.operations import mailing_run as run
from kithwork.operations.approaches import approach_draft
from kithwork.operations.mailing import mailing_of, recipient_of
from kithwork.operations.paper import letter_head, letter_print
from kithwork.operations.write import letter_situations, letter_write

LIST = "name,employer,email\nDee Fern,Acme,dee@example.org\nEli Oak,Acme,eli@example.org\n"


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "list.csv"
    made.write_text(LIST, encoding="utf-8")
    return made


@pytest.fixture
def sent(ada, now, monkeypatch):
    """Letters that left, in place of a mail server."""
    ada.first_name = "Ada"
    ada.save()
    Outgoing.objects.create(
        owner=ada, host="mail.example.org", user="ada", address="ada@example.org",
        secret_env="KITHWORK_SECRET_MAIL", created_at=now,
    )  # fmt: skip
    letters = []
    monkeypatch.setattr(run, "post_of", lambda owner: letters.append)
    return letters


def ready(ada, file, now):
    ops.mailing_begin(ada, "Welders", now=now)
    ops.mailing_add(ada, file)
    ops.mailing_preview(ada, now=now)
    return ops.mailing_confirm(ada, now=now)


def test_a_mailing_goes_from_command_to_command(ada, file, now, sent):
    assert ops.mailing_begin(ada, "Welders", now=now).reads_as == "direct_contact"
    assert [row.what for row in ops.mailing_add(ada, file, preview=True)] == ["added", "added"]
    assert Mailing.objects.get().recipients.count() == 0
    ops.mailing_add(ada, file)
    (first,) = ops.mailing_preview(ada, now=now, limit=1)
    assert first.to == "Dee Fern"
    with pytest.raises(KithworkError, match="1 letter was not looked at"):
        ops.mailing_confirm(ada, now=now)
    ops.mailing_preview(ada, now=now)
    assert ops.mailing_preview(ada, now=now) == []
    ops.mailing_leave_out(ada, "Eli Oak")
    assert ops.mailing_confirm(ada, now=now).state == "confirmed"
    assert run.mailing_start(ada, now=now, an_hour=6).an_hour == 6
    assert run.send_what_is_due(now) == 1
    assert sent[0]["To"] == "Dee Fern <dee@example.org>"
    assert sent[0]["From"] == "ada@example.org"
    assert Mailing.objects.get().state == "done"
    said = run.mailing_answer(ada, "dee@example.org", "yes", now=now)
    assert said.answer == "yes"
    assert run.mailing_status(ada).techniques["direct contact by mailing"]["yes"] == 1


def test_between_two_letters_lies_a_pause(ada, file, now, sent):
    ready(ada, file, now)
    run.mailing_start(ada, now=now)
    minutes = [run.send_what_is_due(now + dt.timedelta(minutes=m)) for m in range(6)]
    assert (sum(minutes), len(sent)) == (1, 1)


def test_a_stopped_mailing_stays_stopped(ada, file, now, sent):
    ready(ada, file, now)
    run.mailing_start(ada, now=now)
    run.mailing_stop(ada)
    assert run.send_what_is_due(now) == 0
    assert ops.mailing_reopen(ada).state == "drafted"


def test_an_account_that_is_gone_stops_the_mailing_with_a_sentence(ada, file, now, sent):
    ready(ada, file, now)
    run.mailing_start(ada, now=now)
    Outgoing.objects.all().delete()
    run.send_what_is_due(now)
    one = Mailing.objects.get()
    assert one.state == "stopped"
    assert "no account that letters leave by" in one.why_stopped
    assert one.recipients.filter(state="waiting").count() == 2


def test_without_an_account_nothing_is_started(ada, file, now):
    ready(ada, file, now)
    with pytest.raises(KithworkError, match="no account"):
        run.mailing_start(ada, now=now)


def test_a_mailing_and_a_letter_are_found_by_what_one_types(ada, file, now):
    ready(ada, file, now)
    ops.mailing_begin(ada, "Welders again", now=now)
    with pytest.raises(KithworkError, match="Several mailings"):
        mailing_of(ada, "welders")
    first = mailing_of(ada, str(Mailing.objects.order_by("pk").first().pk))
    assert recipient_of(first, "dee").name == "Dee Fern"
    for nobody in ("x", "", "999"):
        with pytest.raises(KithworkError):
            recipient_of(first, nobody)


def test_a_letter_is_printed_to_a_new_file_only(ada, campaign, bo, now, tmp_path):
    write_objective(campaign, "Weld.", now, aim="underwater welding")
    approach_draft(ada, "Bo Friend", now=now)
    file = tmp_path / "letter.pdf"
    assert letter_print(ada, "Bo Friend", output=file, now=now).letters == 1
    assert file.read_bytes().startswith(b"%PDF")
    with pytest.raises(KithworkError, match="already"):
        letter_print(ada, "Bo Friend", output=file, now=now)


def test_the_letterhead_is_shown_and_changed_part_by_part(ada):
    assert "No address" in str(letter_head(ada))
    letter_head(ada, address=["Weg 1", "24103 Kiel"], country="us")
    assert letter_head(ada, phone="1").address == "Weg 1\n24103 Kiel"
    assert letter_head(ada).paper == "US Letter"
    with pytest.raises(KithworkError, match="two letters"):
        letter_head(ada, country="Germany")


def test_every_situation_has_a_letter_and_a_script(ada, campaign, cy, bo, now):
    write_objective(campaign, "Weld.", now, aim="underwater welding", occupations=["welder"])
    ada.first_name = "Ada"
    known = [one.situation for one in letter_situations(ada)]
    assert len(known) == 12
    for situation in known:
        for channel in ("email", "phone", "in_person"):
            if situation in {"referred", "alumni"}:
                with pytest.raises(KithworkError, match=r"leave|school"):
                    letter_write(ada, situation, "Cy Stranger", now=now, channel=channel)
            else:
                made = letter_write(ada, situation, "Cy Stranger", now=now, channel=channel)
                assert made.text
