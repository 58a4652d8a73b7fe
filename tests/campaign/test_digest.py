"""What alerts have found leaves by mail: each match once, and no digest is lost."""

import datetime as dt

import pytest

from kithwork.campaign.digest import AGAIN_AFTER, due_by_itself, send_digest
from kithwork.campaign.models import AlertDigest, Outgoing
from kithwork.campaign.post import NotSentError, UnsureError
from kithwork.errors import KithworkError
from kithwork.jobs.models import Alert, AlertMatch, Posting

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@pytest.fixture
def outgoing(ada, now):
    return Outgoing.objects.create(
        owner=ada, host="smtp.example.org", user="ada", address="ada@example.org", created_at=now
    )


@pytest.fixture
def find(ada, campaign, outgoing, now):
    alert = Alert.objects.create(owner=ada, name="Wards", asked={"words": "ward"}, created_at=now)

    def find(title, **fields):
        board = _board(now)
        posting = Posting.objects.create(
            board=board, posting_id=title, title=title, employer="Acme", normal="acme",
            first_seen_at=now, last_seen_at=now, **fields,
        )  # fmt: skip
        return AlertMatch.objects.create(alert=alert, posting=posting, found_at=now)

    return find


def _board(now):
    from kithwork.boards.models import Board

    made, _ = Board.objects.get_or_create(
        ats="lever", token="acme", employer="Acme", normal="acme", defaults={"added_at": now}
    )
    return made


def tell(rows):
    return "\n".join(one.posting.title for one in rows)


def test_a_digest_tells_what_is_new_once_and_to_the_owner_alone(ada, find, now):
    for title in ("Ward manager", "Ward clerk"):
        find(title)
    find("Ward nurse", closed_at=now)
    letters = []
    sent = send_digest(ada, tell, letters.append, now)
    assert sent.subject == "2 new openings for your alerts"
    [letter] = letters
    assert (str(letter["To"]), letter["Message-ID"]) == ("ada@example.org", sent.message_id)
    assert letter.get_content().split("\n")[:2] == ["Ward manager", "Ward clerk"]
    assert send_digest(ada, tell, letters.append, now) is None
    find("Ward porter")
    assert send_digest(ada, tell, letters.append, now).text == "Ward porter"


@pytest.mark.parametrize("error", [NotSentError("closed"), UnsureError("broke"), SystemExit()])
def test_a_digest_that_did_not_leave_goes_again_as_the_same_message(ada, find, now, error):
    find("Ward manager")
    first, again = [], []

    def fail(message):
        first.append(message["Message-ID"])
        raise error

    with pytest.raises(type(error)):
        send_digest(ada, tell, fail, now)
    find("Ward clerk")
    assert send_digest(ada, tell, again.append, now + HOUR / 60) is None  # it may be under way
    send_digest(ada, tell, again.append, now + AGAIN_AFTER)
    assert [letter["Message-ID"] for letter in again] == first
    assert again[0].get_content() == "Ward manager\n"
    assert AlertMatch.objects.untold().count() == 1  # what came since waits for the next
    assert AlertDigest.objects.get().problem == ""


def test_it_goes_by_itself_each_morning_where_that_is_wanted(ada, campaign, find, now):
    assert not due_by_itself(ada, now)
    campaign.mails_alerts = True
    campaign.save()
    assert due_by_itself(ada, now)
    assert not due_by_itself(ada, now.replace(hour=5))
    find("Ward manager")
    send_digest(ada, tell, lambda message: None, now)
    assert not due_by_itself(ada, now + 3 * HOUR)
    assert due_by_itself(ada, now + DAY)


def test_what_stayed_is_tried_again_on_the_same_day(ada, campaign, find, now):
    campaign.mails_alerts = True
    campaign.save()
    find("Ward manager")

    def fail(message):
        raise NotSentError("closed")

    with pytest.raises(NotSentError):
        send_digest(ada, tell, fail, now)
    assert due_by_itself(ada, now + HOUR)


def test_without_an_account_it_is_said_how_to_add_one(ada, campaign, now):
    with pytest.raises(KithworkError, match="mail outgoing"):
        send_digest(ada, tell, lambda message: None, now)
