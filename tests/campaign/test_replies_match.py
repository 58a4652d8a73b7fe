"""A message belongs to the letter it names; else, more weakly, to the latest sent to its sender."""

import datetime as dt
from dataclasses import replace

import pytest

from kithwork.campaign.replies_header import Came
from kithwork.campaign.replies_match import Letters, Waiting, match

SENT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
OWN = frozenset({"ada@example.org"})
BO = frozenset({"bo@example.org", "bo@example.net"})
LETTER = Waiting(1, 11, SENT, "<1@ada>", "Bo@example.org")
BY_HAND = Waiting(1, None, SENT, addresses=BO)
LETTERS = Letters.of([LETTER, BY_HAND])
MESSAGE = Came(
    "m", "reply", "bo@example.net", frozenset(), frozenset(), SENT + dt.timedelta(hours=1)
)


def test_an_answer_to_the_letter_is_strong_evidence_whoever_writes():
    found = match(
        replace(MESSAGE, sender="office@x.test", answers=frozenset({"<1@ada>"})), LETTERS, OWN
    )
    assert (found.evidence, found.waiting) == ("thread", LETTER)


def test_a_message_from_any_of_their_addresses_is_weaker_evidence():
    found = match(MESSAGE, LETTERS, OWN)
    assert (found.evidence, found.waiting.approach) == ("address", 1)


@pytest.mark.parametrize(
    "message",
    [
        replace(MESSAGE, at=SENT - dt.timedelta(hours=1)),
        replace(MESSAGE, at=None),
        replace(MESSAGE, kind="bulk"),
        replace(MESSAGE, sender="cy@example.org"),
        replace(MESSAGE, sender="ada@example.org", answers=frozenset({"<1@ada>"})),
    ],
    ids=["before the letter", "undated", "to a list", "somebody else", "one's own"],
)
def test_what_is_no_answer_is_none(message):
    assert match(message, LETTERS, OWN) is None


def test_of_two_letters_the_later_one_that_came_before_counts():
    later = replace(BY_HAND, approach=2, sent_at=SENT + dt.timedelta(days=1))
    after_both = replace(MESSAGE, at=SENT + dt.timedelta(days=2))
    letters = Letters.of([BY_HAND, later])
    assert match(MESSAGE, letters, OWN).waiting.approach == 1
    assert match(after_both, letters, OWN).waiting.approach == 2


def test_a_list_may_carry_a_true_answer():
    found = match(replace(MESSAGE, kind="bulk", answers=frozenset({"<1@ada>"})), LETTERS, OWN)
    assert (found.evidence, found.came.kind) == ("thread", "reply")


BOUNCE = replace(MESSAGE, kind="bounce", sender="mailer-daemon@x.test")


def test_a_bounce_counts_where_a_server_gave_up_on_an_address():
    failed = frozenset({"bo@example.org"})
    assert match(replace(BOUNCE, failed=failed), LETTERS, OWN).evidence == "address"
    named = replace(BOUNCE, failed=frozenset({"b@inside.test"}), answers=frozenset({"<1@ada>"}))
    assert match(named, LETTERS, OWN).evidence == "thread"


@pytest.mark.parametrize(
    "more",
    [
        {"answers": frozenset({"<1@ada>"})},
        {"failed": OWN, "answers": frozenset({"<1@ada>"})},
        {"failed": frozenset({"cy@example.org"})},
        {"failed": frozenset({"bo@example.org"}), "at": SENT + dt.timedelta(days=20)},
    ],
    ids=["only delayed", "one's own copy", "another letter", "much later"],
)
def test_what_gave_up_on_nobody_we_wrote_to_is_no_bounce_of_ours(more):
    assert match(replace(BOUNCE, **more), LETTERS, OWN) is None
