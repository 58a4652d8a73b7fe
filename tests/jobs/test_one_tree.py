"""Keys of postings that an earlier version folded are carried over into a table of keys alone."""

import pytest
from django.core.management import call_command
from django.db import connection

from kithwork.boards.models import Board
from kithwork.jobs.fold import fold
from kithwork.jobs.match.keys import Sketch
from kithwork.jobs.models import Posting, PostingKey, PostingSketch
from kithwork.jobs.unfolded import never_folded
from kithwork.project.ready import migrate


@pytest.fixture
def postings(transactional_db, now):
    board = Board.objects.create(ats="feed", token="acme", employer="Acme", added_at=now)
    said = {"employer": "Acme", "first_seen_at": now, "last_seen_at": now}
    return [
        Posting.objects.create(board=board, posting_id=f"p{n}", title="Porter", **said)
        for n in range(3)
    ]


def _keys():
    return set(PostingKey.objects.values_list("key", "posting"))


def test_postings_that_were_folded_keep_their_keys_and_are_folded_no_second_time(postings):
    first, second, third = postings
    fold([first.pk, second.pk])
    before = _keys()
    call_command("migrate", "jobs", "0005", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO jobs_postingkey (key, posting_id) VALUES (%s, %s)", sorted(before)
        )
    migrate()
    assert before
    assert _keys() == before
    for posting in (first, second):
        held = Sketch.unpacked(bytes(PostingSketch.objects.get(posting=posting).packed))
        assert {(key, posting.pk) for key in held.keys.tolist()} <= before
    assert list(never_folded()) == [third.pk]


def test_a_posting_that_says_something_else_leaves_no_key_of_before(postings):
    first, *_ = postings
    fold([first.pk])
    before = _keys()
    Posting.objects.filter(pk=first.pk).update(title="Head Chef")
    fold([first.pk])
    assert _keys()
    assert not _keys() & before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has two kinds of tables")
def test_the_table_of_keys_has_no_second_tree(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE tbl_name = 'jobs_postingkey'")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'jobs_postingkey'")
        assert cursor.fetchone()[0].endswith("WITHOUT ROWID")
