"""Lives through a week of a thousand boards, read twice a day by workers killed at random.

Boards of all systems answer through real sockets and TLS, with their errors; afterwards every
opening has to be there once, with its dates, none lost, none twice, none closed wrongly. Set
DATABASE_URL to try a PostgreSQL database (an empty one) instead of SQLite.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

try:
    from tests.market import judge, week
    from tests.market.server import serving
    from tests.market.world import Market
except ImportError as error:
    sys.exit(f"{error}. Run this as `./run bench market`, which installs what it needs.")


def main() -> int:
    """Live, judge, and say what was reached; 1 when anything is recorded wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boards", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=14, help="two a day")
    parser.add_argument("--kills", type=int, default=6, help="workers killed in each round")
    parser.add_argument("--workers", type=int, default=2, help="at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="sixty boards, three days")
    given = parser.parse_args()
    if given.quick:
        given.boards, given.rounds, given.kills = 60, 6, 2

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, serving(Market(), Path(folder)) as server:
        truth, recorded, lived = week.run(
            server,
            Path(folder),
            boards=given.boards,
            rounds=given.rounds,
            seed=given.seed,
            kills=given.kills,
            at_once=given.workers,
            tell=lambda line: print(f"{time.monotonic() - began:7.1f} s  {line}", flush=True),
        )
        asked = Counter(status for _host, _path, status in server.market.asked)
    faults = judge.faults_in(truth, recorded)
    report(recorded, lived, asked, time.monotonic() - began)
    print("\n".join(faults[:20]))
    met = "met" if not faults else f"not met: {len(faults)} disagreements"
    print(f"reach: every opening once, rightly dated, none lost or closed wrongly: {met}")
    return bool(faults)


def report(
    recorded: dict[str, list[dict[str, str]]],
    lived: week.Lived,
    asked: Counter[int],
    seconds: float,
) -> None:
    """What the week was like."""
    readings = recorded["readings"]
    print(f"{len(readings)} readings in {seconds:.0f} s ({len(readings) / seconds:.0f} a second)")
    print(f"{lived.lives} workers' lives, {lived.killed} of them ended by SIGKILL")
    print(f"requests by status: {dict(sorted(asked.items()))}")
    print(f"readings by result: {dict(Counter(row['result'] for row in readings))}")
    print(f"failures by cause: {dict(Counter(row['cause'] for row in readings if row['cause']))}")
    kinds = Counter(event["kind"] for event in recorded["events"])
    print(f"{len(recorded['postings'])} postings; events: {dict(kinds)}")


if __name__ == "__main__":
    raise SystemExit(main())
