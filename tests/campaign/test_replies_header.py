"""A reply, an automatic answer and a bounce are told by the header alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.campaign.replies_header import came, failed_in

FROM_BO = "From: Bo Friend <Bo@example.org>\r\nTo: ada@example.org\r\nMessage-ID: <9@b>\r\n"
DAEMON = "From: Mail <MAILER-DAEMON@mx.example.net>\r\nMessage-ID: <9@b>\r\n"
REPORT = "Content-Type: multipart/report; boundary=x;\r\n\treport-type=delivery-status\r\n"


def read(head):
    return came(head.encode() + b"\r\n")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (FROM_BO, "reply"),
        (FROM_BO + "Auto-Submitted: no\r\n", "reply"),
        (FROM_BO + "Auto-Submitted: auto-replied; owner=x\r\n", "automatic"),
        (FROM_BO + "Auto-Submitted: auto-generated\r\n", "automatic"),
        (FROM_BO + "X-Autoreply: yes\r\n", "automatic"),
        (FROM_BO + "Precedence: auto_reply\r\n", "automatic"),
        (FROM_BO + "Precedence: bulk\r\n", "automatic"),
        (FROM_BO + "Return-Path: <>\r\n", "automatic"),
        (FROM_BO + "Precedence: list\r\nList-Id: <l.test>\r\n", "bulk"),
        (FROM_BO + "List-Unsubscribe: <https://x.test>\r\n", "bulk"),
        (DAEMON + REPORT, "bounce"),
        (DAEMON + "X-Failed-Recipients: bo@example.org\r\n", "bounce"),
        (DAEMON, "automatic"),
        (FROM_BO + REPORT.replace("delivery-status", "disposition-notification"), "automatic"),
    ],
)
def test_a_header_tells_what_kind_of_message_it_is(head, kind):
    assert read(head).kind == kind


def test_the_letters_that_it_answers_are_named():
    head = "In-Reply-To: <1@ada>\r\nReferences: <0@x>\r\n <1@ada>\t<2@y>\r\n"
    one = read(FROM_BO + head)
    assert one.answers == {"<0@x>", "<1@ada>", "<2@y>"}
    assert one.sender == "bo@example.org"
    assert one.to == {"ada@example.org"}


def test_the_same_message_has_the_same_mark():
    assert read(FROM_BO).mark == read(FROM_BO + "Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n").mark


def test_a_message_from_nobody_is_none():
    assert read("To: ada@example.org\r\n") is None


STATUS = (
    "Reporting-MTA: dns; mx.example.net\r\n\r\n"
    "Original-Recipient: rfc822;Bo@example.org\r\nFinal-Recipient: RFC822; bo@inside.example\r\n"
    "Action: Failed\r\nStatus: 5.1.1\r\n\r\n"
    "Final-Recipient: rfc822; cy@example.org\r\nAction: delayed\r\nStatus: 4.4.7\r\n"
)


def test_a_report_names_whom_it_gives_up_on_and_a_delay_is_no_failure():
    assert failed_in(STATUS.encode()) == {"bo@example.org", "bo@inside.example"}


@given(st.binary(max_size=400))
def test_no_report_and_no_header_breaks_the_reading(raw):
    failed_in(raw)
    came(raw)


@given(st.lists(st.tuples(st.sampled_from(["From", "Date", "References", "Content-Type"]),
                          st.text(max_size=60)), max_size=6))  # fmt: skip
def test_any_header_has_one_of_four_kinds_or_nobody_sent_it(lines):
    raw = "".join(f"{name}: {value}\r\n" for name, value in lines).encode("utf-8", "replace")
    one = came(raw)
    assert one is None or one.kind in ("reply", "automatic", "bounce", "bulk")
