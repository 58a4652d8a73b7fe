"""What the tests of mail write and receive."""

from __future__ import annotations

import datetime as dt

HONEST = (
    "Dear Bo,\n\nI want to understand how wards are staffed at your hospital, so that I can decide "
    "what to aim for. Could I ask you about it for 20 minutes next week?\n\nAda"
)
DISGUISED = (
    "Dear Bo,\n\nI'd love your advice. I know you may have nothing for me, but if something "
    "opened up on your team I would be very happy to be considered.\n\nAda"
)
HOUR = dt.timedelta(hours=1)
NOTES = "ada+kith@example.org"

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


def message(at, sender="Bo Friend <bo@example.org>", to="ada@example.org", text="", **more):
    named = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in more.items())
    return (
        f"From: {sender}\nTo: {to}\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Message-ID: <{at:%d%H%M}.{sender[:3]}@b>\n{named}\n{text}"
    )
