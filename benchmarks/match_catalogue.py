"""Puts a catalogue of any size into a database of its own, in chunks, with its keys.

What `jobs.fold` would have written posting by posting is written in bulk: nothing of it is timed.
Every posting is an opening of its own; its number in the table is its opening's.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import match_market
import numpy as np

CHUNK = 2000
PROCESSES = 2


@dataclass(frozen=True)
class Chunk:
    """Postings as they are stated, their keys (two columns, and packed for each), and the
    openings to copy later."""

    stated: list[dict[str, object]]
    columns: Any
    packed: list[bytes]
    sampled: list[match_market.Opening]


def set_up_records(folder: str) -> None:
    """An empty database of our own, in a folder that is thrown away."""
    os.environ["KITHWORK_HOME"] = folder
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kithwork.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def made(first: int, count: int, every: int, employers: int) -> Chunk:
    """The chunk that begins with this number; the same one always."""
    from kithwork.jobs.match import columns, facts_of, sketches

    rng = random.Random(first)
    market = match_market.Market(rng, job=first, ids=10_000 + 40 * first)
    known = []
    for _ in range(count):
        employer = f"{market.employer()} {rng.randrange(1, employers + 1)}"
        known.append(market.opening(employer))
        market.state(known[-1])
    found = sketches([facts_of(statement(posting)) for posting in market.postings])
    each = dict(enumerate(found, first + 1))
    packed = [sketch.packed() for sketch in found]
    return Chunk(market.postings, columns(each), packed, known[::every])


def statement(posting: dict[str, object]) -> Any:
    """A posting of the market as plain values, without the way over JSON."""
    from kithwork.jobs.match import Statement

    given = dict(posting)
    given["system"] = given.pop("ats")
    given["posted"] = dt.date.fromisoformat(str(given["posted"]))
    del given["job"]
    return Statement(**given)  # type: ignore[arg-type]


def write(count: int, every: int) -> list[match_market.Opening]:
    """A catalogue of so many postings; returns each so manieth opening."""
    employers = max(1, count // 8000)
    wanted = [(at, min(CHUNK, count - at), every, employers) for at in range(0, count, CHUNK)]
    sampled: list[match_market.Opening] = []
    keys, owners = [], []
    records = Records()
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        for chunk in pool.imap(_made, wanted):
            pks = records.add(chunk.stated)
            _write_sketches(pks, chunk.packed)
            sampled += chunk.sampled
            keys.append(chunk.columns.keys)
            owners.append(chunk.columns.postings)
    _write_keys(np.concatenate(keys), np.concatenate(owners))
    return sampled


def _made(wanted: tuple[int, int, int, int]) -> Chunk:
    return made(*wanted)


def _write_sketches(pks: list[int], packed: list[bytes]) -> None:
    from django.db import transaction

    from kithwork.jobs import in_bulk
    from kithwork.jobs.models import PostingSketch

    with transaction.atomic():
        in_bulk.write(PostingSketch, {"posting": pks, "packed": packed})


def _write_keys(keys: np.ndarray, owners: np.ndarray) -> None:
    """As many rows a key as folding keeps, in the order of the keys, which is faster."""
    from django.db import connection, transaction

    from kithwork.jobs.match.pairs import CROWD

    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    begins = np.searchsorted(ordered, ordered)
    kept = order[np.arange(len(ordered)) - begins < CROWD]
    del order, ordered, begins
    with transaction.atomic(), connection.cursor() as cursor:
        for at in range(0, len(kept), 200_000):
            some = kept[at : at + 200_000]
            rows = list(zip(keys[some].tolist(), owners[some].tolist(), strict=True))
            cursor.executemany("INSERT INTO jobs_postingkey (key, posting) VALUES (%s, %s)", rows)


def fold_as_imports_do(pks: list[int], stated: list[dict[str, object]]) -> float:
    """Fold postings that are stored already, chunk by chunk: another process finds out what finds
    their like, this one folds. Returns that one's processor time."""
    from contextlib import closing

    from django.db import transaction

    from kithwork.jobs import unfolded
    from kithwork.jobs.fold import fold_waiting
    from kithwork.jobs.spread import spread

    before = _children()
    chunks = [stated[at : at + CHUNK] for at in range(0, len(stated), CHUNK)]
    with closing(spread(_sketched, chunks, 1)) as sketched:
        for number, some in enumerate(sketched):
            first = number * CHUNK
            with transaction.atomic():  # of the chunk that states them
                unfolded.due(pks[first : first + CHUNK], dict(zip(pks[first:], some, strict=False)))
            for _ in fold_waiting():
                pass
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sketched(stated: list[dict[str, object]]) -> list[bytes]:
    from kithwork.jobs.match import facts_of, sketches

    return [one.packed() for one in sketches([facts_of(statement(p)) for p in stated])]


