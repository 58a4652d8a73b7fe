"""The same postings and the same question in SQLite FTS5, PostgreSQL and ClickHouse."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Sequence
from glob import glob
from pathlib import Path
from typing import Any

from kithwork.jobs.index.entry import Entry

FACETS = ("type", "employer", "place")
MOST = "SELECT {}, count(*) n FROM hit GROUP BY 1 ORDER BY n DESC LIMIT 20"


def columns(entry: Entry) -> tuple[Any, ...]:
    """A posting as a row: one type only, which is kinder to the others than their real work."""
    kind = entry.types[0] if entry.types else ""
    body = f"{entry.title} {entry.employer} {entry.text}"
    return entry.key, kind, entry.normal, entry.places[0], entry.new_at, body


class Fts5:
    """SQLite with its full-text index, in a file."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "fts5.sqlite3")
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-200000;"
            "CREATE TABLE posting (id INTEGER PRIMARY KEY, type TEXT, employer TEXT, place TEXT,"
            " new_at INTEGER); CREATE VIRTUAL TABLE words USING fts5(body);"
        )

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings."""
        rows = [columns(entry) for entry in entries]
        with self.db:
            self.db.executemany("INSERT INTO posting VALUES (?,?,?,?,?)", [r[:5] for r in rows])
            self.db.executemany(
                "INSERT INTO words(rowid, body) VALUES (?,?)", [(r[0], r[5]) for r in rows]
            )

    def update(self, entries: Sequence[Entry]) -> None:
        """Replace postings."""
        keys = [(entry.key,) for entry in entries]
        with self.db:
            self.db.executemany("DELETE FROM posting WHERE id=?", keys)
            self.db.executemany("DELETE FROM words WHERE rowid=?", keys)
        self.load(entries)

    def ask(self, one: str, other: str, kind: str) -> int:
        """The twenty newest that have both words and the type, and counts of three facets."""
        run = self.db.execute
        run("CREATE TEMP TABLE hit AS SELECT p.* FROM words w JOIN posting p ON p.id = w.rowid "
            "WHERE words MATCH ? AND p.type = ?", (f'"{one}" "{other}"', kind))  # fmt: skip
        run("SELECT id FROM hit ORDER BY new_at DESC LIMIT 20").fetchall()
        for facet in FACETS:
            run(MOST.format(facet)).fetchall()
        count = int(run("SELECT count(*) FROM hit").fetchone()[0])
        run("DROP TABLE hit")
        return count

    def close(self) -> None:
        """Let go."""
        self.db.close()


class Postgres:
    """A PostgreSQL server of its own with a GIN index over the words."""

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
        )
        self._run(
            "pg_ctl", "-D", self.folder, "-o", options, "-l", self.folder / "log", "-w", "start"
        )
        self.db = psycopg.connect(f"host=127.0.0.1 port={port} user=postgres", autocommit=True)
        self.db.execute(
            "CREATE TABLE posting (id bigint PRIMARY KEY, type text, employer text, place text,"
            " new_at bigint, words tsvector)"
        )
        self.db.execute("CREATE INDEX ON posting USING gin (words)")

    def _run(self, program: str, *words: object) -> None:
        subprocess.run([str(self.bin / program), *map(str, words)], check=True,
                       cwd=self.folder, stdout=subprocess.DEVNULL, **self.user)  # fmt: skip

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings."""
        with self.db.transaction(), self.db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO posting VALUES (%s,%s,%s,%s,%s,to_tsvector('simple',%s))",
                [columns(entry) for entry in entries],
            )

    def update(self, entries: Sequence[Entry]) -> None:
        """Replace postings."""
        self.db.execute("DELETE FROM posting WHERE id = ANY(%s)", ([e.key for e in entries],))
        self.load(entries)

    def settle(self) -> None:
        """What a server does in quiet hours."""
        self.db.execute("VACUUM ANALYZE posting")

    def ask(self, one: str, other: str, kind: str) -> int:
        """The same question."""
        run = self.db.execute
        run(
            "CREATE TEMP TABLE hit AS SELECT id, type, employer, place, new_at FROM posting"
            " WHERE words @@ to_tsquery('simple', %s) AND type = %s",
            (f"{one} & {other}", kind),
        )
        run("SELECT id FROM hit ORDER BY new_at DESC LIMIT 20").fetchall()
        for facet in FACETS:
            run(MOST.format(facet)).fetchall()
        row = run("SELECT count(*) FROM hit").fetchone()
        run("DROP TABLE hit")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Stop the server."""
        self.db.close()
        self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "-w", "stop")


class ClickHouse:
    """ClickHouse inside this process (chdb), its columns read in full for each question."""

    name = "ClickHouse (chdb)"

    def __init__(self, folder: Path) -> None:
        from chdb import session

        self.db = session.Session(str(folder / "chdb"))
        self.db.query("CREATE DATABASE b ENGINE = Atomic")
        self.db.query(
            "CREATE TABLE b.posting (id Int64, type LowCardinality(String), employer String,"
            " place String, new_at Int64, body String) ENGINE = MergeTree ORDER BY (type, new_at)"
        )
        self.file = folder / "rows.tsv"

    def load(self, entries: Sequence[Entry]) -> None:
        """Add postings."""
        rows = (
            "\t".join(map(str, columns(entry)[:5])) + f"\t{columns(entry)[5].lower()}"
            for entry in entries
        )
        self.file.write_text("\n".join(rows) + "\n")
        self.db.query(f"INSERT INTO b.posting SELECT * FROM file('{self.file}', TSV)")

    def ask(self, one: str, other: str, kind: str) -> int:
        """The same question, the three counts in one pass."""
        where = f"type = '{kind}' AND hasToken(body, '{one}') AND hasToken(body, '{other}')"
        self.db.query(f"SELECT id FROM b.posting WHERE {where} ORDER BY new_at DESC LIMIT 20")
        told = self.db.query(
            f"SELECT count(), topK(20)(type), sumMap([employer], [1]), sumMap([place], [1]) "
            f"FROM b.posting WHERE {where}", "TSV",
        )  # fmt: skip
        return int(str(told).split("\t")[0])

    def close(self) -> None:
        """Let go."""
        self.db.close()
