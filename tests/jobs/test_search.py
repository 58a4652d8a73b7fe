"""Postings of the database found through the index, counted by one's own days."""

import datetime as dt

import pytest

from kithwork.jobs.index import keep, outbox
from kithwork.jobs.models import Job
from kithwork.jobs.search import Wanted, search

DAY = dt.timedelta(days=1)


def titles(**wanted):
    return [posting.title for posting in search(Wanted(**wanted))[:]]


def test_words_places_and_kinds_of_work_narrow_down(post):
    post("Nurse manager", "Nights.", location="Leeds, England", city="Leeds", country="GB",
         types=["Healthcare", "Managerial"], level="manager")  # fmt: skip
    post("Pilot", location="Hull", workplace="remote", salary_max=30.0, salary_period="hour")
    post("Gone", closed_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    assert titles(words="nurse nights acme") == ["Nurse manager"]
    assert titles(place="leeds, gb") == ["Nurse manager"]
    assert titles(near="Bradford, England", within_km=20) == ["Nurse manager"]
    assert titles(job_type="Managerial", level="manager") == ["Nurse manager"]
    assert titles(remote=True) == ["Pilot"]
    assert titles(least_pay=60_000) == ["Pilot"]
    assert titles(words="gone") == []


def test_since_asks_when_a_posting_was_new_not_when_it_changed(post, now):
    post("Old but changed", new_at=now - 9 * DAY, first_seen_at=now - 9 * DAY, updated_at=now)
    post("Unknown", new_at=None)
    post("New", new_at=now - DAY)
    assert titles(since=now - 2 * DAY) == ["New"]
    assert titles() == ["New", "Old but changed", "Unknown"]


def test_a_change_is_found_at_once(post):
    one = post("Nurse")
    assert titles(words="nurse") == ["Nurse"]
    one.title = "Pilot"
    one.save()
    outbox.changed([one.pk])
    assert titles(words="pilot") == ["Pilot"]
    assert titles(words="nurse") == []


def test_what_has_closed_or_gone_leaves_the_index(post, now):
    one, other = post("Nurse"), post("Nurse")
    assert len(search(Wanted("nurse"))) == 2
    one.closed_at = now
    one.save()
    outbox.changed([one.pk, other.pk])
    other.delete()
    assert len(search(Wanted("nurse"))) == 0


def test_postings_of_one_job_are_found_once_and_the_board_goes_before_a_file(post, acme, now):
    job = Job.objects.create(title="Nurse", employer="Acme", first_seen_at=now)
    acme.ats = "file"
    acme.save()
    first = post("Nurse from a file", job=job)
    assert titles() == ["Nurse from a file"]
    acme.pk, acme.ats, acme.token = None, "greenhouse", "acme2"
    acme.save()
    board = post("Nurse on the board", job=job, board=acme)
    outbox.changed([board.pk])
    assert titles() == ["Nurse on the board"]
    keep.remake()
    assert titles() == ["Nurse on the board"]
    board.closed_at = now
    board.save()
    outbox.changed([board.pk])
    assert titles() == [first.title]


def test_pages_are_cut_from_what_was_found(post, now):
    for number in range(7):
        post(f"Nurse {number}", new_at=now + number * DAY)
    found = search(Wanted("nurse"))
    assert [one.title for one in found[2:4]] == ["Nurse 4", "Nurse 3"]
    assert (len(found), found[7:9]) == (7, [])


def test_counts_go_by_the_persons_own_days(post, now):
    post("A", new_at=now, types=["Nursing"], soc="29-1141.00", level="entry")
    post("B", new_at=now - dt.timedelta(hours=11), types=["Nursing", "Healthcare"])
    post("C", new_at=now - 6 * DAY)
    post("D", new_at=now - 7 * DAY)
    post("E", new_at=None)
    counted = search(Wanted()).counted(now, "UTC")
    assert (counted.open, counted.added_today, counted.new_this_week) == (5, 1, 3)
    assert search(Wanted()).counted(now, "Asia/Tokyo").added_today == 2
    assert search(Wanted()).counted(now, "America/New_York").added_today == 1
    assert search(Wanted()).counted(now, "Pacific/Honolulu").added_today == 2
    assert counted.by_type == [("Nursing", 2), ("Healthcare", 1)]
    assert counted.by_employer == [("Acme Inc", 5)]
    assert counted.by_occupation == [("29-1141.00", "Registered Nurses", 1)]
    assert counted.by_day[-1] == (now.date(), 1)
    assert len(counted.by_day) == 14


def test_the_index_is_made_from_the_database_where_it_is_missing(post):
    post("Nurse")
    assert titles() == ["Nurse"]
    keep.let_go()
    assert titles() == ["Nurse"]


def test_a_broken_index_is_made_anew(post):
    post("Nurse")
    assert titles() == ["Nurse"]
    folder = keep.shard().folder
    keep._opened.clear()
    (folder / "meta.json").write_text("{broken")
    assert titles() == ["Nurse"]


def test_what_disagrees_with_the_database_is_repaired(post):
    post("Nurse")
    assert titles() == ["Nurse"]
    post("Pilot")  # as a database put back from a copy: nobody told the index
    assert titles() == ["Nurse"]
    assert keep.repair()
    assert set(titles()) == {"Nurse", "Pilot"}
    assert not keep.repair()


def test_a_crash_after_the_commit_repeats_and_doubles_nothing(post, monkeypatch):
    one = post("Nurse")
    keep.shard()
    outbox.changed([one.pk])
    with monkeypatch.context() as patch:
        patch.setattr(keep, "_mark", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keep.drain()
    assert keep.drain() == 1
    assert len(keep.shard()) == 1


def test_one_writes_at_a_time(post):
    one = post("Nurse")
    keep.shard()
    outbox.changed([one.pk])
    with keep._alone(0.1), pytest.raises(keep.BusyError):
        keep.drain(patience=0.1)


def test_the_employers_own_posting_is_shown_before_an_agencys_that_was_first(post, acme, now):
    job = Job.objects.create(title="Nurse", employer="Acme", first_seen_at=now)
    acme.pk, acme.token, acme.employer = None, "hire", "Hire Fast Recruitment Agency"
    acme.normal = "hire fast recruitment agency"
    acme.save()
    post("Nurse by an agency", job=job, board=acme, first_seen_at=now - DAY)
    own = type(acme).objects.create(ats="lever", token="own", employer="Acme Inc", normal="acme",
                                    added_at=now)  # fmt: skip
    post("Nurse", job=job, board=own)
    assert titles() == ["Nurse"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("United States", ["Chicago", "Springfield"]),
        ("USA", ["Chicago", "Springfield"]),
        ("Illinois", ["Chicago", "Springfield"]),
        ("springfield, illinois", ["Springfield"]),
        ("Germany", ["Munich"]),
        ("Deutschland", ["Munich"]),
        ("München", ["Munich"]),
        ("Bavaria|UK", ["London", "Munich"]),
        ("United Kingdom", ["London"]),
    ],
)
def test_a_place_is_found_by_whatever_it_is_called(post, said, found):
    post("Chicago", location="Chicago, US")
    post("Springfield", location="Springfield, IL, USA")
    post("Munich", location="Munich, DE")
    post("London", location="London, England")
    post("Kyiv", location="Kyiv, Ukraine")  # "UK" is not its beginning
    assert sorted(titles(place=said)) == found


def test_a_title_weighs_most_however_its_word_is_written(post):
    post("Ward clerk", "The engine runs. Nurses meet engines daily.")
    post("Sound engineer", "Mixes.")
    post("Registered nurse", "Cares.")
    post("Clerk of clerks", "Knows an RN, and RN again, RN.")
    assert search(Wanted("enginer"), "best")[0].title == "Sound engineer"
    assert search(Wanted("RN"), "best")[0].title == "Registered nurse"
    assert search(Wanted("nurse"), "best")[0].title == "Registered nurse"
