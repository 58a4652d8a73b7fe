"""Saved searches against new postings: each run on a small index of just these, in memory.

./run bench alerts            10,000 saved searches, 10,000 new postings
./run bench alerts --quick    1,000 of each
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

try:
    import django
    from postings import Invented
except ImportError as error:
    raise SystemExit(f"{error}. Run it as: ./run bench alerts") from error

from kithwork.jobs.index.entry import Entry, tokens
from kithwork.jobs.index.wanted import Wanted

SECONDS = 5.0
COMPARED = 200


def one_by_one(wanted: Sequence[Wanted], entries: Sequence[Entry]) -> list[frozenset[int]]:
    """The obvious way: every search on every posting's words."""
    words = [(e, set(tokens(f"{e.title} {e.employer} {e.text}"))) for e in entries]
    asked = [(re.findall(r"\w+", one.words.lower()), one.job_type) for one in wanted]
    return [
        frozenset(e.key for e, has in words if kind in e.types and has.issuperset(said))
        for said, kind in asked
    ]


def main() -> None:
    """Measure, and compare with the obvious way on a part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="1,000 of each")
    size = 1000 if parser.parse_args().quick else 10_000
    django.setup()
    from kithwork.campaign.alerts import match
    from kithwork.jobs.index.query import query_of
    from kithwork.jobs.index.shard import Shard

    invented = Invented(seed=9)
    known = Shard()
    with known.writing() as writer:
        writer.add(Invented(seed=8).entries(2000))
        writer.commit()
    entries = list(invented.entries(size))
    wanted = [Wanted(f"{a} {b}", job_type=kind) for a, b, kind in invented.questions(size)]
    began, worked = time.perf_counter(), time.process_time()
    queries = [query_of(one, known) for one in wanted]
    built = time.perf_counter() - began
    found = match(queries, entries)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    print(f"{size:,} saved searches, {size:,} new postings: {sum(map(len, found)):,} matches in "
          f"{took:.2f} s, of which {built:.2f} s to build the queries; "
          f"{worked:.2f} s of processor time")  # fmt: skip
    began = time.perf_counter()
    part = one_by_one(wanted[:COMPARED], entries)
    slow = (time.perf_counter() - began) / COMPARED * size
    missed = sum(len(a - b) for a, b in zip(part, found, strict=False))
    print(f"One by one (reckoned from {COMPARED} searches): {slow:.1f} s, {slow / took:.0f} times "
          f"as long; {missed} matches that only it finds")  # fmt: skip
    if size == 10_000:
        print(f"{'met' if took <= SECONDS else 'not met':8}10,000 against 10,000 in seconds: "
              f"{took:.2f} (to reach: {SECONDS:g})")  # fmt: skip


if __name__ == "__main__":
    import os
    import tempfile

    os.environ["DJANGO_SETTINGS_MODULE"] = "kithwork.project.settings"
    with tempfile.TemporaryDirectory(prefix="kithwork-bench-") as own:
        os.environ["KITHWORK_HOME"] = own
        main()
