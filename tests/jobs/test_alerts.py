"""Saved searches report what is new: once, and not lost by a crash."""

import datetime as dt

import pytest

from kithwork.campaign import alerts as running
from kithwork.campaign.alerts import run_alerts, save_alert
from kithwork.campaign.asked import Asked
from kithwork.errors import KithworkError
from kithwork.jobs.index import keep, outbox
from kithwork.jobs.models import AlertMatch, IndexChange, Job
from kithwork.operations.alerts import alerts_add, alerts_check, alerts_list, alerts_remove
from kithwork.people.models import Organisation, Position

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def arrive(post, now):
    """A posting that a reading has just brought."""

    def arrive(title, text="", at=now + HOUR, **fields):
        one = post(title, text, first_seen_at=at, last_seen_at=at, **fields)
        outbox.changed([one.pk])
        return one

    return arrive


def look(now):
    keep.drain()
    return run_alerts(now)


def told(alert):
    return [match.posting.title for match in alert.matches.order_by("pk")]


def test_an_alert_reports_what_matches_from_now_on(ada, arrive, now):
    arrive("Old nurse", at=now - HOUR)
    alert = save_alert(ada, "", Asked(words="nurse"), now)
    arrive("Nurse")
    arrive("Pilot")
    assert look(now) == 1
    assert (alert.name, told(alert)) == ("nurse", ["Nurse"])


def test_a_change_reports_nothing_twice_nor_makes_the_old_new(ada, arrive, now):
    old = arrive("Old nurse", at=now - HOUR)
    alert = save_alert(ada, "", Asked(words="nurse"), now)
    new = arrive("Nurse")
    look(now)
    outbox.changed([old.pk, new.pk])
    assert look(now + HOUR) == 0
    assert told(alert) == ["Nurse"]


def test_what_is_changed_until_it_matches_is_reported(ada, arrive, now):
    alert = save_alert(ada, "", Asked(words="nurse"), now)
    one = arrive("Helper")
    assert look(now) == 0
    one.title = "Nurse"
    one.save()
    outbox.changed([one.pk])
    assert look(now) == 1
    assert told(alert) == ["Nurse"]


def test_another_posting_of_the_same_job_is_not_reported_again(ada, arrive, now):
    job = Job.objects.create(title="Nurse", employer="Acme", first_seen_at=now)
    alert = save_alert(ada, "", Asked(words="nurse"), now)
    first = arrive("Nurse", job=job)
    look(now)
    first.closed_at = now + 2 * HOUR
    first.save()
    arrive("Nurse again", job=job, at=now + 2 * HOUR)
    assert look(now) == 0
    assert told(alert) == ["Nurse"]


def test_a_crash_before_the_matches_are_kept_loses_none(ada, arrive, now, monkeypatch):
    alert = save_alert(ada, "", Asked(words="nurse"), now)
    arrive("Nurse")
    with monkeypatch.context() as patch:
        patch.setattr(running, "_keep", lambda matches: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            look(now)
    assert look(now) == 1
    assert told(alert) == ["Nurse"]
    assert not IndexChange.objects.exists()


def test_my_objective_and_my_people_can_be_asked_for(ada, bo, arrive, now):
    there = Organisation.objects.create(owner=ada, name="Acme", normal="acme")
    alert = save_alert(ada, "", Asked(known=True), now)
    arrive("Nurse")
    assert look(now) == 0
    Position.objects.create(person=bo, organisation=there)
    arrive("Pilot")
    assert look(now) == 1
    assert told(alert) == ["Pilot"]


def test_a_search_for_everything_or_a_name_taken_is_refused(ada, now):
    with pytest.raises(KithworkError, match="Ask for something"):
        save_alert(ada, "All", Asked(), now)
    with pytest.raises(KithworkError, match="no town"):
        save_alert(ada, "", Asked(near="Nowhereham"), now)
    save_alert(ada, "Nurses", Asked(words="nurse"), now)
    with pytest.raises(KithworkError, match="called 'Nurses' already"):
        save_alert(ada, "Nurses", Asked(words="pilot"), now)


def test_a_check_tells_each_opening_once_and_again_when_asked(ada, arrive, now):
    made = alerts_add(ada, ["nurse"], now=now, name="Nurses")
    arrive("Nurse")
    digest = alerts_check(ada, now=now)
    assert "Nurses (1)" in str(digest)
    assert "Nurse (Acme Inc)" in str(digest)
    assert str(alerts_check(ada, now=now)) == "Nothing new for your alerts."
    assert alerts_check(ada, now=now, since=now.date()) == digest
    assert [(one.found, one.untold) for one in alerts_list(ada)] == [(1, 0)]
    alerts_remove(ada, made.id, now=now)
    assert not AlertMatch.objects.exists()
    with pytest.raises(KithworkError, match="no alert"):
        alerts_remove(ada, made.id, now=now)
