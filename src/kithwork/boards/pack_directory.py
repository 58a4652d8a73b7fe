"""Packs public lists of boards and employers into the directory that the program carries.

Run as `python -m kithwork.boards.pack_directory BOARDS.csv EMPLOYERS.csv`. The first has
the columns ats, token, employer, url; the second employer, website. The same lists always
give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterable
from pathlib import Path

from kithwork.boards.directory import BOARDS_FILE, EMPLOYERS_FILE, token_from
from kithwork.boards.names import name_key

DATA = Path(__file__).parent / "data"


def board_rows(listed: Iterable[list[str]]) -> list[tuple[str, str, str, str]]:
    """(ats, token, employer, key) of each board once; header lines and nameless rows go."""
    kept: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for row in listed:
        if len(row) != 4 or row[0] == "ats" or not all(cell.strip() for cell in row):
            continue
        ats, listed_token, employer, url = (_one_line(cell) for cell in row)
        token = token_from(ats, url, listed_token)
        kept.setdefault((ats, token.casefold()), (ats, token, employer, name_key(employer)))
    return sorted(kept.values())


def employer_rows(listed: Iterable[list[str]]) -> list[tuple[str, str]]:
    """(employer, website) of each employer once, websites on http or https only."""
    kept: dict[str, tuple[str, str]] = {}
    for row in listed:
        if len(row) == 2 and row[1].startswith(("http://", "https://")) and name_key(row[0]):
            kept.setdefault(name_key(row[0]), (_one_line(row[0]), _one_line(row[1])))
    return sorted(kept.values())


def pack(rows: Iterable[tuple[str, ...]], path: Path) -> int:
    """Write rows as gzipped tab-separated lines without a time stamp; the size in bytes."""
    text = "".join("\t".join(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    return path.stat().st_size


def main(boards: str, employers: str) -> None:
    """Pack both lists into the package's data folder and say how much that was."""
    for source, rows_of, target in (
        (boards, board_rows, BOARDS_FILE),
        (employers, employer_rows, EMPLOYERS_FILE),
    ):
        with open(source, encoding="utf-8-sig", newline="") as lines:
            rows: list[tuple[str, ...]] = list(rows_of(csv.reader(lines)))
        print(f"{target}: {len(rows)} rows, {pack(rows, DATA / target)} bytes")


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
