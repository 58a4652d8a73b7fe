"""Holds what was recorded in a simulated week against what was true."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from typing import Any

from tests.market.week import HALF_A_DAY, START, Key, Truth
from tests.market.world import Fault

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


def number_of(posting_id: str) -> int:
    """The number of the vacancy behind a system's posting id."""
    if found := _UUID.search(posting_id):
        return int(found[0].replace("-", ""), 16) - (1 << 120)
    if posting_id.startswith("wk-"):
        return int(posting_id[3:].split("Z")[0], 16)
    return int(re.findall(r"\d+", posting_id)[-1])


def round_of(at: str) -> int:
    """In which round something happened."""
    return (dt.datetime.fromisoformat(at) - START) // HALF_A_DAY


def faults_in(truth: Truth, recorded: dict[str, Any]) -> list[str]:
    """Every disagreement, as a sentence; [] when the week was recorded rightly."""
    return [
        *_once(recorded),
        *_all_there(truth, recorded),
        *_dates(truth, recorded),
        *_closings(truth, recorded),
        *_readings(truth, recorded),
    ]


def _key(row: dict[str, Any]) -> Key:
    return row["board__ats"], row["board__token"].lower()


def _by_board(recorded: dict[str, Any]) -> dict[Key, list[dict[str, Any]]]:
    grouped: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in recorded["postings"]:
        grouped[_key(row)].append(row)
    return grouped


def _once(recorded: dict[str, Any]) -> list[str]:
    seen = Counter((_key(row), number_of(row["posting_id"])) for row in recorded["postings"])
    opened = Counter(e["posting_id"] for e in recorded["events"] if e["kind"] == "opened")
    return [f"{what} is there {n} times" for what, n in seen.items() if n > 1] + [
        f"posting {row['pk']} was opened {opened[row['pk']]} times"
        for row in recorded["postings"]
        if opened[row["pk"]] != 1
    ]


def _all_there(truth: Truth, recorded: dict[str, Any]) -> list[str]:
    found = _by_board(recorded)
    wrong = []
    counted = {(b["ats"], b["token"].lower()): b["openings"] for b in recorded["boards"]}
    for key, numbers in truth.present[-1].items():
        is_open = {number_of(r["posting_id"]) for r in found[key] if r["closed_at"] is None}
        wrong += [f"{key} has lost {n}" for n in numbers - is_open]
        wrong += [f"{key} still shows {n}" for n in is_open - numbers]
        if counted[key] != len(numbers):
            wrong.append(f"{key} counts {counted[key]} openings of {len(numbers)}")
    return wrong


def _telling(recorded: dict[str, Any]) -> dict[Key, set[int]]:
    """Rounds in which a board's own answer was recorded as a whole."""
    rounds: dict[Key, set[int]] = defaultdict(set)
    for row in recorded["readings"]:
        if row["result"] in ("good", "unchanged"):
            rounds[_key(row)].add(round_of(row["finished_at"]))
    return rounds


def _dates(truth: Truth, recorded: dict[str, Any]) -> list[str]:
    """First seen by the first whole reading that could show it; last seen by the last."""
    telling, wrong = _telling(recorded), []
    for row in recorded["postings"]:
        key, number = _key(row), number_of(row["posting_id"])
        shown = [
            n for n, present in enumerate(truth.present)
            if number in present[key] and n in telling[key]
            and truth.faults[n][key] is not Fault.EMPTY
        ]  # fmt: skip
        first, last = round_of(row["first_seen_at"]), round_of(row["last_seen_at"])
        if not shown or first > shown[0]:
            wrong.append(f"{key} {number} was first seen in round {first}, shown in {shown}")
        if shown and last < shown[-1]:
            wrong.append(f"{key} {number} was last seen in round {last}, shown in {shown}")
        if number not in truth.present[last][key]:
            wrong.append(f"{key} {number} was seen in round {last}, when it was gone")
    return wrong


def _closings(truth: Truth, recorded: dict[str, Any]) -> list[str]:
    """Nothing is closed while it is there, and nothing twice in a row."""
    rows = {row["pk"]: row for row in recorded["postings"]}
    wrong, state = [], {}
    for event in recorded["events"]:
        row = rows.get(event["posting_id"])
        if row is None:
            wrong.append(f"posting {event['posting_id']} has events and is not there")
            continue
        key, number, n = _key(row), number_of(row["posting_id"]), round_of(event["at"])
        if event["kind"] == "closed":
            if number in truth.present[n][key]:
                wrong.append(f"{key} {number} was closed wrongly in round {n}")
            if state.get(row["pk"]) == "closed":
                wrong.append(f"{key} {number} was closed twice")
        if event["kind"] != "changed":
            state[row["pk"]] = event["kind"]
    return wrong


def _readings(truth: Truth, recorded: dict[str, Any]) -> list[str]:
    """Every board was read once a round, no claim is left, and well ones were read well."""
    times: Counter[tuple[Key, int]] = Counter()
    well = ill = 0
    for row in recorded["readings"]:
        key, n = _key(row), round_of(row["finished_at"])
        times[key, n] += 1
        if truth.faults[n][key] is Fault.NONE:
            well += row["result"] in ("good", "unchanged")
            ill += row["result"] in ("failed", "partial")
    wrong = [f"{key} was read {n} times in round {at}" for (key, at), n in times.items() if n > 1]
    missing = len(truth.present) * len(truth.present[0]) - len(times)
    if missing:
        wrong.append(f"{missing} readings are missing")
    if recorded["claims"]:
        wrong.append(f"{recorded['claims']} boards are still claimed")
    if ill > 0.01 * (well + ill):
        wrong.append(f"{ill} of {well + ill} readings of boards without a fault failed")
    return wrong
