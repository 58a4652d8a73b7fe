"""A small week of the simulated market; `./run bench market` lives through a large one."""

import copy

import pytest
from tests.market import week
from tests.market.judge import faults_in
from tests.market.server import serving
from tests.market.world import Fault, Market


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Twenty-five boards of all systems, read six times by two workers at once, of whom the
    first two of each round are killed."""
    folder = tmp_path_factory.mktemp("week")
    with serving(Market(), folder) as server:
        return week.run(server, folder, boards=25, rounds=6, seed=5, kills=2)


def test_every_opening_is_there_once_with_its_dates_and_none_closed_wrongly(lived):
    truth, recorded, _ = lived
    assert faults_in(truth, recorded) == []


def test_the_week_was_hard_enough_to_prove_something(lived):
    truth, recorded, workers = lived
    assert workers.killed >= 5
    assert {Fault.NONE} < {fault for faults in truth.faults for fault in faults.values()}
    assert {"opened", "closed", "changed"} <= {event["kind"] for event in recorded["events"]}
    assert {"good", "unchanged", "failed"} <= {row["result"] for row in recorded["readings"]}


def spoilt(recorded, spoil):
    recorded = copy.deepcopy(recorded)
    spoil(recorded)
    return recorded


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda r: r["postings"].append(r["postings"][0]), "is there 2 times"),
        (lambda r: r["postings"].remove(next(p for p in r["postings"] if not p["closed_at"])),
         "has lost"),
        (lambda r: r["events"].append(
            {"posting_id": r["postings"][-1]["pk"], "kind": "closed",
             "at": r["postings"][-1]["first_seen_at"]}), "closed wrongly"),
        (lambda r: r["readings"].pop(), "readings are missing"),
        (lambda r: r.update(claims=1), "still claimed"),
        (lambda r: r["postings"][0].update(first_seen_at="2026-11-05T06:00:00+00:00"),
         "first seen"),
    ],
)  # fmt: skip
def test_the_judge_notices_what_is_spoilt(lived, spoil, said):
    truth, recorded, _ = lived
    assert any(said in fault for fault in faults_in(truth, spoilt(recorded, spoil)))
