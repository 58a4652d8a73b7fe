"""Whoever writes the index may be killed at any moment: what was committed is there, once."""

import signal
import subprocess
import sys

import pytest

from kithwork.boards.reading import PostingRow
from kithwork.jobs import absorb
from kithwork.jobs.index import keep
from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import DamagedIndexError, Shard, Writer
from kithwork.jobs.index.wanted import Wanted
from kithwork.jobs.models import IndexChange, Posting
from kithwork.jobs.search import search

WRITE = """
import sys
from pathlib import Path
from kithwork.jobs.index.entry import Entry
from kithwork.jobs.index.query import query_of
from kithwork.jobs.index.shard import DamagedIndexError, Shard, Writer
start = int(sys.argv[2])
with Shard(Path(sys.argv[1])).writing(15_000_000) as writer:
    for done in range(start, start + 10_000, 10):
        keys = range(done, done + 10)
        writer.delete(keys)
        writer.add(Entry(key, f"Nurse {key}", "Acme", "acme", "words " * 50) for key in keys)
        writer.commit()
        print(done + 10, flush=True)
"""


@pytest.fixture
def index():
    keep.let_go()
    yield
    keep.let_go()


def killed_after(folder, start, commits):
    """How many openings a writer said were committed, when it was killed at its work."""
    asked = [sys.executable, "-c", WRITE, str(folder), str(start)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as writer:
        told = [writer.stdout.readline() for _ in range(commits)][-1]
        writer.send_signal(signal.SIGKILL)
        more = writer.stdout.read().split()
    return int((more or [told])[-1])


def test_after_a_kill_the_index_has_what_was_committed_and_takes_more(tmp_path):
    there = 0
    for commits in (1, 4, 9):
        told = killed_after(tmp_path / "i", there, commits)
        shard = Shard(tmp_path / "i")
        assert len(shard) in (told, told + 10)  # it may have been killed before it said so
        there = told  # the last ten are written again, as the outbox would have them
    with shard.writing() as writer:
        writer.delete(range(there + 10))
        writer.add(Entry(key, "Clerk", "Acme", "acme") for key in range(3))
        writer.commit()
    assert len(shard) == 3


def take(board, now, *titles):
    rows = [PostingRow(posting_id=f"p{at}", title=title) for at, title in enumerate(titles)]
    absorb.add({board: rows}, now)


def test_who_dies_between_commit_and_mark_repeats_and_doubles_nothing(
    acme, now, index, monkeypatch
):
    take(acme, now, "Nurse")
    keep.drain()
    take(acme, now, "Head nurse", "Clerk")
    with monkeypatch.context() as dying:
        dying.setattr(keep, "_mark", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keep.drain()
    assert IndexChange.objects.filter(indexed=False).count() == 2
    assert keep.drain() == 2
    assert len(keep.shard()) == 2
    assert not keep.repair()


def test_who_dies_while_the_index_is_made_anew_leaves_the_old_one(acme, now, index, monkeypatch):
    take(acme, now, "Nurse", "Clerk")
    keep.drain()
    before = keep.shard().folder
    with monkeypatch.context() as dying:
        dying.setattr(keep, "write_private", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keep.remake()
    assert keep.shard().folder == before
    assert keep.remake() == 2
    assert [one for one in before.parent.iterdir() if one.is_dir()] == [keep.shard().folder]


def test_on_a_full_disk_no_try_leaves_half_an_index(acme, now, index, monkeypatch):
    take(acme, now, "Nurse")
    keep.drain()
    before = keep.shard().folder

    def full(*_):
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    with monkeypatch.context() as small:
        small.setattr(Writer, "commit", full)
        for _ in range(3):
            with pytest.raises(ValueError, match="No space left"):
                keep.remake()
    assert [one for one in before.parent.iterdir() if one.is_dir()] == [before]
    assert len(keep.shard()) == 1


def test_an_index_that_lost_its_files_is_made_anew(acme, now, index):
    take(acme, now, "Nurse", "Clerk")
    keep.drain()
    (keep.shard().folder / "meta.json").unlink()
    keep._opened.clear()
    assert len(keep.shard()) == 2


def test_an_index_whose_files_rot_while_it_is_open_is_made_anew_by_the_next_search(
    acme, now, index, caplog
):
    take(acme, now, "Nurse", "Clerk")
    keep.drain()
    before = keep.shard().folder
    for file in before.glob("*.term"):
        with file.open("r+b") as open_file:  # in place: whoever has the file mapped sees it
            open_file.write(b"\xff" * file.stat().st_size)
    assert [one.title for one in search(Wanted("nurse"))[:5]] == ["Nurse"]
    assert keep.shard().folder != before
    assert "damaged" in caplog.text


def test_a_writer_that_meets_damage_says_so_and_the_next_one_begins_anew(
    acme, now, index, monkeypatch
):
    take(acme, now, "Nurse")
    keep.drain()
    take(acme, now, "Nurse", "Clerk")
    panic = type("PanicException", (BaseException,), {})

    def panics(*_):
        raise panic

    with monkeypatch.context() as rotten:
        rotten.setattr(Writer, "add", panics)
        with pytest.raises(DamagedIndexError):
            keep.drain()
    assert keep.drain()
    assert len(keep.shard()) == 2


def test_what_has_just_changed_is_found_first_however_much_waits(acme, now, index, monkeypatch):
    monkeypatch.setattr(keep, "BATCH", 2)
    take(acme, now, *(f"Nurse {n}" for n in range(8)))
    keep.shard()
    IndexChange.objects.update(indexed=False)
    take(acme, now, "Diver")
    assert keep.drain(most=2) == 2
    assert IndexChange.objects.filter(indexed=False).count() == 7
    assert found("diver") == 1
    assert keep.drain() == 7
    assert len(keep.shard()) == 8


def test_what_comes_in_while_much_is_taken_in_is_taken_next(acme, now, index, monkeypatch):
    monkeypatch.setattr(keep, "BATCH", 2)
    take(acme, now, *(f"Nurse {n}" for n in range(6)))
    keep.shard()
    IndexChange.objects.update(indexed=False)
    taken, entries_of = [], keep.entries_of

    def meanwhile(postings):
        some = list(postings)
        taken.append(some)
        if len(taken) == 1:
            take(acme, now, "Diver")
        return entries_of(some)

    monkeypatch.setattr(keep, "entries_of", meanwhile)
    first = Posting.objects.order_by("pk").values_list("pk", flat=True)[0]
    assert keep.drain() == 7
    assert taken[1] == [first]  # the one that came in, before the older four
    assert found("diver") == 1


def found(word):
    shard = keep.shard()
    return shard.search(query_of(Wanted(word), shard)).count
