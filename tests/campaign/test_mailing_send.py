"""Letters of a mailing go slowly, in working hours, stoppably, and each at most once."""

import datetime as dt
import random
from email.message import EmailMessage

import pytest

from kithwork.campaign import mailing as acts
from kithwork.campaign.mailing_fill import take_in
from kithwork.campaign.mailing_list import Listed
from kithwork.campaign.mailing_send import PERHAPS, in_hours, send_next, settle
from kithwork.campaign.models import Mailing, Recipient
from kithwork.campaign.post import NotSentError, UnsureError
from kithwork.errors import KithworkError

HOUR = dt.timedelta(hours=1)
ASK = "Hello,\n\nI am looking for work as a welder. Would you hire me?\n\nAda"


def compose(one):
    message = EmailMessage()
    message["To"], message["Message-ID"] = one.email, f"<{one.pk}@ada.example.org>"
    return message


class Box:
    """Where letters arrive, in place of a mail server."""

    def __init__(self, *errors):
        self.to, self.errors = [], list(errors)

    def __call__(self, message):
        if self.errors and (error := self.errors.pop(0)):
            raise error
        self.to.append(message["To"])


@pytest.fixture
def mailing(campaign, now):
    made = acts.begin(campaign, "Welders", now, subject="Work", text=ASK)
    names = ("dee", "eli", "fay", "gus")
    take_in(made, [Listed(n, f"{n}@example.org", "", {"name": n}) for n in names])
    acts.look_at(made, list(made.recipients.values_list("pk", flat=True)), now)
    acts.confirm(made, now)
    return acts.start(made, now, an_hour=10)


def send(mailing, now, box, seed=1):
    mailing.refresh_from_db()
    return send_next(mailing, now, box, compose, random.Random(seed))


def test_one_letter_goes_at_a_time_and_then_a_pause(mailing, now):
    box = Box()
    assert send(mailing, now, box).state == "sent"
    assert send(mailing, now + dt.timedelta(minutes=5), box) is None
    assert send(mailing, now + dt.timedelta(minutes=10), box).email == "eli@example.org"
    assert box.to == ["dee@example.org", "eli@example.org"]


def test_no_more_go_in_an_hour_than_was_said(mailing, now):
    acts.stop(mailing)
    acts.start(mailing, now, an_hour=2)
    box, rng = Box(), random.Random(3)
    for minute in range(60):
        mailing.refresh_from_db()
        send_next(mailing, now + dt.timedelta(minutes=minute), box, compose, rng)
    assert len(box.to) == 2


@pytest.mark.parametrize(
    ("zone", "at", "goes"),
    [
        ("UTC", "2026-11-23T09:00", True),
        ("UTC", "2026-11-23T08:59", False),
        ("UTC", "2026-11-23T17:00", False),
        ("UTC", "2026-11-22T12:00", False),
        ("America/New_York", "2026-11-23T09:00", False),
        ("America/New_York", "2026-11-23T21:59", True),
        ("Asia/Seoul", "2026-11-23T01:00", True),
        ("Asia/Tokyo", "2026-11-23T01:00", False),
    ],
)
def test_letters_go_in_working_hours_by_the_owners_clock(mailing, zone, at, goes):
    mailing.owner.time_zone = zone
    assert in_hours(mailing, dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)) is goes


def test_outside_the_hours_nothing_is_claimed(mailing, now):
    assert send(mailing, now + 12 * HOUR, Box()) is None
    assert mailing.recipients.filter(state="waiting").count() == 4


def test_a_stopped_mailing_sends_nothing_and_goes_on_where_it_was(mailing, now):
    box = Box()
    send(mailing, now, box)
    mailing.refresh_from_db()
    acts.stop(mailing)
    assert send(mailing, now + HOUR, box) is None
    acts.start(mailing, now + HOUR)
    send(mailing, now + HOUR, box)
    assert box.to == ["dee@example.org", "eli@example.org"]


