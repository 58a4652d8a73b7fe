"""From a file of postings to a search: read, classified, stored, indexed; postings a second.

./run bench ingest            20,000 postings of 400 employers
./run bench ingest --quick    2,000 of 40
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

GOAL = 1500
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def write_file(path: Path, size: int, employers: int) -> None:
    """Openings as openroles writes them, one a line."""
    from postings import Invented

    with path.open("w", encoding="utf-8") as file:
        for entry in Invented(seed=3).entries(size):
            board = f"employer{entry.key % employers}"
            line = {"id": f"gh-{entry.key}", "ats": "greenhouse", "board": board,
                    "company": board.title(), "title": entry.title, "location": entry.places[0],
                    "url": f"https://{board}.test/{entry.key}", "description": entry.text,
                    "posted": "2026-11-20"}  # fmt: skip
            file.write(json.dumps(line) + "\n")


def main() -> None:
    """Measure each stage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="2,000 postings")
    size = 2000 if parser.parse_args().quick else 20_000
    import django

    django.setup()
    from kithwork.jobs.classify import classify
    from kithwork.jobs.imports.take_in import import_file
    from kithwork.jobs.index import keep
    from kithwork.jobs.models import Posting
    from kithwork.project.ready import migrate

    migrate()
    file = Path(os.environ["KITHWORK_HOME"]) / "postings.jsonl"
    write_file(file, size, size // 50)
    classify(["Nurse"])  # the model is loaded once a process
    keep.shard()
    began = time.perf_counter()
    import_file(file, NOW, classify=classify)
    stored = time.perf_counter()
    keep.drain()
    done = time.perf_counter()
    assert len(keep.shard()) == Posting.objects.count() == size
    print(f"{size:,} postings: read, classified and stored at {size / (stored - began):,.0f} a "
          f"second; indexed at {size / (done - stored):,.0f}")  # fmt: skip
    rate = size / (done - began)
    again = time.perf_counter()
    import_file(file, NOW + dt.timedelta(days=1), classify=classify)
    same = size / (time.perf_counter() - again)
    print(f"The same file again, nothing new: {same:,.0f} a second")
    met = "met" if rate >= GOAL else "not met"
    print(f"{met:8}postings a second, all stages in one process: {rate:,.0f} (to reach: {GOAL:,})")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "kithwork.project.settings"
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="kithwork-bench-") as own:
        os.environ["KITHWORK_HOME"] = own
        main()
