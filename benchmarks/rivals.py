"""The same postings and the same question in SQLite FTS5, PostgreSQL and ClickHouse.

Each answers a question in full with one statement: the twenty newest, how many match, the twenty
most frequent values of all seven facets, and how many were new on each of fourteen days.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from glob import glob
from pathlib import Path
from typing import Any

from postings import A_DAY, NOW

from kithwork.jobs.index.entry import Entry, band_of, tokens

DAYS, SHOWN = 14, 20
SINCE = NOW - A_DAY * (DAYS - 1)
SINGLE = ("soc", "normal", "place", "level", "remote", "band")
Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """Words, each in the forms that count as it, and perhaps a job type."""

    words: Words
    kind: str = ""


@dataclass(frozen=True)
class Answer:
    """How many match, the newest of them, and the counts over all of them."""

    count: int
    newest: tuple[int, ...]
    facets: dict[str, dict[str, int]]
    days: tuple[int, ...]

    def agrees(self, other: Answer) -> bool:
        """Whether both say the same. Which of equally frequent values is the twentieth is open."""
        plain = (self.count, self.newest, self.days) == (other.count, other.newest, other.days)
        return plain and all(self._same(self.facets[f], other.facets[f]) for f in ("type", *SINGLE))

    @staticmethod
    def _same(one: dict[str, int], two: dict[str, int]) -> bool:
        alike = all(two[value] == n for value, n in one.items() if value in two)
        return alike and sorted(one.values()) == sorted(two.values())


def columns(entry: Entry) -> tuple[Any, ...]:
    """A posting as a row: key, the single facets, when it was new, and its words: cut by one rule
    for all, because each takes "and/or" for something else."""
    remote = entry.remote[0] if entry.remote else ""
    band = band_of(entry.pay, entry.currency)
    body = " ".join(tokens(f"{entry.title} {entry.employer} {entry.text}"))
    return (entry.key, entry.soc, entry.normal, entry.places[0], entry.level, remote, band,
            entry.new_at, body)  # fmt: skip


def answer_of(rows: Iterable[tuple[str, Any, int]]) -> Answer:
    """An answer from rows of what is said, of what, and the number."""
    said: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    for what, value, number in rows:
        said[what].append((value, int(number)))
    days = dict(said["day"])
    return Answer(
        said["count"][0][1],
        tuple(key for _, key in said["newest"]),
        {facet: {str(value): n for value, n in said[facet]} for facet in ("type", *SINGLE)},
        tuple(days.get(str(day), 0) for day in range(DAYS)),
    )


def in_sql(hit: str, types: str) -> str:
    """The whole question as one statement over the common table expression `hit`."""
    top = f"GROUP BY 1 ORDER BY n DESC LIMIT {SHOWN}"
    asked = [
        "SELECT 'count', '', count(*) FROM hit",
        f"SELECT 'newest', '', id FROM (SELECT id FROM hit ORDER BY new_at DESC, id DESC"
        f" LIMIT {SHOWN}) a",
        f"SELECT 'type', type, n FROM (SELECT type, count(*) AS n FROM {types} {top}) a",
        "SELECT 'day', day, count(*)"
        f" FROM (SELECT cast((new_at - {SINCE}) / {A_DAY} AS text) AS day FROM hit"
        f" WHERE new_at >= {SINCE}) a GROUP BY 2",
        *(f"SELECT '{f}', {f}, n FROM (SELECT {f}, count(*) AS n FROM hit WHERE {f} <> '' {top}) a"
          for f in SINGLE),
    ]  # fmt: skip
    return f"WITH hit AS MATERIALIZED ({hit}) " + " UNION ALL ".join(asked)


class Fts5:
    """SQLite with its full-text index, in a file."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "fts5.sqlite3")
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-200000;"
            "PRAGMA temp_store=MEMORY; CREATE TABLE posting (id INTEGER PRIMARY KEY, soc TEXT,"
            " normal TEXT, place TEXT, level TEXT, remote TEXT, band TEXT, new_at INTEGER);"
            "CREATE TABLE kind (id INTEGER, type TEXT, PRIMARY KEY (id, type)) WITHOUT ROWID;"
            "CREATE VIRTUAL TABLE words USING fts5(body);"
        )

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings."""
        rows = [columns(entry) for entry in entries]
        run = self.db.executemany
        with self.db:
            run("INSERT INTO posting VALUES (?,?,?,?,?,?,?,?)", [row[:-1] for row in rows])
            run("INSERT INTO kind VALUES (?,?)", [(e.key, t) for e in entries for t in e.types])
            run("INSERT INTO words(rowid, body) VALUES (?,?)", [(r[0], r[-1]) for r in rows])

    def settle(self) -> None:
        """What is done in quiet hours."""
        self.db.execute("INSERT INTO words(words) VALUES ('optimize')")
        self.db.execute("ANALYZE")
        self.db.commit()

    def update(self, entries: Sequence[Entry]) -> None:
        """Replace postings."""
        keys = [(entry.key,) for entry in entries]
        with self.db:
            for table, key in (("posting", "id"), ("kind", "id"), ("words", "rowid")):
                self.db.executemany(f"DELETE FROM {table} WHERE {key}=?", keys)
        self.load(entries)

    def ask(self, question: Question) -> Answer:
        """The whole question."""
        said = " AND ".join(
            "(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in question.words
        )
        hit = "SELECT p.* FROM words w JOIN posting p ON p.id = w.rowid WHERE words MATCH ?"
        given = [said]
        if question.kind:
            hit += " AND EXISTS (SELECT 1 FROM kind k WHERE k.id = p.id AND k.type = ?)"
            given.append(question.kind)
        return answer_of(self.db.execute(in_sql(hit, "hit JOIN kind USING (id)"), given))

    def close(self) -> None:
        """Let go."""
        self.db.close()


class Postgres:
    """A PostgreSQL server of its own with a GIN index over words and job types."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        import psycopg

        self.folder = folder / "postgres"
        self.folder.mkdir(mode=0o700)
        self.user: dict[str, Any] = {}
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            for path in (folder, self.folder):
                os.chown(path, account.pw_uid, account.pw_gid)
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        found = sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)
        self.bin = Path(found[0] if found else os.path.dirname(shutil.which("pg_ctl") or ""))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._run("initdb", "-D", self.folder, "-U", "postgres", "-A", "trust", "--no-sync")
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -k {self.folder} -c shared_buffers=512MB"
            " -c work_mem=64MB -c maintenance_work_mem=512MB -c max_wal_size=4GB -c jit=off"
        )
        self._run(
            "pg_ctl", "-D", self.folder, "-o", options, "-l", self.folder / "log", "-w", "start"
        )
        self.db = psycopg.connect(f"host=127.0.0.1 port={port} user=postgres", autocommit=True)
        self.db.execute(
            "CREATE TABLE posting (id bigint PRIMARY KEY, soc text, normal text, place text,"
            " level text, remote text, band text, new_at bigint, types text[], words tsvector)"
        )

    def _run(self, program: str, *words: object) -> None:
        subprocess.run([str(self.bin / program), *map(str, words)], check=True,
                       cwd=self.folder, stdout=subprocess.DEVNULL, **self.user)  # fmt: skip

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings."""
        rows = [(*row[:-1], list(entry.types), row[-1])
                for entry in entries for row in (columns(entry),)]  # fmt: skip
        with self.db.transaction(), self.db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO posting VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,to_tsvector('simple',%s))",
                rows,
            )

    def settle(self) -> None:
        """Index what was loaded, and what a server does in quiet hours."""
        self.db.execute("CREATE INDEX ON posting USING gin (words, types)")
        self.db.execute("VACUUM ANALYZE posting")

    def update(self, entries: Sequence[Entry]) -> None:
        """Replace postings."""
        self.db.execute("DELETE FROM posting WHERE id = ANY(%s)", ([e.key for e in entries],))
        self.load(entries)

    def ask(self, question: Question) -> Answer:
        """The whole question."""
        said = " & ".join(f"({' | '.join(forms)})" for forms in question.words)
        hit = "SELECT * FROM posting WHERE words @@ to_tsquery('simple', %s)"
        given: list[Any] = [said]
        if question.kind:
            hit += " AND types @> %s"
            given.append([question.kind])
        types = "(SELECT unnest(types) AS type FROM hit) t"
        return answer_of(self.db.execute(in_sql(hit, types), given).fetchall())

    def close(self) -> None:
        """Stop the server."""
        self.db.close()
        self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "-w", "stop")


@cache
def _clickhouse() -> Any:
    """The one session that a process can have; its folder goes with it."""
    from chdb import session

    opened = session.Session()
    opened.query("CREATE DATABASE IF NOT EXISTS b ENGINE = Atomic")
    return opened


class ClickHouse:
    """ClickHouse inside this process (chdb), its words read in full for each question."""

    name = "ClickHouse (chdb)"
    index = ""

    def __init__(self, folder: Path) -> None:
        self.db, self.table = _clickhouse(), f"b.{type(self).__name__}"
        self.db.query(
            f"CREATE TABLE {self.table} (id Int64, soc LowCardinality(String), normal String,"
            " place LowCardinality(String), level LowCardinality(String),"
            " remote LowCardinality(String), band LowCardinality(String), new_at Int64,"
            f" types Array(LowCardinality(String)), body String{self.index})"
            " ENGINE = MergeTree ORDER BY (new_at, id)"
        )
        self.file = folder / f"{type(self).__name__}.jsonl"

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings."""
        with self.file.open("w") as file:
            for entry in entries:
                row = columns(entry)
                file.write(json.dumps([*row[:-1], entry.types, row[-1]]) + "\n")
        self.db.query(
            f"INSERT INTO {self.table} SELECT * FROM file('{self.file}', JSONCompactEachRow)"
        )
        self.file.unlink()

    def settle(self) -> None:
        """What a server does in quiet hours."""
        self.db.query(f"OPTIMIZE TABLE {self.table} FINAL")

    def ask(self, question: Question) -> Answer:
        """The whole question: the counts in one pass, the newest in another."""
        told = " AND ".join(self._has(forms) for forms in question.words)
        where = f"{told} AND has(types, '{question.kind}')" if question.kind else told
        sums = ", ".join(f"sumMap([{facet}], [1])" for facet in SINGLE)
        newest = self._ask(
            f"SELECT id FROM {self.table} WHERE {where} ORDER BY new_at DESC, id DESC LIMIT {SHOWN}"
        )
        [counted] = self._ask(
            f"SELECT count(), sumMap(types, arrayMap(t -> 1, types)), {sums},"
            f" sumMap([intDiv(new_at - {SINCE}, {A_DAY}) + (new_at >= {SINCE})], [1])"
            f" FROM {self.table} WHERE {where}"
        )
        tops = [self._top(found) for found in counted[1:-1]]
        days = dict(zip(*counted[-1], strict=True))
        return Answer(
            int(counted[0]),
            tuple(int(key) for [key] in newest),
            dict(zip(("type", *SINGLE), tops, strict=True)),
            tuple(int(days.get(day + 1, days.get(str(day + 1), 0))) for day in range(DAYS)),
        )

    def _has(self, forms: Sequence[str]) -> str:
        return "(" + " OR ".join(f"hasToken(body, '{form}')" for form in forms) + ")"

    def _ask(self, statement: str) -> list[Any]:
        return list(json.loads(str(self.db.query(statement, "JSONCompact")))["data"])

    def _top(self, found: tuple[list[str], list[Any]]) -> dict[str, int]:
        counts = [(value, int(n)) for value, n in zip(*found, strict=True) if value]
        return dict(sorted(counts, key=lambda one: -one[1])[:SHOWN])

    def close(self) -> None:
        """Let go."""
        self.db.query(f"DROP TABLE {self.table} SYNC")


class ClickHouseText(ClickHouse):
    """The same with ClickHouse's own text index over the words."""

    name = "ClickHouse, text index"
    index = ", INDEX words body TYPE text(tokenizer = 'splitByNonAlpha')"

    def _has(self, forms: Sequence[str]) -> str:
        return f"hasAnyTokens(body, {list(forms)})"