def test_when_all_have_gone_it_is_done(mailing, now):
    box = Box()
    for hour in range(4):
        send(mailing, now + hour * HOUR, box)
    mailing.refresh_from_db()
    assert (mailing.state, len(set(box.to))) == ("done", 4)
    with pytest.raises(KithworkError, match="done"):
        acts.start(mailing, now)


def test_a_crash_in_the_middle_never_sends_a_letter_again(mailing, now):
    """The power goes while the server has the letter: the row says so, and the person decides."""

    class PowerCutError(BaseException):
        pass

    box = Box(PowerCutError())
    with pytest.raises(PowerCutError):
        send(mailing, now, box)
    dee = mailing.recipients.first()
    assert dee.state == "sending"
    for hour in range(1, 6):
        send(mailing, now + hour * HOUR, box)
    dee.refresh_from_db()
    assert (dee.state, dee.reason) == ("unsure", PERHAPS)
    assert "dee@example.org" not in box.to
    assert len(box.to) == len(set(box.to)) == 3


def test_two_workers_at_once_send_one_letter(mailing, now):
    """Both have loaded the mailing before either takes its turn."""
    box = Box()
    first, second = Mailing.objects.get(pk=mailing.pk), Mailing.objects.get(pk=mailing.pk)
    for one in (first, second):
        send_next(one, now, box, compose, random.Random(1))
    assert box.to == ["dee@example.org"]


def test_a_letter_that_may_have_left_is_settled_by_the_person(mailing, now):
    box = Box(UnsureError("The line broke."))
    one = send(mailing, now, box)
    assert (one.state, one.reason) == ("unsure", "The line broke.")
    assert settle(one, now, left=False).state == "waiting"
    other = send(mailing, now + HOUR, Box(UnsureError("Again.")))
    assert settle(other, now, left=True).state == "sent"
    with pytest.raises(KithworkError):
        settle(other, now, left=True)


def test_a_letter_that_stayed_here_is_tried_once_more_at_the_end(mailing, now):
    box = Box(NotSentError("refused"))
    assert send(mailing, now, box).state == "waiting"
    assert send(mailing, now + dt.timedelta(minutes=14), box) is None
    for hour in range(1, 5):
        send(mailing, now + hour * HOUR, box)
    assert box.to == [f"{n}@example.org" for n in ("eli", "fay", "gus", "dee")]


def test_several_failures_in_a_row_stop_it_and_say_why(mailing, now):
    box = Box(*[NotSentError("The password is wrong.")] * 3)
    for hour in range(5):
        send(mailing, now + hour * HOUR, box)
    mailing.refresh_from_db()
    assert mailing.state == "stopped"
    assert "The password is wrong." in mailing.why_stopped
    assert box.to == []


def test_whoever_wants_to_be_left_alone_meanwhile_gets_nothing(mailing, now, cy):
    mailing.recipients.filter(name="dee").update(person=cy)
    cy.leave_alone = True
    cy.save()
    box = Box()
    send(mailing, now, box)
    assert box.to == ["eli@example.org"]
    assert "leave Cy Stranger alone" in Recipient.objects.get(name="dee").reason


@pytest.mark.parametrize(("pace", "hours"), [(0, (9, 17)), (61, (9, 17)), (10, (17, 9))])
def test_pace_and_hours_stay_within_reason(mailing, now, pace, hours):
    acts.stop(mailing)
    with pytest.raises(KithworkError):
        acts.start(mailing, now, an_hour=pace, hours=hours)


def test_no_letter_goes_on_a_holiday_of_the_owners_country(mailing):
    mailing.owner.time_zone = "America/New_York"
    thanksgiving, week_before = (dt.datetime(2026, 11, day, 15, tzinfo=dt.UTC) for day in (26, 19))
    assert in_hours(mailing, week_before)
    assert not in_hours(mailing, thanksgiving)