class Records:
    """How postings get into the database without being folded."""

    def __init__(self) -> None:
        from django.utils import timezone

        from kithwork.boards.models import Board

        rows = Board.objects.values_list("ats", "token", "pk")
        self.boards = {(ats, token.casefold()): pk for ats, token, pk in rows}
        self.now = timezone.now()

    def add(self, stated: list[dict[str, object]]) -> list[int]:
        """Postings with a job each, as `absorb` makes them; their keys in the database."""
        from django.db import connection, transaction

        from kithwork.jobs.models import Posting

        with transaction.atomic(), connection.cursor() as cursor:
            self._boards(stated)
            last = Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            pks = list(range(last + 1, last + 1 + len(stated)))
            cursor.executemany(
                "INSERT INTO jobs_job (id, title, employer, first_seen_at) VALUES (%s,%s,%s,%s)",
                [
                    (pk, p["title"], p["employer"], self.now)
                    for pk, p in zip(pks, stated, strict=True)
                ],
            )
            rows = list(self._rows(pks, stated))
            names = ", ".join(rows[0])
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(
                f"INSERT INTO jobs_posting ({names}) VALUES ({marks})",
                [tuple(row.values()) for row in rows],
            )
            cursor.executemany(
                "INSERT INTO jobs_postingtext (posting_id, description) VALUES (%s, %s)",
                [(pk, p["description"]) for pk, p in zip(pks, stated, strict=True)],
            )
        return pks

    def _boards(self, stated: Iterable[dict[str, object]]) -> None:
        from kithwork.boards.models import Board
        from kithwork.boards.names import normal_name

        new = {_board(p): str(p["employer"]) for p in stated if _board(p) not in self.boards}
        boards = [
            Board(ats=ats, token=token, employer=name, normal=normal_name(name), added_at=self.now)
            for (ats, token), name in new.items()
        ]
        for board in Board.objects.bulk_create(boards):
            self.boards[board.ats, board.token.casefold()] = board.pk

    def _rows(self, pks: list[int], stated: list[dict[str, object]]) -> Iterator[dict[str, object]]:
        from django.db import connection

        from kithwork.boards.names import name_key
        from kithwork.jobs.models import Posting

        bare = Posting(first_seen_at=self.now, last_seen_at=self.now)
        usual = {
            field.column: field.get_db_prep_save(getattr(bare, field.attname), connection)
            for field in Posting._meta.local_concrete_fields
        }
        for pk, said in zip(pks, stated, strict=True):
            same = {name: said[name] for name in (
                "title", "url", "employer", "department", "employment_type", "location",
                "salary_min", "salary_max", "salary_currency", "salary_period")}  # fmt: skip
            yield usual | same | {
                "id": pk, "board_id": self.boards[_board(said)], "posting_id": said["id"],
                "job_id": pk, "normal": name_key(str(said["employer"])),
                "posted_on": dt.date.fromisoformat(str(said["posted"])),
            }  # fmt: skip


def _board(posting: dict[str, object]) -> tuple[str, str]:
    return str(posting["ats"]), str(posting["board"]).casefold()
